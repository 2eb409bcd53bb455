import { randomBytes, randomUUID } from "node:crypto";
import { readdir, utimes, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { basename } from "node:path";
import { gzipSync } from "node:zlib";
import {
  ATTACHMENT_MAX_BYTES,
  type Attachment,
  type AttachmentId,
  type ConversationId,
  type Entry,
  type Problem,
  subjects,
} from "@kring/domain/contract";
import type { DemoName } from "@kring/domain/demo";
import { createLogger } from "@kring/service-kit";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { createAttachmentStore, createFileStore, startSweep } from "../src/attachment/index.ts";
import { idOf } from "./support/cast.ts";
import { silent } from "./support/databases.ts";
import { newMessageId } from "./support/device.ts";
import { join, leave } from "./support/join.ts";
import { type Stage, startStage, type TestGateway } from "./support/stage.ts";
import { until } from "./support/until.ts";
import { zipOf } from "./support/zip.ts";

const CANARY = "kring-canary-7f3a";
const PDF = Buffer.from("%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n");

async function setStage() {
  const stage = await startStage();
  const gateway = await stage.gateway();
  const c = await stage.start(["emma", "sanne", "fatima"]);
  return { stage, gateway, c };
}

const pathOf = (c: ConversationId, id?: AttachmentId) =>
  `/realtime/v1/conversations/${c}/attachments${id === undefined ? "" : `/${id}`}`;

async function upload(
  { stage, gateway, c }: { stage: Stage; gateway: TestGateway; c: ConversationId },
  name: DemoName,
  body: Buffer,
  fileName?: string,
): Promise<Response> {
  return fetch(gateway.url + pathOf(c), {
    method: "POST",
    headers: {
      authorization: `Bearer ${await stage.token(idOf(name))}`,
      "content-type": "application/octet-stream",
      ...(fileName === undefined ? {} : { "kring-file-name": encodeURIComponent(fileName) }),
    },
    body: new Uint8Array(body),
  });
}

async function uploaded(...given: Parameters<typeof upload>): Promise<Attachment> {
  const response = await upload(...given);
  expect(response.status).toBe(201);
  return (await response.json()) as Attachment;
}

const codeOf = async (response: Response) => ((await response.json()) as Problem).code;

/** Every file under the folder, those on their way in apart. */
async function listBytes({ folder }: Stage): Promise<string[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  return files.filter((file) => file.isFile()).map(({ name }) => name);
}

const picture = (width = 1200, height = 800) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 30, b: 90 } } });

