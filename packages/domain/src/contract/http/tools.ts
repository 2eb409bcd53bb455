import { z } from "zod";
import { AccountId, Instant, ToolId } from "../ids.ts";
import { defineRoute } from "../route.ts";
import { ToolKind } from "../words.ts";
import { onClient } from "./clients.ts";
import { Task } from "./own.ts";

const limit = { points: 300, seconds: 60 };
const change = { points: 120, seconds: 60 };
const onTool = z.object({ toolId: ToolId });
const onClientTool = z.object({ clientId: AccountId, toolId: ToolId });
const Texts = z.object({ nl: z.string(), en: z.string() });

/** A field of a page of a tool. */
export const ToolField = z.discriminatedUnion("type", [
  z.object({ key: z.string(), type: z.literal("text"), label: Texts, long: z.boolean() }),
  z.object({
    key: z.string(),
    type: z.literal("choice"),
    label: Texts,
    options: z.array(z.object({ key: z.string(), label: Texts })),
  }),
  z.object({
    key: z.string(),
    type: z.literal("scale"),
    label: Texts,
    min: z.int(),
    max: z.int(),
    low: Texts,
    high: Texts,
  }),
  z.object({ key: z.string(), type: z.literal("time"), label: Texts }),
]);
export type ToolField = z.infer<typeof ToolField>;

/** A page of a tool: text to read (paragraphs) and fields to fill in. */
export const ToolPage = z.object({
  key: z.string(),
  title: Texts,
  text: z.array(Texts),
  fields: z.array(ToolField),
  /** After this page the guide gives feedback, in a guided tool. */
  feedback: z.boolean(),
});
export type ToolPage = z.infer<typeof ToolPage>;

/** A tool of the catalogue. A diary and a questionnaire are filled in again and again: one entry each time. */
export const CatalogueTool = z.object({
  key: z.string(),
  kind: ToolKind,
  title: Texts,
  summary: Texts,
  minutes: z.int().positive(),
  pages: z.array(ToolPage),
  /** For a diary or questionnaire: feedback after so many entries. Null for a module, whose pages say it. */
  feedbackEvery: z.int().positive().nullable(),
});
export type CatalogueTool = z.infer<typeof CatalogueTool>;

export const readCatalogue = defineRoute({
  id: "read-catalogue",
  service: "api",
  method: "get",
  path: "/api/v1/tool-catalogue",
  summary: "The tools that can be assigned, with their content",
  access: "session",
  limit,
  response: z.object({ tools: z.array(CatalogueTool) }),
});

/** A client's tool in a list. Title and kind stand in the catalogue under `catalogueKey`. */
export const ToolRow = z.object({
  id: ToolId,
  catalogueKey: z.string(),
  kind: ToolKind,
  title: Texts,
  /** Who guides it; null is *unguided*. */
  guide: z.object({ id: AccountId, name: z.string(), you: z.boolean() }).nullable(),
  assignedAt: Instant,
  /** Pages of a module that are done, of how many; entries of a diary or questionnaire. Null for a secretary. */
  progress: z
    .object({ done: z.int().nonnegative(), of: z.int().positive().nullable(), lastAt: Instant.nullable() })
    .nullable(),
  /** `off` in an unguided tool; null for a secretary. */
  feedback: z.enum(["off", "later", "waiting", "none-left"]).nullable(),
  finishedAt: Instant.nullable(),
});
export type ToolRow = z.infer<typeof ToolRow>;

/** A feedback moment of a guided tool. */
export const FeedbackMoment = z.object({
  /** Page of a module, or number of the entry after which it comes. */
  after: z.string(),
  state: z.enum(["waiting", "given", "off"]),
  askedAt: Instant,
  givenAt: Instant.nullable(),
  by: z.object({ name: z.string() }).nullable(),
  text: z.string().nullable(),
});
export type FeedbackMoment = z.infer<typeof FeedbackMoment>;

export const ToolAnswers = z.record(z.string().max(60), z.union([z.string().max(4000), z.number()]));
export type ToolAnswers = z.infer<typeof ToolAnswers>;

/** Saved answers of a page; `entry` is 1 in a module, and counts up in a diary or questionnaire. */
export const ToolEntry = z.object({
  entry: z.int().positive(),
  pageKey: z.string(),
  answers: ToolAnswers,
  done: z.boolean(),
  savedAt: Instant,
});
export type ToolEntry = z.infer<typeof ToolEntry>;

/** A tool with its content, what was filled in and the feedback on it. */
export const ToolView = ToolRow.extend({
  content: CatalogueTool,
  entries: z.array(ToolEntry),
  feedbackMoments: z.array(FeedbackMoment),
  can: z.object({
    /** The client may go on: false while the tool waits for feedback. */
    fillIn: z.boolean(),
    giveFeedback: z.boolean(),
    changeGuide: z.boolean(),
  }),
});
export type ToolView = z.infer<typeof ToolView>;

