import { createReadStream } from "node:fs";
import type { AttachmentKind } from "@kring/domain/contract";
import { fileTypeFromFile } from "file-type";

/** What a file is, by its content. A picture is stored anew as `stored`. */
export type Content =
  | { kind: "image"; is: "jpeg" | "png" | "webp" | "gif" | "heif"; stored: "jpeg" | "png" | "webp" }
  | { kind: Exclude<AttachmentKind, "image">; type: string };

const pictures: Record<string, Extract<Content, { kind: "image" }>> = {
  "image/jpeg": { kind: "image", is: "jpeg", stored: "jpeg" },
  "image/png": { kind: "image", is: "png", stored: "png" },
  "image/apng": { kind: "image", is: "png", stored: "png" },
  "image/gif": { kind: "image", is: "gif", stored: "png" },
  "image/webp": { kind: "image", is: "webp", stored: "webp" },
  "image/avif": { kind: "image", is: "heif", stored: "webp" },
};

const documents = new Set([
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  "application/vnd.oasis.opendocument.text",
]);

/** Null for what Kring doesn't take. */
export async function inspectFile(path: string): Promise<Content | null> {
  const found = await fileTypeFromFile(path);
  const picture = found && pictures[found.mime];
  if (picture) return picture;
  if (found?.mime === "application/pdf") return { kind: "pdf", type: found.mime };
  if (found && documents.has(found.mime)) return { kind: "document", type: found.mime };
  // Also what looks like something else by its first letters, and markup: it is only ever served as plain text.
  return (await isText(path)) ? { kind: "text", type: "text/plain" } : null;
}

/** UTF-8 with no control characters but those of lines. */
async function isText(path: string): Promise<boolean> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let length = 0;
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      const text = decoder.decode(chunk, { stream: true });
      if (/[^\P{Cc}\t\n\v\f\r]/u.test(text)) return false;
      length += chunk.length;
    }
    decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
  return length > 0;
}
