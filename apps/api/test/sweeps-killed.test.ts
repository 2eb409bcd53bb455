import { demoPeople } from "@kring/domain/demo";
import pg from "pg";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { endNow, startProcess } from "./api-process.ts";
import { copyDatabase } from "./copy-database.ts";
import { addressOf, COUNT, invitedAddressOf, listDue, makeDue } from "./due-work.ts";
import { startMailCatcher } from "./mail-catcher.ts";
import { until } from "./until.ts";

/** Whole processes start, die and wait here. */
const SLOWLY = 120_000;
const GATE = 4_711;

/** Where a process stands when it is killed: in the midst of a transaction that has written something, or after one. */
const moments = [
  { moment: "before a mail is queued", table: "pgboss.job", event: "INSERT", which: "" },
  {
    moment: "between sending a mail and noting it",
    table: "pgboss.job",
    event: "UPDATE",
    which: "WHEN (NEW.state = 'completed')",
  },
];

describe("N-05 two replicas of which one is killed at its scheduled work", () => {
  it.each(moments)(
    "$moment: everything happens, once",
    async ({ table, event, which }) => {
      const database = await copyDatabase("accounts_demo");
      const mail = await startMailCatcher();
      onTestFinished(async () => {
        await database.close();
        await mail.stop();
      });
      const { sql } = database;
      const { clients, closing, unused, sessions } = await makeDue(database);
      const started = new Date();

      // The first few come through; then whoever writes there waits for the holder of the gate.
      await sql(`CREATE SEQUENCE passed`);
      await sql(`CREATE FUNCTION gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
      BEGIN
        IF nextval('public.passed') > 3 THEN PERFORM pg_advisory_xact_lock_shared(${GATE}); END IF;
        RETURN NEW;
      END $$`);
      await sql(`CREATE TRIGGER gate BEFORE ${event} ON ${table} FOR EACH ROW ${which} EXECUTE FUNCTION gate()`);
      const { secrets } = inject("servers");
      const holder = new pg.Client({
        connectionString: database.url().replace(/\/\/kring_api:[^@]*@/, `//postgres:${secrets.postgres.postgres}@`),
      });
      await holder.connect();
      await holder.query("SELECT pg_advisory_lock($1)", [GATE]);
      const standing = () =>
        sql("SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = $1 AND NOT granted", [GATE]);

      const first = await startProcess(database.url(), { MAIL_URL: mail.url });
      await until("the first stands at the gate", async () => (await standing()).length > 0, SLOWLY);
      const second = await startProcess(database.url(), { MAIL_URL: mail.url });
      await until("the second works, too", async () => (await second.status("/api/health/ready")) === 200, SLOWLY);
      expect((await standing()).length).toBeGreaterThan(0);
      expect(await listDue(database)).not.toEqual([]);
      first.child.kill("SIGKILL");
      await endNow(first.child, first.ended);
      await holder.end();
      // Whatever keeps services running starts another in its place.
      await startProcess(database.url(), { MAIL_URL: mail.url });

      await until(
        "nothing is due any more",
        async () => {
          // What the queue does with work of somebody who died, once its time has passed; nothing here takes this long.
          await sql(
            `UPDATE pgboss.job SET state = 'retry', start_after = now(), retry_count = retry_count + 1
           WHERE state = 'active' AND started_on < now() - interval '8 seconds'`,
          );
          return (await listDue(database)).length === 0;
        },
        SLOWLY,
      );

      const once = (key: readonly string[]) => Object.fromEntries(key.map((id) => [id, 1]));
      const counted = async (query: string, values: unknown[] = []) =>
        Object.fromEntries(
          (await sql(`SELECT key, count(*)::int AS n FROM (${query}) q GROUP BY key`, values)).map(({ key, n }) => [
            key,
            n,
          ]),
        );
      for (const action of [
        "temporary-access-expired",
        "expired-relate-request",
        "expired-related-person-invitation",
        "ended-own-link",
      ])
        expect(
          await counted("SELECT client_id AS key FROM log_line WHERE action = $1 AND client_id = ANY ($2)", [
            action,
            clients,
          ]),
          action,
        ).toEqual(once(clients));
      for (const kind of ["relate-request-cancelled", "link-ended", "task-reminder"])
        expect(
          await counted("SELECT account_id AS key FROM notification WHERE kind = $1 AND account_id = ANY ($2)", [
            kind,
            clients,
          ]),
          kind,
        ).toEqual(once(clients));
      const facts = (type: string, field: string, ids: string[]) =>
        counted("SELECT payload ->> $2 AS key FROM outbox WHERE type = $1 AND payload ->> $2 = ANY ($3)", [
          type,
          field,
          ids,
        ]);
      expect(await facts("session-ended.v1", "sessionId", sessions)).toEqual(once(sessions));
      expect(await facts("account-changed.v1", "accountId", [...closing, ...unused])).toEqual(
        once([...closing, ...unused]),
      );
      expect(await sql("SELECT DISTINCT reminders FROM task WHERE assignee_id = ANY ($1)", [clients])).toEqual([
        { reminders: 1 },
      ]);
      expect(
        await sql(
          "SELECT DISTINCT reminders FROM related_person_link WHERE client_id = ANY ($1) AND typed_email IS NOT NULL",
          [clients],
        ),
      ).toEqual([{ reminders: 1 }]);

      // Each mail once; one that was sent and not noted comes again as the same mail.
      const mailsTo = (address: string) => {
        const found = mail.mails.filter(({ to }) => JSON.stringify(to).includes(`"${address}"`));
        const times = Object.values(Object.groupBy(found, ({ messageId }) => messageId ?? "none")).map(
          (same) => same?.length ?? 0,
        );
        expect(Math.max(...times), address).toBeLessThanOrEqual(event === "UPDATE" ? 2 : 1);
        return times.length;
      };
      for (let number = 1; number <= COUNT; number += 1) {
        // Three of what happened now, and one of what waited.
        expect(mailsTo(addressOf(number))).toBe(4);
        expect(mailsTo(invitedAddressOf(number))).toBe(1);
      }
      const [told] = await sql("SELECT count(*)::int AS n FROM notification WHERE account_id = $1 AND at >= $2", [
        demoPeople.noor.accountId,
        started,
      ]);
      expect(told?.n).toBeGreaterThanOrEqual(COUNT);
      expect(mailsTo(demoPeople.noor.email)).toBe(told?.n);
    },
    400_000,
  );
});
