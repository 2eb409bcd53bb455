import { type ConversationId, Refused } from "@kring/domain/contract";
import type { Connection } from "./connection.ts";

/** Tells the gateway how far this device has read: only forward, one emit at a time, the latest number only. */
export interface ReadMark {
  mark(n: number): void;
  /** The connection is back. */
  flush(): void;
  stop(): void;
}

const AGAIN_MS = 1_000;

export function createReadMark({
  connection,
  id,
  confirmed,
}: {
  connection: Connection;
  id: ConversationId;
  confirmed: (readSeq: number) => void;
}): ReadMark {
  let wanted = 0;
  let told = 0;
  let telling = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush(): void {
    if (telling || wanted <= told || !connection.isOnline()) return;
    const n = wanted;
    telling = true;
    connection
      .emit("read.mark", { c: id, n })
      .then(
        ({ readSeq }) => {
          told = Math.max(n, readSeq);
          confirmed(readSeq);
        },
        (error: unknown) => {
          if (!(error instanceof Refused)) return;
          if (error.code === "not-found" || error.code === "invalid-input") told = n;
          else timer = setTimeout(flush, error.retryAfterMs ?? AGAIN_MS);
        },
      )
      .finally(() => {
        telling = false;
        if (timer === undefined) flush();
        timer = undefined;
      });
  }

  return {
    mark: (n) => {
      wanted = Math.max(wanted, n);
      flush();
    },
    flush,
    stop: () => clearTimeout(timer),
  };
}