describe("V-08 files of messages", () => {
  test("a picture is stored anew, upright, without what the camera wrote into it, with a small one beside it", async () => {
    const scene = await setStage();
    const { stage, gateway, c } = scene;
    const photo = await picture()
      .jpeg()
      .withExif({ IFD0: { Artist: CANARY, ImageDescription: CANARY } })
      .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>${CANARY}</a></x:xmpmeta>`)
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const tagged = Buffer.concat([
      await picture()
        .jpeg()
        .withExif({ IFD0: { Artist: CANARY } })
        .toBuffer(),
      Buffer.from(CANARY),
    ]);
    expect(tagged.includes(CANARY)).toBe(true);
    const file = await uploaded(scene, "emma", photo, "strand.PNG");
    expect(file).toMatchObject({ kind: "image", type: "image/jpeg", width: 800, height: 1200, name: "strand.jpg" });
    const other = await uploaded(scene, "emma", tagged, "x.jpg");

    for (const id of [file.id, other.id]) {
      for (const size of ["whole", "small"]) {
        const response = await stage.get(gateway, `${pathOf(c, id)}?size=${size}`, "emma");
        const bytes = Buffer.from(await response.arrayBuffer());
        const { exif, xmp, iptc, orientation, width = 0, height = 0 } = await sharp(bytes).metadata();
        expect({ exif, xmp, iptc, orientation }).toEqual({});
        expect((await sharp(bytes).raw().toBuffer()).includes(CANARY)).toBe(false);
        expect(bytes.includes(CANARY)).toBe(false);
        if (size === "small") expect(Math.max(width, height)).toBe(512);
      }
    }
  });

  test("pictures are served inline by their exact type, other files as a download, none of them kept or run", async () => {
    const scene = await setStage();
    const { stage, gateway, c } = scene;
    const photo = await uploaded(scene, "sanne", await picture(40, 30).png().toBuffer(), "foto.png");
    const letter = await uploaded(scene, "sanne", PDF, "brief über 'Emma'.pdf");
    const page = await uploaded(scene, "sanne", Buffer.from("<html><script>alert(1)</script></html>"), "pagina.html");
    const drawing = await uploaded(scene, "sanne", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), "t.svg");
    expect(page).toMatchObject({ kind: "text", type: "text/plain", name: "pagina.html.txt" });
    expect(drawing).toMatchObject({ kind: "text", type: "text/plain" });

    const headersOf = async (id: AttachmentId) => {
      const { headers } = await stage.get(gateway, pathOf(c, id), "sanne");
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy")).toBe("default-src 'none'; sandbox");
      expect(headers.get("etag")).toBeNull();
      return [headers.get("content-type"), headers.get("content-disposition")];
    };
    expect(await headersOf(photo.id)).toEqual(["image/png", "inline"]);
    expect(await headersOf(letter.id)).toEqual([
      "application/pdf",
      `attachment; filename="brief ?ber 'Emma'.pdf"; filename*=UTF-8''brief%20%C3%BCber%20%27Emma%27.pdf`,
    ]);
    expect(await headersOf(page.id)).toEqual(["text/plain; charset=utf-8", "attachment; filename=pagina.html.txt"]);
    expect(await (await stage.get(gateway, pathOf(c, page.id), "sanne")).text()).toContain("<script>");
  });

  test("a file is the uploader's alone until a message takes it, and then of whoever may read that message", async () => {
    const scene = await setStage();
    const { stage, gateway, c } = scene;
    const emma = await stage.device(gateway, "emma");
    const sanne = await stage.device(gateway, "sanne");
    const file = await uploaded(scene, "emma", PDF, "verslag.pdf");
    const statusFor = async (name: DemoName, id = file.id) => (await stage.get(gateway, pathOf(c, id), name)).status;
    expect([await statusFor("emma"), await statusFor("sanne"), await statusFor("fatima")]).toEqual([200, 404, 404]);

    const id = newMessageId();
    expect(await sanne.emit("message.send", { c, id: newMessageId(), text: "", files: [file.id] })).toMatchObject({
      error: { code: "not-found" },
    });
    const ack = await emma.emit("message.send", { c, id, text: "", files: [file.id] });
    expect(ack).toMatchObject({ ok: true, n: 1 });
    expect(await emma.emit("message.send", { c, id, text: "", files: [file.id] })).toEqual(ack);
    expect((await sanne.awaitFrame("entry")).e).toMatchObject({ n: 1, text: "", files: [file] });
    expect([await statusFor("sanne"), await statusFor("fatima"), await statusFor("daan")]).toEqual([200, 200, 404]);

    expect(await emma.emit("message.send", { c, id: newMessageId(), text: "", files: [file.id] })).toMatchObject({
      error: { code: "not-found" },
    });
    await join(stage.pool, c, "daan");
    const late = await uploaded(scene, "daan", PDF);
    expect([await statusFor("daan"), await statusFor("daan", late.id)]).toEqual([404, 200]);
    await leave(stage.pool, c, "sanne", { keeps: true });
    await leave(stage.pool, c, "fatima");
    expect([await statusFor("sanne"), await statusFor("fatima"), await statusFor("sanne", late.id)]).toEqual([
      200, 404, 404,
    ]);
  });

  test("a file of another conversation is not found, nor can it be sent", async () => {
    const scene = await setStage();
    const { stage, gateway, c } = scene;
    const other = await stage.start(["emma", "sanne"]);
    const file = await uploaded(scene, "emma", PDF);
    const emma = await stage.device(gateway, "emma");
    expect((await stage.get(gateway, pathOf(other, file.id), "emma")).status).toBe(404);
    expect(
      await emma.emit("message.send", { c: other, id: newMessageId(), text: "x", files: [file.id] }),
    ).toMatchObject({
      error: { code: "not-found" },
    });
    expect(await emma.emit("message.send", { c, id: newMessageId(), text: "x", files: [file.id] })).toMatchObject({
      n: 1,
    });
  });

  test("what was deleted with its message, and what was taken back, is not found, and its bytes go", async () => {
    const scene = await setStage();
    const { stage, gateway, c } = scene;
    const emma = await stage.device(gateway, "emma");
    const sent = await uploaded(scene, "emma", await picture(30, 30).webp().toBuffer());
    const taken = await uploaded(scene, "emma", PDF);
    expect(await listBytes(stage)).toHaveLength(3);
    await emma.emit("message.send", { c, id: newMessageId(), text: "kijk", files: [sent.id] });

    const remove = async (id: AttachmentId, name: DemoName) =>
      fetch(gateway.url + pathOf(c, id), {
        method: "DELETE",
        headers: { authorization: `Bearer ${await stage.token(idOf(name))}` },
      });
    expect((await remove(taken.id, "sanne")).status).toBe(404);
    expect((await remove(sent.id, "emma")).status).toBe(404);
    expect((await remove(taken.id, "emma")).status).toBe(204);
    expect((await remove(taken.id, "emma")).status).toBe(404);
    expect(await emma.emit("message.delete", { c, of: 1 })).toMatchObject({ ok: true, n: 2 });
    expect((await stage.get(gateway, pathOf(c, sent.id), "emma")).status).toBe(404);
    await until("the bytes are gone", async () => (await listBytes(stage)).length === 0);
    await until("the rows are gone", async () => (await stage.pool.query("SELECT FROM attachment")).rowCount === 0);
  });

  test("what no message takes within a day goes, once, whichever gateway finds it", async () => {
    const scene = await setStage();
    const { stage } = scene;
    const old = await uploaded(scene, "emma", PDF);
    const young = await uploaded(scene, "emma", PDF);
    await stage.database
      .pool("kring_conversations_owner")
      .query("UPDATE attachment SET created_at = now() - interval '25 hours' WHERE id = $1", [old.id]);
    const removed: string[] = [];
    const store = await createFileStore(stage.folder);
    const files = { ...store, remove: async (id: AttachmentId) => void removed.push(id) };
    const sweeps = [1, 2, 3].map(() =>
      startSweep({ attachments: createAttachmentStore(stage.pool), files, logger: silent, everyMs: 20 }),
    );
    await until("the old one is gone", async () => {
      const { rows } = await stage.pool.query<{ id: string }>("SELECT id FROM attachment");
      return rows.length === 1 && rows[0]?.id === young.id;
    });
    for (const sweep of sweeps) await sweep.stop();
    expect(removed).toEqual([old.id]);
  });

  test("what a stopped process left while bytes came in goes after a day, and nothing younger", async () => {
    const { stage } = await setStage();
    const files = await createFileStore(stage.folder);
    const [old, young] = [files.newIncoming(), files.newIncoming()];
    for (const path of [old, young]) await writeFile(path, "half");
    const yesterday = new Date(Date.now() - 25 * 3_600_000);
    await utimes(old, yesterday, yesterday);
    await files.removeStaleIncoming(24 * 3_600_000);
    expect(await listBytes(stage)).toEqual([basename(young)]);
  });

  test("a file that is taken back while it is sent is either sent or not there", async () => {
    const scene = await setStage();
    const { stage, gateway, c } = scene;
    const emma = await stage.device(gateway, "emma");
    const attachments = createAttachmentStore(stage.pool);
    for (let round = 0; round < 15; round += 1) {
      const { id } = await uploaded(scene, "emma", PDF);
      const [ack, back] = await Promise.all([
        emma.emit("message.send", { c, id: newMessageId(), text: "", files: [id] }),
        attachments.takeBack(idOf("emma"), c, id),
      ]);
      expect(ack.ok).toBe(!back);
      expect((await stage.get(gateway, pathOf(c, id), "sanne")).status).toBe(back ? 404 : 200);
    }
  });

  test("who doesn't take part, and into a closed conversation, nobody uploads", async () => {
    const scene = await setStage();
    const { stage, c } = scene;
    expect((await upload(scene, "daan", PDF)).status).toBe(404);
    expect((await upload({ ...scene, c: randomUUID() as ConversationId }, "emma", PDF)).status).toBe(404);
    await stage.pool.query(
      "SELECT send_batch_v2('{closed}', ARRAY[$1::uuid], '{null}', '{null}', '{null}', '{null}', '{null}')",
      [c],
    );
    expect(await codeOf(await upload(scene, "emma", PDF))).toBe("conversation-closed");
    expect(await listBytes(stage)).toEqual([]);
  });

  test("two hundred megabytes of unsent files are enough", async () => {
    const scene = await setStage();
    const { stage, gateway, c } = scene;
    const emma = await stage.device(gateway, "emma");
    const file = await uploaded(scene, "emma", PDF);
    const owner = stage.database.pool("kring_conversations_owner");
    await owner.query("UPDATE attachment SET size = $1", [200 * 1024 * 1024 - PDF.length]);
    const second = await uploaded(scene, "emma", PDF);
    expect(await codeOf(await upload(scene, "emma", PDF))).toBe("too-many-requests");
    expect((await upload(scene, "sanne", PDF)).status).toBe(201);
    await emma.emit("message.send", { c, id: newMessageId(), text: "", files: [file.id, second.id] });
    expect((await upload(scene, "emma", PDF)).status).toBe(201);
  });
});

describe("V-03 a related person's files carry no name", () => {
  test("not in the answer, the frames, the headers, the table, NATS or the log; a professional's does", async () => {
    const lines: string[] = [];
    const stage = await startStage();
    const logger = createLogger({
      service: "test",
      level: "debug",
      destination: { write: (line: string) => void lines.push(line) },
    });
    const gateway = await stage.gateway({ logger });
    const c = await stage.start(["emma", "sanne", "fatima"]);
    const scene = { stage, gateway, c };
    const passed: string[] = [];
    const listener = gateway.nats.subscribe(subjects.conversation(c), (message) => passed.push(message.text()));
    const sanne = await stage.device(gateway, "sanne");
    const fatima = await stage.device(gateway, "fatima");
    const name = `Fatima El Amrani ${CANARY}.pdf`;
    const response = await upload(scene, "fatima", PDF, name);
    const answer = await response.text();
    const file = JSON.parse(answer) as Attachment;
    await fatima.emit("message.send", { c, id: newMessageId(), text: "zie bijlage", files: [file.id] });
    const { e } = await sanne.awaitFrame("entry");
    expect(e).toMatchObject({ files: [{ id: file.id, kind: "pdf", type: "application/pdf", size: PDF.length }] });
    const read = await stage.get(gateway, pathOf(c, file.id), "sanne");
    expect(read.headers.get("content-disposition")).toBe("attachment; filename=file.pdf");
    const entries = await (await stage.get(gateway, `/realtime/v1/conversations/${c}/entries`, "sanne")).text();
    const { rows } = await stage.pool.query("SELECT * FROM attachment");
    await until("NATS carried it", () => passed.length > 0);
    listener.close();
    const all = [
      answer,
      entries,
      JSON.stringify([rows, e, sanne.frames, fatima.frames, [...read.headers]]),
      ...passed,
      ...lines,
    ];
    expect(all.filter((text) => decodeURIComponent(text.replaceAll("%", "%25")).includes(CANARY))).toEqual([]);
    expect(lines.length).toBeGreaterThan(0);

    const known = await uploaded(scene, "sanne", PDF, `../../etc/\u202everslag ${CANARY}.exe`);
    expect(known.name).toBe(`verslag ${CANARY}.exe.pdf`);
    await sanne.emit("message.send", { c, id: newMessageId(), text: "", files: [known.id] });
    const shown = await fatima.awaitFrame("entry", (frame) => frame.e.n === 2);
    expect((shown.e as Extract<Entry, { kind: "message" }>).files?.[0]?.name).toBe(known.name);
    expect(lines.filter((line) => line.includes(CANARY))).toEqual([]);
  });
});

describe("V-03 walls behind that", () => {
  test("the store keeps no name of a related person's file, and a message shows none even if there were one", async () => {
    const scene = await setStage();
    const { stage, gateway, c } = scene;
    const attachments = createAttachmentStore(stage.pool);
    const file = { kind: "pdf" as const, type: "application/pdf", size: 5, name: CANARY, width: null, height: null };
    const ids = { fatima: randomUUID() as AttachmentId, sanne: randomUUID() as AttachmentId };
    for (const name of ["fatima", "sanne"] as const) {
      expect(await attachments.insert(idOf(name), c, { ...file, id: ids[name] }, 100)).toBe(true);
    }
    expect((await attachments.read(idOf("fatima"), c, ids.fatima))?.name).toBeNull();
    expect((await attachments.read(idOf("sanne"), c, ids.sanne))?.name).toBe(CANARY);

    await stage.database.pool("kring_conversations_owner").query("UPDATE attachment SET name = $1", [CANARY]);
    const fatima = await stage.device(gateway, "fatima");
    await fatima.emit("message.send", { c, id: newMessageId(), text: "", files: [ids.fatima] });
    const { e } = await fatima.awaitFrame("entry");
    expect(e).toMatchObject({ files: [{ id: ids.fatima }] });
    expect(JSON.stringify(e)).not.toContain(CANARY);
  });
});

describe("V-08 what is no file that Kring takes", () => {
  test("is refused by its content, whatever its name says, and leaves nothing", async () => {
    const scene = await setStage();
    const jpeg = await picture(60, 60).jpeg().toBuffer();
    const bomb = Buffer.concat([Buffer.from("PK\u0003\u0004"), gzipSync(Buffer.alloc(50_000_000))]);
    for (const [what, body] of [
      ["nothing", Buffer.alloc(0)],
      ["a program", Buffer.concat([Buffer.from("MZ"), randomBytes(400)])],
      ["noise", randomBytes(5_000)],
      ["half a picture", jpeg.subarray(0, jpeg.length / 2)],
      ["the head of a picture", jpeg.subarray(0, 20)],
      ["an archive that unfolds", bomb],
      ["an archive", zipOf({ "a.txt": Buffer.from("a") })],
      ["half a letter", Buffer.from([0x61, 0xc3])],
      ["text with control characters", Buffer.from("a\u0000b")],
    ] as const) {
      const response = await upload(scene, "emma", body, "onschuldig.jpg");
      expect([what, response.status, await codeOf(response)]).toEqual([what, 422, "file-not-allowed"]);
    }
    expect(await listBytes(scene.stage)).toEqual([]);
    expect((await scene.stage.pool.query("SELECT FROM attachment")).rowCount).toBe(0);
  });

  test("a picture that unfolds to too many pixels is refused before it is unfolded", async () => {
    const scene = await setStage();
    const wide = await sharp({
      create: { width: 10_000, height: 6_000, channels: 3, background: "white" },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(wide.length).toBeLessThan(2_000_000);
    expect(await codeOf(await upload(scene, "emma", wide, "wit.png"))).toBe("file-not-allowed");
  });

  test("what hides behind a picture's first bytes is gone when it is stored", async () => {
    const scene = await setStage();
    const { stage, gateway, c } = scene;
    const gif = await picture(20, 20).gif().toBuffer();
    const polyglot = Buffer.concat([
      gif,
      Buffer.from(`<script>${CANARY}</script>`),
      zipOf({ [CANARY]: Buffer.from("x") }),
    ]);
    const file = await uploaded(scene, "emma", polyglot, "grapje.html");
    expect(file).toMatchObject({ type: "image/png", name: "grapje.html.png" });
    const bytes = Buffer.from(await (await stage.get(gateway, pathOf(c, file.id), "emma")).arrayBuffer());
    expect(bytes.includes(CANARY)).toBe(false);
  });

  test("a document is known by what its archive holds, however much its parts would unfold to", async () => {
    const scene = await setStage();
    const types = `<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;
    const letter = zipOf({ "[Content_Types].xml": Buffer.from(types), "word/document.xml": Buffer.from("<w/>") });
    expect(await uploaded(scene, "sanne", letter, "brief.zip")).toMatchObject({
      kind: "document",
      name: "brief.zip.docx",
    });
    const before = process.memoryUsage().rss;
    const unfolding = zipOf({
      "[Content_Types].xml": Buffer.alloc(300_000_000),
      "word/document.xml": Buffer.from("<w/>"),
    });
    expect(await codeOf(await upload(scene, "sanne", unfolding, "bom.docx"))).toBe("file-not-allowed");
    expect(process.memoryUsage().rss - before).toBeLessThan(1_000_000_000);
  });

  test("too much is refused while it comes in, and at once where it is said beforehand", async () => {
    const scene = await setStage();
    const { stage, gateway, c } = scene;
    const said = await upload(scene, "emma", Buffer.alloc(ATTACHMENT_MAX_BYTES + 1, "a"));
    expect([said.status, await codeOf(said)]).toEqual([413, "too-large"]);

    const token = await stage.token(idOf("emma"));
    const chunk = Buffer.alloc(1024 * 1024, "a");
    let sent = 0;
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const outgoing = request(gateway.url + pathOf(c), {
        method: "POST",
        headers: { authorization: `Bearer ${token}` },
      });
      outgoing.on("response", (response) => resolve(response.statusCode)).on("error", reject);
      const push = () => {
        if (outgoing.destroyed || sent > 3 * ATTACHMENT_MAX_BYTES) return;
        sent += chunk.length;
        outgoing.write(chunk, () => setImmediate(push));
      };
      push();
    });
    expect(status).toBe(413);
    expect(sent).toBeLessThan(2 * ATTACHMENT_MAX_BYTES);
    expect(await listBytes(stage)).toEqual([]);
  });

  test("an upload that is cut off, or shorter than it said, leaves nothing", async () => {
    const scene = await setStage();
    const { stage, gateway, c } = scene;
    const token = await stage.token(idOf("emma"));
    const outgoing = request(gateway.url + pathOf(c), {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-length": "5000" },
    });
    outgoing.on("error", () => {});
    outgoing.write(PDF);
    await until("it comes in", async () => (await listBytes(stage)).length === 1);
    outgoing.destroy();
    await until("nothing is left", async () => (await listBytes(stage)).length === 0);
    expect((await stage.pool.query("SELECT FROM attachment")).rowCount).toBe(0);
  });
});
