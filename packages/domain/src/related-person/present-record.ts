import { LinkId, type OwnLinkInvitation, type RelatedPersonRecord, type TherapistsRecord } from "../contract/index.ts";
import type { InviterKind } from "../words.ts";
import { type LinkFacts, linkStateOf } from "./link-record.ts";
import { recordAbilities, therapistsRecordAbilities } from "./related-person.policy.ts";

/** A link record with the words that were typed and the account that accepted it; times in milliseconds. */
export interface StoredRecord extends LinkFacts {
  id: string;
  createdAt: number;
  /** When the mail was last sent. */
  sentAt: number;
  typed: { name: string; email: string } | null;
  /** Of whoever accepted it; null before that, whatever account the mail was opened for. */
  account: { name: string; email: string } | null;
  inviterName: string;
}

const shownOf = ({ account, typed }: StoredRecord) => account ?? typed ?? { name: "", email: "" };

/** P-05: a link record as its inviter sees it: what they typed until it is accepted, the account details after that. */
export function presentRecord(record: StoredRecord, { acts }: { acts: boolean }): RelatedPersonRecord {
  const state = record.acceptedAt === null ? "invited" : "accepted";
  const { name, email } = shownOf(record);
  return {
    linkId: LinkId.parse(record.id),
    state,
    name,
    email,
    invitedAt: record.createdAt,
    sentAt: record.sentAt,
    expiresAt: record.expiresAt,
    acceptedAt: record.acceptedAt,
    can: recordAbilities(linkStateOf(record), { acts }),
  };
}

/** P-02, V-03: a therapist's record as the client sees it: by name, never the address. */
export const presentTherapistsRecord = (record: StoredRecord): TherapistsRecord => ({
  linkId: LinkId.parse(record.id),
  therapist: { name: record.inviterName },
  name: shownOf(record).name,
  state: record.acceptedAt === null ? "invited" : "accepted",
  invitedAt: record.createdAt,
  acceptedAt: record.acceptedAt,
  can: therapistsRecordAbilities(linkStateOf(record)),
});

/** P-03: an invitation as whom it is for sees it: who invites, and for whom. */
export const presentInvitation = ({
  id,
  clientName,
  inviterKind,
  inviterName,
  createdAt,
  expiresAt,
}: {
  id: string;
  clientName: string;
  inviterKind: InviterKind;
  inviterName: string;
  createdAt: number;
  expiresAt: number;
}): OwnLinkInvitation => ({
  id: LinkId.parse(id),
  client: { name: clientName },
  invitedBy: { kind: inviterKind, name: inviterName },
  invitedAt: createdAt,
  expiresAt,
});
