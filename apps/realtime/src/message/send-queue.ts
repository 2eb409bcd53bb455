import { type Attachment, type ConversationId, type Handle, Refused } from "@kring/domain/contract";
import { currentRequestId, isLockedOut, isUnavailable, runInContext } from "@kring/service-kit";
import type { BatchItem, BatchResult } from "./batch.store.ts";
import { createSetAside } from "./set-aside.ts";

/** Something that a person wants to say, or to change or take away of what they said. */
export type Send = Extract<BatchItem, { kind: "message" | "edited" | "deleted" }>;

interface Stored {
  n: number;
  at: number;
}

export interface SendQueue {
  /** Resolves after the commit; throws a `Refused`. */
  submit(send: Send): Promise<Stored>;
  /** Resolves when nothing is waiting or under way. What waits for a conversation that is locked is refused. */
  idle(): Promise<void>;
}

export interface SendQueueOptions {
  /** Fails where a conversation stays locked by somebody else for longer than a commit takes. */
  sendBatch(items: readonly BatchItem[]): Promise<BatchResult[]>;
  /** Those of them that somebody else holds locked. */
  readLocked(conversations: readonly ConversationId[]): Promise<ReadonlySet<ConversationId>>;
  /** Told of each new entry, in the order of the commit, before its sender is. */
  onStored(send: Send, stored: Stored & { by: Handle; files: Attachment[] | null }): void;
  onBatch?(count: number, seconds: number): void;
  /** Telling of a stored entry failed: the comparison of heads brings it to the others. */
  onUntold(error: unknown): void;
}

interface Waiting {
  send: Send;
  requestId: string | undefined;
  resolve(stored: Stored): void;
  reject(error: unknown): void;
  /** Where its conversation was found locked: by when it is refused. */
  givenUpAt?: number;
}

const MOST_IN_BATCH = 256;
const MOST_BYTES_IN_BATCH = 1_048_576;
const MOST_WAITING = 10_000;
/** Commits that may be under way at a time, and how many messages in all of them let another begin. */
const MOST_COMMITS = 4;
const FEW = 6;
/** How long one batch may wait for its conversations; who sends waits for locks of others no longer than a few seconds. */
export const SEND_LOCK_MS = 200;
const LOCKED_MS = 4_000;
const AGAIN_MS = 1_000;

/**
 * Group commit: what arrives while enough is under way shares the next commit; while little is, a message waits for nothing but
 * for what is under way in its own conversation.
 */
