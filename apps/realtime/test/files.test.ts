import { randomUUID } from "node:crypto";
import { utimes, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { type Attachment, type AttachmentId, type ConversationId, type Entry, subjects } from "@kring/domain/contract";
import type { DemoName } from "@kring/domain/demo";
import { connectNats, createLogger } from "@kring/service-kit";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { createAttachmentStore, createFileStore, startSweep } from "../src/attachment/index.ts";
import { idOf } from "./support/cast.ts";
import { silent } from "./support/databases.ts";
import { newMessageId } from "./support/device.ts";
import { CANARY, codeOf, listBytes, PDF, pathOf, picture, setStage, upload, uploaded } from "./support/files.ts";
import { join, leave } from "./support/join.ts";
import { natsUrl } from "./support/nats.ts";
import { startStage } from "./support/stage.ts";
import { until } from "./support/until.ts";

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
      "SELECT send_batch_v3('{closed}', ARRAY[$1::uuid], '{null}', '{null}', '{null}', '{null}', '{null}')",
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
    // A connection of its own: a gateway does not hear itself.
    const nats = connectNats({ url: natsUrl("realtime"), name: "test-listener", logger: silent });
    nats.subscribe(subjects.conversation(c), (message) => passed.push(message.text()));
    await until("NATS is there", () => nats.connected);
    await nats.flush();
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
    await nats.close();
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
