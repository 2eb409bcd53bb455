import type { MailFailure } from "@kring/testing";
import type { OutageFigures } from "./outage.ts";

export const wordsOf: Record<MailFailure, string> = {
  away: "is away",
  busy: "answers 421",
  silent: "takes connections and says nothing",
  cuts: "cuts connections once it has read a mail",
};

/** N-05: all arrive, each once, and nothing that was told lacks its mail. Times fail nothing. */
export const isWhole = ({ missing, doubled, strange, unmailed }: OutageFigures): boolean =>
  missing === 0 && doubled === 0 && strange === 0 && unmailed === 0;

const said = (up: readonly boolean[]): string => up.map((one) => (one ? "there" : "away")).join(", ");
const listed = (counts: ReadonlyMap<string, number>): string =>
  [...counts].map(([name, count]) => `${name} ${count}`).join(", ");

/** An outage in words. */
export function reportOutage(figures: OutageFigures): string {
  const { requests, refused, behind, p50, p99, queued, queues, waitingAtReturn, lastAfterReturn, oldest } = figures;
  const ms = (seconds: number): string => `${(seconds * 1000).toFixed(0)} ms`;
  return [
    `Requests: ${requests} done, p50 ${ms(p50)}, p99 ${ms(p99)}; refused: ${listed(refused) || "none"}; turns behind at the end: ${behind}.`,
    `Mails: ${queued} queued (${listed(queues)}), ${waitingAtReturn} waiting when the server came back.`,
    `Missing: ${figures.missing}. More than once: ${figures.doubled}. Unknown: ${figures.strange}. Told without a mail: ${figures.unmailed}.`,
    `From the return of the server to the last of those queued before: ${lastAfterReturn.toFixed(1)} s, promised 300 s. Longest wait seen: ${oldest.toFixed(0)} s.`,
    `Most connections: ${figures.databaseConnections} to Postgres, ${figures.mailConnections} to the mail server. Not ready: ${figures.unready} times.`,
    `The replicas said that the mail server was: ${said(figures.upWhileAway)}; at the end: ${said(figures.upAfter)}.`,
  ].join("\n");
}
