import { expect, test } from "vitest";
import { createMetrics, noteSkipped } from "../src/index.ts";
import { createTestLogger } from "./support.ts";

test("what is skipped is counted each time by where it came in, and told once for each such place", async () => {
  const { logger, lines } = createTestLogger();
  const metrics = createMetrics("test");
  for (const border of ["nats-typing", "nats-typing", "feed-accounts", "nats-typing"])
    noteSkipped(border, { logger, metrics });
  noteSkipped("feed-accounts", { logger });
  expect((await metrics.skipped.get()).values).toMatchObject([
    { labels: { border: "nats-typing" }, value: 3 },
    { labels: { border: "feed-accounts" }, value: 1 },
  ]);
  expect(lines()).toMatchObject([
    { level: "warn", border: "nats-typing" },
    { level: "warn", border: "feed-accounts" },
  ]);
});
