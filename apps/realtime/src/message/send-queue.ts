import { type Attachment, type Handle, Refused } from "@kring/domain/contract";
import { currentRequestId, isUnavailable, runInContext } from "@kring/service-kit";
import type { BatchItem, BatchResult } from "./batch.store.ts";

/** Something that a person wants to say, or to change or take away of what they said. */
export type Send = Extract<BatchItem, { kind: "message" | "edited" | "deleted" }>;

interface Stored {
  n: number;
  at: number;
}

export interface SendQueue {
  /** Resolves after the commit; throws a `Refused`. */
  submit(send: Send): Promise<Stored>;
  /** Resolves when nothing is waiting or under way. */
  idle(): Promise<void>;
}

export interface SendQueueOptions {
  sendBatch(items: readonly BatchItem[]): Promise<BatchResult[]>;
  /** Told of each new entry, in the order of the commit, before its sender is. */
  onStored(send: Send, stored: Stored & { by: Handle; files: Attachment[] | null }): void;
  onBatch?(count: number, seconds: number): void;
}

interface Waiting {
  send: Send;
  requestId: string | undefined;
  resolve(stored: Stored): void;
  reject(error: unknown): void;
}

const MOST_IN_BATCH = 256;
const MOST_BYTES_IN_BATCH = 1_048_576;
const MOST_WAITING = 10_000;

/** Group commit: what arrives while a commit is under way shares the next one; a lone message waits for nothing. */
export function createSendQueue({ sendBatch, onStored, onBatch = () => {} }: SendQueueOptions): SendQueue {
  let waiting: Waiting[] = [];
  let running: Promise<void> | undefined;

  function takeBatch(): Waiting[] {
    let bytes = 0;
    let count = 0;
    for (const { send } of waiting) {
      bytes += "text" in send ? send.text.length * 2 : 0;
      if (count > 0 && (count === MOST_IN_BATCH || bytes > MOST_BYTES_IN_BATCH)) break;
      count += 1;
    }
    const batch = waiting.slice(0, count);
    waiting = waiting.slice(count);
    return batch;
  }

  async function commit(batch: Waiting[]): Promise<void> {
    const startedAt = performance.now();
    const results = await sendBatch(batch.map(({ send }) => send)).catch((error: unknown) => ({ error }));
    onBatch(batch.length, (performance.now() - startedAt) / 1000);
    if (Array.isArray(results)) batch.forEach((item, index) => void settle(item, results[index]));
    // A value that Postgres can't take fails its whole batch; alone it fails nobody else.
    else if (batch.length > 1 && !isUnavailable(results.error)) for (const item of batch) await commit([item]);
    else for (const item of batch) item.reject(results.error);
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
        if (requestId === undefined) tell();
        else runInContext({ requestId, accountId: send.account }, tell);
      }
      resolve(stored);
    }
  }

  async function run(): Promise<void> {
    while (waiting.length > 0) await commit(takeBatch());
    running = undefined;
  }

  return {
    submit: (send) => {
      if (waiting.length >= MOST_WAITING) throw new Refused("unavailable", { retryAfterMs: 1_000 });
      return new Promise((resolve, reject) => {
        waiting.push({ send, requestId: currentRequestId(), resolve, reject });
        running ??= run();
      });
    },
    idle: async () => {
      while (running) await running;
    },
  };
}
