import { setTimeout as pause } from "node:timers/promises";
import type { ConversationId } from "@kring/domain/contract";

/** What is to be stored in conversations that somebody else keeps locked: it waits without a connection, and holds up nobody. */
export interface SetAside<Item> {
  add(conversation: ConversationId, items: readonly Item[], givenUpAt: number): void;
  /** Gives everything up, and from now on whatever is added. */
  end(): void;
}

export interface SetAsideOptions<Item> {
  readLocked(conversations: readonly ConversationId[]): Promise<ReadonlySet<ConversationId>>;
  /** It is locked no longer, or this is the last time that it is tried. */
  onFree(conversation: ConversationId, items: readonly Item[]): void;
  onGivenUp(conversation: ConversationId, items: readonly Item[]): void;
}

const LOOK_EVERY_MS = 100;

export function createSetAside<Item>({ readLocked, onFree, onGivenUp }: SetAsideOptions<Item>): SetAside<Item> {
  const aside = new Map<ConversationId, { items: readonly Item[]; givenUpAt: number }>();
  let watching = false;
  let ended = false;

  const isLate = (one: { givenUpAt: number } | undefined): boolean => performance.now() >= (one?.givenUpAt ?? 0);

  async function watch(): Promise<void> {
    watching = true;
    while (aside.size > 0) {
      await pause(LOOK_EVERY_MS);
      const asked = [...aside.keys()];
      const locked = await readLocked(asked).catch(() => new Set(asked));
      for (const c of asked) {
        // The last time it waits in line: whoever looks finds a conversation in which others go on writing locked again and again.
        if (!locked.has(c) || isLate(aside.get(c))) take(c, onFree);
      }
    }
    watching = false;
  }

  function take(conversation: ConversationId, then: SetAsideOptions<Item>["onFree"]): void {
    const taken = aside.get(conversation);
    if (aside.delete(conversation) && taken) then(conversation, taken.items);
  }

  const giveUpAll = (): void => {
    for (const c of [...aside.keys()]) take(c, onGivenUp);
  };

  return {
    add: (conversation, items, givenUpAt) => {
      aside.set(conversation, { items, givenUpAt });
      if (ended) giveUpAll();
      else if (isLate({ givenUpAt })) take(conversation, onGivenUp);
      else if (!watching) void watch();
    },
    end: () => {
      ended = true;
      giveUpAll();
    },
  };
}
