import { basename } from "node:path";

/** What a bundler tells of one script. */
export interface Script {
  fileName: string;
  code: string;
  imports: readonly string[];
  /** The module that the script was made for, when it is an entry or was imported lazily. */
  facadeModuleId: string | null;
  isEntry: boolean;
}

/** The lazily loaded modules that a page needs besides the entry, the heavier language included. */
const pages = {
  "sign-in": ["words/nl/common.ts", "words/nl/sign-in.ts", "sign-in-page.tsx"],
  conversation: [
    "words/nl/common.ts",
    "words/nl/conversation.ts",
    "words/nl/message.ts",
    "app/realtime.ts",
    "signed-in-page.tsx",
    "conversations-page.tsx",
    "conversation-page.tsx",
  ],
} as const;

export type MeasuredPage = keyof typeof pages;

/** Compressed bytes of script that a page loads when it is the first one that somebody opens. */
export function measureFirstLoad(
  scripts: readonly Script[],
  page: MeasuredPage,
  sizeOf: (script: Script) => number,
): number {
  const byName = new Map(scripts.map((script) => [script.fileName, script]));
  const needed = new Set<Script>();
  const need = (script: Script | undefined): void => {
    if (script === undefined || needed.has(script)) return;
    needed.add(script);
    for (const name of script.imports) need(byName.get(name));
  };
  for (const script of scripts) if (script.isEntry) need(script);
  for (const module of pages[page]) {
    const found = scripts.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/${module}`));
    if (found === undefined) throw new Error(`The build has no ${basename(module)}.`);
    need(found);
  }
  return [...needed].reduce((bytes, script) => bytes + sizeOf(script), 0);
}

export const measuredPages = Object.keys(pages) as MeasuredPage[];
