import type { Files } from "@kring/client";
import {
  ATTACHMENT_MAX_BYTES,
  type Attachment,
  type ConversationId,
  MESSAGE_MAX_FILES,
  type RefusalCode,
  Refused,
} from "@kring/domain/contract";

/** Why a file can't go along: told before it is sent, or by the server. */
export type UploadFault = "wrong-kind" | "too-large" | "empty" | "too-many" | RefusalCode;

export interface Upload {
  readonly key: number;
  readonly file: File;
  readonly isPicture: boolean;
  readonly state: "waiting" | "sending" | "ready" | "failed";
  /** From 0 to 1. */
  readonly part: number;
  readonly fault: UploadFault | null;
  readonly attachment: Attachment | null;
}

/** Files that go with the next message of one conversation. */
export interface Uploads {
  getSnapshot(): readonly Upload[];
  subscribe(listener: () => void): () => void;
  add(files: readonly File[]): void;
  /** Stops it, or takes it back. */
  remove(key: number): void;
  retry(key: number): void;
  /** Those that are ready, which belong to a message from then on; the list is empty afterwards. */
  take(): Attachment[];
}

const pictures = ["image/jpeg", "image/png", "image/gif", "image/webp", "image/avif"];
const documents = [".pdf", ".txt", ".docx", ".xlsx", ".pptx", ".odt"];

/** What the file picker offers. */
export const acceptedFiles = [...pictures, ...documents].join(",");

const isPicture = ({ type }: File): boolean => pictures.includes(type);

/** What can be told of a file without reading it; the server decides by its content. */
export function faultOf(file: File): UploadFault | null {
  const name = file.name.toLowerCase();
  if (!isPicture(file) && !documents.some((ending) => name.endsWith(ending))) return "wrong-kind";
  if (file.size === 0) return "empty";
  return file.size > ATTACHMENT_MAX_BYTES ? "too-large" : null;
}

const atOnce = 2;

export function createUploads(files: Files, conversation: ConversationId): Uploads {
  let uploads: readonly Upload[] = [];
  let lastKey = 0;
  const listeners = new Set<() => void>();
  const under = new Map<number, AbortController>();

  function show(next: readonly Upload[]): void {
    uploads = next;
    for (const listener of [...listeners]) listener();
  }
  const change = (key: number, to: Partial<Upload>): void =>
    show(uploads.map((upload) => (upload.key === key ? { ...upload, ...to } : upload)));

  function pump(): void {
    for (const upload of uploads) {
      if (under.size >= atOnce) return;
      if (upload.state === "waiting") void send(upload);
    }
  }

  async function send({ key, file }: Upload): Promise<void> {
    const stop = new AbortController();
    under.set(key, stop);
    change(key, { state: "sending", part: 0 });
    try {
      const onProgress = (part: number) => change(key, { part });
      const attachment = await files.upload(conversation, file, { signal: stop.signal, onProgress });
      if (stop.signal.aborted) drop(attachment);
      else change(key, { state: "ready", part: 1, attachment });
    } catch (error) {
      change(key, { state: "failed", fault: error instanceof Refused ? error.code : "internal" });
    } finally {
      under.delete(key);
      pump();
    }
  }

  /** What isn't taken back now is gone after a day. */
  const drop = ({ id }: Attachment): void => void files.remove(conversation, id).catch(() => undefined);

  return {
    getSnapshot: () => uploads,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    add: (added) => {
      let room = MESSAGE_MAX_FILES - uploads.filter(({ state }) => state !== "failed").length;
      const made = added.map((file): Upload => {
        const fault = faultOf(file) ?? (room > 0 ? null : "too-many");
        if (fault === null) room--;
        lastKey++;
        const state = fault === null ? "waiting" : "failed";
        return { key: lastKey, file, isPicture: isPicture(file), state, part: 0, fault, attachment: null };
      });
      show([...uploads, ...made]);
      pump();
    },
    remove: (key) => {
      const upload = uploads.find((one) => one.key === key);
      show(uploads.filter((one) => one.key !== key));
      under.get(key)?.abort();
      if (upload?.attachment) drop(upload.attachment);
      pump();
    },
    retry: (key) => {
      change(key, { state: "waiting", fault: null });
      pump();
    },
    take: () => {
      const ready = uploads.flatMap(({ attachment }) => (attachment === null ? [] : [attachment]));
      show([]);
      return ready;
    },
  };
}

/** Whether trying again can help. */
export const canRetry = (fault: UploadFault): boolean =>
  fault === "unavailable" || fault === "internal" || fault === "too-many-requests" || fault === "too-slow";
