import { z } from "zod";
import { EventId, Incarnation, Instant } from "../ids.ts";

/** What every fact of a feed carries around its payload. `position` is gap-free and given by the relay. */
export const eventEnvelope = <Type extends string, Payload extends z.ZodType>(type: Type, payload: Payload) =>
  z.object({
    id: EventId,
    type: z.literal(type),
    position: z.int().positive(),
    at: Instant,
    /** Of the HTTP request or job that caused it; for the logs. */
    requestId: z.string().max(64).optional(),
    payload,
  });

/** A fact whose kind this reader may not know yet: it is skipped and counted. */
export const AnyEvent = z.object({
  id: EventId,
  type: z.string(),
  position: z.int().positive(),
  at: Instant,
  requestId: z.string().max(64).optional(),
  payload: z.unknown(),
});
export type AnyEvent = z.infer<typeof AnyEvent>;

/** A page of a feed. `position` is how far the reader has now come, also past events of kinds it did not ask for. */
export const FeedPage = z.object({
  incarnation: Incarnation,
  position: z.int().nonnegative(),
  events: z.array(AnyEvent),
});
export type FeedPage = z.infer<typeof FeedPage>;
