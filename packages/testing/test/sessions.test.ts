import { listSessions, revokeSession } from "@kring/domain/contract";
import { describe, expect, it } from "vitest";
import type { Session } from "../src/index.ts";
import { talk, useWorld } from "./support.ts";

const world = useWorld({ gateways: 2 });
/** Only ends a wait that would never end; how long it took is printed. */
const DEADLINE_MS = 60_000;

async function revoke(from: Session, session: Session): Promise<void> {
  const { status } = await from.fetch("DELETE", revokeSession.path.replace(":sessionId", session.me.sessionId));
  expect(status).toBe(204);
}

async function revokeAndMeasure(what: string): Promise<void> {
  const [desk, phone] = await Promise.all([world().session("sanne"), world().signIn("sanne")]);
  const sockets = await Promise.all([0, 1].map((gateway) => world().rawSocket("sanne", { gateway, session: phone })));
  const staying = await world().rawSocket("sanne", { gateway: 0, session: desk });
  for (const socket of [...sockets, staying]) await socket.next("hello");
  const issued = await phone.token();

  const from = performance.now();
  await revoke(desk, phone);
  for (const socket of sockets) {
    expect(await socket.next("session.ended", DEADLINE_MS)).toEqual({ code: "session-ended" });
    await socket.ended;
    expect(socket.frames.at(-1)?.name).toBe("session.ended");
  }
  console.info(`sockets of a revoked session ended after ${Math.round(performance.now() - from)} ms, ${what}`);

  expect(await phone.token()).toBe("ended");
  if (issued === "ended") return expect.fail("the token was issued before");
  await expect(world().rawSocket("sanne", { session: { ...phone, token: async () => issued } })).rejects.toMatchObject({
    data: { code: "session-ended" },
  });
  expect(await staying.ask("read.mark", { c: talk.sanneEmma, n: 1 as never })).toMatchObject({ ok: true });
  staying.close();
}

describe("a session that is revoked", () => {
  it("loses its sockets at both gateways, and no other session does", () => revokeAndMeasure("with NATS"));

  it("loses them while NATS is away, too", async () => {
    world().natsAway();
    await revokeAndMeasure("without NATS");
    expect(world().natsTap.connections()).toBe(0);
    await world().natsBack();
  });

  it("ends the client for good, and the list of sessions no longer has it", async () => {
    const [desk, phone] = await Promise.all([world().session("emma"), world().signIn("emma")]);
    const client = await world().client("emma", { session: phone });
    await revoke(desk, phone);
    await expect.poll(() => client.connection.getSnapshot().state, { timeout: DEADLINE_MS }).toBe("ended");
    const { sessions } = listSessions.response.parse((await desk.fetch("GET", listSessions.path)).json());
    expect(sessions.map(({ id }) => id)).toEqual([desk.me.sessionId]);
  });
});
