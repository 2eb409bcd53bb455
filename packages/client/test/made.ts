import type {
  ClientMessageId,
  ConversationId,
  ConversationView,
  Entry,
  Handle,
  Roster,
  RosterParticipant,
} from "@kring/domain/contract";
import { vi } from "vitest";
import type { Arrived } from "../src/log.ts";

const handle = (name: string): Handle => name.padEnd(16, "_") as Handle;
export const me = handle("sanne");
export const other = handle("emma");
export const conversationId = (number: number): ConversationId =>
  `00000000-0000-4000-8000-${String(number).padStart(12, "0")}` as ConversationId;
export const messageId = (number: number): ClientMessageId =>
  `10000000-0000-4000-8000-${String(number).padStart(12, "0")}` as ClientMessageId;

export const message = (n: number, by: Handle = other, id?: ClientMessageId): Entry => ({
  n,
  at: 1000 * n,
  kind: "message",
  by,
  text: `message ${n}`,
  ...(id === undefined ? {} : { id }),
});

export const arrived = (entry: Entry): Arrived => ({ n: entry.n, entry });

const participant = (who: Handle, you: boolean): RosterParticipant => ({
  handle: who,
  you,
  kind: "professional",
  name: who,
  screenName: null,
  number: null,
  leads: "name",
  mark: null,
  mask: null,
  invitedBy: null,
  manager: false,
  joinedAt: null,
  leftAt: null,
  seesYou: null,
  readsAll: false,
  showsName: false,
  absence: null,
});

const roster: Roster = { about: null, participants: [participant(me, true), participant(other, false)] };

export const view = (id: ConversationId, more: Partial<ConversationView> = {}): ConversationView => ({
  id,
  topic: null,
  roster,
  startedAt: 0,
  startedBy: null,
  head: 0,
  readsFrom: 1,
  readSeq: 0,
  unread: 0,
  receipts: [],
  last: null,
  closed: false,
  left: false,
  clientMayAsk: false,
  accessRequests: [],
  accessEscalation: null,
  proposals: [],
  can: {
    send: true,
    add: false,
    propose: false,
    handOver: false,
    leave: false,
    changeTopic: false,
    showName: false,
    answerAccess: false,
  },
  myLink: null,
  ...more,
});

/** Tries until it holds; the deadline only ends what would never end. */
export const waitUntil = (holds: () => void): Promise<void> => vi.waitFor(holds, { timeout: 50_000, interval: 10 });
