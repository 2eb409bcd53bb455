import { type AccountId, type ConversationId, type Handle, Refused } from "@kring/domain/contract";
import type { ReadMarkStore } from "./read-mark.store.ts";

export interface MarkReadDeps {
  store: ReadMarkStore;
  /** Tells the person's other devices. */
  moveRead(account: AccountId, c: ConversationId, n: number, exceptSocket: string): void;
  /** Tells the others. */
  showReceipt(c: ConversationId, by: Handle, n: number): void;
  /** How long the receipts of one person in one conversation are gathered. */
  gatherMs?: number;
}

/** A device shows the messages up to a number. */
export function createReadMarker({ store, moveRead, showReceipt, gatherMs = 400 }: MarkReadDeps) {
  const gathered = new Map<string, { c: ConversationId; by: Handle; n: number; timer: NodeJS.Timeout }>();

  function gather(c: ConversationId, by: Handle, n: number): void {
    const key = `${c} ${by}`;
    const known = gathered.get(key);
    if (known) {
      known.n = Math.max(known.n, n);
      return;
    }
    const timer = setTimeout(() => {
      const receipt = gathered.get(key);
      gathered.delete(key);
      if (receipt) showReceipt(receipt.c, receipt.by, receipt.n);
    }, gatherMs);
    gathered.set(key, { c, by, n, timer });
  }

  return {
    markRead: async (viewer: AccountId, c: ConversationId, n: number, socketId: string): Promise<number> => {
      const mark = await store.markRead(viewer, c, n);
      if (!mark) throw new Refused("not-found");
      if (mark.moved) {
        moveRead(viewer, c, mark.readSeq, socketId);
        if (mark.shown) gather(c, mark.handle, mark.readSeq);
      }
      return mark.readSeq;
    },
    stop: () => {
      for (const { timer } of gathered.values()) clearTimeout(timer);
      gathered.clear();
    },
  };
}
