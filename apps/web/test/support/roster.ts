import {
  type ConversationView,
  type Entry,
  Handle,
  type MessageEntry,
  type Roster,
  type RosterParticipant,
} from "@kring/domain/contract";

/** A handle that can be told apart by eye. */
export const handle = (name: string): Handle => Handle.parse(name.padEnd(16, "_").slice(0, 16));

const somebody: Omit<RosterParticipant, "handle" | "kind" | "name"> = {
  you: false,
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
};

type Difference = Partial<RosterParticipant>;

export const therapist = (name: string, difference: Difference = {}): RosterParticipant => ({
  ...somebody,
  handle: handle(name.replace(/\W/g, "")),
  kind: "professional",
  name,
  mark: "therapist",
  ...difference,
});

export const client = (name: string, difference: Difference = {}): RosterParticipant => ({
  ...somebody,
  handle: handle(name.replace(/\W/g, "")),
  kind: "client",
  name,
  ...difference,
});

/** A related person whose name this viewer may not know. */
export const masked = (id: string, difference: Difference = {}): RosterParticipant => ({
  ...somebody,
  handle: handle(id),
  kind: "related-person",
  name: null,
  leads: "screen-name",
  mask: { shape: 3, colour: 7 },
  number: 1,
  invitedBy: { kind: "client", name: "Emma de Jong" },
  ...difference,
});

export const roster = (participants: RosterParticipant[], about: Roster["about"] = null): Roster => ({
  about,
  participants,
});

let nextId = 0;

export function view(difference: Partial<ConversationView> & { roster: Roster }): ConversationView {
  nextId += 1;
  return {
    id: `00000000-0000-4000-8000-${String(nextId).padStart(12, "0")}` as ConversationView["id"],
    topic: null,
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
    ...difference,
  };
}

export const said = (n: number, by: string, at: number, text = "Dag."): MessageEntry => ({
  kind: "message",
  n,
  by: handle(by),
  at,
  text,
});

export const joined = (n: number, by: string, at: number): Extract<Entry, { kind: "joined" }> => ({
  kind: "joined",
  n,
  by: handle(by),
  at,
});
