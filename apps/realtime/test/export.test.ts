import type { AccountId, ConversationView, Entry } from "@kring/domain/contract";
import type { DemoName } from "@kring/domain/demo";
import { describe, expect, test } from "vitest";
import { idOf } from "./support/cast.ts";
import { newMessageId } from "./support/device.ts";
import { join, leave } from "./support/join.ts";
import { INTERNAL_TOKEN, type Stage, startStage, type TestGateway } from "./support/stage.ts";

interface Page {
  conversation: ConversationView | null;
  entries: Entry[];
  next: string | null;
}

const post = (gateway: TestGateway, path: string, body: object, token = INTERNAL_TOKEN) =>
  fetch(`${gateway.url}/internal/v1/${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });

async function exportAll(gateway: TestGateway, accountId: AccountId): Promise<Page[]> {
  const pages: Page[] = [];
  for (let cursor: string | null = null; ; ) {
    const page = (await (await post(gateway, "conversation-export", { accountId, cursor })).json()) as Page;
    if (page.conversation) pages.push(page);
    if (page.next === null) return pages;
    cursor = page.next;
  }
}

/** All that the person's own pages show of their conversations. */
async function readPages(stage: Stage, gateway: TestGateway, name: DemoName) {
  const list = (await (await stage.get(gateway, "/realtime/v1/conversations?limit=50", name)).json()) as {
    conversations: ConversationView[];
  };
  const shown = new Map<string, { conversation: ConversationView; entries: Entry[] }>();
  for (const conversation of list.conversations) {
    const entries: Entry[] = [];
    for (let before = ""; ; ) {
      const path = `/realtime/v1/conversations/${conversation.id}/entries?limit=100${before}`;
      const page = (await (await stage.get(gateway, path, name)).json()) as { entries: Entry[]; more: boolean };
      entries.unshift(...page.entries);
      if (!page.more) break;
      before = `&before=${entries[0]?.n}`;
    }
    shown.set(conversation.id, { conversation, entries });
  }
  return shown;
}

async function setStage() {
  const stage = await startStage();
  const gateway = await stage.gateway();
  const circle = await stage.start(["emma", "sanne", "fatima", "youssef"]);
  const pair = await stage.start(["emma", "sanne"]);
  await stage.start(["sanne", "pieter"]);
  const [emma, fatima] = [await stage.device(gateway, "emma"), await stage.device(gateway, "fatima")];
  for (let n = 0; n < 55; n += 1) await emma.send(pair, `bericht ${n}`);
  await emma.send(circle, "voor iedereen");
  await fatima.send(circle, "van mij");
  await emma.emit("message.edit", { c: circle, of: 1, text: "voor allen" });
  await join(stage.pool, circle, "daan");
  await leave(stage.pool, circle, "youssef", { keeps: true });
  await emma.send(circle, "na Youssef");
  return { stage, gateway, circle, pair };
}

describe("A-04 what an account exports of its conversations", () => {
  test("is exactly what its own pages show, whoever it is", async () => {
    const { stage, gateway } = await setStage();
    for (const name of ["emma", "sanne", "fatima", "youssef", "pieter", "daan", "lucas"] as const) {
      const pages = await exportAll(gateway, idOf(name));
      const exported = new Map(
        [...Map.groupBy(pages, ({ conversation }) => conversation?.id ?? "")].map(([id, group]) => [
          id,
          { conversation: group.at(-1)?.conversation, entries: group.flatMap(({ entries }) => entries) },
        ]),
      );
      const shown = await readPages(stage, gateway, name);
      expect([name, new Map([...exported].sort())]).toEqual([name, new Map([...shown].sort())]);
    }
    expect(await exportAll(gateway, idOf("lucas"))).toEqual([]);
  });

  test("V-03 shows others as that account sees them, and client-made ids of nobody else", async () => {
    const { gateway } = await setStage();
    const sanne = JSON.stringify(await exportAll(gateway, idOf("sanne")));
    expect(sanne).toContain("Maan");
    for (const hidden of ["Fatima", "El Amrani", "Youssef Haddad"]) expect(sanne).not.toContain(hidden);
    const fatima = (await exportAll(gateway, idOf("fatima"))).flatMap(({ entries }) => entries);
    const withId = fatima.filter((entry) => entry.kind === "message" && entry.id !== undefined);
    expect(withId.map((entry) => entry.kind === "message" && entry.text)).toEqual(["van mij"]);
    const youssef = JSON.stringify(await exportAll(gateway, idOf("youssef")));
    expect(youssef).not.toContain("na Youssef");
    expect(JSON.stringify(await exportAll(gateway, idOf("daan")))).not.toContain("voor allen");
  });

  test("goes on where a page ended, over long conversations, and past one that was lost meanwhile", async () => {
    const { stage, gateway, pair } = await setStage();
    const owner = stage.database.pool("kring_conversations_owner");
    await owner.query("UPDATE entry SET body = convert_to(repeat('lang ', 800), 'UTF8') WHERE conversation_id = $1", [
      pair,
    ]);
    const accountId = idOf("sanne");
    const pages = await exportAll(gateway, accountId);
    const ofPair = pages.filter(({ conversation }) => conversation?.id === pair);
    expect(ofPair.length).toBeGreaterThan(1);
    expect(ofPair.flatMap(({ entries }) => entries.map(({ n }) => n))).toEqual(
      Array.from({ length: 55 }, (_, n) => n + 1),
    );
    await leave(stage.pool, pair, "sanne");
    const rest = (await (
      await post(gateway, "conversation-export", { accountId, cursor: ofPair[0]?.next ?? null })
    ).json()) as Page;
    expect(rest.conversation?.id).not.toBe(pair);
    expect((await post(gateway, "conversation-export", { accountId, cursor: "x" })).status).toBe(400);
  });

  test("holds the files that the account may read, and no others", async () => {
    const { stage, gateway, circle } = await setStage();
    const emma = await stage.device(gateway, "emma");
    const body = "een briefje";
    const upload = await fetch(`${gateway.url}/realtime/v1/conversations/${circle}/attachments`, {
      method: "POST",
      headers: { authorization: `Bearer ${await stage.token(idOf("emma"))}`, "kring-file-name": "brief.txt" },
      body,
    });
    const { id } = (await upload.json()) as { id: string };
    const read = (name: DemoName) =>
      post(gateway, "attachment-export", { accountId: idOf(name), conversationId: circle, attachmentId: id });
    expect([(await read("emma")).status, (await read("sanne")).status]).toEqual([200, 404]);
    await emma.emit("message.send", { c: circle, id: newMessageId(), text: "", files: [id as never] });
    expect(await (await read("sanne")).text()).toBe(body);
    for (const name of ["youssef", "pieter", "lucas"] as const) expect((await read(name)).status).toBe(404);
  });
});
