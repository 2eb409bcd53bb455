import {
  type ClientMessageId,
  type ConversationId,
  type ConversationView,
  type Handle,
  Refused,
  type Resumed,
  readEntries,
} from "@kring/domain/contract";
import { type Connection, NoAnswer } from "./connection.ts";
import {
  addSends,
  type ConversationState,
  dropLog,
  emptyConversation,
  missesEntries,
  takeAck,
  takeArrived,
  takeOlder,
  takePage,
  takeResumed,
} from "./conversation-state.ts";
import type { Conversations } from "./conversations.ts";
import type { Counters } from "./counters.ts";
import type { Http } from "./http.ts";
import { isOwn, ownHandle } from "./list.ts";
import { type Arrived, countUnread, readArrived } from "./log.ts";
import { createReadMark } from "./read-mark.ts";
import {
  beginSend,
  discardSend,
  interruptSends,
  nextToSend,
  presentSends,
  refuseSend,
  retrySend,
  type SendQueue,
  wakeSends,
} from "./sends.ts";
import { createStore } from "./store.ts";
import type { Conversation, ConversationSnapshot, PendingMessage } from "./types.ts";
import { createTyping } from "./typing.ts";

/** One conversation of this client; what the page does not need is for the client that owns it. */
export interface OwnedConversation extends Conversation {
  readonly id: ConversationId;
  isOpen(): boolean;
  isIdle(): boolean;
  /** The number up to which the log is here; null when there is no log. */
  has(): number | null;
  sends(): SendQueue;
  restore(sends: readonly { id: ClientMessageId; text: string; madeAt: number }[]): void;
  takeEntry(arrived: Arrived): void;
  takeResumed(resumed: Resumed, after: number): boolean;
  takeTyping(by: Handle): void;
  takeReadMoved(n: number): void;
  viewChanged(): void;
  online(): void;
  offline(): void;
  renumbered(): void;
  lost(): void;
  /** The viewer takes part, maybe again. */
  added(): void;
  stop(): void;
}

export interface ConversationDeps {
  id: ConversationId;
  connection: Connection;
  conversations: Conversations;
  http: Http;
  counters: Counters;
  now: () => number;
  newId: () => string;
  resume(id: ConversationId): void;
  /** The queue changed: keep it over a reload. */
  persist(): void;
}

const PAGE = 50;
/** Frames that overtook each other get this long before the gap is asked for. */
const GAP_MS = 60;
const LOAD_AGAIN_MS = 3_000;
const FIRST_REST_MS = 500;
const LONGEST_REST_MS = 10_000;

const empty: ConversationSnapshot = {
  state: "loading",
  view: null,
  entries: [],
  hasOlder: false,
  loadingOlder: false,
  pending: [],
  typing: [],
  receipts: [],
  firstUnread: null,
};

