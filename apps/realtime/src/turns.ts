import { type AccountId, Refused } from "@kring/domain/contract";

/** Runs work when it is the account's turn; throws `too-many-requests` when too much of it waits already. */
export type TakeTurn = <Result>(account: AccountId, work: () => Promise<Result>) => Promise<Result>;

const RETRY_AFTER_MS = 500;

/** One account has so much under way at a time, so that it can't take what all accounts share. */
export function createTurns({ atOnce, mostWaiting }: { atOnce: number; mostWaiting: number }): TakeTurn {
  const lines = new Map<AccountId, { running: number; waiting: (() => void)[] }>();

  return async (account, work) => {
    const line = lines.get(account) ?? { running: 0, waiting: [] };
    if (line.running < atOnce) {
      line.running += 1;
      lines.set(account, line);
    } else if (line.waiting.length < mostWaiting) {
      // Whoever ends hands their place over, so that nobody gets in between.
      await new Promise<void>((resolve) => line.waiting.push(resolve));
    } else {
      throw new Refused("too-many-requests", { retryAfterMs: RETRY_AFTER_MS });
    }
    try {
      return await work();
    } finally {
      const next = line.waiting.shift();
      if (next) next();
      else line.running -= 1;
      if (line.running === 0) lines.delete(account);
    }
  };
}
