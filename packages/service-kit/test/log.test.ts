import { describe, expect, test } from "vitest";
import { z } from "zod";
import { currentRequestId, runInContext, setContextAccount } from "../src/index.ts";
import { createTestLogger } from "./support.ts";

describe("logs", () => {
  test("every line within a request carries its id and account, also after waiting", async () => {
    const { logger, lines } = createTestLogger();
    await runInContext({ requestId: "request-1" }, async () => {
      await new Promise((resolve) => setImmediate(resolve));
      setContextAccount("account-1");
      logger.info("within");
      expect(currentRequestId()).toBe("request-1");
    });
    logger.info("outside");
    expect(lines()).toMatchObject([
      { msg: "within", requestId: "request-1", accountId: "account-1" },
      { msg: "outside" },
    ]);
    expect(lines()[1]).not.toHaveProperty("requestId");
  });

  test("names, addresses, words and secrets are hidden, up to two levels deep", () => {
    const { logger, text } = createTestLogger();
    const canary = "canary-anna";
    const person = { name: canary, email: canary, screenName: canary, password: canary, token: canary };
    logger.info({ ...person, person, deep: { person }, body: canary, text: canary });
    logger.info({ headers: { authorization: canary, cookie: canary, "set-cookie": [canary] } });
    expect(text()).not.toContain(canary);
    expect(text()).toContain("[hidden]");
  });

  test("errors that quote what was stored or sent are logged without their message", () => {
    const { logger, text, lines } = createTestLogger();
    const canary = "canary-anna";
    const fromDatabase = Object.assign(new Error(`Key (email)=(${canary}) already exists`), {
      severity: "ERROR",
      code: "23505",
      constraint: "account_email_key",
      detail: canary,
    });
    logger.error({ err: fromDatabase }, "failed");
    logger.error({ err: new Error("outer", { cause: fromDatabase }) }, "failed");
    let notJson: unknown;
    try {
      JSON.parse(`{"password": ${canary}`);
    } catch (error) {
      notJson = error;
    }
    logger.error({ err: notJson }, "failed");
    logger.error({ err: z.object({ name: z.literal("x") }).safeParse({ name: canary }).error }, "failed");
    expect(text()).not.toContain(canary);
    expect(lines()[0]).toMatchObject({ err: { type: "Error", errorCode: "23505", constraint: "account_email_key" } });
    expect(lines()[1]).toMatchObject({ err: { message: "outer", cause: { errorCode: "23505" } } });
  });
});
