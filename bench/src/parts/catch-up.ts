import { randomUUID } from "node:crypto";
import type { Part } from "../bench.ts";
import { inventCrowd, invite, type Person } from "../crowd.ts";
import { inRounds, medianOf, ratioOf, TEXT } from "../measure.ts";
import type { Stage } from "../stage.ts";
import type { Target } from "../targets.ts";

const MISSED = 10_000;
const CONVERSATIONS = 10;
/** A run is short. */
const MORE_ROUNDS = 4;
const WARM_UP = 3;
const EACH = MISSED / CONVERSATIONS;

/** Somebody comes back and reads everything that was said meanwhile. */
export const catchUp: Part = {
  title: `Catch-up of ${MISSED} missed messages in ${CONVERSATIONS} conversations, to one person`,
  run: async ({ stage, targets, load, report, rounds }) => {
    const people = inventCrowd(CONVERSATIONS, 2);
    await stage.admit(people);
    await say(stage, people);

    async function read({ place, name, admit }: Target) {
      const account = randomUUID();
      const rooms = [...new Set(people.map(({ conversation }) => conversation))];
      const reader = await admit(rooms.map((room) => invite(room, account)));
      await load.tell("connect", { place, people: reader.slice(0, 1), atOnce: 1 });
      const speech = place.speech === "kring" ? "kring" : "room";
      const result = await load.tell("catchUp", { speech, conversations: rooms, after: 0 });
      await load.tell("disconnect", null);
      report.check(result.entries === MISSED, `${name} caught up with ${result.entries} of ${MISSED}`);
      return result;
    }
    const runs = { kring: () => read(targets.one), obvious: () => read(targets.obvious) };
    await inRounds(WARM_UP, runs);
    const results = await inRounds(rounds * MORE_ROUNDS, runs);
    report.line("", "ms", "requests", "KB");
    for (const [name, each] of [
      ["Kring, one gateway", results.kring],
      ["the obvious design", results.obvious],
    ] as const) {
      report.line(
        name,
        medianOf(each, ({ seconds }) => seconds * 1000).toFixed(0),
        medianOf(each, ({ requests }) => requests).toFixed(0),
        medianOf(each, ({ bytes }) => bytes / 1024).toFixed(0),
      );
    }
    const figure = ratioOf(results.kring, results.obvious, ({ seconds }) => seconds);
    report.bar("time to catch up / obvious", { figure, atMost: 1.5 });
  },
};

/** The same rows for both: the same texts in as many rooms, by the first of each. */
async function say({ conversations: database }: Stage, people: readonly Person[]): Promise<void> {
  const each = `jsonb_to_recordset($1::jsonb) AS w (account uuid, conversation uuid, handle text),
    generate_series(1, $2::int) AS n`;
  const values = [JSON.stringify(people.filter((_, index) => index % 2 === 0)), EACH, TEXT];
  await database.query(
    `INSERT INTO entry (conversation_id, seq, kind, sender, client_id, at, body)
     SELECT conversation, n, 'message', handle, gen_random_uuid(), now(), convert_to($3, 'UTF8') FROM ${each}`,
    values,
  );
  await database.query(
    `INSERT INTO obvious_message (room, sender, body) SELECT conversation, account, $3 FROM ${each} ORDER BY n`,
    values,
  );
  await database.query("UPDATE conversation SET head = $1 WHERE id = ANY ($2::uuid[])", [
    EACH,
    people.map(({ conversation }) => conversation),
  ]);
  await database.query("ANALYZE entry, obvious_message, conversation, participant");
}
