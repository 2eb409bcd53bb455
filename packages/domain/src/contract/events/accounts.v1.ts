import { z } from "zod";
import { AccountId, LinkId, SessionId } from "../ids.ts";
import { eventEnvelope } from "./envelope.ts";

/**
 * Facts of the accounts service. They say that something is so, by ids; a consumer that needs names or states asks for
 * the current directory record of the account or link.
 */

/** An account was made, renamed, given other roles, deactivated or reactivated: read its record again. */
export const AccountChangedV1 = eventEnvelope("account-changed.v1", z.object({ accountId: AccountId }));

/** A professional was related to a client. */
export const RelationMadeV1 = eventEnvelope(
  "relation-made.v1",
  z.object({ professionalId: AccountId, clientId: AccountId }),
);

/** A relation ended; what the professional reached through it is gone from now on (T-03, V-06). */
export const RelationEndedV1 = eventEnvelope(
  "relation-ended.v1",
  z.object({ professionalId: AccountId, clientId: AccountId }),
);

/** A related person link was accepted, changed (screen name, quiet channels) or ended: read its record again. */
export const LinkChangedV1 = eventEnvelope("link-changed.v1", z.object({ linkId: LinkId }));

/** A session ended (signed out, revoked, password changed, expired): its sockets close (architecture, tokens). */
export const SessionEndedV1 = eventEnvelope("session-ended.v1", z.object({ sessionId: SessionId }));

/** Every fact that the accounts service tells. */
export const AccountsEvent = z.discriminatedUnion("type", [
  AccountChangedV1,
  RelationMadeV1,
  RelationEndedV1,
  LinkChangedV1,
  SessionEndedV1,
]);
export type AccountsEvent = z.infer<typeof AccountsEvent>;
