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

export type EventHandler<Name extends ClientEventName> = (
  payload: ClientPayload<Name>,
  connection: { id: string; facts: ConnectionFacts },
) => Promise<Answer<Name>> | Answer<Name>;

export type EventHandlers = { [Name in ClientEventName]: EventHandler<Name> };

export interface EventDeps {
  logger: Logger;
  limiter: AccountLimiter;
  /** Throws when too little is known to serve anybody. */
  demandRights(): void;
}

/** What any client may send under any name. */
type Untyped = {
  on(name: string, listener: (...given: unknown[]) => void): unknown;
  onAny(listener: (name: string, ...given: unknown[]) => void): unknown;
};

const ackOf = (given: readonly unknown[]) => given.find((value) => typeof value === "function");

/** Answers events that this version does not know, so that a newer client need not wait to learn that. */
export function refuseUnknown(socket: KringSocket, { onSkipped }: { onSkipped(): void }): void {
  (socket as unknown as Untyped).onAny((name, ...given) => {
    if (Object.hasOwn(clientEvents, name)) return;
    onSkipped();
    const retryAfterMs = socket.data.events.take();
    const error = retryAfterMs > 0 ? refusal("too-many-requests", retryAfterMs) : refusal("invalid-input");
    ackOf(given)?.({ ok: false, error });
  });
}

/** Listens to one event of the contract. Whatever comes in, nothing is thrown, and each ack is answered once. */
export function onEvent<Name extends ClientEventName>(
  socket: KringSocket,
  name: Name,
  handler: EventHandler<Name>,
  { logger, limiter, demandRights }: EventDeps,
): void {
  const { payload: schema } = clientEvents[name];

  async function answer(given: unknown): Promise<unknown> {
    try {
      const facts = socket.data;
      const retryAfterMs = facts.events.take();
      if (retryAfterMs > 0) throw new Refused("too-many-requests", { retryAfterMs });
      limiter.take(facts.accountId, name);
      demandRights();
      const parsed = schema.safeParse(given);
      if (!parsed.success) throw new Refused("invalid-input");
      const payload = parsed.data as ClientPayload<Name>;
      return { ok: true, ...(await handler(payload, { id: socket.id, facts })) };
    } catch (error) {
      const refused = refusalOf(error);
      if (!refused) logger.error({ err: error, event: name }, "an event could not be handled");
      else if (refused.code === "unavailable")
        logger.debug({ err: error, event: name }, "an event could not be served");
      return { ok: false, error: refusal(refused?.code ?? "internal", refused?.retryAfterMs) };
    }
  }

  const untyped: Untyped = socket as unknown as Untyped;
  untyped.on(name, (...given) => {
    const ack = ackOf(given);
    const payload = typeof given[0] === "function" ? undefined : given[0];
    const context = { requestId: newRequestId(), accountId: socket.data.accountId };
    void runInContext(context, () => answer(payload)).then((answered) => ack?.(answered));
  });
}
