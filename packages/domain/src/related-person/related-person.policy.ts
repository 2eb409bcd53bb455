import { type ClientAccess, mayWork } from "../client-account/index.ts";
import type { RelatedPersonRecord, TherapistsRecord } from "../contract/index.ts";
import type { Role } from "../words.ts";
import type { LinkState } from "./link-record.ts";

/** A therapist in a client account, and the platform around them. */
export interface InvitingTherapist {
  access: ClientAccess;
  roles: readonly Role[];
  /** Whether therapists may invite at all. */
  settingOn: boolean;
}

/** P-01: a therapist invites for a client to whom they are related, where the platform has it. */
export const mayInviteForClient = ({ access, roles, settingOn }: InvitingTherapist): boolean =>
  mayWork(access) && roles.includes("therapist") && settingOn;

/** What the inviter can do with a link record of their own (P-03, P-06, V-01); `acts` is false for who only reads. */
export const recordAbilities = (state: LinkState, { acts }: { acts: boolean }): RelatedPersonRecord["can"] => ({
  resend: acts && state === "invited",
  withdraw: acts && state === "invited",
  remove: acts && state === "accepted",
  startConversation: acts && state === "accepted",
});

/** P-02, V-01: what the client can do with a therapist's record. */
export const therapistsRecordAbilities = (state: LinkState): TherapistsRecord["can"] => ({
  object: state !== "ended",
  startConversation: state === "accepted",
});
