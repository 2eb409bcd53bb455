import type { Attachment, Handle } from "@kring/domain/contract";
import type { Numbered } from "../entry/index.ts";
import type { Send } from "./send-queue.ts";

/** What was stored, as everybody in the conversation may see it. An edit goes out without its text: a later joiner may not read it. */
export function toNumberedSend(
  send: Send,
  { n, at, by, files }: { n: number; at: number; by: Handle; files: Attachment[] | null },
): Numbered {
  if (send.kind !== "message") return { e: { n, at, kind: send.kind, by, of: send.of } };
  const { text, id, re } = send;
  const e = { n, at, kind: "message" as const, by, text };
  return { e: { ...e, ...(re === undefined ? {} : { re }), ...(files === null ? {} : { files }) }, id };
}
