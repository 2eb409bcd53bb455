import { z } from "zod";
import { ClientMessageId, Handle, Instant, Seq } from "./ids.ts";

/** Longest text of a message, in UTF-16 code units. */
export const MESSAGE_MAX_LENGTH = 4000;

/** What a person writes: not empty, at most `MESSAGE_MAX_LENGTH`, nothing that would be stored as something else (NUL, half a character). */
export const MessageText = z
  .string()
  .max(MESSAGE_MAX_LENGTH)
  .refine((text) => text.trim() !== "" && !text.includes("\u0000") && text.isWellFormed(), {
    message: "empty, or with a NUL character or half a character",
  });

const numbered = { n: Seq, at: Instant };

/** Somebody said something. `id` is the sender's own client-made id and reaches their own devices only. */
export const MessageEntry = z.object({
  ...numbered,
  kind: z.literal("message"),
  by: Handle,
  text: z.string(),
  id: ClientMessageId.optional(),
});
export type MessageEntry = z.infer<typeof MessageEntry>;

/** Somebody takes part from this number on. */
export const JoinedEntry = z.object({ ...numbered, kind: z.literal("joined"), by: Handle });

/** Somebody's part ended with this number; they get nothing above it. */
export const LeftEntry = z.object({ ...numbered, kind: z.literal("left"), by: Handle });

/** From here on the conversation is read only. */
export const ClosedEntry = z.object({ ...numbered, kind: z.literal("closed") });

/** One numbered fact of a conversation that each of its participants may know. Short keys: it is the frame on the wire. */
export const Entry = z.discriminatedUnion("kind", [MessageEntry, JoinedEntry, LeftEntry, ClosedEntry]);
export type Entry = z.infer<typeof Entry>;

/** An entry of a kind that this reader does not know yet: it takes its number and shows nothing. */
export const UnknownEntry = z.object({ ...numbered, kind: z.string() });

/** Reads an entry of any contract version; `unknown` is to be counted and otherwise skipped. */
export function readEntry(value: unknown): { entry: Entry } | { unknown: z.infer<typeof UnknownEntry> } | null {
  const known = Entry.safeParse(value);
  if (known.success) return { entry: known.data };
  const unknown = UnknownEntry.safeParse(value);
  return unknown.success ? { unknown: unknown.data } : null;
}
