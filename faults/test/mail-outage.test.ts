import { mailFailures } from "@kring/testing";
import type {} from "@kring/testing/global-setup";
import { expect, inject, test } from "vitest";
import { runOutage } from "../src/mail-outage/outage.ts";

/** `npm run faults -- --mail-outage 10` takes ten minutes. */
const SECONDS = 24;

test("N-05 a mail server that fails in every way delays mails: all arrive once it is back, each once", async () => {
  const outage = { how: mailFailures, seconds: SECONDS, perSecond: 1, around: 2 };
  const figures = await runOutage({ groundwork: inject("groundwork"), ...outage });
  expect(figures).toMatchObject({ missing: 0, doubled: 0, strange: 0, unmailed: 0, unready: 0 });
  expect(figures.waitingAtReturn).toBeGreaterThan(0);
  expect(figures.queued).toBeGreaterThan(figures.waitingAtReturn);
  expect(figures.refused).toEqual(new Map());
  expect(figures.upWhileAway).toContain(false);
  expect(figures.upAfter).toContain(true);
}, 300_000);
