import type { Files } from "@kring/client";
import {
  ATTACHMENT_MAX_BYTES,
  type Attachment,
  type AttachmentId,
  type ConversationId,
  MESSAGE_MAX_FILES,
  Refused,
} from "@kring/domain/contract";
import { describe, expect, it } from "vitest";
import { createUploads, faultOf } from "../src/features/conversation/model/uploads.ts";

const conversation = "00000000-0000-4000-8000-000000000001" as ConversationId;
const picture = (name = "foto.jpg", size = 3) => new File([new Uint8Array(size)], name, { type: "image/jpeg" });

/** A server that takes a file when it is told to. */
function heldServer() {
  const asked: {
    file: File;
    signal: AbortSignal;
    progress: (part: number) => void;
    answer: (refused?: Refused) => void;
  }[] = [];
  const removed: AttachmentId[] = [];
  const files: Files = {
    upload: (_, file, { signal, onProgress }) =>
      new Promise((resolve, reject) => {
        const id = `20000000-0000-4000-8000-${String(asked.length).padStart(12, "0")}` as AttachmentId;
        const stored: Attachment = { id, kind: "image", type: "image/jpeg", size: file.size };
        asked.push({
          file,
          signal,
          progress: onProgress,
          answer: (refused) => (refused === undefined ? resolve(stored) : reject(refused)),
        });
        signal.addEventListener("abort", () => reject(signal.reason));
      }),
    remove: async (_, id) => void removed.push(id),
    read: () => Promise.reject(new Error("nobody reads")),
  };
  return { files, asked, removed };
}
const tick = () => new Promise((resolve) => setImmediate(resolve));

describe("V-08 files that go with a message", () => {
  it("are sent two at a time, say how far they are, and belong to the message that takes them", async () => {
    const { files, asked } = heldServer();
    const uploads = createUploads(files, conversation);
    uploads.add([picture("1.jpg"), picture("2.jpg"), picture("3.jpg")]);
    expect(uploads.getSnapshot().map(({ state }) => state)).toEqual(["sending", "sending", "waiting"]);
    asked[0]?.progress(0.5);
    expect(uploads.getSnapshot()[0]?.part).toBe(0.5);
    asked[1]?.answer();
    await tick();
    expect(uploads.getSnapshot().map(({ state }) => state)).toEqual(["sending", "ready", "sending"]);
    asked[0]?.answer();
    asked[2]?.answer();
    await tick();
    expect(uploads.take()).toHaveLength(3);
    expect(uploads.getSnapshot()).toEqual([]);
  });

  it("are stopped while they are sent, and taken back when they were", async () => {
    const { files, asked, removed } = heldServer();
    const uploads = createUploads(files, conversation);
    uploads.add([picture(), picture()]);
    asked[0]?.answer();
    await tick();
    for (const { key } of uploads.getSnapshot()) uploads.remove(key);
    await tick();
    expect(asked[1]?.signal.aborted).toBe(true);
    expect(removed).toHaveLength(1);
    expect(uploads.getSnapshot()).toEqual([]);
  });

  it("say why they are refused, at the file, and can be tried again", async () => {
    const { files, asked } = heldServer();
    const uploads = createUploads(files, conversation);
    uploads.add([picture()]);
    asked[0]?.answer(new Refused("unavailable"));
    await tick();
    expect(uploads.getSnapshot()[0]).toMatchObject({ state: "failed", fault: "unavailable" });
    uploads.retry(uploads.getSnapshot()[0]?.key ?? 0);
    expect(asked).toHaveLength(2);
    asked[1]?.answer();
    await tick();
    expect(uploads.getSnapshot()[0]).toMatchObject({ state: "ready", fault: null });
  });

  it("are not sent at all when their kind, their size or their number can't be", () => {
    expect(faultOf(new File(["x"], "programma.exe"))).toBe("wrong-kind");
    expect(faultOf(new File(["<svg/>"], "plaatje.svg", { type: "image/svg+xml" }))).toBe("wrong-kind");
    expect(faultOf(new File([], "leeg.pdf"))).toBe("empty");
    expect(faultOf(picture("groot.jpg", ATTACHMENT_MAX_BYTES + 1))).toBe("too-large");
    expect(faultOf(new File(["x"], "Verslag.DOCX"))).toBeNull();
    const { files, asked } = heldServer();
    const uploads = createUploads(files, conversation);
    uploads.add(Array.from({ length: MESSAGE_MAX_FILES + 1 }, () => picture()));
    expect(uploads.getSnapshot().at(-1)?.fault).toBe("too-many");
    uploads.add([new File(["x"], "programma.exe")]);
    expect(asked).toHaveLength(2);
  });
});
