import { randomUUID } from "node:crypto";
import { type DemoName, demoPeople } from "@kring/domain/demo";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { remindOfTasks } from "../src/task/remind-of-tasks.ts";
import { allMailsTo, choose, settled, startReplica } from "./notification-scenes.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
beforeEach(async () => {
  await settled(world);
  await world.sql("UPDATE task SET done_at = now() WHERE done_at IS NULL");
  world.mail.mails.length = 0;
});

const DAY = 86_400_000;
const start = Date.now();
const addTask = async (assignee: DemoName | null, kind = "work-on-tool"): Promise<string> => {
  const id = randomUUID();
  await world.sql("INSERT INTO task (id, kind, assignee_id, created_at) VALUES ($1, $2, $3, $4)", [
    id,
    kind,
    assignee && demoPeople[assignee].accountId,
    new Date(start),
  ]);
  return id;
};
/** How many were mailed until `days` after the tasks began. */
async function remindedAfter(days: number, person: DemoName): Promise<number> {
  await remindOfTasks(world.deps, start + days * DAY);
  await settled(world);
  return allMailsTo(world, person).length;
}

describe("reminders of open tasks", () => {
  it("come after three, seven and fourteen days and never again, without a word on what is asked", async () => {
    await addTask("emma");
    expect(await remindedAfter(2.9, "emma")).toBe(0);
    expect(await remindedAfter(3, "emma")).toBe(1);
    expect(await remindedAfter(3.1, "emma")).toBe(1);
    expect(await remindedAfter(7, "emma")).toBe(2);
    expect(await remindedAfter(14, "emma")).toBe(3);
    expect(await remindedAfter(100, "emma")).toBe(3);
    expect(allMailsTo(world, "emma")[0]?.text).toContain("Er staat nog iets open dat op jou wacht.");
    expect(allMailsTo(world, "emma")[0]?.text).toContain("http://localhost:8080/tasks\n");
  });

  it("are not two on one day, although one came late", async () => {
    await addTask("pieter");
    expect(await remindedAfter(20, "pieter")).toBe(1);
    expect(await remindedAfter(20.9, "pieter")).toBe(1);
    expect(await remindedAfter(21, "pieter")).toBe(2);
  });

  it("stop when the task is done", async () => {
    const task = await addTask("lucas");
    expect(await remindedAfter(3, "lucas")).toBe(1);
    await world.sql("UPDATE task SET done_at = now() WHERE id = $1", [task]);
    expect(await remindedAfter(20, "lucas")).toBe(1);
  });

  it("are one for each person, whatever the number of tasks, and go to all who share one", async () => {
    for (let time = 0; time < 5; time++) await addTask("sanne", "give-feedback");
    await addTask(null, "end-relation-wish");
    expect(await remindedAfter(3, "sanne")).toBe(1);
    expect(allMailsTo(world, "noor")).toHaveLength(1);
    expect(allMailsTo(world, "ruben")).toHaveLength(0);
  });

  it("are sent once, however many replicas look at the same time", async () => {
    const people = ["emma", "lucas", "sanne", "daan", "fatima", "pieter"] as const;
    for (const person of people) for (let time = 0; time < 3; time++) await addTask(person);
    const second = await startReplica(world);
    const now = start + 3 * DAY;
    await Promise.all([world.deps, second, world.deps, second].map((deps) => remindOfTasks(deps, now)));
    await settled(world);
    for (const person of people) expect(allMailsTo(world, person), person).toHaveLength(1);
  });

  it("follow preferences, and reach nobody whose account was deactivated", async () => {
    await choose(await world.signedIn("emma"), ["task-reminder"], "never");
    await addTask("emma");
    await addTask("youssef");
    await world.sql("UPDATE account SET active = false WHERE id = $1", [demoPeople.youssef.accountId]);
    expect(await remindedAfter(3, "emma")).toBe(0);
    const told = await world.sql("SELECT account_id FROM notification WHERE kind = 'task-reminder'");
    expect(told.map(({ account_id }) => account_id)).toContain(demoPeople.emma.accountId);
    expect(told.map(({ account_id }) => account_id)).not.toContain(demoPeople.youssef.accountId);
  });

  it("reach everybody where there are more than one transaction takes, each once", async () => {
    const many = 60;
    await world.sql("DELETE FROM notification WHERE kind = 'task-reminder'");
    await world.sql(
      `WITH owners AS (
         INSERT INTO sign_in (id, email)
         SELECT gen_random_uuid(), 'many-' || n || '@kring.example' FROM generate_series(1, $1::int) n RETURNING id
       ), people AS (
         INSERT INTO account (id, sign_in_id, kind, name)
         SELECT gen_random_uuid(), id, 'client', 'Many' FROM owners RETURNING id)
       INSERT INTO task (id, kind, assignee_id, created_at)
       SELECT gen_random_uuid(), 'work-on-tool', id, $2::timestamptz FROM people, generate_series(1, 2)`,
      [many, new Date(start)],
    );
    const second = await startReplica(world);
    const now = start + 3 * DAY;
    const told = await Promise.all([world.deps, second].map((deps) => remindOfTasks(deps, now)));
    expect(told.reduce((sum, count) => sum + count)).toBe(many);
    const rows = await world.sql("SELECT account_id FROM notification WHERE kind = 'task-reminder'");
    expect(new Set(rows.map(({ account_id }) => account_id)).size).toBe(many);
    expect(rows).toHaveLength(many);
    expect(await world.sql("SELECT FROM task WHERE done_at IS NULL AND reminders <> 1")).toEqual([]);
    await world.sql("DELETE FROM notification WHERE kind = 'task-reminder'");
  });
});
