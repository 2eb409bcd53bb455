import type { AccountId, Handle, LinkId } from "../src/contract/index.ts";
import type { ParticipantFacts, RosterFacts } from "../src/index.ts";

/** Ids for tests, readable in a failure. */
export const account = (name: string) => `account-${name}` as AccountId;
export const handle = (name: string) => `${name}________________`.slice(0, 16) as Handle;
export const link = (name: string) => `link-${name}` as LinkId;

const base = {
  roles: [],
  joinedSeq: 0,
  readsFrom: 1,
  toSeq: null,
  joinedAt: 1000,
  leftAt: null,
  keepsHistory: false,
  showsName: false,
  absence: null,
} as const;

export const client = (name: string, more: Partial<ParticipantFacts> = {}): ParticipantFacts => ({
  ...base,
  roles: [],
  handle: handle(name),
  accountId: account(name),
  kind: "client",
  name,
  via: null,
  ...more,
});
export const therapist = (name: string, more: Partial<ParticipantFacts> = {}): ParticipantFacts => ({
  ...base,
  roles: ["therapist"],
  handle: handle(name),
  accountId: account(name),
  kind: "professional",
  name,
  via: null,
  ...more,
});
/** A related person of Emma, through Emma or through a therapist. */
export const related = (
  name: string,
  screenName: string | null,
  inviter = "Emma",
  more: Partial<ParticipantFacts> = {},
): ParticipantFacts => ({
  ...base,
  roles: [],
  handle: handle(name),
  accountId: account(name),
  kind: "related-person",
  name: `${name} Surname`,
  via: {
    linkId: link(`${inviter}-${name}`),
    clientId: account("Emma"),
    inviter: { id: account(inviter), kind: inviter === "Emma" ? "client" : "therapist", name: inviter },
    screenName,
  },
  ...more,
});
export const conversation = (participants: ParticipantFacts[], manager = "Emma"): RosterFacts => ({
  about: { clientId: account("Emma"), name: "Emma" },
  manager: handle(manager),
  participants,
});
