import {
  type ClientMessageId,
  type ConversationId,
  type ConversationView,
  type Handle,
  Refused,
  type Resumed,
  type Roster,
  readEntries,
} from "@kring/domain/contract";
import type { Connection } from "./connection.ts";
import {
  addSends,
  type ConversationState,
  dropLog,
  emptyConversation,
  missesEntries,
  restoreWriting,
  takeArrived,
  takeOlder,
  takePage,
  takeReadAgain,
  takeResumed,
  toReadAgain,
} from "./conversation-state.ts";
import type { Conversations } from "./conversations.ts";
import type { Counters } from "./counters.ts";
import type { Http } from "./http.ts";
import { isOwn, isSameRoster, ownHandle } from "./list.ts";
import { type Arrived, countUnread, noteSeen, readArrived } from "./log.ts";
import { type Changes, discardChange, retryChange, type What, wantChange } from "./own-change.ts";
import { createReadMark } from "./read-mark.ts";
import { createReread } from "./reread.ts";
import { discardSend, retrySend, type SendQueue } from "./sends.ts";
import { createShown, emptySnapshot } from "./shown.ts";
import { createStore } from "./store.ts";
import type { Conversation, ConversationSnapshot, StoredWriting } from "./types.ts";
import { createTyping } from "./typing.ts";
import { createWriting } from "./writing.ts";

/** One conversation of this client; what the page does not need is for the client that owns it. */
export interface OwnedConversation extends Conversation {
  readonly id: ConversationId;
  isOpen(): boolean;
  isIdle(): boolean;
  /** The number up to which the log is here; null when there is no log. */
  has(): number | null;
  sends(): SendQueue;
  changes(): Changes;
  /** Takes up what was kept over a reload. */
  restore(writing: StoredWriting): void;
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
  newId: () => ClientMessageId;
  resume(id: ConversationId): void;
  /** What is not stored yet changed: keep it over a reload. */
  persist(): void;
}

const PAGE = 50;
/** Entries per request when somebody goes far back. */
const LONG_PAGE = 100;
/** Frames that overtook each other get this long before the gap is asked for. */
const GAP_MS = 60;
const LOAD_AGAIN_MS = 3_000;

