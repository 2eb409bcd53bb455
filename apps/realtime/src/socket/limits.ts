import { type AccountId, type ClientEventName, Refused } from "@kring/domain/contract";

/** So many at once, and so many more each second. */
export interface Rate {
  burst: number;
  perSecond: number;
}

/** What is counted per account: events of the contract, and each time that one of its devices connects. */
type Counted = ClientEventName | "connect";

export interface SocketLimits {
  /** Of any kind, per connection. */
  events: Rate;
  /** Packets of any kind, per connection: above this it is cut. */
  packets: Rate;
  /** Per account, over all its connections at this gateway. */
  account: Record<Counted, Rate>;
  connectionsPerAccount: number;
  /** Bytes that a connection may lag behind before it is cut. */
  mostBuffered: number;
}

export const SOCKET_LIMITS: SocketLimits = {
  events: { burst: 120, perSecond: 40 },
  packets: { burst: 400, perSecond: 100 },
  account: {
    connect: { burst: 60, perSecond: 2 },
    "token.renew": { burst: 10, perSecond: 0.5 },
    resume: { burst: 40, perSecond: 4 },
    "message.send": { burst: 60, perSecond: 10 },
    "message.edit": { burst: 30, perSecond: 2 },
    "message.delete": { burst: 30, perSecond: 2 },
    "read.mark": { burst: 60, perSecond: 10 },
    typing: { burst: 20, perSecond: 4 },
  },
  connectionsPerAccount: 20,
  mostBuffered: 1_048_576,
};

/** A class, since every connection has some. */
export class TokenBucket {
  readonly #rate: Rate;
  #tokens: number;
  #at = performance.now();

  constructor(rate: Rate) {
    this.#rate = rate;
    this.#tokens = rate.burst;
  }

  /** Takes one; gives the milliseconds to wait when there is none. */
  take(): number {
    this.#refill();
    if (this.#tokens < 1) return Math.ceil(((1 - this.#tokens) / this.#rate.perSecond) * 1000);
    this.#tokens -= 1;
    return 0;
  }

  /** Takes more than one, also where there are fewer: what comes next waits for them. */
  charge(count: number): void {
    this.#refill();
    this.#tokens -= count;
  }

  isFull(): boolean {
    this.#refill();
    return this.#tokens >= this.#rate.burst;
  }

  #refill(): void {
    const now = performance.now();
    this.#tokens = Math.min(this.#rate.burst, this.#tokens + ((now - this.#at) / 1000) * this.#rate.perSecond);
    this.#at = now;
  }
}

/** Counts per account and event; throws `too-many-requests`. */
export function createAccountLimiter(rates: SocketLimits["account"]) {
  const buckets = new Map<string, TokenBucket>();
  function bucketOf(account: AccountId, event: Counted): TokenBucket {
    const key = `${account} ${event}`;
    const bucket = buckets.get(key) ?? new TokenBucket(rates[event]);
    buckets.set(key, bucket);
    return bucket;
  }
  return {
    take: (account: AccountId, event: Counted): void => {
      const retryAfterMs = bucketOf(account, event).take();
      if (retryAfterMs > 0) throw new Refused("too-many-requests", { retryAfterMs });
    },
    /** What was taken turned out to be more than one. */
    charge: (account: AccountId, event: Counted, count: number): void => bucketOf(account, event).charge(count),
    /** Forgets those that have nothing to remember. */
    prune: (): void => {
      for (const [key, bucket] of buckets) if (bucket.isFull()) buckets.delete(key);
    },
  };
}
export type AccountLimiter = ReturnType<typeof createAccountLimiter>;
