import type { AccountFrame, AccountId, ConversationId, Entry, Handle } from "@kring/domain/contract";
import type { Numbered } from "../entry/index.ts";

/** What a transaction did to a conversation; for the gateways, once it has committed. */
export interface ConversationChange {
  c: ConversationId;
  entries: readonly Entry[];
  /** Accounts that take part from now on. */
  added?: readonly AccountId[];
  /** Accounts that had left and read on until now. */
  lost?: readonly AccountId[];
  /** Somebody may look different now. */
  roster?: boolean;
  /** Those for whom something without a number changed; `all` is everybody in it. */
  changed?: readonly Handle[] | "all";
  /** Accounts that see something of it from outside. */
  views?: readonly AccountId[];
}

interface Delivery {
  deliver(c: ConversationId, entry: Numbered): void;
  refreshRoster(c: ConversationId): void;
  showChanged(c: ConversationId, to?: readonly Handle[]): void;
  tellAccount(account: AccountId, frame: AccountFrame): void;
}

/** Tells a change to whoever looks on, after its commit. */
export function tellChange(
  delivery: Delivery,
  { c, entries, added = [], lost = [], roster = false, changed = [], views = [] }: ConversationChange,
): void {
  for (const e of entries) delivery.deliver(c, { e });
  for (const account of added) delivery.tellAccount(account, { v: 1, type: "conversation-added", c });
  for (const account of lost) delivery.tellAccount(account, { v: 1, type: "conversation-lost", c });
  if (roster) delivery.refreshRoster(c);
  if (changed === "all") delivery.showChanged(c);
  else if (changed.length > 0) delivery.showChanged(c, changed);
  for (const account of views) delivery.tellAccount(account, { v: 1, type: "view-changed" });
}
