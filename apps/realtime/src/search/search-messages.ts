import { foldText } from "@kring/domain";
import {
  type AccountId,
  type AnyEntry,
  type ConversationId,
  type ConversationView,
  Refused,
} from "@kring/domain/contract";
import { withOwnId } from "../entry/index.ts";
import type { Lane, Readable, SearchStore } from "./search.store.ts";

export interface Search {
  find: string;
  conversation?: ConversationId | undefined;
  cursor?: string | undefined;
}

export interface Found {
  found: { c: ConversationId; e: AnyEntry }[];
  conversations: ConversationView[];
  next: string | null;
}

const MOST_FOUND = 50;
/** What one page looks through: so many messages of some words, fewer long ones. */
const MOST_WORK = 5_000;
const LETTERS_EACH = 200;
const LANES_AT_ONCE = 20;
/** Messages of one read, over all its lanes. */
const MOST_AT_ONCE = 1_000;

type OpenLane = Lane & { waiting: Readable[] };

export interface SearcherDeps {
  store: SearchStore;
  /** Those that the viewer may read, as they see them. */
  readViews(viewer: AccountId, ids: readonly ConversationId[]): Promise<ConversationView[]>;
}

/** V-08: messages that contain a text, newest first over all that the viewer may read, a bounded part of history at a time. */
export const createSearcher =
  ({ store, readViews }: SearcherDeps) =>
  async (viewer: AccountId, { find, conversation, cursor }: Search): Promise<Found> => {
    const wanted = foldText(find);
    const before = cursor === undefined ? null : readCursor(cursor);
    const lanes: OpenLane[] = (await store.readLanes(viewer, conversation)).map((lane) => ({
      ...lane,
      latest: before !== null && lane.latest >= before ? before - 1n : lane.latest,
      waiting: [],
    }));
    const hits: Readable[] = [];
    let work = 0;
    let last: bigint | null = null;
    let next: bigint | null = null;

    for (;;) {
      const lane = latestOf(lanes);
      if (!lane) break;
      const message = lane.waiting[0];
      if (hits.length === MOST_FOUND || (!message && work >= MOST_WORK && last !== null)) {
        next = last;
        break;
      }
      if (message) {
        lane.waiting.shift();
        last = message.at;
        if (foldText(textOf(message)).includes(wanted)) hits.push(message);
      } else {
        work += await refill(lanes);
      }
    }

    const views = await readViews(viewer, [...new Set(hits.map(({ c }) => c))]);
    const shown = new Set(views.map(({ id }) => id));
    return {
      // Whoever lost a conversation meanwhile finds nothing in it.
      found: hits.filter(({ c }) => shown.has(c)).map(({ c, entry }) => ({ c, e: withOwnId(entry) })),
      conversations: views,
      next: next === null ? null : String(next),
    };

    async function refill(all: OpenLane[]): Promise<number> {
      const empty = all
        .filter(({ waiting }) => waiting.length === 0)
        .sort((a, b) => (a.latest < b.latest ? 1 : -1))
        .slice(0, LANES_AT_ONCE);
      const newest = await store.readNewest(viewer, empty, before, Math.floor(MOST_AT_ONCE / empty.length));
      empty.forEach((lane, index) => {
        lane.waiting = newest[index] ?? [];
        const oldest = lane.waiting.at(-1);
        if (oldest) {
          lane.to = oldest.entry.e.n - 1;
          lane.latest = oldest.at;
        }
        if (!oldest) all.splice(all.indexOf(lane), 1);
      });
      return newest.flat().reduce((sum, message) => sum + 1 + textOf(message).length / LETTERS_EACH, 0);
    }
  };

/** The lane whose next message is the newest. */
function latestOf(lanes: readonly OpenLane[]): OpenLane | undefined {
  let latest: OpenLane | undefined;
  for (const lane of lanes) if (!latest || keyOf(lane) > keyOf(latest)) latest = lane;
  return latest;
}

const keyOf = ({ waiting, latest }: OpenLane): bigint => waiting[0]?.at ?? latest;

const textOf = ({ entry: { e } }: Readable): string => (e.kind === "message" ? e.text : "");

/** The time of the last message that was looked at, in microseconds. */
function readCursor(cursor: string): bigint {
  if (!/^\d{1,17}$/.test(cursor)) throw new Refused("invalid-input", { fields: ["cursor"] });
  return BigInt(cursor);
}
