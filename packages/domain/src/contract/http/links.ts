import { z } from "zod";
import { cameLater } from "../came-later.ts";
import { Instant, LinkId } from "../ids.ts";
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
  /** Since when it is accepted. */
  since: cameLater(Instant, 0),
  screenName: z.string().nullable(),
  showsTyping: z.boolean(),
  showsReceipts: z.boolean(),
});
export type OwnLink = z.infer<typeof OwnLink>;

/** An invitation that waits for the related person's own answer: who invited them, and for whom (P-03). */
export const OwnLinkInvitation = z.object({
  id: LinkId,
  client: z.object({ name: z.string() }),
  invitedBy: z.object({ kind: InviterKind, name: z.string() }),
  invitedAt: Instant,
  expiresAt: Instant,
});
export type OwnLinkInvitation = z.infer<typeof OwnLinkInvitation>;

export const listOwnLinks = defineRoute({
  id: "list-own-links",
  service: "api",
  method: "get",
  path: "/api/v1/links",
  summary: "The related person's own links, each with its screen name, and invitations to them",
  access: "session",
  limit: { points: 120, seconds: 60 },
  response: z.object({ links: z.array(OwnLink), invitations: cameLater(z.array(OwnLinkInvitation), []) }),
});

/** Accepting one invitation accepts no other (P-05). */
export const acceptLink = defineRoute({
  id: "accept-link",
  service: "api",
  method: "post",
  path: "/api/v1/links/:linkId/acceptance",
  summary: "Accept an invitation to support a client",
  access: "session",
  limit: { points: 30, seconds: 60 },
  params: onLink,
  response: OwnLink,
  refuses: ["not-found"],
});

/** *This isn't for me*: ends the invitation (P-03). */
export const refuseLink = defineRoute({
  id: "refuse-link",
  service: "api",
  method: "post",
  path: "/api/v1/links/:linkId/refusal",
  summary: "Say that an invitation isn't for oneself",
  access: "session",
  limit: { points: 30, seconds: 60 },
  status: 204,
  params: onLink,
  refuses: ["not-found"],
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

/** A related person ends their own account: its sessions at once, every link at a moment of its own (P-06, V-03). */
export const endOwnAccount = defineRoute({
  id: "end-own-account",
  service: "api",
  method: "post",
  path: "/api/v1/own/account/end",
  summary: "End one's own account as a related person",
  access: "session",
  limit: { points: 6, seconds: 300 },
  status: 204,
  body: z.object({ password: z.string().min(1).max(200) }),
  refuses: ["not-found", "wrong-credentials"],
});
