import { z } from "zod";
import { AccountId, Day, EventId, Incarnation, Instant, LinkId } from "../ids.ts";
import { AccountKind, InviterKind, Role } from "../words.ts";

/** What the conversations service keeps of an account. The name goes into its identity schema and nowhere else. */
export const DirectoryAccount = z.object({
  id: AccountId,
  kind: AccountKind,
  name: z.string(),
  roles: z.array(Role),
  active: z.boolean(),
  /** Of a professional: the absence that lasts, else the next one; both days included. */
  absence: z
    .object({ from: Day, until: Day, note: z.string(), coveringId: AccountId.nullable() })
    .nullable()
    .default(null),
});
export type DirectoryAccount = z.infer<typeof DirectoryAccount>;

/** A standing relation between a professional and a client. */
export const DirectoryRelation = z.object({ professionalId: AccountId, clientId: AccountId, since: Instant });
export type DirectoryRelation = z.infer<typeof DirectoryRelation>;

/** A related person link after its acceptance. */
export const DirectoryLink = z.object({
  id: LinkId,
  relatedPersonId: AccountId,
  clientId: AccountId,
  inviterId: AccountId,
  inviterKind: InviterKind,
  screenName: z.string().nullable(),
  showsTyping: z.boolean(),
  showsReceipts: z.boolean(),
  active: z.boolean(),
});
export type DirectoryLink = z.infer<typeof DirectoryLink>;

/** Current records for the ids that were asked for; an id that is absent no longer exists. */
export const DirectoryRecords = z.object({ accounts: z.array(DirectoryAccount), links: z.array(DirectoryLink) });
export type DirectoryRecords = z.infer<typeof DirectoryRecords>;

/** The whole directory as it is at `position` of the feed: for a consumer that starts, or that is older than the feed. */
export const DirectorySnapshot = z.object({
  incarnation: Incarnation,
  position: z.int().nonnegative(),
  lastEventId: EventId.nullable(),
  accounts: z.array(DirectoryAccount),
  relations: z.array(DirectoryRelation),
  links: z.array(DirectoryLink),
});
export type DirectorySnapshot = z.infer<typeof DirectorySnapshot>;
