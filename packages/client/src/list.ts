import {
  type AnyEntry,
  type ConversationId,
  type ConversationView,
  type Entry,
  type Handle,
  Roster,
} from "@kring/domain/contract";
import { type Arrived, withoutContent } from "./log.ts";

/** The viewer's conversations as this device knows them: the one place where views are kept. */
export interface List {
  readonly views: ReadonlyMap<ConversationId, ConversationView>;
  /** `next` of the last page; null when there is no older conversation. */
  readonly cursor: string | null;
  /** Views whose unread count or abilities can't be told from live frames: they are to be read again. */
  readonly stale: ReadonlySet<ConversationId>;
  readonly unread: number;
  /** The total came down from "99+" with conversations that are not loaded: it is to be read again. */
  readonly totalStale: boolean;
}

/** What changes a view, from a frame, an ack or this device itself. Each may be applied twice without harm. */
export type ViewChange =
  | { type: "entry"; c: ConversationId; arrived: Arrived }
  | { type: "roster"; c: ConversationId; roster: Roster }
  | { type: "receipt"; c: ConversationId; by: Handle; n: number }
  /** `unread` is what remains above `n` where the log could tell, else null. */
  | { type: "read"; c: ConversationId; n: number; unread: number | null }
  | { type: "lost"; c: ConversationId };

/** A page of the server's list. */
export interface ListPage {
  conversations: readonly ConversationView[];
  next: string | null;
  unread: number;
}

const MANY = 100;

export const emptyList: List = { views: new Map(), cursor: null, stale: new Set(), unread: 0, totalStale: false };

/** When something last happened in a conversation. */
const lastActivity = (view: ConversationView): number => view.last?.at ?? view.startedAt;

/** The handle under which the viewer writes; who left and came back has an earlier one too. */
export const ownHandle = (view: ConversationView): Handle | null =>
  view.roster.participants.find(({ you, leftAt }) => you && leftAt === null)?.handle ?? null;

/** Whether a handle is or was the viewer's. */
export const isOwn = (view: ConversationView | null, handle: Handle): boolean =>
  view?.roster.participants.some((participant) => participant.you && participant.handle === handle) ?? false;

/** Latest activity first; ids decide between equals, so that the order never flickers. */
export const listItems = (list: List): ConversationView[] =>
  [...list.views.values()].sort((a, b) => lastActivity(b) - lastActivity(a) || (a.id < b.id ? 1 : -1));

/** Puts freshly read pages in place of everything. */
export function replaceList(pages: readonly ListPage[], alsoKept: readonly ConversationView[] = []): List {
  const views = new Map([...alsoKept, ...pages.flatMap(({ conversations }) => conversations)].map((v) => [v.id, v]));
  const unread = pages[0]?.unread ?? 0;
  return counted({ ...emptyList, views, cursor: pages.at(-1)?.next ?? null, unread });
}

/** Adds an older page. What is known already is newer than the page. */
export function addPage(list: List, page: ListPage): List {
  const views = new Map(list.views);
  for (const view of page.conversations) if (!views.has(view.id)) views.set(view.id, view);
  return counted({ ...list, views, cursor: page.next });
}

/** Puts one freshly read view in its place. */
export function putView(list: List, view: ConversationView): List {
  const stale = new Set(list.stale);
  stale.delete(view.id);
  return withView({ ...list, stale }, view);
}

export function changeList(list: List, change: ViewChange): List {
  const view = list.views.get(change.c);
  if (view === undefined) return list;
  switch (change.type) {
    case "entry":
      return takeEntry(list, view, change.arrived);
    case "roster":
      return takeRoster(list, view, change.roster);
    case "receipt":
      return withView(list, { ...view, receipts: moveReceipt(view.receipts, change.by, change.n) });
    case "read":
      return moveRead(list, view, change.n, change.unread);
    case "lost":
      return withoutView(list, view);
  }
}

