import { exportOwnData, listTasks, type RouteDefinition, routes } from "@kring/domain/contract";
import { demoTools } from "@kring/domain/demo";
import {
  DEMO_PASSWORD,
  type DemoName,
  demoConversations,
  demoLinks,
  demoPeople,
  type Exchange,
  type Exit,
  until,
} from "@kring/testing";
import type { Stage } from "./stage.ts";

/** Ids that somebody could have got hold of: a walker tries them all. */
export interface KnownIds {
  attachments: readonly { conversationId: string; attachmentId: string }[];
  conversations: readonly string[];
}

type Asked = { params?: Record<string, string>; query?: Record<string, string> };

/** Every way in which one route can be asked with these ids. */
function ways({ id, path, query }: RouteDefinition, { attachments, conversations }: KnownIds): Asked[] {
  const all = [...demoConversations.map((one) => one.id), ...conversations];
  if (path.includes(":attachmentId")) return attachments.map((params) => ({ params }));
  if (path.includes(":conversationId")) return all.map((conversationId) => ({ params: { conversationId } }));
  if (path.includes(":what")) {
    const whats = ["accounts", "relations", "related-person-links"];
    return whats.flatMap((what) => ["csv", "json"].map((format) => ({ params: { what }, query: { format } })));
  }
  if (id === "export-log") return ["csv", "json"].map((format) => ({ query: { format } }));
  if (id === "search-messages") return ["Kolibrie", "quinoa", "a"].map((find) => ({ query: { find } }));
  if (id === "find-log-people") {
    return ["actor", "client"].flatMap((kind) => ["qui", "zir", "emma"].map((name) => ({ query: { name, kind } })));
  }
  if (id === "find-colleagues") return [{ params: { clientId: demoPeople.emma.accountId }, query: { which: "all" } }];
  const { sanne, daan, emma, lucas, fatima } = demoPeople;
  const [professionals, clients] = [
    [sanne, daan],
    [emma, lucas, fatima],
  ].map((group) => group.map(({ accountId }) => accountId)) as [string[], string[]];
  const given: Record<string, string> = {
    linkId: demoLinks.fatima.linkId,
    requestId: emma.accountId,
    toolId: demoTools.sleep.toolId,
    transferId: emma.accountId,
    notificationId: emma.accountId,
  };
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => name);
  let found: Record<string, string>[] = [{}];
  for (const name of names) {
    const values = name === "clientId" ? clients : name === "professionalId" ? professionals : [given[name] ?? ""];
    found = found.flatMap((one) => values.map((value) => ({ ...one, [name]: value })));
  }
  const wanted = query && "to" in (query as unknown as { shape: object }).shape ? { to: daan.accountId } : undefined;
  return found.map((params) => ({ params, ...(wanted ? { query: wanted } : {}) }));
}

/** Asks whatever people can read, with every id that is known, and for one's own data; gives all that was answered. */
export async function walk(stage: Stage, person: DemoName, known: KnownIds): Promise<Exchange[]> {
  const one = await stage.actor(person);
  const answers: Exchange[] = [];
  const readable = routes.filter(
    ({ method, access }) => method === "get" && access !== "service" && access !== "public",
  );
  for (const route of readable) {
    for (const asked of ways(route, known)) answers.push(await one.ask(route, asked as never));
  }
  answers.push(await one.ask(listTasks, {}));
  answers.push(await one.ask(exportOwnData, { body: { password: DEMO_PASSWORD } }));
  return answers;
}

/** What reached somebody, by name: answers, frames, mails, and pushes as they came and as their device reads them. */
export async function exitsTo(
  stage: Stage,
  person: DemoName,
  answers: readonly Exchange[],
  email: string,
): Promise<Exit[]> {
  const socket = await (await stage.actor(person)).socket();
  await until("frames are still", async () => {
    const before = socket.frames.length;
    await new Promise((resolve) => setTimeout(resolve, 400));
    return socket.frames.length === before;
  });
  const session = await stage.world.session(person);
  const exchanges = new Set([...answers, ...session.exchanges]);
  // Refusals that say the same are looked at once.
  const different = new Map([...exchanges].map((one) => [one.text.replace(/"requestId":"[^"]+"/, ""), one]));
  return [
    ...[...different.values()].map(({ method, path, headers, bytes }) => ({
      name: `${method} ${path}`,
      bytes: Buffer.concat([Buffer.from(`${JSON.stringify([...headers])}\n`), bytes]),
    })),
    ...socket.frames.map(({ name, payload }, at) => ({ name: `frame ${at} ${name}`, bytes: JSON.stringify(payload) })),
    ...stage.world
      .mails()
      .filter(({ to }) => to.includes(email))
      .map(({ raw }) => ({ name: "mail", bytes: raw })),
    ...stage.pushesTo(person).flatMap(({ raw, text }) => [
      { name: "push", bytes: raw },
      { name: "push, decrypted", bytes: text },
    ]),
  ];
}
