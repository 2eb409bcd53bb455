import { describe, expect, it } from "vitest";
import { createTokens } from "../src/tokens.ts";

/** An api that issues tokens of five minutes by its own clock, asked by a device with another one. */
function world(deviceIsAheadByMs = 0) {
  let now = 1_000_000_000;
  let issued = 0;
  const tokens = createTokens(
    async () => ({ token: `token ${++issued}`, expiresAt: now + 300_000 }),
    () => now + deviceIsAheadByMs,
  );
  return { tokens, pass: (ms: number) => (now += ms), issued: () => issued };
}

describe("the token of a client", () => {
  it("is used until it has lived four fifths of its life, then replaced", async () => {
    const { tokens, pass } = world();
    expect(await tokens.get()).toBe("token 1");
    expect(tokens.renewIn()).toBe(240_000);
    pass(239_000);
    expect(await tokens.get()).toBe("token 1");
    pass(2_000);
    expect(await tokens.get()).toBe("token 2");
  });

  it("is asked for once by many who need it", async () => {
    const { tokens, issued } = world();
    await Promise.all([tokens.get(), tokens.get(), tokens.renew()]);
    expect(issued()).toBe(1);
  });

  it.each([-7_200_000, 7_200_000])(
    "is neither asked for all the time nor kept too long by a clock that is %i ms off",
    async (off) => {
      const { tokens, pass, issued } = world(off);
      await tokens.get();
      pass(20_000);
      await tokens.get();
      expect(issued()).toBe(1);
      pass(225_000);
      await tokens.get();
      expect(issued()).toBe(2);
    },
  );

  it("is forgotten when it was refused", async () => {
    const { tokens } = world();
    await tokens.get();
    tokens.forget();
    expect(await tokens.get()).toBe("token 2");
  });

  it("tells that the session has ended, and passes on what went wrong, to try again", async () => {
    await expect(createTokens(async () => "ended", Date.now).get()).rejects.toMatchObject({ code: "session-ended" });
    let up = false;
    const tokens = createTokens(async () => {
      if (!up) throw new Error("no network");
      return { token: "token", expiresAt: Date.now() + 300_000 };
    }, Date.now);
    await expect(tokens.get()).rejects.toThrow("no network");
    up = true;
    expect(await tokens.get()).toBe("token");
  });
});
