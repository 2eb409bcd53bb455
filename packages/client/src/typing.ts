import type { ConversationId, Handle } from "@kring/domain/contract";
import type { Connection } from "./connection.ts";

/** Who is typing in one conversation, and saying that oneself is. */
export interface Typing {
  handles(): readonly Handle[];
  heard(by: Handle): void;
  stopped(by: Handle): void;
  /** May be called at each key: it goes out once per three seconds. */
  say(): void;
  stop(): void;
}

const LASTS_MS = 5_000;
const SAY_EVERY_MS = 3_000;

export function createTyping(deps: {
  connection: Connection;
  id: ConversationId;
  now: () => number;
  changed: () => void;
}): Typing {
  const timers = new Map<Handle, ReturnType<typeof setTimeout>>();
  let handles: readonly Handle[] = [];
  let saidAt = Number.NEGATIVE_INFINITY;

  function stopped(by: Handle): void {
    clearTimeout(timers.get(by));
    if (!timers.delete(by)) return;
    handles = [...timers.keys()];
    deps.changed();
  }

  function heard(by: Handle): void {
    clearTimeout(timers.get(by));
    const isNew = !timers.has(by);
    timers.set(by, setTimeout(stopped, LASTS_MS, by));
    if (!isNew) return;
    handles = [...timers.keys()];
    deps.changed();
  }

  function say(): void {
    if (deps.now() - saidAt < SAY_EVERY_MS || !deps.connection.isOnline()) return;
    saidAt = deps.now();
    deps.connection.emit("typing", { c: deps.id }).catch(() => undefined);
  }

  return {
    handles: () => handles,
    heard,
    stopped,
    say,
    stop: () => {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
      handles = [];
    },
  };
}
