import {
  listConversations,
  listOwnLinks,
  listOwnRelatedPersons,
  listRelatedPersons,
  listTasks,
  type RouteDefinition,
  readCircle,
  readClient,
  readContactHistory,
  readConversation,
  readEntries,
  readInbox,
  readOwnContactHistory,
  searchMessages,
} from "@kring/domain/contract";
import { type DemoName, demoPeople, type Exchange, type Frame, until } from "@kring/testing";
import type { Stage } from "./stage.ts";

/** Header lines that say when, or count down, and nothing of whom. */
const CHANGING = new Set(["date", "set-cookie", "x-request-id", "kring-request-id", "etag", "kring-after"]);

/** Frames that are gathered over a time: how many there are depends on how fast the script went. */
const GATHERED = new Set(["typing", "receipt"]);

/** What one person got of everything that leaves the system, in a form that two worlds share. */
export interface Received {
  frames: Record<string, string[]>;
  answers: string[];
  mails: string[];
  pushes: string[];
}

/** Begins to take down what somebody receives; `ask` reads all their pages, as their browser would. */
export async function watch(stage: Stage, person: DemoName, clients: readonly DemoName[]) {
  const viewer = await stage.actor(person);
  const socket = await viewer.socket();
  await stage.subscribe(person);
  const { email, kind } = demoPeople[person];
  const answers: Exchange[] = [];
  const own: readonly RouteDefinition[] =
    kind === "client"
      ? [readCircle, listOwnRelatedPersons, readOwnContactHistory]
      : kind === "related-person"
        ? [listOwnLinks]
        : [];

  const still = () =>
    until("frames are still", async () => {
      const before = socket.frames.length;
      await new Promise((resolve) => setTimeout(resolve, 400));
      return socket.frames.length === before;
    });

  async function askAll(): Promise<void> {
    await stage.world.settle();
    const ask = async (route: RouteDefinition, asked: object = {}): Promise<Exchange> => {
      const exchange = await viewer.ask(route, asked as never);
      answers.push(exchange);
      return exchange;
    };
    const list = await ask(listConversations);
    for (const { id } of listConversations.response.parse(list.json()).conversations) {
      for (const route of [readConversation, readEntries]) await ask(route, { params: { conversationId: id } });
    }
    for (const route of [readInbox, listTasks, ...own]) await ask(route);
    await ask(searchMessages, { query: { find: "said" } });
    if (kind !== "professional") return;
    for (const client of clients) {
      const params = { clientId: demoPeople[client].accountId };
      for (const route of [readClient, listRelatedPersons, readContactHistory]) await ask(route, { params });
    }
  }

  return {
    askAll,
    /** Until nothing more comes of what was done: two changes that meet are rendered as one. */
    still,
    /** Also what else was asked on the way, in order. */
    note: (exchange: Exchange) => answers.push(exchange),
    end: async (): Promise<Received> => {
      await askAll();
      await still();
      const canonical = createCanonicaliser();
      const mails = stage.world.mails().filter(({ to }) => to.includes(email));
      return {
        answers: answers.map((answer) => canonical(line(answer))),
        frames: byKind(socket.frames, canonical),
        mails: mails.map(({ raw }) => `${subjectOf(raw)}, ${raw.toString().split("\r\n").length} lines`).toSorted(),
        pushes: stage
          .pushesTo(person)
          .map(({ body, text, headers: { urgency, topic } }) => `${body.length}, ${text.length}: ${urgency}, ${topic}`),
      };
    },
    frames: () => socket.frames,
    answers: () => answers,
  };
}

const line = ({ method, path, status, headers, text }: Exchange): string => {
  const shown = [...headers].filter(([name]) => !CHANGING.has(name) && !name.startsWith("ratelimit"));
  return `${status} ${method} ${path} ${JSON.stringify(shown)} ${text}`;
};

const subjectOf = (raw: Buffer): string => /^Subject:.*$/m.exec(raw.toString())?.[0] ?? "";

/** Within a kind the order is that of arrival; which kind comes first may depend on the network. */
function byKind(frames: readonly Frame[], canonical: (text: string) => string): Record<string, string[]> {
  const kinds = Object.groupBy(frames, ({ name }) => name);
  return Object.fromEntries(
    Object.entries(kinds)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, group]) => {
        const all = (group ?? []).map(({ payload }) => canonical(JSON.stringify(payload)));
        return [name, GATHERED.has(name) ? [...new Set(all)] : all];
      }),
  );
}

/** Puts what is random by nature (ids, handles, masks, times) into one form: the first seen is #1, the next #2, and so on. */
function createCanonicaliser(): (text: string) => string {
  const numbers = new Map<string, string>();
  const numbered = (kind: string) => (found: string) => {
    const known = numbers.get(found) ?? `<${kind} ${numbers.size + 1}>`;
    numbers.set(found, known);
    return known;
  };
  return (text) =>
    text
      .replace(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g, (token) => `<token of ${token.length}>`)
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, numbered("id"))
      .replace(/(?<=")[A-Za-z0-9_-]{16}(?=")/g, numbered("handle"))
      .replace(/\{"shape":\d,"colour":\d\}/g, "<mask>")
      .replace(/\b1[6-9]\d{11}\b/g, "<time>");
}
