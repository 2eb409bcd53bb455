import { randomUUID } from "node:crypto";
import { FailedMailQueue, listFailedMails } from "@kring/domain/contract";
import { type DemoName, demoPeople } from "@kring/domain/demo";
import { createLogger, createMetrics } from "@kring/service-kit";
import { type MailFailure, startRawMailCatcher } from "@kring/testing/mail-catcher";
import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { failedMailSweep } from "../src/failed-mail/index.ts";
import { QUEUES } from "../src/jobs/queues.ts";
import { createMailer, MailDoubtful, MailRefused } from "../src/mail/index.ts";
import type { Browser } from "./browser.ts";
import type { MailRefusal } from "./mail-catcher.ts";
import { allMailsTo, settled, startReplica, tell } from "./notification-scenes.ts";
import { inviteAsClient } from "./related-person-scenes.ts";
import { until } from "./until.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
let ruben: Browser;
beforeAll(async () => {
  world = await startWorld();
  ruben = await world.signedIn("ruben");
});
beforeEach(async () => {
  world.mail.refuse(false);
  await settled(world);
  await world.sql("DELETE FROM failed_mail");
  world.mail.mails.length = 0;
});

const list = async () => (await ruben.get("/api/v1/failed-mails")).as(listFailedMails.response).mails;
const resend = (id: string, browser = ruben) => browser.post(`/api/v1/failed-mails/${id}/resend`);

/** Has the mail server refuse what is queued by `act` until it is given up. */
async function fail(act: () => Promise<unknown>): Promise<void> {
  world.mail.refuse(true);
  await act();
  const waiting = () => world.sql("SELECT retry_count FROM pgboss.job WHERE state IN ('created', 'active', 'retry')");
  await until("an attempt failed", async () => (await waiting()).some(({ retry_count }) => Number(retry_count) >= 0));
  // The pauses between attempts are not what is tested.
  await until("it is given up", async () => {
    await world.sql("UPDATE pgboss.job SET output = '{\"hopeless\": 9}', start_after = now() WHERE state = 'retry'");
    return (await waiting()).length === 0;
  });
  world.mail.refuse(false);
}

/** Sends one mail; gives what went wrong. */
async function sendTo(url: string): Promise<unknown> {
  const mailer = createMailer({
    url,
    from: "Kring <no-reply@kring.example>",
    discreetFrom: "no-reply@kring.example",
    requireTls: false,
    logger: createLogger({ service: "api", level: "silent" }),
    metrics: createMetrics("api"),
  });
  const mail = { to: "iemand@post.example", subject: "", text: "", html: "", sender: null, oneClick: null };
  const error = await mailer.send({ jobId: randomUUID(), ...mail }).catch((thrown: unknown) => thrown);
  mailer.close();
  return error;
}