export const listOwnTools = defineRoute({
  id: "list-own-tools",
  service: "api",
  method: "get",
  path: "/api/v1/own/tools",
  summary: "One's own tools",
  access: "session",
  limit,
  response: z.object({ tools: z.array(ToolRow) }),
  refuses: ["not-found"],
});

export const readOwnTool = defineRoute({
  id: "read-own-tool",
  service: "api",
  method: "get",
  path: "/api/v1/own/tools/:toolId",
  summary: "One of one's own tools",
  access: "session",
  limit,
  params: onTool,
  response: ToolView,
  refuses: ["not-found"],
});

/** Saves the answers of one page; `done` closes the page, in a diary or questionnaire the last page closes the entry. */
export const saveToolPage = defineRoute({
  id: "save-tool-page",
  service: "api",
  method: "put",
  path: "/api/v1/own/tools/:toolId/entries/:entry/pages/:pageKey",
  summary: "Save the answers of a page",
  access: "session",
  limit: { points: 240, seconds: 60 },
  maxBytes: 65_536,
  params: onTool.extend({ entry: z.coerce.number().pipe(z.int().min(1).max(100_000)), pageKey: z.string().max(60) }),
  body: z.object({ answers: ToolAnswers, done: z.boolean() }),
  response: ToolView,
  refuses: ["not-found", "waits-for-feedback", "already-done"],
});

export const listClientTools = defineRoute({
  id: "list-client-tools",
  service: "api",
  method: "get",
  path: "/api/v1/clients/:clientId/tools",
  summary: "Tools of a client",
  access: "session",
  limit,
  params: onClient,
  response: z.object({ tools: z.array(ToolRow), can: z.object({ assign: z.boolean() }) }),
  refuses: ["not-found"],
});

/** Guided by the assigner, or unguided. The same tool can't be open twice: `already-done`. */
export const assignTool = defineRoute({
  id: "assign-tool",
  service: "api",
  method: "post",
  path: "/api/v1/clients/:clientId/tools",
  summary: "Assign a tool to a client",
  access: "session",
  limit: change,
  status: 201,
  params: onClient,
  body: z.object({ catalogueKey: z.string().max(60), guided: z.boolean() }),
  response: ToolRow,
  refuses: ["not-found", "read-only", "already-done"],
});

export const readClientTool = defineRoute({
  id: "read-client-tool",
  service: "api",
  method: "get",
  path: "/api/v1/clients/:clientId/tools/:toolId",
  summary: "A tool of a client, with answers and feedback",
  access: "session",
  limit,
  params: onClientTool,
  response: ToolView,
  refuses: ["not-found"],
});

/** Becomes the guide of an unguided tool oneself, or leaves one's own tool unguided; its feedback moments follow. */
export const changeToolGuide = defineRoute({
  id: "change-tool-guide",
  service: "api",
  method: "put",
  path: "/api/v1/clients/:clientId/tools/:toolId/guide",
  summary: "Guide a tool oneself, or let it go unguided",
  access: "session",
  limit: change,
  params: onClientTool,
  body: z.object({ guided: z.boolean() }),
  response: ToolView,
  refuses: ["not-found", "read-only", "already-done"],
});

/** The guide's feedback on the moment that waits; the client can go on, and is told. */
export const giveFeedback = defineRoute({
  id: "give-feedback",
  service: "api",
  method: "post",
  path: "/api/v1/clients/:clientId/tools/:toolId/feedback",
  summary: "Give feedback",
  access: "session",
  limit: change,
  params: onClientTool,
  body: z.object({ after: z.string().max(60), text: z.string().trim().min(1).max(4000) }),
  response: ToolView,
  refuses: ["not-found", "read-only", "already-done"],
});

/** Open tasks about one client: those of the client, and those of professionals in this account. */
export const listClientTasks = defineRoute({
  id: "list-client-tasks",
  service: "api",
  method: "get",
  path: "/api/v1/clients/:clientId/tasks",
  summary: "Open tasks in a client account",
  access: "session",
  limit,
  params: onClient,
  response: z.object({
    tasks: z.array(
      Task.extend({
        assignee: z.object({ name: z.string(), kind: z.enum(["client", "professional"]), you: z.boolean() }),
      }),
    ),
  }),
  refuses: ["not-found"],
});

/** P-08: what a related person can start for themself; a catalogue of their own. */
export const readOwnCatalogue = defineRoute({
  id: "read-own-catalogue",
  service: "api",
  method: "get",
  path: "/api/v1/own/tool-catalogue",
  summary: "The tools that a related person can start",
  access: "session",
  limit,
  response: z.object({ tools: z.array(CatalogueTool) }),
  refuses: ["not-found"],
});

/** P-08: always unguided, and nobody else sees it. The same tool can't be open twice: `already-done`. */
export const startOwnTool = defineRoute({
  id: "start-own-tool",
  service: "api",
  method: "post",
  path: "/api/v1/own/tools",
  summary: "Start a tool of one's own",
  access: "session",
  limit: change,
  status: 201,
  body: z.object({ catalogueKey: z.string().max(60) }),
  response: ToolRow,
  refuses: ["not-found", "already-done"],
});
