import type { Session } from "@kring/testing";
import type { Bench, Part } from "../bench.ts";
import { type Caseload, fillCaseloads } from "../caseloads.ts";
import { inventCrowd, invite } from "../crowd.ts";
import { median, type Spread } from "../figures.ts";
import { TEXT } from "../measure.ts";
import type { Stage } from "../stage.ts";

const RATE = 200;
/** A client who goes from one therapist to another is told of both, and each therapist of one. */
const PER_CLIENT = 4;
const CLIENTS = 2_500;
const QUICK_CLIENTS = 200;
const PATIENCE_MS = 1_800_000;

interface Round {
  quiet: Spread;
  fanOut: Spread;
}

/** What those who talk notice of a caseload that is handed over (N-01). */
export const notifications: Part = {
  title: `Notifications, a mail each, by transfers of caseloads through the api; 200 people send ${RATE}/s`,
  run: async (bench) => {
    const { stage, report, rounds, quick } = bench;
    const secretary = await stage.signIn("noor");
    const clients = quick ? QUICK_CLIENTS : CLIENTS;
    const caseloads = await fillCaseloads(stage.accounts, clients);
    report.line(`${clients} clients`, `${clients * PER_CLIENT} notifications`, `${caseloads.length} transfers at once`);
    const results: Round[] = [];
    for (let round = 0; round < rounds; round++) results.push(await play(bench, secretary, caseloads, round));
    report.line("", "delivered p50 ms", "p99 ms");
    for (const part of ["quiet", "fanOut"] as const) {
      const of = (figure: keyof Spread) => median(results.map((result) => result[part][figure]));
      report.line(part === "quiet" ? "before" : "meanwhile", of("p50").toFixed(2), of("p99").toFixed(1));
    }
    const ratio = (figure: keyof Spread) => median(results.map(({ quiet, fanOut }) => fanOut[figure] / quiet[figure]));
    report.line("p50 meanwhile / before", ratio("p50").toFixed(2));
    report.bar("p99 meanwhile / before", { figure: ratio("p99"), atMost: 1.5 });
  },
};

async function play(
  { stage, targets, load, report, seconds }: Bench,
  secretary: Session,
  caseloads: readonly Caseload[],
  round: number,
): Promise<Round> {
  // The therapists are among those who talk: their inboxes say so on their open pages.
  const therapists = caseloads.flatMap(({ from, to }) => [from, to]);
  const crowd = inventCrowd(40, 5).map((person, at) => {
    const account = therapists[at];
    return account === undefined ? person : invite(person.conversation, account);
  });
  const people = await targets.one.admit(crowd);
  await load.tell("connect", { place: targets.one.place, people, atOnce: 20 });
  const chunk = async (): Promise<Spread> => {
    const { sent, acknowledged, delivered, expected, refused, delivery } = await load.tell("run", {
      pace: { perSecond: RATE },
      seconds: seconds * 2,
      text: TEXT,
    });
    report.check(acknowledged === sent, `sent ${sent}, acknowledged ${acknowledged} ${JSON.stringify(refused)}`);
    report.check(delivered === expected, `delivered ${delivered} of ${expected}`);
    return delivery;
  };
  const together = (parts: readonly Spread[]): Spread => ({
    p50: median(parts.map(({ p50 }) => p50)),
    p99: median(parts.map(({ p99 }) => p99)),
  });

  await chunk();
  const quiet = [await chunk(), await chunk()];
  const before = { told: await countTold(stage), mailed: stage.mail.mails().length };
  const began = performance.now();
  for (const { from, to, clients } of caseloads) {
    const [giver, taker] = round % 2 === 0 ? [from, to] : [to, from];
    const path = `/api/v1/professionals/${giver}/caseload-transfer`;
    const answer = await secretary.fetch("POST", path, { body: { to: taker, clientIds: clients } });
    report.check(answer.status < 300, `a transfer was answered with ${answer.status}: ${answer.text}`);
  }
  const wanted = caseloads.reduce((sum, { clients }) => sum + clients.length, 0) * PER_CLIENT;
  const isOver = async () => {
    const told = (await countTold(stage)) - before.told;
    return { told, mailed: stage.mail.mails().length - before.mailed };
  };
  const fanOut: Spread[] = [];
  let toldAfter = 0;
  let seen = await isOver();
  while (seen.mailed < wanted && performance.now() - began < PATIENCE_MS) {
    fanOut.push(await chunk());
    seen = await isOver();
    if (seen.told >= wanted && toldAfter === 0) toldAfter = (performance.now() - began) / 1000;
  }
  const took = (performance.now() - began) / 1000;
  await load.tell("disconnect", null);
  report.check(seen.told === wanted, `${seen.told} of ${wanted} notifications are in inboxes`);
  report.check(seen.mailed === wanted, `${seen.mailed} of ${wanted} mails came`);
  report.line(
    `round ${round + 1}`,
    `told in ${toldAfter.toFixed(0)} s, mailed in ${took.toFixed(0)} s`,
    `p99 before ${quiet.map(({ p99 }) => p99.toFixed(1)).join(", ")}`,
    `meanwhile ${fanOut.map(({ p99 }) => p99.toFixed(1)).join(", ")}`,
  );
  return { quiet: together(quiet), fanOut: together(fanOut) };
}

async function countTold({ accounts }: Stage): Promise<number> {
  const { rows } = await accounts.query("SELECT count(*)::int AS n FROM notification");
  return rows[0].n;
}
