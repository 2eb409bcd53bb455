import type { ClientMessageId, Entry, Handle } from "@kring/domain/contract";
import {
  type Arrived,
  fill,
  findMessage,
  giveUpOn,
  isBehind,
  type Log,
  noteSeen,
  prepend,
  receive,
  staleMessages,
  startLog,
  takeAgain,
} from "./log.ts";
import { type Change, type Changes, restoreChange, settleChange } from "./own-change.ts";
import { enqueue, type Made, madeOf, type SendQueue, settleSend } from "./sends.ts";
import type { StoredWriting } from "./types.ts";

/** One conversation on this device: its log, what is still to be sent, and what is still to be changed. */
export interface ConversationState {
  /** Null until the first page is here. */
  readonly log: Log | null;
  /** Came in before the first page. */
  readonly early: readonly Arrived[];
  readonly sends: SendQueue;
  readonly changes: Changes;
}

export const emptyConversation: ConversationState = { log: null, early: [], sends: [], changes: new Map() };

/** Whether something that is known to exist has not come in. */
export const missesEntries = ({ log }: ConversationState): boolean => log !== null && isBehind(log);

/** The first page came: what came in before it takes its place. */
export function takePage(state: ConversationState, page: readonly Arrived[], hasOlder: boolean): ConversationState {
  const log = state.early.reduce(receive, startLog(page, hasOlder));
  return { ...state, log, early: [], sends: settleAll(state.sends, [...page, ...state.early]) };
}

/** A live entry: a message of one's own leaves the queue for the log. It waits for the first page if that is asked for. */
export function takeArrived(state: ConversationState, arrived: Arrived, pageAsked = true): ConversationState {
  const sends = settleAll(state.sends, [arrived]);
  if (state.log === null) return { ...state, early: pageAsked ? [...state.early, arrived] : [], sends };
  return { ...state, log: receive(state.log, arrived), sends };
}

/** The answer to a resume from number `after`. */
export function takeResumed(state: ConversationState, after: number, answer: readonly Arrived[]): ConversationState {
  const sends = settleAll(state.sends, answer);
  return state.log === null ? { ...state, sends } : { ...state, log: fill(state.log, after, answer), sends };
}

/** An older page, read because somebody scrolled up. */
export function takeOlder(state: ConversationState, page: readonly Arrived[], hasOlder: boolean): ConversationState {
  const sends = settleAll(state.sends, page);
  return state.log === null ? { ...state, sends } : { ...state, log: prepend(state.log, page, hasOlder), sends };
}

/** A send was stored: it is an entry from now on, also before its frame comes in. */
export function takeAck(
  state: ConversationState,
  id: ClientMessageId,
  stored: { n: number; at: number },
  me: Handle | null,
  pageAsked = true,
): ConversationState {
  const send = state.sends.find((candidate) => candidate.id === id);
  const sends = settleSend(state.sends, id);
  if (send === undefined || me === null) {
    return { ...state, sends, log: state.log === null ? null : noteSeen(state.log, stored.n) };
  }
  const { text, re, files } = madeOf(send);
  const entry: Entry = {
    n: stored.n,
    at: stored.at,
    kind: "message",
    by: me,
    text,
    id,
    ...(re === undefined ? {} : { re }),
    ...(files === undefined ? {} : { files: [...files] }),
  };
  return takeArrived({ ...state, sends }, { n: stored.n, entry }, pageAsked);
}

/** A change of one's own was stored: it holds from now on, also before its frame comes in. */
export function takeChangeAck(
  state: ConversationState,
  change: Change,
  stored: { n: number; at: number },
  me: Handle | null,
): ConversationState {
  const { of, what } = change;
  const changes = settleChange(state.changes, change);
  const { log } = state;
  if (log === null || me === null) return { ...state, changes };
  const { n, at } = stored;
  const entry: Entry = { n, at, kind: what.kind === "edit" ? "edited" : "deleted", by: me, of };
  const known = findMessage(log, of);
  const isNews = what.kind === "edit" && known !== undefined;
  const changed = isNews ? takeAgain(log, [{ n: of, entry: { ...known, text: what.text, edited: at } }]) : log;
  return takeArrived({ ...state, log: changed, changes }, { n, entry });
}

/** Messages whose text was changed since they were read. */
export const toReadAgain = ({ log }: ConversationState): number[] => (log === null ? [] : staleMessages(log));

/** The answer to reading `asked` again; what it leaves out is not this viewer's to read. */
export function takeReadAgain(
  state: ConversationState,
  asked: readonly number[],
  page: readonly Arrived[],
): ConversationState {
  if (state.log === null) return state;
  const given = page.filter(({ n }) => asked.includes(n));
  const withheld = asked.filter((n) => !given.some((arrived) => arrived.n === n));
  return { ...state, log: giveUpOn(takeAgain(state.log, given), withheld) };
}

/** The numbering changed: the log is void, what was not sent stays. Changes are about numbers, and go with them. */
export const dropLog = (state: ConversationState): ConversationState => ({ ...emptyConversation, sends: state.sends });

/** Adds sends that are not there yet, such as those kept over a reload. */
export const addSends = (state: ConversationState, made: readonly Made[]): ConversationState => ({
  ...state,
  sends: made.reduce(enqueue, state.sends),
});

const settleAll = (sends: SendQueue, arrived: readonly Arrived[]): SendQueue =>
  arrived.reduce((left, { entry }) => (entry?.kind === "message" ? settleSend(left, entry.id) : left), sends);

/** Takes up something that was kept over a reload. */
export function restoreWriting(
  state: ConversationState,
  writing: StoredWriting,
  newId: () => ClientMessageId,
): ConversationState {
  if ("of" in writing) {
    const { of, what, id = newId() } = writing;
    return { ...state, changes: restoreChange(state.changes, of, what, id) };
  }
  const { conversationId: _, ...made } = writing;
  return addSends(state, [made]);
}
