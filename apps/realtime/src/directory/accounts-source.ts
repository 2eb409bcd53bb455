import {
  type AccountId,
  AccountKind,
  DirectoryRecords,
  DirectorySnapshot,
  InviterKind,
  type LinkId,
  Role,
  type RouteDefinition,
  readAccountsFeed,
  readDirectoryRecords,
  readDirectorySnapshot,
} from "@kring/domain/contract";
import { type FeedSource, pullFeed } from "@kring/service-kit";
import { z } from "zod";

/** What the accounts service tells of people and ties. */
export interface AccountsSource {
  readonly feed: Pick<FeedSource, "url" | "token">;
  /** Records as they are now; what is absent no longer exists. */
  readRecords(accountIds: readonly AccountId[], linkIds: readonly LinkId[]): Promise<DirectoryRecords>;
  readSnapshot(): Promise<DirectorySnapshot>;
  /** Ids of the events of the last minutes, up to a position. */
  readRecentEventIds(position: number): Promise<string[]>;
}

const TIMEOUT_MS = 10_000;
const MOST_IDS = 500;

/** What of a record may have a word that this version does not know. */
const Recorded = z.looseObject({
  accounts: z.array(z.looseObject({ kind: z.string(), roles: z.array(z.string()) })),
  links: z.array(z.looseObject({ inviterKind: z.string() })),
});
const knows = (words: z.ZodType, word: string): boolean => words.safeParse(word).success;

export interface AccountsSourceOptions {
  url: string;
  token: string;
  /** Told of each record that has such a word. */
  onSkipped?: () => void;
}

export function createAccountsSource({ url, token, onSkipped = () => {} }: AccountsSourceOptions): AccountsSource {
  const feed = { url: new URL(readAccountsFeed.path, url).href, token };

  async function ask<Schema extends z.ZodType>(
    route: RouteDefinition,
    schema: Schema,
    body?: unknown,
  ): Promise<z.output<Schema>> {
    const response = await fetch(new URL(route.path, url), {
      method: route.method.toUpperCase(),
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`The accounts service answered ${route.id} with status ${response.status}`);
    }
    return schema.parse(withoutUnknown(await response.json()));
  }

  /** A role that is not known gives nothing here; an account or a link of a kind that is not known is as one that is not there. */
  function withoutUnknown(answer: unknown): unknown {
    const { accounts, links, ...rest } = Recorded.parse(answer);
    const known = <Item>(items: readonly Item[], isKnown: (item: Item) => boolean): Item[] =>
      items.filter((item) => {
        if (!isKnown(item)) onSkipped();
        return isKnown(item);
      });
    return {
      ...rest,
      accounts: known(accounts, ({ kind }) => knows(AccountKind, kind)).map((account) => ({
        ...account,
        roles: known(account.roles, (role) => knows(Role, role)),
      })),
      links: known(links, ({ inviterKind }) => knows(InviterKind, inviterKind)),
    };
  }

  return {
    feed,
    readRecords: async (accountIds, linkIds) => {
      const records: DirectoryRecords = { accounts: [], links: [] };
      for (let from = 0; from < Math.max(accountIds.length, linkIds.length); from += MOST_IDS) {
        const page = await ask(readDirectoryRecords, DirectoryRecords, {
          accountIds: accountIds.slice(from, from + MOST_IDS),
          linkIds: linkIds.slice(from, from + MOST_IDS),
        });
        records.accounts.push(...page.accounts);
        records.links.push(...page.links);
      }
      return records;
    },
    readSnapshot: () => ask(readDirectorySnapshot, DirectorySnapshot),
    readRecentEventIds: async (position) => {
      const { events } = await pullFeed(feed, { sinceSeconds: 300, waitMs: 0 });
      return events.filter((event) => event.position <= position).map((event) => event.id);
    },
  };
}
