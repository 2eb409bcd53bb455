import { type RefusalCode, Refused } from "@kring/domain/contract";

/** Whether what was typed is safe: `dirty` not yet sent, `offline` it will be as soon as that is possible. */
export type SaveState =
  | { is: "untouched" | "dirty" | "saving" | "offline" }
  | { is: "saved"; at: number }
  | { is: "refused"; code: RefusalCode };

export interface AutosaveOptions<Value> {
  save: (value: Value) => Promise<void>;
  /** Milliseconds of quiet before what was typed is sent. */
  quietMs: number;
  /** Milliseconds until a save that didn't get through is tried again. */
  againMs: number;
  now: () => number;
}

export interface Autosave<Value> {
  getSnapshot: () => SaveState;
  subscribe: (listener: () => void) => () => void;
  /** Something was typed. */
  change: (value: Value) => void;
  /** Sends what waits, at once: the page is left, or the connection is back. */
  flush: () => void;
  /** Waits for what is under way and drops what waits: the last word is said otherwise. */
  settle: () => Promise<void>;
}

const passing = new Set<RefusalCode>(["unavailable", "too-slow", "too-many-requests"]);

/** Saves the latest value after a moment of quiet, one save at a time, and again until it got through. */
export function createAutosave<Value>({ save, quietMs, againMs, now }: AutosaveOptions<Value>): Autosave<Value> {
  let state: SaveState = { is: "untouched" };
  let waiting: { value: Value } | null = null;
  let running: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();

  const become = (next: SaveState): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  const plan = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(flush, ms);
  };
  const run = async (value: Value): Promise<void> => {
    become({ is: "saving" });
    try {
      await save(value);
      become(waiting === null ? { is: "saved", at: now() } : { is: "dirty" });
    } catch (error) {
      const code = error instanceof Refused ? error.code : "internal";
      if (!passing.has(code)) return become({ is: "refused", code });
      waiting ??= { value };
      become({ is: "offline" });
      plan(againMs);
    }
  };
  const flush = (): void => {
    clearTimeout(timer);
    if (waiting === null || running !== null) return;
    const { value } = waiting;
    waiting = null;
    running = run(value).finally(() => {
      running = null;
      if (waiting !== null && state.is !== "offline") plan(quietMs);
    });
  };
  return {
    getSnapshot: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change: (value) => {
      waiting = { value };
      if (state.is !== "saving") become({ is: "dirty" });
      plan(quietMs);
    },
    flush,
    settle: async () => {
      clearTimeout(timer);
      waiting = null;
      await running;
      clearTimeout(timer);
      waiting = null;
    },
  };
}
