import type { Arrived } from "./log.ts";

/** Reads messages whose text was changed again: many askers, one request at a time. */
export interface Reread {
  /** Something may be out of date. */
  kick(): void;
  stop(): void;
}

export interface RereadDeps {
  /** Numbers of what is out of date, newest first. */
  stale(): readonly number[];
  /** The page of so many entries that ends with entry `to`. */
  read(to: number, limit: number): Promise<readonly Arrived[]>;
  take(asked: readonly number[], page: readonly Arrived[]): void;
  isOver(error: unknown): boolean;
}

/** Entries of one request: changed messages that lie closer together are read at once. */
const SPAN = 100;
const AGAIN_MS = 1_000;

export function createReread(deps: RereadDeps): Reread {
  let isReading = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;

  async function readOnce(stale: readonly number[]): Promise<void> {
    const to = stale[0] ?? 0;
    const asked = stale.filter((n) => to - n < SPAN);
    const page = await deps.read(to, to - (asked.at(-1) ?? to) + 1);
    if (!isStopped) deps.take(asked, page);
  }

  async function pump(): Promise<void> {
    if (isReading || isStopped) return;
    isReading = true;
    try {
      for (let stale = deps.stale(); stale.length > 0 && !isStopped; ) {
        await readOnce(stale);
        const left = deps.stale();
        // Changed again meanwhile, or read where the change was not yet to be seen.
        if (left[0] === stale[0]) throw new Error("still out of date");
        stale = left;
      }
    } catch (error) {
      clearTimeout(timer);
      if (!isStopped && !deps.isOver(error)) timer = setTimeout(pump, AGAIN_MS);
    } finally {
      isReading = false;
    }
  }

  return {
    kick: () => void pump(),
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
