import { type AccountId, Refused } from "@kring/domain/contract";

/** Runs work when it is the turn of whoever it is for; throws `too-many-requests` when too much of theirs waits already. */
export type TakeTurn<Whose = AccountId> = <Result>(whose: Whose, work: () => Promise<Result>) => Promise<Result>;

const RETRY_AFTER_MS = 500;

/** One account (or what else shares turns) has so much under way at a time, so that it can't take what all share. */
export function createTurns<Whose = AccountId>({
  atOnce,
  mostWaiting,
}: {
  atOnce: number;
  mostWaiting: number;
}): TakeTurn<Whose> {
  const lines = new Map<Whose, { running: number; waiting: (() => void)[] }>();

  return async (whose, work) => {
    const line = lines.get(whose) ?? { running: 0, waiting: [] };
    if (line.running < atOnce) {
      line.running += 1;
      lines.set(whose, line);
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
      if (line.running === 0) lines.delete(whose);
    }
  };
}
