import type { AccountKind, Language, Roster } from "@kring/domain/contract";
import { listInWords } from "../../../shared/dates.ts";
import type { Candidate } from "./candidates.ts";
import { presentIn } from "./people.ts";
import type { SayAct } from "./who-will-read.ts";

/** What somebody who is added will read, and how those who are there will see them (V-02, V-03). */
export function whatAddedReads(
  added: Candidate,
  roster: Roster,
  reader: AccountKind,
  language: Language,
  say: SayAct,
): string[] {
  const { name } = added;
  if (added.kind === "client") return [say("add.readsAll", { name })];
  const lines: string[] = [say("add.readsFromNow", { name })];
  if (added.kind !== "related-person" || reader !== "client") return lines;
  const others = presentIn(roster).filter(({ you }) => !you);
  const strangers = others.filter((one) => one.kind === "professional" && one.name !== added.invitedBy);
  if (strangers.length > 0) {
    const readers = listInWords(
      strangers.map((one) => one.name ?? ""),
      language,
    );
    const mask = added.screenName ?? say("reads.anonymous");
    lines.push(say("add.related", { count: strangers.length, readers, name, mask }));
  }
  if (others.some(({ kind }) => kind === "related-person")) lines.push(say("add.secondRelated", { name }));
  return lines;
}
