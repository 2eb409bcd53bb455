import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { cleanFileName } from "@kring/domain";
import {
  type AccountId,
  type Attachment,
  type AttachmentId,
  type ConversationId,
  Refused,
} from "@kring/domain/contract";
import { type AttachmentStore, type StoredFile, toAttachment, type Uploader } from "./attachment.store.ts";
import type { FileStore } from "./file-store.ts";
import { inspectFile } from "./inspect-file.ts";
import { receiveBody } from "./receive-body.ts";
import { redrawPicture } from "./redraw-picture.ts";

/** Bytes of one account that no message has taken yet; what lies longer than a day goes. */
const MOST_UNSENT = 200 * 1024 * 1024;

/** Takes in a file for a message that is still to be sent (V-08). */
export const createUploader =
  ({ attachments, files }: { attachments: AttachmentStore; files: FileStore }) =>
  async (account: AccountId, c: ConversationId, request: IncomingMessage, givenName: string): Promise<Attachment> => {
    const { kind: uploader } = checkUploader(await attachments.readUploader(account, c));
    const [body, small] = [files.newIncoming(), files.newIncoming()];
    try {
      const received = await receiveBody(request, body);
      const content = await inspectFile(body);
      if (content === null) throw new Refused("file-not-allowed");
      const drawn = content.kind === "image" ? await redrawPicture(body, content) : null;
      if (drawn !== null) {
        await writeFile(body, drawn.whole);
        await writeFile(small, drawn.small, { mode: 0o600 });
      }
      const type = content.kind === "image" ? `image/${content.stored}` : content.type;
      const file: StoredFile = {
        id: randomUUID() as AttachmentId,
        kind: content.kind,
        type,
        size: drawn?.whole.length ?? received,
        // V-03: a name of one's own could tell whose it is.
        name: uploader === "related-person" ? null : cleanFileName(givenName, type),
        width: drawn?.width ?? null,
        height: drawn?.height ?? null,
      };
      // The row first: bytes without one would never be swept.
      if (!(await attachments.insert(account, c, file, MOST_UNSENT))) {
        checkUploader(await attachments.readUploader(account, c));
        throw new Refused("too-many-requests");
      }
      if (drawn !== null) await files.put(file.id, "small", small);
      await files.put(file.id, "whole", body);
      return toAttachment(file);
    } finally {
      await Promise.all([body, small].map((path) => rm(path, { force: true })));
    }
  };

function checkUploader(uploader: Uploader | null): Uploader {
  if (uploader === null) throw new Refused("not-found");
  if (uploader.closed) throw new Refused("conversation-closed");
  if (uploader.unsent >= MOST_UNSENT) throw new Refused("too-many-requests");
  return uploader;
}
