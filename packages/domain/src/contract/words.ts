import { z } from "zod";

/** The capacity of an account (product.md, *account*). */
export const AccountKind = z.enum(["professional", "client", "related-person"]);
export type AccountKind = z.infer<typeof AccountKind>;

/** A role of a professional account; one account may hold several. */
export const Role = z.enum(["therapist", "secretary", "application-manager"]);
export type Role = z.infer<typeof Role>;

/** The languages that every text exists in. */
export const Language = z.enum(["nl", "en"]);
export type Language = z.infer<typeof Language>;

/** Who made a related person link. */
export const InviterKind = z.enum(["client", "therapist"]);
export type InviterKind = z.infer<typeof InviterKind>;
