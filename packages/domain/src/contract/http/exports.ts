import { z } from "zod";
import { defineRoute } from "../route.ts";

/** A-03, P-07: for application managers, as a file. Related persons stand in it by the opaque id of each link record, with who invited and when. */
export const exportPlatform = defineRoute({
  id: "export-platform",
  service: "api",
  method: "get",
  path: "/api/v1/exports/:what",
  summary: "Accounts, relations or related-person links as CSV or JSON",
  access: "session",
  limit: { points: 10, seconds: 300 },
  params: z.object({ what: z.enum(["accounts", "relations", "related-person-links"]) }),
  query: z.object({ format: z.enum(["csv", "json"]) }),
  refuses: ["not-found"],
});

/** all that is one's own, as a ZIP of JSON and readable pages; others in it as one's own pages show them. The body is the file. */
export const exportOwnData = defineRoute({
  id: "export-own-data",
  service: "api",
  method: "post",
  path: "/api/v1/own/export",
  summary: "One's own data as a ZIP file",
  access: "session",
  limit: { points: 6, seconds: 300 },
  body: z.object({ password: z.string().min(1).max(200) }),
  refuses: ["wrong-credentials", "unavailable"],
});
