import {
  type ConversationId,
  type ConversationView,
  type Incarnation,
  listConversations,
  Refused,
  readConversation,
} from "@kring/domain/contract";
import type { Http } from "./http.ts";
import {
  addPage,
  changeList,
  emptyList,
  type List,
  type ListPage,
  listItems,
  putView,
  replaceList,
  type ViewChange,
} from "./list.ts";
import { createStore, type Store } from "./store.ts";
import type { ListSnapshot } from "./types.ts";

/** The list of conversations, kept live by changes and corrected by reading again. */
export interface Conversations extends Store<ListSnapshot> {
  view(id: ConversationId): ConversationView | null;
  change(change: ViewChange): void;
  /** Reads one view; throws `not-found` for absent and hidden. */
  readView(id: ConversationId): Promise<ConversationView>;
  /** Something of it changed just now: an answer that is under way may be older than that. */
  readAnew(id: ConversationId): void;
  /** Calls what changes a conversation, and shows it as the answer gives it. */
  put(call: () => Promise<ConversationAnswer>): Promise<ConversationView>;
  loadMore(): Promise<void>;
  refresh(): Promise<void>;
  forget(): void;
  stop(): void;
}

/** One conversation, as an answer gives it. */
export interface ConversationAnswer {
  incarnation: Incarnation;
  conversation: ConversationView;
}

export interface ConversationsDeps {
  http: Http;
  /** Conversations whose view is needed beyond the pages that are loaded. */
  open(): readonly ConversationId[];
  onLost(id: ConversationId): void;
  onIncarnation(incarnation: Incarnation): void;
}

const PAGE = 30;
const STALE_AFTER_MS = 200;
const AGAIN_MS = 3_000;

const empty: ListSnapshot = { state: "loading", items: [], unread: 0, more: false, loadingMore: false };

