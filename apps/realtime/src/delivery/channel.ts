import { createHash } from "node:crypto";
import {
  type AccountId,
  ConversationFrame,
  type ConversationId,
  type Handle,
  isKnown,
  subjects,
  TypingFrame,
} from "@kring/domain/contract";
import type { Logger, Nats, NatsMessage } from "@kring/service-kit";
import { type EntryStore, type Numbered, withOwnId } from "../entry/index.ts";
import type { RenderRosters } from "../roster/index.ts";
import type { Outlet } from "./outlet.ts";
import { readFrame } from "./read-frame.ts";
import { createSequence } from "./sequence.ts";

export interface ChannelDeps {
  nats: Nats;
  outlet: Outlet;
  entries: EntryStore;
  renderRosters: RenderRosters;
  logger: Logger;
  onRepair(): void;
  /** Something of a kind that this version does not know came in there. */
  onSkipped(border: "nats-conversation" | "nats-typing" | "entry"): void;
  /** A member's part ended, or their last socket went. */
  onLeft(account: AccountId, handle: Handle): void;
  /** They left of their own will, and read on what was said. */
  onKept(account: AccountId): void;
}

/** One conversation as long as this gateway has sockets for it: its order, and who of it is here. */
export interface Channel {
  readonly c: ConversationId;
  readonly applied: number | undefined;
  readonly empty: boolean;
  rosterVersion: number;
  open(head: number): void;
  /** False where that part ended already, or is known. */
  addMember(account: AccountId, handle: Handle, rosterDigest: string | undefined): boolean;
  has(handle: Handle): boolean;
  removeMember(handle: Handle): void;
  accept(entry: Numbered): void;
  catchUp(): Promise<void>;
  showReceipt(by: Handle, n: number): void;
  showTyping(by: Handle): void;
  /** Something without a number changed: for these, or for all. */
  showChanged(to: readonly Handle[] | undefined): void;
  /** Renders the roster for each member here; tells only those for whom it looks different now. */
  refreshRosters(): Promise<void>;
  close(): void;
}

const PAGE = 500;

/** What a viewer last saw; a frame without news for them would tell that something is new for others. */
export const digestOf = (roster: unknown): string =>
  createHash("sha256").update(JSON.stringify(roster)).digest("base64");

export function createChannel(c: ConversationId, deps: ChannelDeps): Channel {
  const { nats, outlet, entries, renderRosters, logger } = deps;
  const members = new Map<Handle, { account: AccountId; digest: string | undefined }>();
  const left = new Set<Handle>();
  const receipts = new Map<Handle, number>();
  let rosterVersion = 0;
  let refreshing: Promise<void> | undefined;
  let refreshAgain = false;

  const sequence = createSequence({
    apply: deliver,
    readAfter: (after) => entries.readAfter(c, after, PAGE),
    onRepair: deps.onRepair,
  });

  function deliver(numbered: Numbered): void {
    const { e, id } = numbered;
    if (!isKnown(e)) deps.onSkipped("entry");
    if (e.kind === "left") endMember(e.by);
    if (e.kind === "message" && id !== undefined && members.has(e.by)) {
      outlet.toRoom(c, "entry", { c, e }, { except: e.by });
      outlet.toMember(c, e.by, "entry", { c, e: withOwnId(numbered) });
    } else {
      outlet.toRoom(c, "entry", { c, e });
    }
    if (e.kind === "joined" || e.kind === "left") void refreshRosters();
    // Everybody sees the entry; what they can do here may be something else after it.
    if (e.kind === "joined" || e.kind === "left" || e.kind === "closed") showChanged(undefined);
  }

  /** Before anything with a higher number goes out. */
  function endMember(handle: Handle): void {
    left.add(handle);
    const member = members.get(handle);
    if (!member) return;
    outlet.leave(c, handle);
    members.delete(handle);
    deps.onLeft(member.account, handle);
    void tellEnded(member.account);
  }

  /** Who left of their own will reads on what was said until then (V-07); from anybody else it goes (V-06). */
  async function tellEnded(account: AccountId): Promise<void> {
    const readsOn = await renderRosters(account, [c]).then(
      (rosters) => rosters.has(c),
      () => false,
    );
    if (readsOn) deps.onKept(account);
    outlet.toAccount(account, readsOn ? "conversation.changed" : "conversation.lost", { c });
  }

  function showChanged(to: readonly Handle[] | undefined): void {
    if (to === undefined) outlet.toRoom(c, "conversation.changed", { c });
    else for (const handle of to) outlet.toMember(c, handle, "conversation.changed", { c });
  }

  function showReceipt(by: Handle, n: number): void {
    if (left.has(by) || n <= (receipts.get(by) ?? 0)) return;
    receipts.set(by, n);
    outlet.toRoom(c, "receipt", { c, by, n }, { except: by });
  }

  function take(message: NatsMessage): void {
    const frame = readFrame(ConversationFrame, message);
    if (frame === null) deps.onSkipped("nats-conversation");
    else if (frame.type === "entry") sequence.accept({ e: frame.e, id: frame.id });
    else if (frame.type === "roster") void refreshRosters();
    else if (frame.type === "changed") showChanged(frame.to);
    else if (frame.shown) showReceipt(frame.by, frame.n);
  }

  function takeTyping(message: NatsMessage): void {
    const frame = readFrame(TypingFrame, message);
    if (frame === null) deps.onSkipped("nats-typing");
    else showTyping(frame.by);
  }

  function showTyping(by: Handle): void {
    if (!left.has(by)) outlet.toRoom(c, "typing", { c, by }, { except: by, volatile: true });
  }

  async function renderForAll(): Promise<void> {
    let oldest = Number.POSITIVE_INFINITY;
    for (const [handle, member] of members) {
      const rendered = (await renderRosters(member.account, [c])).get(c);
      if (!rendered || members.get(handle) !== member) continue;
      oldest = Math.min(oldest, rendered.version);
      const digest = digestOf(rendered.roster);
      if (digest === member.digest) continue;
      member.digest = digest;
      outlet.toMember(c, handle, "roster", { c, roster: rendered.roster });
    }
    if (Number.isFinite(oldest)) rosterVersion = Math.max(rosterVersion, oldest);
  }

  function refreshRosters(): Promise<void> {
    refreshAgain = true;
    refreshing ??= (async () => {
      try {
        while (refreshAgain) {
          refreshAgain = false;
          await renderForAll();
        }
      } catch (error) {
        // The version stays behind, so that the next comparison of heads tries again.
        logger.warn({ err: error }, "a roster could not be rendered");
      } finally {
        refreshing = undefined;
      }
    })();
    return refreshing;
  }

  const subscriptions = [
    nats.subscribe(subjects.conversation(c), take),
    nats.subscribe(subjects.typing(c), takeTyping),
  ];

  return {
    c,
    get applied() {
      return sequence.applied;
    },
    get empty() {
      return members.size === 0;
    },
    get rosterVersion() {
      return rosterVersion;
    },
    set rosterVersion(version) {
      rosterVersion = version;
    },
    open: sequence.open,
    addMember: (account, handle, digest) => {
      if (left.has(handle) || members.has(handle)) return false;
      members.set(handle, { account, digest });
      return true;
    },
    has: (handle) => members.has(handle),
    removeMember: (handle) => void members.delete(handle),
    accept: sequence.accept,
    catchUp: sequence.catchUp,
    showReceipt,
    showTyping,
    showChanged,
    refreshRosters,
    close: () => {
      sequence.close();
      for (const subscription of subscriptions) subscription.close();
    },
  };
}