export function createConversation(deps: ConversationDeps): OwnedConversation {
  const { id, connection, conversations, counters } = deps;
  const store = createStore<ConversationSnapshot>(empty);
  let state: ConversationState = emptyConversation;
  let status: ConversationSnapshot["state"] = "loading";
  let visits = 0;
  /** Where the reader had come when this visit began; null when nothing was unread then. */
  let unreadFrom: number | null = null;
  let loading: Promise<void> | null = null;
  let loadingOlder = false;
  let gapTimer: ReturnType<typeof setTimeout> | undefined;
  let restTimer: ReturnType<typeof setTimeout> | undefined;
  let loadTimer: ReturnType<typeof setTimeout> | undefined;
  let epoch = 0;
  let shownPending: { sends: SendQueue; online: boolean; pending: PendingMessage[] } | null = null;

  const view = (): ConversationView | null => (status === "gone" ? null : conversations.view(id));
  const me = (): Handle | null => {
    const known = view();
    return known === null ? null : ownHandle(known);
  };

  const typing = createTyping({ connection, id, now: deps.now, changed: show });
  const readMark = createReadMark({ connection, id, confirmed: takeReadMoved });

  function pending(): PendingMessage[] {
    const online = connection.isOnline();
    if (shownPending?.sends !== state.sends || shownPending.online !== online) {
      shownPending = { sends: state.sends, online, pending: presentSends(state.sends, online) };
    }
    return shownPending.pending;
  }

  function show(): void {
    const known = view();
    const next: ConversationSnapshot = {
      state: status,
      view: known,
      entries: state.log?.entries ?? empty.entries,
      hasOlder: state.log?.hasOlder ?? false,
      loadingOlder,
      pending: pending(),
      typing: typing.handles(),
      receipts: known?.receipts ?? empty.receipts,
      firstUnread: firstUnread(),
    };
    if (!isSame(next, store.getSnapshot())) store.set(next);
  }

  function firstUnread(): number | null {
    const { log } = state;
    if (unreadFrom === null || log === null) return null;
    if (log.hasOlder && log.from > unreadFrom + 1) return unreadFrom + 1;
    const known = view();
    const from = unreadFrom;
    return log.entries.find((e) => e.n > from && e.kind === "message" && !isOwn(known, e.by))?.n ?? null;
  }

  function become(next: ConversationState): void {
    const sends = state.sends;
    state = next;
    if (next.sends.length !== sends.length) deps.persist();
    if (missesEntries(next)) gapTimer ??= setTimeout(askGap, GAP_MS);
    show();
  }

  function askGap(): void {
    gapTimer = undefined;
    if (!missesEntries(state)) return;
    counters.gaps++;
    deps.resume(id);
  }

  function beginVisit(known: ConversationView): void {
    unreadFrom = known.unread > 0 ? known.readSeq : null;
  }

  async function readPage(before?: number): Promise<{ page: Arrived[]; more: boolean }> {
    const query = before === undefined ? { limit: PAGE } : { limit: PAGE, before };
    const answer = await deps.http.read(readEntries, { conversationId: id }, query);
    return { page: answer.entries.map(readArrived).filter((arrived) => arrived !== null), more: answer.more };
  }

  async function loadOnce(): Promise<void> {
    const mine = epoch;
    const connected = connection.isOnline() ? counters.connects : null;
    try {
      const [known, { page, more }] = await Promise.all([conversations.readView(id), readPage()]);
      if (mine !== epoch) return;
      status = "ready";
      if (visits > 0) beginVisit(known);
      become(takePage(state, page, more));
      // What came between the page and a connection that was made meanwhile is on neither of them.
      if (connected !== counters.connects) deps.resume(id);
    } catch (error) {
      if (mine !== epoch || status === "gone") return;
      if (error instanceof Refused && error.code === "not-found") return lost();
      status = "failed";
      show();
      clearTimeout(loadTimer);
      loadTimer = setTimeout(() => visits > 0 && status === "failed" && void load(), LOAD_AGAIN_MS);
    }
  }

  function load(): Promise<void> {
    loading ??= loadOnce().finally(() => {
      loading = null;
    });
    return loading;
  }

  function reload(): Promise<void> {
    if (status === "ready") return Promise.resolve();
    status = "loading";
    show();
    return load();
  }

  function open(): () => void {
    visits++;
    const known = view();
    if (visits === 1 && known !== null) beginVisit(known);
    if (state.log === null) void reload();
    else show();
    let left = false;
    return () => {
      if (!left) visits--;
      left = true;
    };
  }

  async function loadOlder(): Promise<void> {
    const { log } = state;
    if (log === null || !log.hasOlder || loadingOlder) return;
    const mine = epoch;
    loadingOlder = true;
    show();
    try {
      const { page, more } = await readPage(log.from);
      if (mine === epoch) state = takeOlder(state, page, more);
    } finally {
      loadingOlder = false;
      show();
    }
  }

  function pump(): void {
    const send = nextToSend(state.sends);
    if (send === null || !connection.isOnline()) return;
    if (send.attempts > 0) counters.resent++;
    become({ ...state, sends: beginSend(state.sends, send.id) });
    connection.emit("message.send", { c: id, id: send.id, text: send.text }).then(
      (stored) => {
        become(takeAck(state, send.id, stored, me(), loading !== null));
        pump();
      },
      (error: unknown) => notStored(send.id, send.attempts, error),
    );
  }

  function notStored(sendId: ClientMessageId, attempts: number, error: unknown): void {
    if (!(error instanceof Refused)) {
      become({ ...state, sends: interruptSends(state.sends) });
      // A connection that answers nothing is looked at before it is used again.
      if (error instanceof NoAnswer && connection.isOnline()) connection.wake();
      pump();
      return;
    }
    become({ ...state, sends: refuseSend(state.sends, sendId, error.code) });
    if (error.code === "not-found") deps.resume(id);
    if (state.sends[0]?.state !== "resting") return;
    const rest = error.retryAfterMs ?? Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** attempts);
    clearTimeout(restTimer);
    restTimer = setTimeout(rested, rest);
  }

  function rested(): void {
    become({ ...state, sends: wakeSends(state.sends) });
    pump();
  }

  function markRead(n: number): void {
    const { log } = state;
    if (log === null || status !== "ready") return;
    const upTo = Math.min(n, log.to);
    if (upTo <= (view()?.readSeq ?? 0)) return;
    takeReadMoved(upTo);
    readMark.mark(upTo);
  }

  function takeReadMoved(n: number): void {
    const unread = state.log === null ? null : countUnread(state.log, n, (by) => isOwn(view(), by));
    conversations.change({ type: "read", c: id, n, unread });
  }

  function takeEntry(arrived: Arrived): void {
    if (status === "gone") return;
    if (arrived.entry === null) counters.unknownEntries++;
    if (state.log !== null && arrived.n <= state.log.to) counters.duplicates++;
    if (arrived.entry?.kind === "message") typing.stopped(arrived.entry.by);
    become(takeArrived(state, arrived, loading !== null));
  }

  function takeAnswer(resumed: Resumed, after: number): boolean {
    if (resumed.state === "gone") {
      lost();
      return false;
    }
    const answer = resumed.entries.map(readArrived).filter((arrived) => arrived !== null);
    for (const arrived of answer) conversations.change({ type: "entry", c: id, arrived });
    conversations.change({ type: "roster", c: id, roster: resumed.roster });
    for (const { by, n } of resumed.receipts) conversations.change({ type: "receipt", c: id, by, n });
    become(takeResumed(state, after, answer));
    takeReadMoved(resumed.readSeq);
    return resumed.more;
  }

  function lost(): void {
    epoch++;
    status = "gone";
    conversations.change({ type: "lost", c: id });
    become(emptyConversation);
  }

  function renumbered(): void {
    epoch++;
    loading = null;
    status = "loading";
    become(dropLog(state));
  }

  function stop(): void {
    epoch++;
    for (const timer of [gapTimer, restTimer, loadTimer]) clearTimeout(timer);
    typing.stop();
    readMark.stop();
  }

  return {
    id,
    getSnapshot: store.getSnapshot,
    subscribe: store.subscribe,
    open,
    loadOlder,
    reload,
    send: (text) => {
      const sendId = deps.newId() as ClientMessageId;
      become(addSends(state, [{ id: sendId, text, madeAt: deps.now() }]));
      pump();
      return sendId;
    },
    retry: (sendId) => {
      become({ ...state, sends: retrySend(state.sends, sendId) });
      pump();
    },
    discard: (sendId) => {
      become({ ...state, sends: discardSend(state.sends, sendId) });
      pump();
    },
    markRead,
    typing: typing.say,
    isOpen: () => visits > 0,
    isIdle: () => visits === 0 && state.sends.length === 0,
    has: () => state.log?.to ?? null,
    sends: () => state.sends,
    restore: (sends) => become(addSends(state, sends)),
    takeEntry,
    takeResumed: takeAnswer,
    takeTyping: typing.heard,
    takeReadMoved,
    viewChanged: show,
    online: () => {
      state = { ...state, sends: wakeSends(interruptSends(state.sends)) };
      if (state.log !== null) deps.resume(id);
      else if (visits > 0 && status !== "gone") void reload();
      readMark.flush();
      pump();
      show();
    },
    offline: () => {
      state = { ...state, sends: interruptSends(state.sends) };
      show();
    },
    renumbered,
    lost,
    added: () => {
      if (status !== "gone") return;
      if (visits > 0) void reload();
      else renumbered();
    },
    stop,
  };
}

const isSame = (a: ConversationSnapshot, b: ConversationSnapshot): boolean =>
  (Object.keys(a) as (keyof ConversationSnapshot)[]).every((key) => Object.is(a[key], b[key]));