export function createConversations(deps: ConversationsDeps): Conversations {
  const store = createStore<ListSnapshot>(empty);
  const journals = new Set<ViewChange[]>();
  const reading = new Map<ConversationId, Promise<ConversationView>>();
  const changed = new Set<ConversationId>();
  let list: List = emptyList;
  let refreshing: Promise<void> | null = null;
  let again = false;
  let staleTimer: ReturnType<typeof setTimeout> | undefined;
  let againTimer: ReturnType<typeof setTimeout> | undefined;
  let epoch = 0;
  let stopped = false;

  function show(next: List, more: Partial<ListSnapshot> = {}): void {
    const before = store.getSnapshot();
    const items = next.views === list.views ? before.items : listItems(next);
    list = next;
    store.set({ ...before, items, unread: next.unread, more: next.cursor !== null, ...more });
    if (next.stale.size > 0 || next.totalStale) staleTimer ??= setTimeout(readStale, STALE_AFTER_MS);
  }

  function readStale(): void {
    staleTimer = undefined;
    if (list.totalStale) void refresh();
    else for (const id of list.stale) void readView(id).catch(() => undefined);
  }

  /** Changes that come in while an answer is under way are applied on top of it. */
  async function journaled<Body>(
    read: () => Promise<Body>,
    put: (list: List, body: Body) => List,
    more: Partial<ListSnapshot> = {},
  ): Promise<Body | null> {
    const journal: ViewChange[] = [];
    const mine = epoch;
    journals.add(journal);
    try {
      const body = await read();
      if (mine !== epoch) return null;
      show(journal.reduce(changeList, put(list, body)), more);
      return body;
    } finally {
      journals.delete(journal);
    }
  }

  async function readPage(cursor: string | null): Promise<ListPage> {
    const query = { limit: PAGE, ...(cursor === null ? {} : { cursor }) };
    const page = await deps.http.read(listConversations, {}, query);
    deps.onIncarnation(page.incarnation);
    return page;
  }

  async function readAll(): Promise<{ pages: ListPage[]; kept: ConversationView[] }> {
    const wanted = list.views.size;
    const pages = [await readPage(null)];
    const ids = new Set(pages[0]?.conversations.map(({ id }) => id));
    for (let next = pages[0]?.next ?? null; next !== null && ids.size < wanted; ) {
      const page = await readPage(next);
      pages.push(page);
      for (const { id } of page.conversations) ids.add(id);
      next = page.next;
    }
    const beyond = deps.open().filter((id) => !ids.has(id));
    const kept = await Promise.all(beyond.map((id) => fetchView(id).catch(() => null)));
    return { pages, kept: kept.filter((view) => view !== null) };
  }

  async function refreshOnce(): Promise<void> {
    try {
      await journaled(readAll, (_, { pages, kept }) => replaceList(pages, kept), { state: "ready" });
    } catch (error) {
      if (store.getSnapshot().state === "loading") show(list, { state: "failed" });
      clearTimeout(againTimer);
      const over = stopped || (error instanceof Refused && error.code === "session-ended");
      if (!over) againTimer = setTimeout(refresh, AGAIN_MS);
    }
  }

  function refresh(): Promise<void> {
    if (refreshing !== null) {
      again = true;
      return refreshing;
    }
    if (store.getSnapshot().state === "failed") show(list, { state: "loading" });
    refreshing = (async () => {
      do {
        again = false;
        await refreshOnce();
      } while (again);
    })().finally(() => {
      refreshing = null;
    });
    return refreshing;
  }

  async function fetchView(id: ConversationId): Promise<ConversationView> {
    try {
      const answer = await deps.http.read(readConversation, { conversationId: id });
      deps.onIncarnation(answer.incarnation);
      return answer.conversation;
    } catch (error) {
      if (error instanceof Refused && error.code === "not-found") lose(id);
      throw error;
    }
  }

  function readView(id: ConversationId): Promise<ConversationView> {
    const known = reading.get(id);
    if (known !== undefined) return known;
    const started = journaled(() => fetchView(id), putView)
      .then((view) => {
        if (view === null) throw new Refused("incarnation-changed");
        return view;
      })
      .finally(() => {
        reading.delete(id);
        if (changed.delete(id) && !stopped) readAnew(id);
      });
    reading.set(id, started);
    return started;
  }

  function readAnew(id: ConversationId): void {
    if (reading.has(id)) changed.add(id);
    else void readView(id).catch(() => undefined);
  }

  async function put(call: () => Promise<ConversationAnswer>): Promise<ConversationView> {
    let answered: ConversationView | null = null;
    await journaled(call, (list, { incarnation, conversation }) => {
      deps.onIncarnation(incarnation);
      answered = conversation;
      return putView(list, conversation);
    });
    if (answered === null) throw new Refused("incarnation-changed");
    return answered;
  }

  async function loadMore(): Promise<void> {
    const { cursor } = list;
    if (cursor === null || store.getSnapshot().loadingMore) return;
    show(list, { loadingMore: true });
    try {
      await journaled(() => readPage(cursor), addPage);
    } finally {
      show(list, { loadingMore: false });
    }
  }

  function lose(id: ConversationId): void {
    change({ type: "lost", c: id });
    deps.onLost(id);
  }

  function change(change: ViewChange): void {
    for (const journal of journals) journal.push(change);
    if (!list.views.has(change.c)) return;
    const next = changeList(list, change);
    if (next !== list) show(next);
  }

  function stop(): void {
    stopped = true;
    clearTimeout(staleTimer);
    clearTimeout(againTimer);
  }

  return {
    getSnapshot: store.getSnapshot,
    subscribe: store.subscribe,
    view: (id) => list.views.get(id) ?? null,
    change,
    readView,
    readAnew,
    put,
    loadMore,
    refresh,
    stop,
    forget: () => {
      epoch++;
      clearTimeout(staleTimer);
      staleTimer = undefined;
      list = emptyList;
      store.set(empty);
    },
  };
}
