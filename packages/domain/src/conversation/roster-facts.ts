import type { AccountId, AccountKind, Handle, InviterKind, LinkId, Role, RosterAbsence } from "../contract/index.ts";

/** The link record via which a related person takes part (product.md, *via*). */
export interface Via {
  linkId: LinkId;
  clientId: AccountId;
  inviter: { id: AccountId; kind: InviterKind; name: string };
  screenName: string | null;
}

/** One participation, with all that is known of it. Only `renderRoster` turns it into something that a viewer gets. */
export interface ParticipantFacts {
  handle: Handle;
  accountId: AccountId;
  kind: AccountKind;
  /** Null where the database already kept the name from this viewer. */
  name: string | null;
  roles: Role[];
  via: Via | null;
  /** Number of the entry with which the participation began; 0 is from the start. */
  joinedSeq: number;
  /** Lowest number that this participant may read. */
  readsFrom: number;
  /** Number of the entry with which it ended; null while it lasts. */
  toSeq: number | null;
  /** Milliseconds since 1970. */
  joinedAt: number;
  leftAt: number | null;
  /** Left of their own will: reads on what was said while they took part (V-07). */
  keepsHistory: boolean;
  /** Showed their name to everybody here, by an act of their own. */
  showsName: boolean;
  /** Of a professional: the absence that lasts, else the next one. */
  absence: RosterAbsence | null;
}

/** A conversation with everybody who ever took part in it. */
export interface RosterFacts {
  about: { clientId: AccountId; name: string } | null;
  manager: Handle | null;
  participants: ParticipantFacts[];
}
