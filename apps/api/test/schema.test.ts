import { expect, it } from "vitest";
import { Prisma } from "../generated/client.ts";
import { startWorld } from "./world.ts";

it("the Prisma schema names all that the migrations made, and nothing else", async () => {
  const { deps, sql } = await startWorld();
  // Reading a row selects every column that the schema has.
  const models = Object.values(Prisma.ModelName).map((model) => model[0]?.toLowerCase() + model.slice(1));
  for (const model of models) {
    const delegate: unknown = Reflect.get(deps.database.db, model);
    await (delegate as { findFirst(): Promise<unknown> }).findFirst();
  }
  const fields = Object.entries(Prisma).flatMap(([name, names]) =>
    name.endsWith("ScalarFieldEnum") ? Object.keys(names) : [],
  );
  const notOurs = ["outbox", "outbox_head", "incarnation", "feed_position", "rate_limit", "_prisma_migrations"];
  const columns = await sql(
    `SELECT count(*)::int AS n FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name <> ALL ($1)`,
    [notOurs],
  );
  expect(columns).toEqual([{ n: fields.length }]);
});
