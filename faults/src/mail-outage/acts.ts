import type { Session, World } from "@kring/testing";
import type { Caseload } from "./caseload.ts";

/** What people do through the api, at a pace that does not wait for mails. */
export interface Acts {
  /** Requests that were answered as they should, and the times that they took (milliseconds). */
  readonly took: readonly number[];
  readonly refused: ReadonlyMap<string, number>;
  /** Turns that were due but were not begun when it was stopped: the api was too slow for the pace. */
  stop(): Promise<{ behind: number }>;
}

const INVITES_EVERY = 5;
const EVERY_MS = 20;

/**
 * One turn: a secretary has a client transferred, which asks the client (T-05), who accepts: about six mails to three people. Every fifth
 * turn the client also invites a related person (P-01).
 */
export async function startActing(
  world: World,
  { therapists, secretary, clients }: Caseload,
  perSecond: number,
): Promise<Acts> {
  const secretaries = [await world.signIn("noor"), await world.signIn("ruben")] as const;
  const client = await world.signIn("emma");
  const took: number[] = [];
  const refused = new Map<string, number>();

  async function ask(session: Session, path: string, body: unknown): Promise<unknown> {
    const from = performance.now();
    const answer = await session.fetch("POST", path, { body });
    if (answer.status >= 300) {
      const what = `${path.split("/").at(-1)}: ${answer.status}`;
      refused.set(what, (refused.get(what) ?? 0) + 1);
      return null;
    }
    took.push(performance.now() - from);
    return answer.json();
  }

  async function become({ me }: Session, accountId: string): Promise<void> {
    await world.databases.query(
      "accounts",
      "UPDATE session s SET account_id = a.id, sign_in_id = a.sign_in_id FROM account a WHERE s.id = $1 AND a.id = $2",
      [me.sessionId, accountId],
    );
  }

  async function take(turn: number): Promise<void> {
    const clientId = clients[turn % clients.length] ?? "";
    const isBack = Math.floor(turn / clients.length) % 2;
    const [from, to] = [therapists[isBack], therapists[1 - isBack]];
    await ask(secretaries[turn % 2 === 0 ? 0 : 1], `/api/v1/clients/${clientId}/relations/${from}/transfer`, { to });
    const [request] = await world.databases.query(
      "accounts",
      "SELECT id FROM relate_request WHERE client_id = $1 AND state = 'pending'",
      [clientId],
    );
    if (!request) return;
    await become(client, clientId);
    await ask(client, `/api/v1/own/relate-requests/${request.id}/answer`, { answer: "accept" });
    if (turn % INVITES_EVERY === 0)
      await ask(client, "/api/v1/own/related-persons", { name: "Robin", email: `near-${turn}@outage.example` });
  }

  await become(secretaries[1], secretary);
  const start = performance.now();
  let turns = 0;
  let stopped = false;
  const due = () => Math.floor(((performance.now() - start) / 1000) * perSecond);
  const acting = (async () => {
    while (!stopped) {
      if (turns < due()) await take(turns++);
      else await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
  })();
  // Whoever stops it hears of a failure.
  acting.catch(() => {});
  return {
    took,
    refused,
    stop: async () => {
      const behind = due() - turns;
      stopped = true;
      await acting;
      return { behind };
    },
  };
}
