import { randomUUID } from "node:crypto";
import {
  type AccountId,
  type AttachmentId,
  type ClientAck,
  type ClientEventName,
  type ConversationId,
  clientEvents,
} from "@kring/domain/contract";
import { describe, expect, onTestFinished, test } from "vitest";
import { idOf, linkOf, recordOf } from "./support/cast.ts";
import { type Device, newMessageId, openDevice } from "./support/device.ts";
import { join, leave } from "./support/join.ts";
import { newSession, type Stage, startStage, type TestGateway } from "./support/stage.ts";
import { until } from "./support/until.ts";

declare module "vitest" {
  interface TaskMeta {
    /** Answers that were compared with the table; `npm run proof` adds them up. */
    cells?: number;
  }
}

/**
 * What each socket event about one conversation of a client with a therapist and a related person is answered:
 *
 *   the  the therapist in it     for  one whose relation has ended     lef  one who left of their own will
 *   lat  one who came later      sec  a secretary                      app  an application manager
 *   cli  the client in it        ocl  another client
 *   rep  the related person      orp  another one of the same client   frp  one whose link has ended
 *
 *   ok    done                   404  not found, word for word as of a conversation that isn't there
 *   gone  the same, as `resume` says it
 *
 * `message.edit` and `message.delete` are of what the client wrote; the client's message and file were there before the later one.
 */
const table = `
                        the  for  lef  lat  sec  app  cli  ocl  rep  orp  frp
resume                  ok   gone ok   ok   gone gone ok   gone ok   gone gone
message.send            ok   404  404  ok   404  404  ok   404  ok   404  404
message.send:reply      ok   404  404  404  404  404  ok   404  ok   404  404
message.send:file       404  404  404  404  404  404  ok   404  404  404  404
message.edit            404  404  404  404  404  404  ok   404  404  404  404
message.delete          404  404  404  404  404  404  ok   404  404  404  404
read.mark               ok   404  404  ok   404  404  ok   404  ok   404  404
typing                  ok   404  404  ok   404  404  ok   404  ok   404  404
`;
const [head = "", ...lines] = table
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => line.trim());
const columns = head.split(/\s+/);
const rows = lines.map((line) => {
  const [call = "", ...answers] = line.split(/\s+/);
  return { call, answers };
});
const eventOf = (call: string) => call.split(":")[0] as ClientEventName;

let stage: Stage;
let gateway: TestGateway;
let c: ConversationId;
let file: AttachmentId;
let onlooker: Device;
const devices: Record<string, Device> = {};

const open = async (account: AccountId): Promise<Device> => {
  const device = openDevice(gateway.url, await stage.token(account));
  onTestFinished(() => device.close());
  await device.awaitHello();
  return device;
};

async function newTherapist(): Promise<AccountId> {
  const account = randomUUID() as AccountId;
  await stage.accounts.put(recordOf("sanne", { id: account, name: "Iris Dekker" }));
  await stage.applied(await stage.accounts.relate(account, idOf("emma")));
  return account;
}

async function setStage(): Promise<void> {
  stage = await startStage();
  gateway = await stage.gateway();
  const [leaver, later] = [await newTherapist(), await newTherapist()];
  await stage.applied(await stage.accounts.relate(idOf("daan"), idOf("emma")));
  c = await stage.start(["emma", "sanne", "fatima", "youssef"]);
  for (const who of ["daan", leaver] as const) await join(stage.pool, c, who);
  await stage.accounts.putLink(linkOf("youssef", { active: false }));
  await stage.applied(await stage.accounts.endRelation(idOf("daan"), idOf("emma")));
  await leave(stage.pool, c, leaver, { keeps: true });
  const accounts = {
    the: idOf("sanne"),
    for: idOf("daan"),
    lef: leaver,
    sec: idOf("noor"),
    app: idOf("ruben"),
    cli: idOf("emma"),
    ocl: idOf("lucas"),
    rep: idOf("fatima"),
    orp: idOf("pieter"),
    frp: idOf("youssef"),
  };
  for (const [column, account] of Object.entries(accounts)) devices[column] = await open(account);
  await devices.cli?.send(c, "blijft");
  await devices.cli?.send(c, "gaat");
  const upload = await fetch(`${gateway.url}/realtime/v1/conversations/${c}/attachments`, {
    method: "POST",
    headers: { authorization: `Bearer ${await stage.token(idOf("emma"))}` },
    body: "een briefje",
  });
  file = ((await upload.json()) as { id: AttachmentId }).id;
  await join(stage.pool, c, later);
  devices.lat = await open(later);
  onlooker = await open(idOf("sanne"));
}

