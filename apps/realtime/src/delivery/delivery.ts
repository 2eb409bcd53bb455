import {
  AccountFrame,
  type AccountId,
  type ConversationFrame,
  type ConversationId,
  type Handle,
  subjects,
  type TypingFrame,
} from "@kring/domain/contract";
import type { Logger, Nats, NatsMessage, NatsSubscription } from "@kring/service-kit";
import type { EntryStore, Numbered } from "../entry/index.ts";
import { gather } from "../gather.ts";
import type { RenderRosters } from "../roster/index.ts";
import { type Channel, type ChannelDeps, createChannel, digestOf } from "./channel.ts";
import type { DeliveryStore, Membership } from "./delivery.store.ts";
import type { Outlet } from "./outlet.ts";
import { readFrame } from "./read-frame.ts";

export interface DeliveryDeps {
  nats: Nats;
  outlet: Outlet;
  store: DeliveryStore;
  entries: EntryStore;
  renderRosters: RenderRosters;
  logger: Logger;
  onRepair(): void;
  onSkipped(border: "nats-account" | Parameters<ChannelDeps["onSkipped"]>[0]): void;
}

/** An account with sockets at this gateway. */
interface Presence {
  sockets: number;
  parts: Map<ConversationId, Handle>;
  /** Left of their own will, and still readable. */
  kept: Set<ConversationId>;
  hash: string | null;
  synced: boolean;
  syncing: Promise<void>;
  readSeq: Map<ConversationId, number>;
  subscription: NatsSubscription;
}

/** Brings what was committed to the sockets of this gateway, and tells the other gateways. */
export interface Delivery {
  /** A socket of the account came. */
  arrive(account: AccountId): void;
  /** Resolves once the account's sockets are in the rooms of all its conversations. */
  sync(account: AccountId): Promise<void>;
  depart(account: AccountId): void;
  /** After the commit. */
  deliver(c: ConversationId, entry: Numbered): void;
  refreshRoster(c: ConversationId): void;
  /** Something without a number changed: for these, or for all in it. */
  showChanged(c: ConversationId, to?: readonly Handle[]): void;
  /** To the devices of one account, wherever they are. */
  tellAccount(account: AccountId, frame: AccountFrame): void;
  moveRead(account: AccountId, c: ConversationId, n: number, exceptSocket: string): void;
  showReceipt(c: ConversationId, by: Handle, n: number): void;
  showTyping(c: ConversationId, by: Handle): void;
  /** For the comparison with Postgres. */
  readonly channels: ReadonlyMap<ConversationId, Channel>;
  accounts(): AccountId[];
  /** Reads the account's memberships again unless `hash` says that they are known. */
  compare(account: AccountId, hash: string | null): Promise<void>;
  close(): void;
}

