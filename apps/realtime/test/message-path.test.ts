import type { ClientMessageId, ConversationId, ConversationView, Incarnation } from "@kring/domain/contract";
import { describe, expect, test } from "vitest";
import { newMessageId } from "./support/device.ts";
import { startStage } from "./support/stage.ts";
import { until } from "./support/until.ts";

describe("V-09 what is acknowledged is stored, and reaches everybody once and in order", () => {
  test("a message reaches the others, and the sender with its own id", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const c = await stage.start(["emma", "sanne", "fatima"]);
    const emma = await stage.device(gateway, "emma");
    const sanne = await stage.device(gateway, "sanne");

    const id = newMessageId();
    const ack = await emma.send(c, "Goedemorgen", id);
    expect(ack).toMatchObject({ ok: true, n: 1 });
    expect(await emma.send(c, "Goedemorgen", id)).toEqual(ack);

    const seen = await sanne.awaitFrame("entry");
    expect(seen.e).toMatchObject({ n: 1, kind: "message", text: "Goedemorgen" });
    expect(seen.e).not.toHaveProperty("id");
    expect((await emma.awaitFrame("entry")).e).toMatchObject({ id });

    const list = (await (await stage.get(gateway, "/realtime/v1/conversations", "sanne")).json()) as {
      conversations: ConversationView[];
      unread: number;
    };
    expect(list).toMatchObject({ unread: 1, conversations: [{ id: c, head: 1, unread: 1, readSeq: 0 }] });
    const names = list.conversations[0]?.roster.participants.map(({ name, screenName }) => [name, screenName]);
    expect(names).toEqual([
      ["Emma de Jong", null],
      ["Sanne Bakker", null],
      [null, "Maan"],
    ]);
    expect(await sanne.emit("read.mark", { c, n: 1 })).toEqual({ ok: true, readSeq: 1 });
    await until("Emma sees the receipt", () => emma.of("receipt").find((receipt) => receipt.n === 1));
  });

  test("an id in capitals is the same id, in all that is done with it", async () => {
    const stage = await startStage();
    const gateway = await stage.gateway();
    const c = await stage.start(["emma", "sanne"]);
    const emma = await stage.device(gateway, "emma");
    const sanne = await stage.device(gateway, "sanne");
    const loud = <Id extends ClientMessageId | ConversationId | Incarnation>(id: Id) => id.toUpperCase() as Id;

    const id = newMessageId();
    const ack = await emma.send(loud(c), "Goedemorgen", loud(id));
    expect(ack).toMatchObject({ ok: true, n: 1 });
    expect(await emma.send(c, "Goedemorgen", id)).toEqual(ack);
    expect(await emma.awaitFrame("entry")).toMatchObject({ c, e: { id } });
    expect(await sanne.awaitFrame("entry")).toMatchObject({ c });

    const { incarnation } = await sanne.awaitHello();
    const asked = { incarnation: loud(incarnation), conversations: [{ c: loud(c), n: 0 }] };
    expect(await sanne.emit("resume", asked)).toMatchObject({
      ok: true,
      conversations: [{ c, state: "open", head: 1 }],
    });
  });
});
