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

/** What a tool is. */
export const ToolKind = z.enum(["module", "diary", "questionnaire"]);
export type ToolKind = z.infer<typeof ToolKind>;

/** Where a relate request stands; every state but `pending` is final (Q-05…Q-08). */
export const RelateRequestState = z.enum(["pending", "accepted", "rejected", "cancelled", "expired"]);
export type RelateRequestState = z.infer<typeof RelateRequestState>;

/** On what ground somebody acts in a client account, or on the platform. */
export const Ground = z.enum([
  "own-account",
  "relation",
  "temporary-access",
  "secretary",
  "application-manager",
  "search",
  "own-link",
  "conversation",
  "platform",
]);
export type Ground = z.infer<typeof Ground>;

/** The settings of the platform; only the application manager changes them. */
export const SettingKey = z.enum([
  "relate-requests",
  "search-outside-caseload",
  "temporary-access-hours",
  "temporary-access-per-day",
  "therapists-invite-related-persons",
  "second-factor-required-of-professionals",
]);
export type SettingKey = z.infer<typeof SettingKey>;

/** What a task asks of its assignee. */
export const TaskKind = z.enum([
  "answer-relate-request",
  "work-on-tool",
  "give-feedback",
  "judge-proposal",
  "end-relation-wish",
  "look-at-permission",
  "disputed-permission",
  "answer-access-request",
  "decide-access-request",
]);
export type TaskKind = z.infer<typeof TaskKind>;
