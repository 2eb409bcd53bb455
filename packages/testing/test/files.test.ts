import { randomUUID } from "node:crypto";
import { ATTACHMENT_MAX_BYTES, type Attachment, type ConversationId } from "@kring/domain/contract";
import type { DemoName } from "@kring/domain/demo";
import { describe, expect, it } from "vitest";
import { findCanaries, until } from "../src/index.ts";
import { talk, useWorld } from "./support.ts";

const world = useWorld({ gateways: 2, logLevel: "debug" });
const CANARY = "strandvondst";

async function request(person: DemoName, method: string, c: ConversationId, path = "", body?: string, name?: string) {
  const issued = await (await world().session(person)).token();
  if (issued === "ended") throw new Error(`The session of ${person} has ended.`);
  return fetch(`${world().address}/realtime/v1/conversations/${c}/attachments${path}`, {
    method,
    headers: {
      authorization: `Bearer ${issued.token}`,
      ...(name === undefined ? {} : { "kring-file-name": encodeURIComponent(name) }),
    },
    ...(body === undefined ? {} : { body }),
  });
}

describe("V-08 V-04 files through the proxy, with two gateways", () => {
  it("a file that one gateway took is read from each, until its message is deleted; a masked sender's name of it is nowhere", async () => {
    const sanne = await world().rawSocket("sanne", { gateway: 1, tapped: true });
    const uploaded = await request("fatima", "POST", talk.circle, "", "een briefje", `${CANARY}.txt`);
    expect(uploaded.status).toBe(201);
    const answer = await uploaded.text();
    const file = JSON.parse(answer) as Attachment;
    const raw = await world().rawSocket("fatima");
    const id = randomUUID();
    await raw.ask("message.send", { c: talk.circle, id, text: "zie de bijlage", files: [file.id] });
    await until("Sanne has it", () => sanne.frames.some(({ payload }) => JSON.stringify(payload).includes(file.id)));
    const answers: string[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      const read = await request("sanne", "GET", talk.circle, `/${file.id}`);
      expect([read.status, await read.text()]).toEqual([200, "een briefje"]);
      answers.push(JSON.stringify([...read.headers]));
    }
    expect((await request("daan", "GET", talk.circle, `/${file.id}`)).status).toBe(404);
    const entries = await world().databases.query("conversations", "SELECT seq FROM entry WHERE client_id = $1", [id]);
    await raw.ask("message.delete", { c: talk.circle, of: entries[0]?.seq as number });
    for (let turn = 0; turn < 4; turn += 1) {
      expect((await request("sanne", "GET", talk.circle, `/${file.id}`)).status).toBe(404);
    }
    await world().settle();
    await until("the bytes are gone", async () => {
      const rows = await world().databases.query("conversations", "SELECT FROM attachment WHERE id = $1", [file.id]);
      return rows.length === 0;
    });
    const exits = [
      { name: "answers", bytes: answers.join("\n") + answer },
      { name: "Sanne's frames", bytes: sanne.tap?.bytes() ?? "" },
      ...(await world().logs()).map(({ name, text }) => ({ name, bytes: text })),
    ];
    expect(findCanaries([CANARY], exits)).toEqual([]);
  });

  it("what is too large is refused as such, by the gateway, through the proxy", async () => {
    const refused = await request("emma", "POST", talk.circle, "", "a".repeat(ATTACHMENT_MAX_BYTES + 1));
    expect([refused.status, await refused.json()]).toMatchObject([413, { code: "too-large" }]);
    const whole = await request("emma", "POST", talk.circle, "", "a".repeat(ATTACHMENT_MAX_BYTES));
    expect(whole.status).toBe(201);
  });
});
