import { Refused } from "@kring/domain/contract";
import { describe, expect, test } from "vitest";
import { createTurns } from "../src/turns.ts";
import { idOf } from "./support/cast.ts";

describe("turns of an account", () => {
  test("so many at once, the next in their order, and no more than may wait; others don't wait for them", async () => {
    const takeTurn = createTurns({ atOnce: 1, mostWaiting: 2 });
    const started: string[] = [];
    const ends: (() => void)[] = [];
    const begin = (name: "daan" | "noor", label: string) =>
      takeTurn(idOf(name), () => {
        started.push(label);
        return new Promise<void>((resolve) => ends.push(resolve));
      });
    const all = [begin("daan", "first"), begin("daan", "second"), begin("daan", "third")];
    const refused = await begin("daan", "fourth").catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refused);
    expect(refused).toMatchObject({ code: "too-many-requests", retryAfterMs: expect.any(Number) });
    all.push(begin("noor", "hers"));
    expect(started).toEqual(["first", "hers"]);
    const [first, second, third, hers] = all;
    for (const [turn, end] of [
      [first, 0],
      [second, 2],
      [third, 3],
      [hers, 1],
    ] as const) {
      ends[end]?.();
      await turn;
    }
    expect(started).toEqual(["first", "hers", "second", "third"]);
  });

  test("work that fails gives its turn on", async () => {
    const takeTurn = createTurns({ atOnce: 1, mostWaiting: 1 });
    const failing = takeTurn(idOf("daan"), () => Promise.reject(new Error("away")));
    const next = takeTurn(idOf("daan"), async () => "served");
    await expect(failing).rejects.toThrow("away");
    expect(await next).toBe("served");
  });
});
