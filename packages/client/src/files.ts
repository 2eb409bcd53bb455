import {
  Attachment,
  type AttachmentId,
  type ConversationId,
  Refused,
  type RouteDefinition,
  readAttachment,
  removeAttachment,
  uploadAttachment,
} from "@kring/domain/contract";
import { type Http, pathOf, refusedBy } from "./http.ts";
import type { Tokens } from "./tokens.ts";

interface Upload {
  signal: AbortSignal;
  /** From 0 to 1. */
  onProgress: (part: number) => void;
}

/** Files of messages. Nothing of them is kept on the device. Every failure is a `Refused`; an abort is the signal's reason. */
export interface Files {
  upload(conversation: ConversationId, file: File, how: Upload): Promise<Attachment>;
  /** Takes back a file that no message has taken. */
  remove(conversation: ConversationId, id: AttachmentId): Promise<void>;
  read(conversation: ConversationId, id: AttachmentId, size: "small" | "whole", signal: AbortSignal): Promise<Blob>;
}

export interface FilesDeps {
  origin: string;
  fetch: typeof fetch;
  tokens: Tokens;
  http: Http;
  onEnded(): void;
  signal: AbortSignal;
}

export function createFiles(deps: FilesDeps): Files {
  const { origin, tokens, http } = deps;

  /** Once more with another token where this one was too old. */
  async function withToken<Body>(use: (token: string) => Promise<Body>, signal: AbortSignal): Promise<Body> {
    for (let tries = 1; ; tries++) {
      try {
        return await use(await tokens.get());
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        const refused = error instanceof Refused ? error : new Refused("unavailable");
        if (refused.code === "session-ended" || refused.code === "not-signed-in") deps.onEnded();
        if (refused.code !== "token-expired" || tries > 1) throw refused;
        tokens.forget();
      }
    }
  }

  const addressOf = (route: RouteDefinition, params: Record<string, string>): string => origin + pathOf(route, params);

  return {
    upload: (conversationId, file, { signal, onProgress }) => {
      const either = AbortSignal.any([signal, deps.signal]);
      const url = addressOf(uploadAttachment, { conversationId });
      return withToken((token) => send(url, token, file, either, onProgress), either);
    },
    remove: (conversationId, attachmentId) => http.call(removeAttachment, { params: { conversationId, attachmentId } }),
    read: (conversationId, attachmentId, size, signal) => {
      const either = AbortSignal.any([signal, deps.signal]);
      const url = `${addressOf(readAttachment, { conversationId, attachmentId })}?size=${size}`;
      return withToken(async (token) => {
        const headers = { authorization: `Bearer ${token}` };
        const response = await deps.fetch(url, { headers, signal: either, cache: "no-store" });
        if (!response.ok) throw refusedBy(response.status, await response.json().catch(() => null));
        return response.blob();
      }, either);
    },
  };
}

/** By XMLHttpRequest: fetch can't tell how much has gone out. */
function send(
  url: string,
  token: string,
  file: File,
  signal: AbortSignal,
  onProgress: (part: number) => void,
): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = (): void => request.abort();
    request.open(uploadAttachment.method, url);
    request.setRequestHeader("authorization", `Bearer ${token}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.setRequestHeader("kring-file-name", encodeURIComponent(file.name.toWellFormed()));
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onload = () => {
      const stored =
        request.status === uploadAttachment.status ? Attachment.safeParse(read(request.responseText)) : null;
      if (stored?.success) resolve(stored.data);
      else reject(refusedBy(request.status, read(request.responseText)));
    };
    request.onerror = () => reject(new Refused("unavailable"));
    request.onabort = () => reject(signal.reason);
    request.onloadend = () => signal.removeEventListener("abort", abort);
    if (signal.aborted) return reject(signal.reason);
    signal.addEventListener("abort", abort);
    request.send(file);
  });
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
