import { isIPv6 } from "node:net";
import { Refused, type RouteLimit } from "@kring/domain/contract";
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
} from "rate-limiter-flexible";
import type { Pool } from "./postgres.ts";

/** Counts what one caller does at one route. */
export interface Limiter {
  /** Counts one request; throws `too-many-requests` with the time to wait when that is one too many. */
  consume(routeId: string, limit: RouteLimit, key: string): Promise<void>;
  /** Takes one count back. */
  forgive(routeId: string, limit: RouteLimit, key: string): Promise<void>;
}

function createLimiter(make: (routeId: string, limit: RouteLimit, first: boolean) => RateLimiterAbstract): Limiter {
  const limiters = new Map<string, RateLimiterAbstract>();
  function limiterOf(routeId: string, limit: RouteLimit): RateLimiterAbstract {
    const limiter = limiters.get(routeId) ?? make(routeId, limit, limiters.size === 0);
    limiters.set(routeId, limiter);
    return limiter;
  }
  return {
    forgive: async (routeId, limit, key) => {
      await limiterOf(routeId, limit).reward(key);
    },
    consume: async (routeId, limit, key) => {
      try {
        await limiterOf(routeId, limit).consume(key);
      } catch (error) {
        if (error instanceof RateLimiterRes) {
          throw new Refused("too-many-requests", { retryAfterMs: error.msBeforeNext });
        }
        throw error;
      }
    },
  };
}

const inMemory = (routeId: string, { points, seconds }: RouteLimit) =>
  new RateLimiterMemory({ keyPrefix: routeId, points, duration: seconds });

/** Per process. */
export const createMemoryLimiter = (): Limiter => createLimiter(inMemory);

/** Shared by all replicas through Postgres (sql/rate-limit.sql); per process while Postgres is away. */
export const createPostgresLimiter = (pool: Pool): Limiter =>
  createLimiter(
    (routeId, limit, first) =>
      new RateLimiterPostgres({
        storeClient: pool,
        storeType: "pool",
        tableName: "rate_limit",
        tableCreated: true,
        // One of them sweeps the table for all.
        clearExpiredByTimeout: first,
        keyPrefix: routeId,
        points: limit.points,
        duration: limit.seconds,
        inMemoryBlockOnConsumed: limit.points + 1,
        insuranceLimiter: inMemory(routeId, limit),
      }),
  );

/** The part of an address that one household or server can't change at will: an IPv6 address counts by its /64. */
export function addressKey(address: string | undefined): string {
  if (address === undefined) return "unknown";
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const bare = address.split("%")[0] ?? address;
  return isIPv6(bare) ? `${expandIPv6(bare).slice(0, 4).join(":")}::/64` : bare;
}

function expandIPv6(address: string): string[] {
  const [head = "", tail] = address.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array<string>(zeros).fill("0"), ...right].map((group) => Number.parseInt(group, 16).toString(16));
}