export function createDelivery(deps: DeliveryDeps): Delivery {
  const { nats, outlet, store, renderRosters, logger } = deps;
  const channels = new Map<ConversationId, Channel>();
  const presences = new Map<AccountId, Presence>();
  /** Channels that a running sync is about to fill. */
  const claims = new Map<ConversationId, number>();

  const flush = gather<undefined, void>(async () => {
    await nats.flush();
    return [];
  });

  const publish = (c: ConversationId, frame: ConversationFrame) =>
    nats.publish(subjects.conversation(c), JSON.stringify(frame));
  const publishToAccount = (account: AccountId, frame: AccountFrame) =>
    nats.publish(subjects.account(account), JSON.stringify(frame));

  function claim(c: ConversationId): boolean {
    claims.set(c, (claims.get(c) ?? 0) + 1);
    if (channels.has(c)) return false;
    channels.set(
      c,
      createChannel(c, {
        ...deps,
        onLeft: (account, handle) => forgetPart(account, c, handle),
        onKept: (account) => presences.get(account)?.kept.add(c),
      }),
    );
    return true;
  }

  function unclaim(c: ConversationId): void {
    const left = (claims.get(c) ?? 1) - 1;
    if (left > 0) claims.set(c, left);
    else claims.delete(c);
    closeIfUnused(c);
  }

  function closeIfUnused(c: ConversationId): void {
    const channel = channels.get(c);
    if (!channel?.empty || claims.has(c)) return;
    channel.close();
    channels.delete(c);
  }

  function forgetPart(account: AccountId, c: ConversationId, handle: Handle): void {
    const presence = presences.get(account);
    // Who came back at once is in it under another handle already.
    if (presence?.parts.get(c) === handle) {
      presence.parts.delete(c);
      presence.readSeq.delete(c);
    }
    closeIfUnused(c);
  }

  /** Subscribes before it reads, so that whatever is committed after the read is heard. */
  async function readMemberships(account: AccountId, claimed: ConversationId[]) {
    let read = await store.readMemberships(account);
    for (;;) {
      const unheard = read.memberships.filter(({ c }) => !claimed.includes(c));
      if (unheard.length === 0) return read;
      claimed.push(...unheard.map(({ c }) => c));
      const opened = unheard.map(({ c }) => claim(c)).includes(true);
      const opening = unheard.some(({ c }) => channels.get(c)?.applied === undefined);
      if (!opened && !opening) return read;
      // While NATS is away nothing can be heard; the comparison of heads brings it.
      await flush(undefined).catch(() => {});
      read = await store.readMemberships(account);
    }
  }

  async function sync(account: AccountId, presence: Presence): Promise<void> {
    const claimed: ConversationId[] = [];
    // What is kept from here on was not yet so in what is read now.
    const keptBefore = [...presence.kept];
    try {
      const { memberships, kept, hash } = await readMemberships(account, claimed);
      const fresh = memberships.filter(({ c, handle }) => !channels.get(c)?.has(handle));
      for (const { c, readsFrom } of fresh) {
        const channel = channels.get(c);
        if (isBefore(channel, readsFrom)) await channel?.catchUp();
      }
      // What the viewer sees from now on is compared with this, so it is known before anything can change.
      const rosters = await renderRosters(
        account,
        fresh.map(({ c }) => c),
      );
      if (presence.sockets === 0) return;
      for (const membership of memberships) {
        const rendered = rosters.get(membership.c);
        enter(account, presence, membership, rendered && digestOf(rendered.roster));
      }
      const readable = new Set([...kept, ...presence.parts.keys()]);
      for (const c of keptBefore) if (presence.kept.has(c) && !readable.has(c)) loseKept(account, presence, c);
      for (const c of kept) presence.kept.add(c);
      // Somebody who could not enter yet is let in by the next comparison.
      presence.hash = memberships.every(({ c }) => presence.parts.has(c)) ? hash : null;
      presence.synced = true;
    } finally {
      for (const c of claimed) unclaim(c);
    }
  }

  /** V-02: what was said before somebody joined has to be delivered before they come into the room. */
  const isBefore = (channel: Channel | undefined, readsFrom: number): boolean =>
    channel?.applied !== undefined && channel.applied < readsFrom - 1;

  function enter(account: AccountId, presence: Presence, membership: Membership, digest: string | undefined): void {
    const { c, handle, head, rosterVersion, readSeq, readsFrom } = membership;
    const channel = channels.get(c);
    if (!channel || isBefore(channel, readsFrom)) return;
    if (channel.applied === undefined) channel.rosterVersion = rosterVersion;
    const added = channel.addMember(account, handle, digest);
    if (!channel.has(handle)) return;
    presence.parts.set(c, handle);
    outlet.join(account, c, handle);
    if (added && presence.synced) outlet.toAccount(account, "conversation.added", { c });
    if (presence.readSeq.has(c)) showReadMoved(account, presence, c, readSeq);
    else presence.readSeq.set(c, readSeq);
    // Last, since what was held back goes out now.
    channel.open(head);
  }

  /** One at a time per account. */
  function syncInTurn(account: AccountId, presence: Presence): Promise<void> {
    presence.syncing = presence.syncing.catch(() => {}).then(() => sync(account, presence));
    return presence.syncing;
  }

  function hearAccountFrame(account: AccountId, presence: Presence, message: NatsMessage): unknown {
    const frame = readFrame(AccountFrame, message);
    return frame === null ? deps.onSkipped("nats-account") : takeAccountFrame(account, presence, frame);
  }

  function takeAccountFrame(account: AccountId, presence: Presence, frame: AccountFrame): unknown {
    if (frame.type === "inbox-changed")
      return outlet.toAccount(account, "inbox.changed", frame.id === undefined ? {} : { id: frame.id });
    if (frame.type === "view-changed") return outlet.toAccount(account, "view.changed", {});
    if (frame.type === "read-moved") return showReadMoved(account, presence, frame.c, frame.n);
    if (frame.type === "conversation-lost") return loseKept(account, presence, frame.c);
    return syncInTurn(account, presence);
  }

  /** What fails here is made good by the comparison with Postgres. */
  async function tryTo(work: () => unknown): Promise<void> {
    try {
      await work();
    } catch (error) {
      logger.warn({ err: error }, "an account could not be told what changed for it");
    }
  }

  function loseKept(account: AccountId, presence: Presence, c: ConversationId): void {
    presence.kept.delete(c);
    outlet.toAccount(account, "conversation.lost", { c });
  }

  function showReadMoved(
    account: AccountId,
    presence: Presence,
    c: ConversationId,
    n: number,
    exceptSocket?: string,
  ): void {
    if (n <= (presence.readSeq.get(c) ?? -1)) return;
    presence.readSeq.set(c, n);
    outlet.toAccount(account, "read.moved", { c, n }, exceptSocket);
  }

  function appear(account: AccountId): Presence {
    const presence: Presence = {
      sockets: 0,
      parts: new Map(),
      kept: new Set(),
      hash: null,
      synced: false,
      syncing: Promise.resolve(),
      readSeq: new Map(),
      subscription: nats.subscribe(subjects.account(account), (message) =>
        hearAccountFrame(account, presence, message),
      ),
    };
    presences.set(account, presence);
    return presence;
  }

  return {
    channels,
    accounts: () => [...presences.keys()],
    arrive: (account) => {
      const presence = presences.get(account) ?? appear(account);
      presence.sockets += 1;
    },
    sync: async (account) => {
      const presence = presences.get(account);
      if (presence) await syncInTurn(account, presence);
    },
    depart: (account) => {
      const presence = presences.get(account);
      if (!presence) return;
      presence.sockets -= 1;
      if (presence.sockets > 0) return;
      presences.delete(account);
      presence.subscription.close();
      for (const [c, handle] of presence.parts) {
        channels.get(c)?.removeMember(handle);
        closeIfUnused(c);
      }
    },
    deliver: (c, entry) => {
      const { e, id } = entry;
      publish(c, { v: 1, type: "entry", e, ...(id === undefined ? {} : { id }) });
      channels.get(c)?.accept(entry);
    },
    refreshRoster: (c) => {
      publish(c, { v: 1, type: "roster" });
      void channels.get(c)?.refreshRosters();
    },
    showChanged: (c, to) => {
      publish(c, { v: 1, type: "changed", ...(to ? { to: [...to] } : {}) });
      channels.get(c)?.showChanged(to);
    },
    tellAccount: (account, frame) => {
      publishToAccount(account, frame);
      const presence = presences.get(account);
      if (presence) void tryTo(() => takeAccountFrame(account, presence, frame));
    },
    moveRead: (account, c, n, exceptSocket) => {
      publishToAccount(account, { v: 1, type: "read-moved", c, n });
      const presence = presences.get(account);
      if (presence) showReadMoved(account, presence, c, n, exceptSocket);
    },
    showReceipt: (c, by, n) => {
      publish(c, { v: 1, type: "receipt", by, n, shown: true });
      channels.get(c)?.showReceipt(by, n);
    },
    showTyping: (c, by) => {
      const frame: TypingFrame = { v: 1, by };
      nats.publish(subjects.typing(c), JSON.stringify(frame));
      channels.get(c)?.showTyping(by);
    },
    compare: async (account, hash) => {
      const presence = presences.get(account);
      if (presence && (presence.hash !== hash || !presence.synced)) await syncInTurn(account, presence);
    },
    close: () => {
      for (const presence of presences.values()) presence.subscription.close();
      for (const channel of channels.values()) channel.close();
      presences.clear();
      channels.clear();
    },
  };
}
