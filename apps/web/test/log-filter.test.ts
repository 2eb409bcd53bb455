import { describe, expect, test } from "vitest";
import { readLogFilter } from "../src/shared/log-filter.ts";

const actorId = "00000000-0000-4000-8000-000000000011";

describe("A-03 the filters of the log stand in the address bar", () => {
  test("days, people and a ground are read from it", () => {
    const search = { from: "2026-11-09", until: "2026-11-12", actorId, ground: "temporary-access" };
    expect(readLogFilter(search)).toEqual(search);
  });

  test("what is no filter, or not a possible one, is left out", () => {
    expect(readLogFilter({ from: "9 november", actorId: "Daan", ground: "curiosity", name: "Emma", until: 3 })).toEqual(
      {},
    );
  });
});
