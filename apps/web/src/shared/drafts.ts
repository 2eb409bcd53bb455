import type { ConversationId } from "@kring/domain/contract";
import { z } from "zod";

/** What was begun in one conversation and not sent. */
const Draft = z.object({
  text: z.string(),
  /** The number of the message that it answers. */
  re: z.int().optional(),
  /** A message of one's own that is being changed, with the text so far. */
  edit: z.object({ of: z.int(), text: z.string() }).optional(),
});
export type Draft = z.infer<typeof Draft>;

export type DraftsById = ReadonlyMap<string, Draft>;

export const emptyDraft: Draft = { text: "" };

const prefix = "kring.draft.";
const keyOf = (account: string, conversation: string): string => `${prefix}${account}.${conversation}`;
const isEmpty = ({ text, re, edit }: Draft): boolean => text.trim() === "" && re === undefined && edit === undefined;

/** Storage may be switched off, full or damaged; then drafts last as long as the page. */
function quietly(act: () => void): void {
  try {
    act();
  } catch {}
}

let account: string | null = null;
let drafts: DraftsById = new Map();
const listeners = new Set<() => void>();

function show(next: DraftsById): void {
  drafts = next;
  for (const listener of [...listeners]) listener();
}

function readStored(of: string): DraftsById {
  const start = keyOf(of, "");
  const found = new Map<string, Draft>();
  quietly(() => {
    for (const [key, value] of Object.entries(localStorage)) {
      if (!key.startsWith(start)) continue;
      quietly(() => found.set(key.slice(start.length), Draft.parse(JSON.parse(value))));
    }
  });
  return found;
}

/** The drafts of this account on this device, as they are now. */
export function draftsOf(of: string): DraftsById {
  if (account !== of) {
    account = of;
    drafts = readStored(of);
  }
  return drafts;
}

/** Keeps a draft over reloads; an empty one is none. */
export function keepDraft(of: string, conversation: ConversationId, draft: Draft): void {
  const next = new Map(draftsOf(of));
  const key = keyOf(of, conversation);
  if (isEmpty(draft)) {
    next.delete(conversation);
    quietly(() => localStorage.removeItem(key));
  } else {
    next.set(conversation, draft);
    quietly(() => localStorage.setItem(key, JSON.stringify(draft)));
  }
  show(next);
}

/** Leaves no draft of anybody on this device: for signing out and for leaving quickly. */
export function forgetDrafts(): void {
  quietly(() => {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
  });
  show(new Map());
}

function followOtherTabs({ key }: StorageEvent): void {
  if (account !== null && (key === null || key.startsWith(prefix))) show(readStored(account));
}

export function subscribeToDrafts(listener: () => void): () => void {
  if (listeners.size === 0) addEventListener("storage", followOtherTabs);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) removeEventListener("storage", followOtherTabs);
  };
}
