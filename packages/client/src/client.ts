import {
  type ClientMessageId,
  type ConversationId,
  type EventId,
  type Incarnation,
  listConversations,
  type NotificationId,
  type ServerToClient,
} from "@kring/domain/contract";
import { type Connection, createConnection } from "./connection.ts";
import { createConversation, type OwnedConversation } from "./conversation.ts";
import { createConversations } from "./conversations.ts";
import { zeroCounters } from "./counters.ts";
import { createFiles } from "./files.ts";
import { createHttp } from "./http.ts";
import { readRoster } from "./list.ts";
import { readArrived } from "./log.ts";
import type { Changes } from "./own-change.ts";
import { createResumer } from "./resume.ts";
import { madeOf } from "./sends.ts";
import { createTokens } from "./tokens.ts";
import type { ClientOptions, KringClient, StoredChange, StoredWriting } from "./types.ts";

/** Conversations that stay in memory after they were left, for coming back at once. */
const KEPT = 20;

/** The realtime client of one signed-in account. Connects at once. */
export function createClient(options: ClientOptions): KringClient {
  const now = options.now ?? Date.now;
  const counters = zeroCounters();
  const stopping = new AbortController();
  const tokens = createTokens(options.issueToken, now);
  const kept = new Map<ConversationId, OwnedConversation>();
  const viewListeners = new Set<() => void>();
  const inboxListeners = new Set<(id: NotificationId | undefined) => void>();
  let incarnation: Incarnation | null = null;
  let wanted: EventId | undefined;
  let forgetting = false;

  const visible = {
    wanted: () => wanted,
    seen: (id: EventId) => {
      if (wanted === id) wanted = undefined;
    },
  };

  const http = createHttp({
    origin: options.origin,
    fetch: options.fetch ?? fetch.bind(globalThis),
    tokens,
    visible,
    onEnded: () => connection.end(),
    signal: stopping.signal,
  });

  const conversations = createConversations({
    http,
    open: () => [...kept.values()].filter((one) => one.isOpen() || one.has() !== null).map(({ id }) => id),
    onLost: (id) => kept.get(id)?.lost(),
    onIncarnation: (seen) => {
      if (incarnation === null) incarnation = seen;
      else if (incarnation !== seen) connection.restart();
    },
  });

  const connection: Connection = createConnection({
    origin: options.origin,
    tokens,
    counters,
    now,
    random: options.random ?? Math.random,
    socketOptions: options.socketOptions ?? {},
    onFrame: (name, payload) => frames[name](payload),
    onDown: () => {
      for (const one of kept.values()) one.offline();
    },
    probe: () => ask([]),
  });

  const resumer = createResumer({
    has: (id) => kept.get(id)?.has() ?? null,
    take: (resumed, after) => kept.get(resumed.c)?.takeResumed(resumed, after) ?? false,
    ask,
    isOnline: connection.isOnline,
  });

  async function ask(asked: { c: ConversationId; n: number }[]) {
    if (incarnation === null) return [];
    counters.resumes++;
    const after = wanted;
    const answer = await connection.emit("resume", {
      incarnation,
      conversations: asked,
      ...(after === undefined ? {} : { after }),
    });
    if (after !== undefined) visible.seen(after);
    if (answer.incarnation !== incarnation) {
      connection.restart();
      return [];
    }
    return answer.conversations;
  }

  /** Numbers that were seen before are void after a restore: everything is read again. */
  function meet(seen: Incarnation): void {
    if (incarnation !== null && incarnation !== seen) {
      conversations.forget();
      for (const one of kept.values()) one.renumbered();
    }
    incarnation = seen;
  }

  const frames: ServerToClient = {
    hello: (hello) => {
      meet(hello.incarnation);
      void conversations.refresh();
      for (const one of kept.values()) one.online();
      resumer.kick();
    },
    entry: ({ c, e }) => {
      const arrived = readArrived(e);
      if (arrived === null) return;
      conversations.change({ type: "entry", c, arrived });
      if (conversations.view(c) === null && conversations.getSnapshot().state === "ready") conversations.readAnew(c);
      kept.get(c)?.takeEntry(arrived);
    },
    roster: ({ c, roster }) => conversations.change({ type: "roster", c, roster: readRoster(roster) }),
    receipt: ({ c, by, n }) => conversations.change({ type: "receipt", c, by, n }),
    "read.moved": ({ c, n }) => {
      const one = kept.get(c);
      if (one === undefined) conversations.change({ type: "read", c, n, unread: null });
      else one.takeReadMoved(n);
    },
    typing: ({ c, by }) => kept.get(c)?.takeTyping(by),
    "conversation.added": ({ c }) => {
      conversations.readAnew(c);
      kept.get(c)?.added();
    },
    "conversation.changed": ({ c }) => conversations.readAnew(c),
    "conversation.lost": ({ c }) => {
      conversations.change({ type: "lost", c });
      kept.get(c)?.lost();
    },
    "inbox.changed": ({ id }) => {
      for (const listener of [...inboxListeners]) listener(id);
    },
    "view.changed": () => {
      for (const listener of [...viewListeners]) listener();
    },
    "session.ended": () => undefined,
    draining: () => undefined,
  };

  function persist(): void {
    if (forgetting) return;
    const writings = [...kept.values()].flatMap(({ id: conversationId, sends, changes }): StoredWriting[] => [
      ...sends().map((send) => ({ conversationId, ...madeOf(send) })),
      // Without an incarnation there is no message that one could have changed.
      ...(incarnation === null ? [] : storedChanges(conversationId, incarnation, changes())),
    ]);
    options.pendingStore?.save(writings);
  }

  function conversation(id: ConversationId): OwnedConversation {
    const known = kept.get(id);
    if (known !== undefined) {
      kept.delete(id);
      kept.set(id, known);
      return known;
    }
    const made = createConversation({
      id,
      connection,
      conversations,
      http,
      counters,
      now,
      newId: (options.newId ?? (() => crypto.randomUUID())) as () => ClientMessageId,
      resume: resumer.want,
      persist,
    });
    kept.set(id, made);
    forgetOldest();
    return made;
  }

  function forgetOldest(): void {
    const idle = [...kept.values()].filter((one) => one.isIdle());
    for (const one of idle.slice(0, Math.max(0, idle.length - KEPT))) {
      one.stop();
      kept.delete(one.id);
    }
  }

  conversations.subscribe(() => {
    for (const one of kept.values()) one.viewChanged();
  });
  for (const writing of options.pendingStore?.load() ?? []) {
    // Met again in another one, numbers that were kept are void like all others.
    if ("of" in writing) incarnation = writing.incarnation;
    conversation(writing.conversationId).restore(writing);
  }

  function close(): void {
    stopping.abort();
    connection.close();
    resumer.stop();
    conversations.stop();
    for (const one of kept.values()) one.stop();
  }

  return {
    connection,
    conversations,
    conversation,
    conversationsOfClient: (clientId, cursor) =>
      http.read(listConversations, {}, { client: clientId, ...(cursor === undefined ? {} : { cursor }) }),
    call: http.call,
    change: (route, asked) => conversations.put(() => http.call(route, asked)),
    files: createFiles({
      origin: options.origin,
      fetch: options.fetch ?? fetch.bind(globalThis),
      tokens,
      http,
      onEnded: () => connection.end(),
      signal: stopping.signal,
    }),
    wake: connection.wake,
    after: (eventId) => {
      wanted = eventId;
    },
    onViewChanged: (listener) => {
      viewListeners.add(listener);
      return () => viewListeners.delete(listener);
    },
    onInboxChanged: (listener) => {
      inboxListeners.add(listener);
      return () => inboxListeners.delete(listener);
    },
    clear: () => {
      forgetting = true;
      options.pendingStore?.save([]);
      close();
      conversations.forget();
      for (const one of kept.values()) one.lost();
      kept.clear();
    },
    close,
    counters,
  };
}

const storedChanges = (conversationId: ConversationId, incarnation: Incarnation, changes: Changes): StoredChange[] =>
  [...changes.values()].flatMap(({ id, of, what, later }) =>
    [{ id, what }, ...(later === null ? [] : [later])].map((wish) => ({ ...wish, conversationId, incarnation, of })),
  );
