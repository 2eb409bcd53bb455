import { AccountChangedV1, type AccountId, Refused, SessionEndedV1, type SessionId } from "@kring/domain/contract";
import {
  type FeedConsumer,
  type FeedSource,
  type Logger,
  type Metrics,
  type TokenVerifier,
  tailFeed,
} from "@kring/service-kit";
import { z } from "zod";

/** Whom a genuine, unrevoked token names, and until when it lasts. */
export interface Admission {
  accountId: AccountId;
  sessionId: SessionId;
  expiresAt: number;
}

export interface SessionsDeps {
  verify: TokenVerifier;
  feed: Pick<FeedSource, "url" | "token">;
  logger: Logger;
  metrics?: Metrics;
  onEnded(session: SessionId): void;
  /** The account's record may say something else now, such as that it is no longer active. */
  onAccountChanged(account: AccountId, eventId: string): void;
}

/** Which sessions still count, known without asking for each. */
export interface Sessions {
  /** Throws `not-signed-in`, `token-expired`, `session-ended`, or `unavailable` until it is known which sessions have ended. */
  admit(token: string): Promise<Admission>;
  hasEnded(session: SessionId): boolean;
  /** A token counts a while longer than it says when nobody can be asked for another one. */
  isOver(expiresAt: number): boolean;
  /** The ended sessions, as far as they are known. */
  readonly followed: Pick<FeedConsumer, "ready" | "caughtUpAt">;
  stop(): Promise<void>;
}

/** A token outlives its session by at most its own life and the grace; ended sessions are kept longer than both. */
const KEEP_ENDED_MS = 45 * 60_000;
const GRACE_MS = 30 * 60_000;
const CLOCK_SKEW_MS = 5_000;
const AWAY_AFTER_MS = 5_000;
const RETRY_AFTER_MS = 1_000;

const Watched = z.discriminatedUnion("type", [SessionEndedV1, AccountChangedV1]);

export function startSessions({ verify, feed, logger, metrics, onEnded, onAccountChanged }: SessionsDeps): Sessions {
  /** Since when, by a clock that nobody sets: one that jumps ahead would forget who has ended. */
  const ended = new Map<SessionId, number>();
  let known = false;

  const tail: FeedConsumer = tailFeed({
    ...feed,
    feed: "sessions",
    types: ["session-ended.v1", "account-changed.v1"],
    schema: Watched,
    sinceSeconds: KEEP_ENDED_MS / 1000,
    logger,
    ...(metrics ? { metrics } : {}),
    onEvents: (events) => {
      for (const event of events) {
        if (event.type === "account-changed.v1") onAccountChanged(event.payload.accountId, event.id);
        else end(event.payload.sessionId);
      }
    },
  });

  void tail.ready.then(() => {
    known = true;
  });

  function end(session: SessionId): void {
    const now = performance.now();
    for (const [id, since] of ended) {
      if (since + KEEP_ENDED_MS > now) break;
      ended.delete(id);
    }
    ended.set(session, now);
    onEnded(session);
  }

  function isOver(expiresAt: number): boolean {
    const now = performance.now();
    const away = known && now - (tail.lastContactAt ?? now) > AWAY_AFTER_MS;
    return Date.now() > expiresAt + CLOCK_SKEW_MS + (away ? GRACE_MS : 0);
  }

  return {
    admit: async (token) => {
      const { claims, expiresAt } = await verify(token);
      const accountId = claims.accountId as AccountId;
      const sessionId = claims.sessionId as SessionId;
      if (!known) throw new Refused("unavailable", { retryAfterMs: RETRY_AFTER_MS });
      if (ended.has(sessionId)) throw new Refused("session-ended");
      if (isOver(expiresAt)) throw new Refused("token-expired");
      return { accountId, sessionId, expiresAt };
    },
    hasEnded: (session) => ended.has(session),
    isOver,
    followed: tail,
    stop: () => tail.stop(),
  };
}
