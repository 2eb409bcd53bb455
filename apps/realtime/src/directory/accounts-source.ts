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
  readRecords(accountIds: readonly AccountId[], linkIds: readonly LinkId[]): Promise<Understood<DirectoryRecords>>;
  readSnapshot(): Promise<Understood<DirectorySnapshot>>;
  /** Ids of the events of the last minutes, up to a position. */
  readRecentEventIds(position: number): Promise<string[]>;
}

/** What this version understands of an answer, and the words in it that it does not know, such as `role auditor`. */
type Understood<Answer> = Answer & { unknownWords: string[] };

const TIMEOUT_MS = 10_000;
const MOST_IDS = 500;

/** What of a record may have a word that this version does not know. */
const Recorded = z.looseObject({
  accounts: z.array(z.looseObject({ kind: z.string(), roles: z.array(z.string()) })),
  links: z.array(z.looseObject({ inviterKind: z.string() })),
});
const words = { account: AccountKind, role: Role, inviter: InviterKind };
type Sort = keyof typeof words;
const knows = (sort: Sort, word: string): boolean => words[sort].safeParse(word).success;

/** Whether this version knows a word by now that one before it noted as unknown. */
export function knowsWord(noted: string): boolean {
  const [sort = "", word = ""] = noted.split(" ");
  return Object.hasOwn(words, sort) && knows(sort as Sort, word);
}

export interface AccountsSourceOptions {
  url: string;
  token: string;
  /** Told of each record that has such a word. */
  onSkipped?: () => void;
}

export function createAccountsSource({ url, token, onSkipped = () => {} }: AccountsSourceOptions): AccountsSource {
  const feed = { url: new URL(readAccountsFeed.path, url).href, token };

  async function ask<Answer extends object>(
    route: RouteDefinition,
    schema: z.ZodType<Answer>,
    body?: unknown,
  ): Promise<Understood<Answer>> {
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
    const { known, unknownWords } = separate(await response.json());
    return { ...schema.parse(known), unknownWords };
  }

  /** A role that is not known gives nothing here; an account or a link of a kind that is not known is as one that is not there. */
  function separate(answer: unknown): { known: unknown; unknownWords: string[] } {
    const { accounts, links, ...rest } = Recorded.parse(answer);
    const unknownWords = new Set<string>();
    const isKnown = (sort: Sort, word: string): boolean => {
      const known = knows(sort, word);
      if (!known) {
        unknownWords.add(`${sort} ${word}`);
        onSkipped();
      }
      return known;
    };
    const known = {
      ...rest,
      accounts: accounts
        .filter(({ kind }) => isKnown("account", kind))
        .map((account) => ({ ...account, roles: account.roles.filter((role) => isKnown("role", role)) })),
      links: links.filter(({ inviterKind }) => isKnown("inviter", inviterKind)),
    };
    return { known, unknownWords: [...unknownWords] };
  }

  return {
    feed,
    readRecords: async (accountIds, linkIds) => {
      const records: Understood<DirectoryRecords> = { accounts: [], links: [], unknownWords: [] };
      for (let from = 0; from < Math.max(accountIds.length, linkIds.length); from += MOST_IDS) {
        const page = await ask(readDirectoryRecords, DirectoryRecords, {
          accountIds: accountIds.slice(from, from + MOST_IDS),
          linkIds: linkIds.slice(from, from + MOST_IDS),
        });
        records.accounts.push(...page.accounts);
        records.links.push(...page.links);
        records.unknownWords.push(...page.unknownWords);
      }
      return records;
    },
    readSnapshot: () => ask(readDirectorySnapshot, DirectorySnapshot),
    readRecentEventIds: async (position) => {
      const ids: string[] = [];
      let page = await pullFeed(feed, { sinceSeconds: 300, waitMs: 0 });
      for (;;) {
        ids.push(...page.events.filter((event) => event.position <= position).map((event) => event.id));
        if (page.events.length === 0 || page.position >= position) return ids;
        page = await pullFeed(feed, { after: page.position, waitMs: 0 });
      }
    },
  };
}
