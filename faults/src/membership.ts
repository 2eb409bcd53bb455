import { setTimeout as pause } from "node:timers/promises";
import {
  type AccountId,
  addParticipant,
  breakRelation,
  leaveConversation,
  type RouteDefinition,
  relateTherapist,
} from "@kring/domain/contract";
import type { Session } from "@kring/testing";
import type { Circle } from "./crowd.ts";
import type { Stage } from "./stage.ts";

/** Who comes and goes, by the routes that people use; each is asked for until it is so, whatever fails meanwhile. */
export interface Membership {
  isIn(circle: Circle): boolean;
  /** V-07: of their own will. */
  leave(circle: Circle): Promise<void>;
  /** V-06: a secretary breaks the relation; resolves when the api has said so. */
  remove(circle: Circle): Promise<void>;
  /** Related again, and added by the manager. */
  bringBack(circle: Circle): Promise<void>;
}

const AGAIN_MS = 500;
const TIMEOUT_MS = 10_000;
const PATIENCE_MS = 90_000;

export async function startMembership(stage: Stage, signal: AbortSignal): Promise<Membership> {
  const { world } = stage;
  let secretary = await world.signIn("noor");
  const out = new Map<Circle, "left" | "removed">();

  async function insist(what: string, done: readonly number[], ask: () => Promise<number>): Promise<void> {
    let last: unknown;
    for (const until = performance.now() + PATIENCE_MS; performance.now() < until; ) {
      try {
        last = await ask();
        if (done.includes(Number(last))) return;
      } catch (error) {
        last = error;
      }
      await pause(AGAIN_MS, undefined, { signal });
    }
    throw new Error(`${what} was not possible in time: ${last}`);
  }

  async function asParticipant(
    account: AccountId,
    route: RouteDefinition,
    circle: Circle,
    body?: unknown,
  ): Promise<number> {
    const { token } = await stage.token(account);
    const response = await fetch(`${world.address}${route.path.replace(":conversationId", circle.c)}`, {
      method: route.method.toUpperCase(),
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    return response.status;
  }

  async function asSecretary(route: RouteDefinition, { client, moves }: Circle, body: unknown): Promise<number> {
    const path = route.path.replace(":clientId", client).replace(":professionalId", moves);
    const asked: ReturnType<Session["fetch"]> = secretary.fetch(route.method.toUpperCase(), path, { body });
    const timeout = new Promise<never>((_, reject) => setTimeout(reject, TIMEOUT_MS, new Error("no answer")));
    const { status } = await Promise.race([asked, timeout]);
    // A clock that jumps ahead ends sessions, as idling would.
    if (status === 401) secretary = await world.signIn("noor");
    return status;
  }

  return {
    isIn: (circle) => !out.has(circle),
    leave: async (circle) => {
      // Where an answer got lost they are out already: a conflict says so.
      await insist("Leaving", [200, 409], () => asParticipant(circle.moves, leaveConversation, circle));
      out.set(circle, "left");
    },
    remove: async (circle) => {
      await insist("Breaking a relation", [204, 404], () =>
        asSecretary(breakRelation, circle, { unguidedToolIds: [] }),
      );
      out.set(circle, "removed");
    },
    bringBack: async (circle) => {
      const { moves, stays } = circle;
      if (out.get(circle) === "removed")
        await insist("Relating", [204, 409], () => asSecretary(relateTherapist, circle, { professionalId: moves }));
      const body = { partner: { account: moves } };
      await insist("Adding", [200, 409], () => asParticipant(stays[0], addParticipant, circle, body));
      out.delete(circle);
    },
  };
}
