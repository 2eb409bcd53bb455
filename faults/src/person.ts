import { randomUUID } from "node:crypto";
import { type Conversation, createClient, type IssuedToken, type KringClient } from "@kring/client";
import type { AccountId, ClientMessageId, ConversationId, Entry } from "@kring/domain/contract";
import type { Tap } from "@kring/testing";
import { checkDoubles, type Violation } from "./checker.ts";
import { idIn, type Sent, type Shown, type ShownEntry, type Wish } from "./history.ts";

/** Somebody with the client that pages use, behind a network that can fail; everything they do and see is recorded. */
export interface Person {
  readonly account: AccountId;
  readonly client: KringClient;
  readonly tap: Tap;
  /** Conversations that they don't leave. */
  readonly stays: readonly ConversationId[];
  readonly sent: readonly Sent[];
  /** Doubles that showed at any moment. */
  readonly sighted: readonly Violation[];
  /** The clock of this device is off by so many milliseconds from now on. */
  setClock(offMs: number): void;
  write(c: ConversationId): void;
  /** Of their own latest messages one, by a number from 0 up to 1. */
  change(c: ConversationId, how: "edit" | "delete", which: number): void;
  read(c: ConversationId): void;
  /** Takes back what was refused, since they were no part of it then. */
  discardRefused(): void;
  wishes(): Wish[];
  shown(): Shown[];
  /** Connected, and nothing waits to be sent or changed, of what was written before `since` where that is given. */
  isDone(since?: number): boolean;
  /** The number up to which a conversation shows; null where there is nothing to show. */
  reach(c: ConversationId): number | null;
  close(): void;
}

/** So many of the latest entries are looked at whenever something new shows; all of them once it is quiet. */
const LOOKED_AT = 40;
const FILLER = "Vannacht een keer wakker, na een halfuur weer in slaap.";

export interface PersonOptions {
  account: AccountId;
  conversations: readonly ConversationId[];
  stays: readonly ConversationId[];
  tap: Tap;
  /** What a browser would name as its origin. */
  origin: string;
  token: () => Promise<IssuedToken>;
}

export function createPerson({ account, conversations, stays, tap, origin, token }: PersonOptions): Person {
  const sent: Sent[] = [];
  const untold = new Map<ClientMessageId, Sent>();
  const wanted = new Map<string, Wish>();
  const sighted: Violation[] = [];
  let clock = 0;
  let nextId: string = randomUUID();

  const client = createClient({
    origin: `http://127.0.0.1:${tap.port}`,
    issueToken: token,
    newId: () => {
      const id = nextId;
      nextId = randomUUID();
      return id;
    },
    now: () => Date.now() + clock,
    socketOptions: { extraHeaders: { origin } },
  });
  const opened = new Map(conversations.map((c) => [c, client.conversation(c)]));
  for (const [c, conversation] of opened) {
    conversation.open();
    conversation.subscribe(() => look(c, conversation));
  }

  const get = (c: ConversationId): Conversation => {
    const conversation = opened.get(c);
    if (conversation === undefined) throw new Error("They have no part in that conversation.");
    return conversation;
  };

  function look(c: ConversationId, conversation: Conversation): void {
    const { entries, pending } = conversation.getSnapshot();
    const latest = entries.slice(-LOOKED_AT).map(present);
    sighted.push(...checkDoubles({ account, c, entries: latest, pending: pending.map(({ id }) => id) }));
    for (const { kind, id, n } of latest) {
      const told = kind === "message" && id !== null ? untold.get(id) : undefined;
      if (told === undefined) continue;
      told.told = n;
      untold.delete(told.id);
    }
  }

  function latestOwn(c: ConversationId, which: number): number | undefined {
    const { entries, changing } = get(c).getSnapshot();
    const own = entries
      .slice(-LOOKED_AT)
      .filter(
        (entry) => entry.kind === "message" && !entry.deleted && entry.id !== undefined && !changing.has(entry.n),
      );
    return own[Math.floor(which * own.length)]?.n;
  }

  return {
    account,
    client,
    tap,
    stays,
    sent,
    sighted,
    setClock: (offMs) => {
      clock = offMs;
    },
    write: (c) => {
      const id = randomUUID() as ClientMessageId;
      const message: Sent = { id, account, c, at: Date.now(), told: null };
      sent.push(message);
      untold.set(id, message);
      nextId = id;
      get(c).send(`${id} ${FILLER}`);
    },
    change: (c, how, which) => {
      const of = latestOwn(c, which);
      const message =
        of === undefined
          ? undefined
          : get(c)
              .getSnapshot()
              .entries.find(({ n }) => n === of);
      if (of === undefined || message?.kind !== "message") return;
      const text = how === "delete" ? null : `${message.text.slice(0, 36)} ${randomUUID()}`;
      const edits = (wanted.get(`${c} ${of}`)?.edits ?? 0) + (text === null ? 0 : 1);
      wanted.set(`${c} ${of}`, { account, c, of, text, edits });
      if (text === null) get(c).remove(of);
      else get(c).edit(of, text);
    },
    read: (c) => get(c).markRead(Number.MAX_SAFE_INTEGER),
    discardRefused: () => {
      for (const conversation of opened.values())
        for (const { id, state } of conversation.getSnapshot().pending)
          if (state === "failed") conversation.discard(id);
    },
    wishes: () => [...wanted.values()],
    shown: () =>
      [...opened].map(([c, conversation]) => {
        const { state, hasOlder, entries, pending } = conversation.getSnapshot();
        return { account, c, state, hasOlder, entries: entries.map(present), pending: pending.map(({ id }) => id) };
      }),
    isDone: (since = Number.POSITIVE_INFINITY) =>
      client.connection.getSnapshot().state === "online" &&
      [...opened.values()].every((conversation) => {
        const { pending, changing } = conversation.getSnapshot();
        // The device's own clock says when it was made.
        return changing.size === 0 && pending.every(({ madeAt }) => madeAt - clock > since);
      }),
    reach: (c) => {
      const { state, entries } = get(c).getSnapshot();
      return state === "ready" ? (entries.at(-1)?.n ?? 0) : null;
    },
    close: () => client.close(),
  };
}

function present(entry: Entry): ShownEntry {
  const { n, kind } = entry;
  if (kind === "message") {
    const text = entry.deleted ? null : entry.text;
    return { n, kind, id: idIn(text) ?? entry.id ?? null, text, of: null };
  }
  return { n, kind, id: null, text: null, of: "of" in entry ? entry.of : null };
}
