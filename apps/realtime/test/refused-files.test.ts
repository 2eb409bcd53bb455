import { randomBytes } from "node:crypto";
import { request } from "node:http";
import { gzipSync } from "node:zlib";
import { ATTACHMENT_MAX_BYTES } from "@kring/domain/contract";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { idOf } from "./support/cast.ts";
import { CANARY, codeOf, listBytes, PDF, pathOf, picture, setStage, upload, uploaded } from "./support/files.ts";
import { until } from "./support/until.ts";
import { zipOf } from "./support/zip.ts";

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
