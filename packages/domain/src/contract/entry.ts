import { z } from "zod";
import { AttachmentId, ClientMessageId, Handle, Instant, Seq } from "./ids.ts";
import { UNKNOWN, unknownOf } from "./unknown.ts";

/** Longest text of a message, in UTF-16 code units. */
export const MESSAGE_MAX_LENGTH = 4000;

/** Files that one message carries at most. */
export const MESSAGE_MAX_FILES = 10;

const isStorable = (text: string) => !text.includes("\u0000") && text.isWellFormed();

/** What a person writes: not empty, at most `MESSAGE_MAX_LENGTH`, nothing that would be stored as something else (NUL, half a character). */
export const MessageText = z
  .string()
  .max(MESSAGE_MAX_LENGTH)
  .refine((text) => text.trim() !== "" && isStorable(text), {
    message: "empty, or with a NUL character or half a character",
  });

/** The same, and empty where files stand beside it. */
export const MessageTextOrEmpty = z.string().max(MESSAGE_MAX_LENGTH).refine(isStorable, {
  message: "a NUL character or half a character",
});

const numbered = { n: Seq, at: Instant };

/** What a file is, by its content. Pictures are stored anew, without what a camera wrote into them. */
export const AttachmentKind = z.enum(["image", "pdf", "text", "document"]);
export type AttachmentKind = z.infer<typeof AttachmentKind>;

/**
 * A file of a message. `name` only where everybody in the conversation may know the sender: a related person's files carry
 * none (V-03). `width` and `height` in pixels, of pictures.
 */
export const Attachment = z.object({
  id: AttachmentId,
  kind: AttachmentKind,
  /** Media type, as it is served. */
  type: z.string().max(100),
  /** In bytes. */
  size: z.int().positive(),
  name: z.string().max(120).optional(),
  width: z.int().positive().optional(),
  height: z.int().positive().optional(),
});
export type Attachment = z.infer<typeof Attachment>;

/**
 * Somebody said something. `id` is the sender's own client-made id and reaches their own devices only. `re` is the number of the
 * message that it answers; who may not read that one gets the number alone. `edited` is when the text was last changed.
 * A deleted message keeps its place without text and files.
 */
export const MessageEntry = z.object({
  ...numbered,
  kind: z.literal("message"),
  by: Handle,
  text: z.string(),
  id: ClientMessageId.optional(),
  re: Seq.optional(),
  files: z.array(Attachment).max(MESSAGE_MAX_FILES).optional(),
  edited: Instant.optional(),
  deleted: z.literal(true).optional(),
});
export type MessageEntry = z.infer<typeof MessageEntry>;

/**
 * The sender changed the text of message `of`. Without the text: who came after that message may not read it. Whoever may
 * reads it again.
 */
export const EditedEntry = z.object({ ...numbered, kind: z.literal("edited"), by: Handle, of: Seq });

/** The sender took message `of` away; its text and files are gone. */
export const DeletedEntry = z.object({ ...numbered, kind: z.literal("deleted"), by: Handle, of: Seq });

/** Somebody takes part from this number on. */
export const JoinedEntry = z.object({ ...numbered, kind: z.literal("joined"), by: Handle });

/** Somebody's part ended with this number; they get nothing above it. */
export const LeftEntry = z.object({ ...numbered, kind: z.literal("left"), by: Handle });

/** From here on the conversation is read only. */
export const ClosedEntry = z.object({ ...numbered, kind: z.literal("closed") });

/** One numbered fact of a conversation that each of its participants may know. Short keys: it is the frame on the wire. */
export const Entry = z.discriminatedUnion("kind", [
  MessageEntry,
  EditedEntry,
  DeletedEntry,
  JoinedEntry,
  LeftEntry,
  ClosedEntry,
]);
export type Entry = z.infer<typeof Entry>;

/**
 * An entry of a kind that its reader does not know yet: it takes its number and shows nothing. Nothing else of it is read or
 * passed on, since nobody here can tell whom it is for.
 */
const UnknownEntry = z.object({ ...numbered, kind: unknownOf(Entry.options.map(({ shape }) => shape.kind.value)) });

/** An entry of any contract version, where it crosses a border. */
export const AnyEntry = z.union([Entry, UnknownEntry]);
export type AnyEntry = z.infer<typeof AnyEntry>;

/** Whether this reader knows what it says. */
export const isKnown = (entry: AnyEntry): entry is Entry => entry.kind !== UNKNOWN;

/** Reads an entry of any contract version; null where it is none. */
export function readEntry(value: unknown): AnyEntry | null {
  return AnyEntry.safeParse(value).data ?? null;
}