function takeEntry(list: List, view: ConversationView, { n, entry }: Arrived): List {
  if (n <= view.head) return list;
  const skipped = n > view.head + 1;
  const counts = entry?.kind === "message" && !isOwn(view, entry.by) && n > view.readSeq;
  const closes = entry?.kind === "closed";
  const isAboutMessage = entry?.kind === "edited" || entry?.kind === "deleted";
  const next: ConversationView = {
    ...view,
    head: n,
    last: isAboutMessage ? afterChange(view.last, entry) : (entry ?? view.last),
    unread: Math.min(MANY, view.unread + (counts ? 1 : 0)),
    ...(closes ? { closed: true, can: { ...view.can, send: false } } : {}),
  };
  const changesAbilities = entry !== null && abilityKinds.has(entry.kind);
  const isUnclear = skipped || changesAbilities || (isAboutMessage && changesView(view, entry));
  return withView(isUnclear ? marked(list, view.id) : list, next);
}

type AboutMessage = Extract<Entry, { of: number }>;

/** What was deleted goes from the list at once; a changed text is read again. */
const afterChange = (last: AnyEntry | null, { kind, of }: AboutMessage): AnyEntry | null =>
  kind === "deleted" && last?.kind === "message" && last.n === of ? withoutContent(last) : last;

/** It is about the text that the list shows, or about a message that counts as unread. */
const changesView = (view: ConversationView, { kind, of, by }: AboutMessage): boolean =>
  view.last?.n === of || (kind === "deleted" && of > view.readSeq && !isOwn(view, by));

/** Who comes or goes may change what the viewer can do. */
const abilityKinds: ReadonlySet<string> = new Set(["joined", "left", "closed"]);

function takeRoster(list: List, view: ConversationView, roster: Roster): List {
  const manages = (of: Roster) => of.participants.some(({ you, manager }) => you && manager);
  const next = { ...view, roster };
  return withView(manages(roster) === manages(view.roster) ? list : marked(list, view.id), next);
}

function moveRead(list: List, view: ConversationView, n: number, unread: number | null): List {
  if (n <= view.readSeq) return list;
  const left = n >= view.head ? 0 : unread;
  return withView(left === null ? marked(list, view.id) : list, { ...view, readSeq: n, unread: left ?? view.unread });
}

function moveReceipt(receipts: ConversationView["receipts"], by: Handle, n: number): ConversationView["receipts"] {
  const known = receipts.find((receipt) => receipt.by === by);
  if (known !== undefined && known.n >= n) return receipts;
  return [...receipts.filter((receipt) => receipt.by !== by), { by, n }];
}

const marked = (list: List, id: ConversationId): List => ({ ...list, stale: new Set(list.stale).add(id) });

function withView(list: List, view: ConversationView): List {
  const before = list.views.get(view.id)?.unread ?? 0;
  return counted({ ...moveTotal(list, view.unread - before), views: new Map(list.views).set(view.id, view) });
}

function withoutView(list: List, view: ConversationView): List {
  const views = new Map(list.views);
  views.delete(view.id);
  const stale = new Set(list.stale);
  stale.delete(view.id);
  return counted({ ...moveTotal(list, -view.unread), views, stale });
}

function moveTotal(list: List, by: number): List {
  const unclear = by < 0 && list.unread >= MANY && list.cursor !== null;
  return { ...list, unread: list.unread + by, totalStale: list.totalStale || unclear };
}

/** The total is the sum where all conversations are known, else the server's total moved by what was seen since. */
function counted(list: List): List {
  const sum = [...list.views.values()].reduce((total, view) => total + view.unread, 0);
  const unread = list.cursor === null ? sum : Math.max(list.unread, sum);
  return { ...list, unread: Math.min(MANY, unread) };
}

/** What a gateway of an earlier version leaves out of a roster stands in; one that can't be read at all goes on as it came. */
export const readRoster = (roster: Roster): Roster => Roster.safeParse(roster).data ?? roster;

/** As the contract writes them down, so that the order of their parts says nothing. */
export const isSameRoster = (a: Roster, b: Roster): boolean => written(a) === written(b);

const written = (roster: Roster): string => JSON.stringify(readRoster(roster));