export function createConversation(deps: ConversationDeps): OwnedConversation {
  const { id, connection, conversations, counters } = deps;
  const store = createStore<ConversationSnapshot>(emptySnapshot);
  const shown = createShown();
  let state: ConversationState = emptyConversation;
  let status: ConversationSnapshot["state"] = "loading";
  let visits = 0;
  /** Where the reader had come when this visit began; null when nothing was unread then. */
  let unreadFrom: number | null = null;
  let loading: Promise<void> | null = null;
  let loadingOlder = false;
  let gapTimer: ReturnType<typeof setTimeout> | undefined;
  let loadTimer: ReturnType<typeof setTimeout> | undefined;
  let epoch = 0;

  const view = (): ConversationView | null => (status === "gone" ? null : conversations.view(id));
  const me = (): Handle | null => {
    const known = view();
    return known === null ? null : ownHandle(known);
  };

  const typing = createTyping({ connection, id, now: deps.now, changed: show });
  const readMark = createReadMark({ connection, id, confirmed: takeReadMoved });
  const writing = createWriting({
    id,
    connection,
    counters,
    state: () => state,
    become,
    me,
    isPageAsked: () => loading !== null,
    resume: () => deps.resume(id),
  });
  const reread = createReread({
    stale: () => toReadAgain(state),
    read: async (to, limit) => (await readPage({ before: to + 1, limit })).page,
    take: (asked, page) => become(takeReadAgain(state, asked, page)),
    isOver: (error) => status === "gone" || (error instanceof Refused && error.code === "not-found"),
  });

  function show(): void {
    const known = view();
    const next: ConversationSnapshot = {
      state: status,
      view: known,
      ...shown(state, connection.isOnline()),
      hasOlder: state.log?.hasOlder ?? false,
      loadingOlder,
      typing: typing.handles(),
      receipts: known?.receipts ?? emptySnapshot.receipts,
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
    const before = state;
    state = next;
    if (next.sends.length !== before.sends.length || next.changes !== before.changes) deps.persist();
    if (missesEntries(next)) gapTimer ??= setTimeout(askGap, GAP_MS);
    if (toReadAgain(next).length > 0) reread.kick();
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

  async function readPage(query: { limit: number; before?: number }): Promise<{ page: Arrived[]; more: boolean }> {
    const answer = await deps.http.read(readEntries, { conversationId: id }, query);
    return { page: answer.entries.map(readArrived).filter((arrived) => arrived !== null), more: answer.more };
  }

  async function loadOnce(): Promise<void> {
    const mine = epoch;
    const connected = connection.isOnline() ? counters.connects : null;
    try {
      const [known, { page, more }] = await Promise.all([conversations.readView(id), readPage({ limit: PAGE })]);
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

  async function readOlder(limit: number, isFar: (from: number) => boolean): Promise<void> {
    const mine = epoch;
    loadingOlder = true;
    show();
    try {
      for (let log = state.log; log?.hasOlder && isFar(log.from); log = state.log) {
        const { page, more } = await readPage({ before: log.from, limit });
        if (mine !== epoch) return;
        state = takeOlder(state, page, more);
        // An empty page that promises more would be asked for again without end.
        if (page.length === 0) return;
      }
    } finally {
      loadingOlder = false;
      become(state);
    }
  }

  async function loadOlder(): Promise<void> {
    if (loadingOlder) return;
    let isFirst = true;
    await readOlder(PAGE, () => {
      const reads = isFirst;
      isFirst = false;
      return reads;
    });
  }

  async function loadBackTo(n: number): Promise<void> {
    await loading;
    await readOlder(LONG_PAGE, (from) => from > n);
  }

  /** Who left gets no more frames of it: what is theirs to read up to then is asked for. */
  function viewChanged(): void {
    // They were let in again while nobody could tell this device.
    if (status === "gone" && conversations.view(id) !== null) added();
    const known = view();
    if (known?.left && state.log !== null && known.head > state.log.seen) {
      become({ ...state, log: noteSeen(state.log, known.head) });
    } else show();
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
    takeAnsweredRoster(resumed.roster);
    for (const { by, n } of resumed.receipts) conversations.change({ type: "receipt", c: id, by, n });
    become(takeResumed(state, after, answer));
    takeReadMoved(resumed.readSeq);
    return resumed.more;
  }

  /** A frame may have come in while this answer was under way, and nothing tells which of the two is newer. */
  function takeAnsweredRoster(roster: Roster): void {
    const known = conversations.view(id);
    if (known !== null && !isSameRoster(known.roster, roster)) conversations.readAnew(id);
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

  function added(): void {
    // Who had left still shows what they read then; what came with their return came before their first frame.
    if (status !== "gone") deps.resume(id);
    else if (visits > 0) void reload();
    else renumbered();
  }

  function write(next: ConversationState): void {
    become(next);
    writing.pump();
  }

  const want = (of: number, what: What): void =>
    write({ ...state, changes: wantChange(state.changes, of, what, deps.newId()) });

  function stop(): void {
    epoch++;
    for (const timer of [gapTimer, loadTimer]) clearTimeout(timer);
    writing.stop();
    reread.stop();
    typing.stop();
    readMark.stop();
  }

  return {
    id,
    getSnapshot: store.getSnapshot,
    subscribe: store.subscribe,
    open,
    loadOlder,
    loadBackTo,
    reload,
    send: (text, beside = {}) => {
      const sendId = deps.newId();
      write(addSends(state, [{ ...beside, text, id: sendId, madeAt: deps.now() }]));
      return sendId;
    },
    retry: (sendId) => write({ ...state, sends: retrySend(state.sends, sendId) }),
    discard: (sendId) => write({ ...state, sends: discardSend(state.sends, sendId) }),
    edit: (n, text) => want(n, { kind: "edit", text }),
    remove: (n) => want(n, { kind: "delete" }),
    retryChange: (n) => write({ ...state, changes: retryChange(state.changes, n) }),
    discardChange: (n) => write({ ...state, changes: discardChange(state.changes, n) }),
    markRead,
    typing: typing.say,
    isOpen: () => visits > 0,
    isIdle: () => visits === 0 && state.sends.length === 0 && state.changes.size === 0,
    has: () => state.log?.to ?? null,
    sends: () => state.sends,
    changes: () => state.changes,
    restore: (writing) => become(restoreWriting(state, writing, deps.newId)),
    takeEntry,
    takeResumed: takeAnswer,
    takeTyping: typing.heard,
    takeReadMoved,
    viewChanged,
    online: () => {
      state = writing.wake(state);
      if (state.log !== null) deps.resume(id);
      else if (visits > 0 && status !== "gone") void reload();
      readMark.flush();
      reread.kick();
      writing.pump();
      show();
    },
    offline: () => {
      state = writing.interrupt(state);
      show();
    },
    renumbered,
    lost,
    added,
    stop,
  };
}

const isSame = (a: ConversationSnapshot, b: ConversationSnapshot): boolean =>
  (Object.keys(a) as (keyof ConversationSnapshot)[]).every((key) => Object.is(a[key], b[key]));
