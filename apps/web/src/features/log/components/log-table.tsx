import type { LogLine } from "@kring/domain/contract";
import { VirtualTable } from "@kring/ui";
import { useTranslation } from "react-i18next";
import { dateTime, isSameDay, longDate, secondsTime } from "../../../shared/dates.ts";
import { useLogWords } from "../../../shared/log-sentence.tsx";
import { useLanguage } from "../../../shared/use-language.ts";

const columns = ["when", "who", "what", "account", "ground"] as const;

const rowHeight = 52;

type Item = { at: number; line: null } | { at: number; line: LogLine; before: LogLine | undefined };

/** The lines, newest first, with a row for each day before the first of its lines. */
const withDays = (lines: readonly LogLine[]): Item[] =>
  lines.flatMap((line, place): Item[] => {
    const before = lines[place - 1];
    const item = { at: line.at, line, before };
    return before !== undefined && isSameDay(before.at, line.at) ? [item] : [{ at: line.at, line: null }, item];
  });

/** Lines of the log under their days; records on a phone. */
export function LogTable({ lines, hasMore }: { lines: LogLine[]; hasMore: boolean }) {
  const { t } = useTranslation("log-page");
  const language = useLanguage();
  const items = withDays(lines);
  return (
    <VirtualTable
      label={t("table.label")}
      columns={columns.map((id) => ({ id, label: t(`table.${id}`) }))}
      count={items.length}
      hasMore={hasMore}
      rowHeight={rowHeight}
      className="log-table"
      classOf={(index) => (items[index]?.line === null ? "dayrow" : undefined)}
      keyOf={(index) => keyOf(items[index], index)}
    >
      {(index) => {
        const item = items[index];
        if (item === undefined) return null;
        return item.line === null ? (
          <th colSpan={columns.length} scope="rowgroup">
            {longDate(item.at, Date.now(), language)}
          </th>
        ) : (
          <Cells line={item.line} before={item.before} />
        );
      }}
    </VirtualTable>
  );
}

/** A line has its number once it is chained; until then its moment and place must do. */
const keyOf = (item: Item | undefined, index: number): string =>
  item?.line === null ? `day ${item.at}` : String(item?.line.n ?? `${item?.at}-${index}`);

function Cells({ line, before }: { line: LogLine; before: LogLine | undefined }) {
  const { t } = useTranslation("log-page");
  const language = useLanguage();
  const { whoIn, capacityIn, doneIn } = useLogWords();
  const { client, at, action } = line;
  const done = doneIn(line);
  const none = action === "searched-other-clients" || action === "was-refused-search" ? "noAccount" : "platform";
  return (
    <>
      <td className="nowrap">
        <time dateTime={dateTime(at)}>{secondsTime(at, language)}</time>
      </td>
      <td>
        <b>{whoIn(line)}</b>
        <div className="xs mute">{capacityIn(line)}</div>
      </td>
      <td>{done.charAt(0).toLocaleUpperCase(language) + done.slice(1)}</td>
      <td data-th={t("table.account")}>
        {client === null ? t(`table.${none}`) : [client.name, client.clientNumber].filter(Boolean).join(", ")}
      </td>
      <td data-th={t("table.ground")}>
        <Grounds line={line} before={before} />
      </td>
    </>
  );
}

/** On what ground, and why; a motivation that stands right above is not said again. */
function Grounds({ line, before }: { line: LogLine; before: LogLine | undefined }) {
  const { t } = useTranslation("log-page");
  const { groundIn } = useLogWords();
  const { motivation, actor } = line;
  if (motivation === null) return groundIn(line);
  const isSame = before?.motivation === motivation && before.actor?.id === actor?.id;
  return `${groundIn(line)}: ${isSame ? t("table.sameMotivation") : `‘${motivation}’`}`;
}