/** Numbers of the client's two messages. */
async function readNumbers(): Promise<{ stays: number; goes: number }> {
  const { rows: found } = await stage.pool.query<{ seq: number }>(
    "SELECT seq FROM entry WHERE conversation_id = $1 AND kind = 'message' ORDER BY seq LIMIT 2",
    [c],
  );
  return { stays: found[0]?.seq ?? 0, goes: found[1]?.seq ?? 0 };
}

/** The payload of a row about a conversation. */
async function ask(call: string, device: Device, about: ConversationId): Promise<ClientAck<ClientEventName>> {
  const { stays, goes } = await readNumbers();
  const message = { c: about, id: newMessageId(), text: "woord" };
  const { incarnation } = await device.awaitHello();
  switch (call) {
    case "resume":
      return device.emit("resume", { incarnation, conversations: [{ c: about, n: 0 }] });
    case "message.send":
      return device.emit("message.send", message);
    case "message.send:reply":
      return device.emit("message.send", { ...message, re: stays });
    case "message.send:file":
      return device.emit("message.send", { ...message, files: [file] });
    case "message.edit":
      return device.emit("message.edit", { c: about, of: stays, text: "anders" });
    case "message.delete":
      return device.emit("message.delete", { c: about, of: goes });
    case "read.mark":
      return device.emit("read.mark", { c: about, n: stays });
    default:
      return device.emit("typing", { c: about });
  }
}

async function answerTo(call: string, column: string): Promise<string> {
  const device = devices[column];
  if (!device) throw new Error(`Nobody is ${column}`);
  const ack = await ask(call, device, c);
  if (!ack.ok) {
    expect(ack).toEqual(await ask(call, device, randomUUID() as ConversationId));
    return ack.error.code === "not-found" ? "404" : ack.error.code;
  }
  if ("conversations" in ack) return ack.conversations[0]?.state === "open" ? "ok" : "gone";
  return "ok";
}

test("every socket event about a conversation has a line", () => {
  const events = Object.keys(clientEvents).filter((name) => name !== "token.renew");
  expect(new Set(rows.map(({ call }) => eventOf(call)))).toEqual(new Set(events));
});

describe("V-02 V-06 V-07 R-05 R-06 who may emit which socket event", () => {
  test("each line of the table", async ({ task }) => {
    await setStage();
    task.meta.cells = rows.length * columns.length;
    for (const { call, answers } of rows) {
      const got: string[] = [];
      for (const column of columns) got.push(await answerTo(call, column));
      const show = (words: string[]) => columns.map((column, index) => `${column} ${words[index]}`).join(", ");
      expect(`${call}: ${show(got)}`).toBe(`${call}: ${show(answers)}`);
    }
    // The related person is masked, and has not turned typing on.
    await until("two are seen typing", () => new Set(onlooker.of("typing").map(({ by }) => by)).size === 2);
    const { rows: masked } = await stage.pool.query<{ handle: string }>(
      "SELECT handle FROM participant WHERE conversation_id = $1 AND kind = 'related-person'",
      [c],
    );
    for (const { handle } of masked) expect(onlooker.of("typing").map(({ by }) => by)).not.toContain(handle);
  });

  test("whose session was revoked is sent away, and is let in by none of its tokens", async () => {
    const theatre = await startStage();
    const place = await theatre.gateway();
    const session = newSession();
    const token = await theatre.token(idOf("sanne"), { session });
    const device = openDevice(place.url, token);
    onTestFinished(() => device.close());
    await device.awaitHello();
    await theatre.accounts.endSession(session);
    await device.awaitFrame("session.ended");
    const again = openDevice(place.url, token);
    onTestFinished(() => again.close());
    await new Promise((resolve) => again.socket.once("connect_error", resolve));
    expect(again.frames).toEqual([]);
  });
});
