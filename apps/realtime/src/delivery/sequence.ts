import type { Numbered } from "../entry/index.ts";

export interface SequenceOptions {
  /** Called for each entry once, strictly in number order. */
  apply(entry: Numbered): void;
  /** Entries above a number, from Postgres. */
  readAfter(after: number): Promise<Numbered[]>;
  onRepair?(): void;
  /** How long an entry that came too early is held back before the missing ones are read. */
  holdMs?: number;
}

/** The order of one conversation in this gateway: holds back what comes too early, reads what stays away. */
export interface Sequence {
  /** Undefined until opened. */
  readonly applied: number | undefined;
  /** Begins above `head`; opening again changes nothing. */
  open(head: number): void;
  accept(entry: Numbered): void;
  /** Reads what is above the last applied number. */
  catchUp(): Promise<void>;
  close(): void;
}

const HOLD_MS = 50;
/** After a read that did not find what is missing. */
const HOLD_AGAIN_MS = 1_000;
/** What is more than this is read from Postgres when its turn comes. */
const MOST_HELD = 1_000;

export function createSequence({ apply, readAfter, onRepair = () => {}, holdMs = HOLD_MS }: SequenceOptions): Sequence {
  const held = new Map<number, Numbered>();
  let applied: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  let reading: Promise<void> | undefined;
  let closed = false;
  let wait = holdMs;

  function drain(): void {
    if (applied === undefined || closed) return;
    for (let next = held.get(applied + 1); next; next = held.get(applied + 1)) {
      applied += 1;
      wait = holdMs;
      held.delete(applied);
      apply(next);
      if (closed) return;
    }
    for (const number of held.keys()) if (number <= applied) held.delete(number);
    if (held.size === 0) {
      clearTimeout(timer);
      timer = undefined;
    } else {
      timer ??= setTimeout(repair, wait);
    }
  }

  function repair(): void {
    timer = undefined;
    onRepair();
    // A failed read is tried again when the heads are compared.
    catchUp().catch(() => {});
  }

  async function readAll(): Promise<void> {
    for (;;) {
      if (applied === undefined || closed) return;
      const from = applied;
      const found = await readAfter(from);
      if (found.length === 0) wait = HOLD_AGAIN_MS;
      // Also where as many are held as may be: it is these that they wait for.
      for (const entry of found) if (entry.e.n > from) held.set(entry.e.n, entry);
      drain();
      if (applied === from) return;
    }
  }

  function hold(entry: Numbered): void {
    if (entry.e.n > (applied ?? 0) && held.size < MOST_HELD) held.set(entry.e.n, entry);
  }

  function catchUp(): Promise<void> {
    reading ??= readAll().finally(() => {
      reading = undefined;
    });
    return reading;
  }

  return {
    get applied() {
      return applied;
    },
    open: (head) => {
      applied ??= head;
      drain();
    },
    accept: (entry) => {
      hold(entry);
      drain();
    },
    catchUp,
    close: () => {
      closed = true;
      clearTimeout(timer);
      held.clear();
    },
  };
}
