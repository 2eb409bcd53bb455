import { Refused } from "@kring/domain/contract";
import type { IssuedToken } from "./types.ts";

/** The one token of this client, for sockets and requests. */
export interface Tokens {
  /** A token with time left. Throws `session-ended` when the session is over, else whatever the asking threw. */
  get(): Promise<string>;
  /** A new one, whatever time is left. */
  renew(): Promise<string>;
  /** The one in use was refused. */
  forget(): void;
  /** Milliseconds until it is time to renew. */
  renewIn(): number;
}

const MIN_LIFE_MS = 30_000;
const MAX_LIFE_MS = 300_000;

/** How much of its life a token may live before it is renewed. */
const USED = 0.8;

export function createTokens(issue: () => Promise<IssuedToken | "ended">, now: () => number): Tokens {
  let current: { token: string; renewAt: number } | null = null;
  let asking: Promise<string> | null = null;

  async function ask(): Promise<string> {
    const issued = await issue();
    if (issued === "ended") throw new Refused("session-ended");
    // This device's clock may be wrong by hours: the life that it computes is kept within what tokens really live.
    const life = Math.min(MAX_LIFE_MS, Math.max(MIN_LIFE_MS, issued.expiresAt - now()));
    current = { token: issued.token, renewAt: now() + life * USED };
    return issued.token;
  }

  function renew(): Promise<string> {
    asking ??= ask().finally(() => {
      asking = null;
    });
    return asking;
  }

  return {
    get: () => (current !== null && now() < current.renewAt ? Promise.resolve(current.token) : renew()),
    renew,
    forget: () => {
      current = null;
    },
    renewIn: () => (current === null ? 0 : Math.max(0, current.renewAt - now())),
  };
}