export function createSendQueue({
  sendBatch,
  readLocked,
  onStored,
  onUntold,
  onBatch = () => {},
}: SendQueueOptions): SendQueue {
  let waiting: Waiting[] = [];
  let [commits, underWay] = [0, 0];
  const busy = new Set<ConversationId>();
  let settled = Promise.withResolvers<void>();
  const aside = createSetAside<Waiting>({
    readLocked,
    // Alone: what was locked once takes nobody with it. Where many become free at once they share commits like others.
    onFree: (c, items) => {
      if (commits < MOST_COMMITS) return void store(items);
      busy.delete(c);
      waiting = [...items, ...waiting];
    },
    onGivenUp: (c, items) => {
      const behind = waiting.filter(({ send }) => send.c === c);
      waiting = waiting.filter(({ send }) => send.c !== c);
      busy.delete(c);
      for (const { reject } of [...items, ...behind]) reject(new Refused("unavailable", { retryAfterMs: AGAIN_MS }));
    },
  });

  function takeBatch(): Waiting[] {
    const batch: Waiting[] = [];
    const left: Waiting[] = [];
    let bytes = 0;
    let full = false;
    for (const item of waiting) {
      const size = "text" in item.send ? item.send.text.length * 2 : 0;
      full ||= batch.length > 0 && (batch.length === MOST_IN_BATCH || bytes + size > MOST_BYTES_IN_BATCH);
      if (full || busy.has(item.send.c)) left.push(item);
      else {
        batch.push(item);
        bytes += size;
      }
    }
    waiting = left;
    return batch;
  }

  function begin(): void {
    while (waiting.length > 0 && commits < MOST_COMMITS && underWay < FEW) {
      const batch = takeBatch();
      if (batch.length === 0) return;
      void store(batch);
    }
  }

  async function store(batch: readonly Waiting[]): Promise<void> {
    commits += 1;
    underWay += batch.length;
    for (const { send } of batch) busy.add(send.c);
    let locked: readonly Waiting[] = [];
    try {
      locked = await commit(batch);
    } finally {
      commits -= 1;
      underWay -= batch.length;
      for (const { send } of batch) busy.delete(send.c);
      for (const [c, items] of Map.groupBy(locked, ({ send }) => send.c)) setAside(c, items);
      begin();
      if (commits === 0) {
        settled.resolve();
        settled = Promise.withResolvers();
      }
    }
  }

  /** Gives those whose conversation is locked by somebody else. */
  async function commit(batch: readonly Waiting[]): Promise<readonly Waiting[]> {
    const startedAt = performance.now();
    const results = await sendBatch(batch.map(({ send }) => send)).catch((error: unknown) => ({ error }));
    onBatch(batch.length, (performance.now() - startedAt) / 1000);
    if (Array.isArray(results)) batch.forEach((item, index) => void settle(item, results[index]));
    else if (isLockedOut(results.error)) return goRound(batch);
    // A value that Postgres can't take fails its whole batch; alone it fails nobody else.
    else if (batch.length > 1 && !isUnavailable(results.error)) return commitEach(batch.map((item) => [item]));
    else for (const item of batch) item.reject(results.error);
    return [];
  }

  async function commitEach(batches: Iterable<readonly Waiting[]>): Promise<readonly Waiting[]> {
    const locked: Waiting[] = [];
    for (const batch of batches) locked.push(...(await commit(batch)));
    return locked;
  }

  /** All that can go on without the locked conversations does. */
  async function goRound(batch: readonly Waiting[]): Promise<readonly Waiting[]> {
    const groups = Map.groupBy(batch, ({ send }) => send.c);
    if (groups.size === 1) return batch;
    const all = new Set(groups.keys());
    const locked = await readLocked([...all]).catch(() => all);
    // None is, any more; or it is something else, of one of them.
    if (locked.size === 0) return commitEach(groups.values());
    const free = batch.filter(({ send }) => !locked.has(send.c));
    const lockedNow = free.length === 0 ? [] : await commit(free);
    return [...batch.filter(({ send }) => locked.has(send.c)), ...lockedNow];
  }

  function setAside(c: ConversationId, items: readonly Waiting[]): void {
    const givenUpAt = items[0]?.givenUpAt ?? performance.now() + LOCKED_MS;
    for (const item of items) item.givenUpAt = givenUpAt;
    busy.add(c);
    aside.add(c, items, givenUpAt);
  }

  function settle({ send, requestId, resolve, reject }: Waiting, result: BatchResult | undefined): void {
    if (result === undefined) reject(new Error("A message of the batch got no answer"));
    else if ("refused" in result) reject(new Refused(result.refused));
    else {
      const stored = { n: result.seq, at: result.at };
      const { sender, fresh, files } = result;
      // The batch runs in the context of its first message; each is told of in its own.
      if (fresh && sender !== null) {
        const tell = () => onStored(send, { ...stored, by: sender, files });
        try {
          if (requestId === undefined) tell();
          else runInContext({ requestId, accountId: send.account }, tell);
        } catch (error) {
          onUntold(error);
        }
      }
      resolve(stored);
    }
  }

  return {
    submit: (send) => {
      if (waiting.length >= MOST_WAITING) throw new Refused("unavailable", { retryAfterMs: 1_000 });
      return new Promise((resolve, reject) => {
        waiting.push({ send, requestId: currentRequestId(), resolve, reject });
        // It waits for its conversation, and so does whatever stood before it.
        if (!busy.has(send.c)) begin();
      });
    },
    idle: async () => {
      aside.end();
      while (commits > 0) await settled.promise;
    },
  };
}
