import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { faults } from "../src/faults.ts";
import { layOut, type Plantation } from "../src/plant.ts";

/** Of all, which `npm run proof` plants, those whose checks take the least time. */
const quick = faults.filter(({ caughtBy }) => caughtBy.project === "@kring/domain");

let plantation: Plantation;
beforeAll(() => {
  plantation = layOut();
}, 240_000);
afterAll(() => plantation?.remove());

describe("faults that are planted on purpose", () => {
  it("are twenty at least, each under a name of its own", () => {
    expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
    expect(faults.length).toBeGreaterThanOrEqual(20);
  });

  it("the checks pass where nothing is planted", async () => {
    const [first] = quick;
    expect(first && (await plantation.run(first.caughtBy))).toMatchObject({ failures: [], broken: null });
  }, 240_000);

  it.each(quick.map((fault) => [fault.name, fault] as const))(
    "is caught: %s",
    async (_, fault) => {
      const { failures, broken } = await plantation.plant(fault);
      expect(broken).toBeNull();
      expect(failures).not.toEqual([]);
    },
    240_000,
  );
});
