import { type ConversationId, RESUME_MAX_CONVERSATIONS, Refused, type Resumed } from "@kring/domain/contract";

/** Asks the gateway what came after the numbers that this device has; many askers, one request at a time. */
export interface Resumer {
  want(id: ConversationId): void;
  /** The connection is there, or gone: start, or stop. */
  kick(): void;
  stop(): void;
}

export interface ResumerDeps {
  /** The number that this device has of a conversation; null when it does not care any more. */
  has(id: ConversationId): number | null;
  /** Takes an answer for what came after `after`; true when there is still more to ask. */
  take(resumed: Resumed, after: number): boolean;
  ask(conversations: { c: ConversationId; n: number }[]): Promise<readonly Resumed[]>;
  isOnline(): boolean;
}

const AGAIN_MS = 1_000;

export function createResumer(deps: ResumerDeps): Resumer {
  const wanted = new Set<ConversationId>();
  let asking = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function askOnce(): Promise<void> {
    const asked: { c: ConversationId; n: number }[] = [];
    for (const c of [...wanted].slice(0, RESUME_MAX_CONVERSATIONS)) {
      const n = deps.has(c);
      wanted.delete(c);
      if (n !== null) asked.push({ c, n });
    }
    if (asked.length === 0) return;
    try {
      for (const resumed of await deps.ask(asked)) {
        const after = asked.find(({ c }) => c === resumed.c)?.n;
        if (after !== undefined && deps.take(resumed, after)) wanted.add(resumed.c);
      }
    } catch (error) {
      for (const { c } of asked) wanted.add(c);
      throw error;
    }
  }

  async function pump(): Promise<void> {
    if (asking) return;
    asking = true;
    try {
      while (wanted.size > 0 && deps.isOnline()) await askOnce();
    } catch (error) {
      clearTimeout(timer);
      timer = setTimeout(pump, (error instanceof Refused ? error.retryAfterMs : undefined) ?? AGAIN_MS);
    } finally {
      asking = false;
    }
  }

  return {
    want: (id) => {
      wanted.add(id);
      queueMicrotask(pump);
    },
    kick: () => void pump(),
    stop: () => {
      clearTimeout(timer);
      wanted.clear();
    },
  };
}
