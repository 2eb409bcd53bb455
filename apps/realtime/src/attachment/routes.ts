import { pipeline } from "node:stream/promises";
import { neutralFileName } from "@kring/domain";
import {
  type AccountId,
  type AttachmentId,
  type ConversationId,
  exportAttachment,
  Refused,
  readAttachment,
  removeAttachment,
  uploadAttachment,
} from "@kring/domain/contract";
import { type HttpApp, mountRoute, type RouteResponse } from "@kring/service-kit";
import type { Admission } from "../session/index.ts";
import type { TakeTurn } from "../turns.ts";
import type { AttachmentStore } from "./attachment.store.ts";
import type { FileStore, Rendition } from "./file-store.ts";
import type { Sweep } from "./sweep-files.ts";
import { createUploader } from "./upload-file.ts";

export interface AttachmentRoutesDeps {
  attachments: AttachmentStore;
  files: FileStore;
  sweep: Sweep;
  /** For uploads. */
  takeTurn: TakeTurn;
}

export function mountAttachmentRoutes(
  app: HttpApp<never, Admission>,
  { attachments, files, sweep, takeTurn }: AttachmentRoutesDeps,
): void {
  const upload = createUploader({ attachments, files });

  mountRoute(app, uploadAttachment, ({ caller, params, request }) =>
    takeTurn(caller.accountId, () =>
      upload(caller.accountId, params.conversationId, request, readName(request.headers["kring-file-name"])),
    ),
  );

  mountRoute(app, readAttachment, ({ caller, params, query, response }) =>
    send(response, caller.accountId, params.conversationId, params.attachmentId, query.size),
  );

  mountRoute(app, removeAttachment, async ({ caller, params }) => {
    const { conversationId, attachmentId } = params;
    if (!(await attachments.takeBack(caller.accountId, conversationId, attachmentId))) throw new Refused("not-found");
    sweep.nudge();
  });

  mountRoute(app, exportAttachment, ({ body, response }) =>
    send(response, body.accountId, body.conversationId, body.attachmentId, "whole"),
  );

  async function send(
    response: RouteResponse,
    viewer: AccountId,
    c: ConversationId,
    id: AttachmentId,
    rendition: Rendition,
  ): Promise<void> {
    const file = await attachments.read(viewer, c, id);
    const bytes = file && (await files.open(file.id, rendition));
    if (!file || !bytes) throw new Refused("not-found");
    const type = rendition === "small" ? "image/webp" : file.type;
    response.attachment(file.name ?? neutralFileName(type));
    if (file.kind === "image") response.setHeader("content-disposition", "inline");
    response.setHeader("content-type", type === "text/plain" ? "text/plain; charset=utf-8" : type);
    response.setHeader("content-length", bytes.size);
    // Whatever a browser takes it for, it can do nothing.
    response.setHeader("content-security-policy", "default-src 'none'; sandbox");
    // Cut off by the reader: nobody is left to be told.
    await pipeline(bytes.stream, response).catch(() => {});
  }
}

/** As it stands in the header, percent-encoded; a name that can't be read is none. */
function readName(given: string | string[] | undefined): string {
  try {
    return decodeURIComponent(typeof given === "string" ? given : "");
  } catch {
    return "";
  }
}