describe("N-05 a mail that the server refuses", () => {
  it("is tried again with growing pauses, and given up at the tenth refusal, whatever else failed before", async () => {
    world.mail.refuse(true);
    await tell(world, "noor", "task-for-secretary");
    await until("an attempt failed", async () => {
      const rows = await world.sql("SELECT FROM pgboss.job WHERE state = 'retry' AND start_after > now()");
      return rows.length === 1;
    });
    const failsAgain = async (set: string, hopeless: number) => {
      await world.sql(`UPDATE pgboss.job SET ${set}, start_after = now() WHERE state = 'retry'`);
      await until(`it was refused ${hopeless} times`, async () => {
        const rows = await world.sql(
          "SELECT FROM pgboss.job WHERE state = 'retry' AND (output ->> 'hopeless')::int = $1",
          [hopeless],
        );
        return rows.length === 1;
      });
      expect(await list()).toEqual([]);
    };
    await failsAgain("retry_count = 1000", 2);
    await failsAgain("output = '{\"hopeless\": 8}'", 9);
    world.mail.refuse(false);
    await world.sql("UPDATE pgboss.job SET start_after = now() WHERE state = 'retry'");
    await settled(world);
    expect(allMailsTo(world, "noor")).toHaveLength(1);
  });

  it("stands on a list then, without an address, and is sent again with the same Message-ID, once", async () => {
    await fail(() => tell(world, "noor", "task-for-secretary", "/tasks"));
    const mails = await list();
    expect(mails).toMatchObject([
      {
        queue: "notification-mail",
        kind: "task-for-secretary",
        reason: "refused",
        resentAt: null,
        receiver: { kind: "professional", id: demoPeople.noor.accountId, name: "Noor Smit" },
      },
    ]);
    expect(JSON.stringify(mails)).not.toContain("@");
    const id = mails[0]?.id ?? "";
    const answers = await Promise.all([resend(id), resend(id), resend(id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409]);
    await settled(world);
    expect(allMailsTo(world, "noor").map(({ messageId }) => messageId)).toEqual([`<${id}@kring.example>`]);
    expect(await list()).toEqual([]);
    const lines = await world.sql(
      "SELECT action, details FROM log_line WHERE actor_id = $1 AND action LIKE '%mail%' ORDER BY id",
      [demoPeople.ruben.accountId],
    );
    expect(lines.at(-2)).toEqual({ action: "resent-mail", details: { professionalId: demoPeople.noor.accountId } });
    expect(lines.at(-1)?.action).toBe("viewed-failed-mails");
  });

  it("goes back onto the list where it is refused again", async () => {
    await fail(() => tell(world, "emma", "tool-assigned"));
    const [mail] = await list();
    await fail(() => resend(mail?.id ?? ""));
    expect(await list()).toMatchObject([{ id: mail?.id, resentAt: null, receiver: { kind: "client" } }]);
    await resend(mail?.id ?? "");
    await settled(world);
    expect(allMailsTo(world, "emma")).toHaveLength(1);
  });

  it("is listed once where two replicas work", async () => {
    await fail(async () => {
      await startReplica(world);
      await tell(world, "sanne", "tools-transferred");
    });
    expect(await list()).toHaveLength(1);
  });
});

describe("A-05 the list of mails that failed", () => {
  it("names no related person: a link by its opaque id, else nothing, also in the log", async () => {
    const emma = await world.signedIn("emma");
    const email = "zeldzame.naaste@post.example";
    await fail(async () => {
      await inviteAsClient(emma, email, "Zeldzame Naaste");
      await tell(world, "fatima", "link-ended");
    });
    const mails = await list();
    expect(mails.map(({ receiver }) => receiver.kind)).toEqual(["related-person", "related-person"]);
    const [row] = await world.sql("SELECT id FROM related_person_link WHERE typed_email = $1", [email]);
    const invited = mails.find(({ queue }) => queue === "related-person-mail");
    expect(invited?.receiver).toEqual({ kind: "related-person", link: row?.id });
    // Neither what it was about nor when: a line of the log would say which link that was.
    const [told] = mails.filter(({ queue }) => queue === "notification-mail");
    expect(told).toMatchObject({ kind: null, receiver: { kind: "related-person", link: null } });
    expect(new Date(told?.failedAt ?? 0).toLocaleTimeString("nl", { timeZone: "Europe/Amsterdam" })).toBe("12:00:00");
    for (const { id } of mails) expect((await resend(id)).status).toBe(204);
    await settled(world);
    const log = await ruben.get("/api/v1/log");
    for (const shown of [JSON.stringify(mails), log.text]) {
      for (const hidden of [
        "Zeldzame",
        email,
        demoPeople.fatima.name,
        demoPeople.fatima.email,
        demoPeople.fatima.accountId,
      ])
        expect(shown).not.toContain(hidden);
    }
    expect(world.logs()).not.toContain(email);
  });

  it("is there for application managers alone", async () => {
    await fail(() => tell(world, "noor", "task-for-secretary"));
    const [mail] = await list();
    for (const person of ["sanne", "noor", "emma", "fatima"] satisfies DemoName[]) {
      const browser = await world.signedIn(person);
      expect(await browser.get("/api/v1/failed-mails")).toMatchObject({ status: 404, code: "not-found" });
      expect(await resend(mail?.id ?? "", browser)).toMatchObject({ status: 404, code: "not-found" });
    }
  });

  it("keeps no link by which somebody could get in", async () => {
    await fail(() => world.browser().post("/api/v1/password-reset", { email: demoPeople.emma.email }));
    expect(await list()).toEqual([]);
    expect(await world.sql("SELECT FROM failed_mail")).toEqual([]);
  });
});

describe("N-05 what a mail server refuses", () => {
  const receiver = { at: "receiver", says: "5.1.1 There is nobody by that name" } as const;
  it.each<[MailRefusal, boolean]>([
    [{ ...receiver, code: 550 }, true],
    [{ ...receiver, code: 551 }, true],
    [{ ...receiver, code: 553 }, true],
    [{ ...receiver, code: 450, says: "4.2.1 Later" }, false],
    [{ ...receiver, code: 550, says: "5.7.1 Unable to relay" }, false],
    [{ ...receiver, code: 554, says: "5.7.1 Relay access denied" }, false],
    [{ at: "sender", code: 550, says: "5.1.8 Who is that" }, false],
    [{ at: "content", code: 554, says: "5.6.0 Not like that" }, false],
  ])("%o: is about the receiver: %s", async (refusal, isAboutReceiver) => {
    world.mail.refuse(refusal);
    const error = await sendTo(world.mail.url);
    expect(error).toBeInstanceOf(Error);
    expect(error instanceof MailRefused).toBe(isAboutReceiver);
  });
});

describe("N-05 a server that gets a mail and does not say whether it keeps it", () => {
  it.each<[MailFailure, boolean]>([
    ["cuts", true],
    ["busy", false],
    ["away", false],
  ])("%s: it may have the mail: %s", async (how, mayHaveIt) => {
    const catcher = await startRawMailCatcher();
    onTestFinished(catcher.stop);
    await catcher.fail(how);
    const error = await sendTo(catcher.smtpUrl);
    expect(error).toBeInstanceOf(Error);
    expect(error instanceof MailDoubtful).toBe(mayHaveIt);
    await catcher.restore();
    expect(await sendTo(catcher.smtpUrl)).toBeUndefined();
  });
});

describe("N-05 the list of mails that failed", () => {
  it("is of thirty days; what is on its way again stays until it is known what became of it", async () => {
    await fail(() => tell(world, "noor", "task-for-secretary"));
    await fail(() => tell(world, "emma", "tool-assigned"));
    await world.sql(
      `UPDATE failed_mail SET failed_at = now() - interval '31 days',
         resent_at = CASE WHEN account_id = $1 THEN now() END`,
      [demoPeople.emma.accountId],
    );
    await failedMailSweep(world.deps.database).run();
    expect(await list()).toMatchObject([{ receiver: { id: demoPeople.emma.accountId } }]);
  });

  it("keeps no address that is nobody's any more", async () => {
    const payload = { email: "van.vroeger@post.example", accountId: demoPeople.emma.accountId };
    await fail(() => world.deps.jobs.add("email-changed-mail", payload));
    expect(await world.sql("SELECT FROM failed_mail")).toEqual([]);
  });

  it("has what is not delivered: no queue forgets a mail before its last attempt is over", () => {
    for (const queue of [...FailedMailQueue.options, "resend-mail"] as const) {
      const { retryLimit = 0, retryDelayMax = 0, expireInSeconds = 0, retentionSeconds = 0 } = QUEUES[queue];
      expect((retryLimit + 1) * (retryDelayMax + expireInSeconds), queue).toBeLessThan(retentionSeconds);
      expect(retryLimit, queue).toBeGreaterThan(0);
    }
  });
});

describe("N-05 a mail server without TLS", () => {
  it("gets nothing where TLS is required", async () => {
    const strict = await startWorld({ mailTls: true });
    await tell(strict, "noor", "task-for-secretary");
    await until("an attempt failed", async () => {
      const [row] = await strict.sql("SELECT output::text FROM pgboss.job WHERE state = 'retry'");
      return String(row?.output).includes("ETLS");
    });
    expect(strict.mail.raw).toEqual([]);
  });
});
