import {
  type ClientAck,
  type ClientEventName,
  type ClientPayload,
  clientEvents,
  Refused,
  refusal,
} from "@kring/domain/contract";
import { type Logger, newRequestId, refusalOf, runInContext } from "@kring/service-kit";
import type { AccountLimiter } from "./limits.ts";
import type { ConnectionFacts, KringSocket } from "./types.ts";

/** Fields of a successful ack. */
type Answer<Name extends ClientEventName> = Omit<Extract<ClientAck<Name>, { ok: true }>, "ok">;

type EventHandler<Name extends ClientEventName> = (
  payload: ClientPayload<Name>,
  connection: { id: string; facts: ConnectionFacts },
) => Promise<Answer<Name>> | Answer<Name>;

export type EventHandlers = { [Name in ClientEventName]: EventHandler<Name> };

export interface EventDeps {
  logger: Logger;
  limiter: AccountLimiter;
  /** Throws when too little is known to serve anybody. */
  demandRights(): void;
  /** Something that this version does not know came in. */
  onSkipped(): void;
}

const ackOf = (given: readonly unknown[]) => given.find((value) => typeof value === "function");

const isKnown = (name: string): name is ClientEventName => Object.hasOwn(clientEvents, name);

/**
 * Answers what comes in at any connection: whatever it is, nothing is thrown, and each ack is answered once. Events that this
 * version does not know are answered, too, so that a newer client need not wait to learn that.
 */
export function createListener(handlers: EventHandlers, { logger, limiter, demandRights, onSkipped }: EventDeps) {
  async function answer<Name extends ClientEventName>(
    { id, data: facts }: KringSocket,
    name: Name,
    given: unknown,
  ): Promise<unknown> {
    try {
      const retryAfterMs = facts.events.take();
      if (retryAfterMs > 0) throw new Refused("too-many-requests", { retryAfterMs });
      limiter.take(facts.accountId, name);
      demandRights();
      const parsed = clientEvents[name].payload.safeParse(given);
      if (!parsed.success) throw new Refused("invalid-input");
      return { ok: true, ...(await handlers[name](parsed.data as ClientPayload<Name>, { id, facts })) };
    } catch (error) {
      const refused = refusalOf(error);
      if (!refused) logger.error({ err: error, event: name }, "an event could not be handled");
      else if (refused.code === "unavailable")
        logger.debug({ err: error, event: name }, "an event could not be served");
      return { ok: false, error: refusal(refused?.code ?? "internal", refused?.retryAfterMs) };
    }
  }

  return (socket: KringSocket, name: string, given: readonly unknown[]): void => {
    const ack = ackOf(given);
    if (!isKnown(name)) {
      onSkipped();
      const retryAfterMs = socket.data.events.take();
      const error = retryAfterMs > 0 ? refusal("too-many-requests", retryAfterMs) : refusal("invalid-input");
      return void ack?.({ ok: false, error });
    }
    const payload = typeof given[0] === "function" ? undefined : given[0];
    const context = { requestId: newRequestId(), accountId: socket.data.accountId };
    void runInContext(context, () => answer(socket, name, payload)).then((answered) => ack?.(answered));
  };
}
