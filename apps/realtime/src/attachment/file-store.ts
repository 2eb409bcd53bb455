import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import type { AttachmentId } from "@kring/domain/contract";

/** A file's bytes, and those of the small picture of it. */
export type Rendition = "whole" | "small";

/** Where the bytes of files lie; a file is found by its random id and by nothing else. Shared by all gateways. */
export interface FileStore {
  /** A place for bytes that are on their way in; the caller removes what it does not put. */
  newIncoming(): string;
  /** Takes over a file from `newIncoming`: it is there whole, or not at all, also after a power cut. */
  put(id: AttachmentId, rendition: Rendition, incoming: string): Promise<void>;
  /** Null where there is none. */
  open(id: AttachmentId, rendition: Rendition): Promise<{ size: number; stream: Readable } | null>;
  /** Every rendition; also when there is none. */
  remove(id: AttachmentId): Promise<void>;
  /** Removes what a process left behind that was stopped while bytes came in. */
  removeStaleIncoming(olderThanMs: number): Promise<void>;
}

/** Keeps files in a folder, by renaming within it. */
export async function createFileStore(folder: string): Promise<FileStore> {
  const incoming = join(folder, "incoming");
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  const pathOf = (id: AttachmentId, rendition: Rendition) =>
    join(folder, id.slice(0, 2), rendition === "whole" ? id : `${id}-small`);

  return {
    newIncoming: () => join(incoming, randomUUID()),

    put: async (id, rendition, from) => {
      const to = pathOf(id, rendition);
      await mkdir(dirname(to), { recursive: true, mode: 0o700 });
      await sync(from);
      await rename(from, to);
      await sync(dirname(to));
    },

    open: async (id, rendition) => {
      const file = await open(pathOf(id, rendition)).catch(missing);
      if (file === null) return null;
      const { size } = await file.stat();
      return { size, stream: file.createReadStream() };
    },

    remove: async (id) => {
      for (const rendition of ["whole", "small"] as const) await rm(pathOf(id, rendition), { force: true });
    },

    removeStaleIncoming: async (olderThanMs) => {
      for (const name of await readdir(incoming)) {
        const path = join(incoming, name);
        // Another gateway may have taken it meanwhile.
        const found = await stat(path).catch(missing);
        if (found !== null && found.mtimeMs < Date.now() - olderThanMs) await rm(path, { force: true });
      }
    },
  };
}

async function sync(path: string): Promise<void> {
  const file = await open(path, "r");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function missing(error: unknown): null {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
  throw error;
}
