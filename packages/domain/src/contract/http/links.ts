import { z } from "zod";
import { LinkId } from "../ids.ts";
import { defineRoute } from "../route.ts";
import { InviterKind } from "../words.ts";

const onLink = z.object({ linkId: LinkId });

/** What a related person typed as screen name; the rules of V-10 are checked by the domain. */
const TypedScreenName = z.string().max(200);

/** One of the related person's own link records. */
export const OwnLink = z.object({
  id: LinkId,
  client: z.object({ name: z.string() }),
  invitedBy: z.object({ kind: InviterKind, name: z.string() }),
  screenName: z.string().nullable(),
  showsTyping: z.boolean(),
  showsReceipts: z.boolean(),
});
export type OwnLink = z.infer<typeof OwnLink>;

export const listOwnLinks = defineRoute({
  id: "list-own-links",
  service: "api",
  method: "get",
  path: "/api/v1/links",
  summary: "The related person's own links, each with its screen name",
  access: "session",
  limit: { points: 120, seconds: 60 },
  response: z.object({ links: z.array(OwnLink) }),
});

/** Screen name and quiet channels of one link record; re-renders live where that record is used (V-04). */
export const changeOwnLink = defineRoute({
  id: "change-own-link",
  service: "api",
  method: "put",
  path: "/api/v1/links/:linkId",
  summary: "Change screen name, typing and receipts of one of one's own links",
  access: "session",
  limit: { points: 30, seconds: 60 },
  params: onLink,
  body: z.object({
    screenName: TypedScreenName.nullable().optional(),
    showsTyping: z.boolean().optional(),
    showsReceipts: z.boolean().optional(),
  }),
  response: OwnLink,
  refuses: ["not-found", "name-not-allowed"],
});

/** The related person ends one of their own links (P-06); conversations via it are lost to them at once. */
export const endOwnLink = defineRoute({
  id: "end-own-link",
  service: "api",
  method: "delete",
  path: "/api/v1/links/:linkId",
  summary: "End one of one's own links",
  access: "session",
  limit: { points: 30, seconds: 60 },
  status: 204,
  params: onLink,
  refuses: ["not-found"],
});
