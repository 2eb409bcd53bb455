// Do the routes that take an address answer as fast for a known one as for an unknown one? Welch's t over interleaved pairs.
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { changeSetting, inviteRelatedPerson, type RouteDefinition, requestPasswordReset } from "@kring/domain/contract";
import { demoPeople, layGroundwork, type Session, startWorld, type World } from "@kring/testing";

const { pairs } = parseArgs({ options: { pairs: { type: "string", default: "5000" } } }).values;
const COUNT = Number(pairs);
const WARM_UP = 100;
/** Above this the times differ by more than chance would give in one of a thousand runs. */
const NOTABLE = 3.3;

/** As long as the address that it is compared with. */
const unlike = (email: string): string => email.replace(/^[^@]+/, (name) => "z".repeat(name.length));

interface Question {
  name: string;
  known: string;
  ask(email: string): Promise<{ status: number }>;
}

interface Sample {
  known: number[];
  unknown: number[];
}

async function measure(world: World, { known, ask }: Question): Promise<Sample> {
  const sample: Sample = { known: [], unknown: [] };
  const unknown = unlike(known);
  for (let pair = 0; pair < COUNT + WARM_UP; pair++) {
    await forget(world);
    const order = Math.random() < 0.5 ? (["known", "unknown"] as const) : (["unknown", "known"] as const);
    for (const which of order) {
      const startedAt = performance.now();
      const { status } = await ask(which === "known" ? known : unknown);
      const took = performance.now() - startedAt;
      if (status >= 300) throw new Error(`An address was answered with ${status}`);
      if (pair >= WARM_UP) sample[which].push(took);
    }
  }
  return sample;
}

/** What was counted and made so far, so that every pair meets the same. */
async function forget({ databases }: World): Promise<void> {
  await databases.query("accounts", "DELETE FROM rate_limit");
  await databases.query(
    "accounts",
    "DELETE FROM task WHERE link_id IN (SELECT id FROM related_person_link WHERE accepted_at IS NULL)",
  );
  await databases.query("accounts", "DELETE FROM related_person_link WHERE accepted_at IS NULL");
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: readonly number[], around: number): number =>
  values.reduce((sum, value) => sum + (value - around) ** 2, 0) / (values.length - 1);

/** Welch's t of the times of known against unknown; the longest hundredth is left out on both sides, as it is the machine's. */
function welch({ known, unknown }: Sample): { t: number; known: number; unknown: number } {
  const [a, b] = [known, unknown].map((values) =>
    values.toSorted((x, y) => x - y).slice(0, Math.ceil(values.length * 0.99)),
  );
  if (!a || !b) throw new Error("There is nothing to compare");
  const [meanA, meanB] = [mean(a), mean(b)];
  return {
    t: (meanA - meanB) / Math.sqrt(variance(a, meanA) / a.length + variance(b, meanB) / b.length),
    known: meanA,
    unknown: meanB,
  };
}

const { groundwork, remove } = await layGroundwork();
const world = await startWorld({ groundwork, gateways: 1 });
try {
  const send = async (session: Session, route: RouteDefinition, params: Record<string, string>, body: unknown) => {
    const path = route.path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? "");
    return session.fetch(route.method.toUpperCase(), path, { body });
  };
  const [ruben, sanne] = [await world.session("ruben"), await world.session("sanne")];
  await send(ruben, changeSetting, { key: "therapists-invite-related-persons" }, { value: true });
  const invite = (email: string) =>
    send(
      sanne,
      inviteRelatedPerson,
      { clientId: demoPeople.emma.accountId },
      { name: "Iemand", email, permission: true },
    );
  const questions: Question[] = [
    { name: "invite: a related person whom the client invited", known: demoPeople.fatima.email, ask: invite },
    { name: "invite: a client", known: demoPeople.lucas.email, ask: invite },
    {
      name: "password reset: a client",
      known: demoPeople.lucas.email,
      ask: (email) => send(sanne, requestPasswordReset, {}, { email }),
    },
  ];
  console.log(`${COUNT} interleaved pairs each, ${availableParallelism()} cores, one api, everything on one machine`);
  for (const question of questions) {
    const { t, known, unknown } = welch(await measure(world, question));
    const verdict = Math.abs(t) < NOTABLE ? "no difference beyond noise" : "A DIFFERENCE";
    const times = `known ${known.toFixed(3)} ms, unknown ${unknown.toFixed(3)} ms`;
    console.log(`${question.name.padEnd(52)} t = ${t.toFixed(2).padStart(6)}   ${times}   ${verdict}`);
  }
} finally {
  await world.stop();
  await remove();
}
