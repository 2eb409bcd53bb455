import type { LogLine } from "@kring/domain/contract";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { dateTime, isSameDay, longDate, secondsTime } from "../../../shared/dates.ts";
import { useLogWords } from "../../../shared/log-sentence.tsx";
import { useLanguage } from "../../../shared/use-language.ts";

const columns = ["when", "who", "what", "account", "ground"] as const;

/** Lines of the log under their days; records on a phone. */
export function LogTable({ lines }: { lines: LogLine[] }) {
  const { t } = useTranslation("log-page");
  const language = useLanguage();
  return (
    <table className="table stack log-table" aria-label={t("table.label")}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`table.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line, place) => {
          const before = lines[place - 1];
          return (
            <Fragment key={line.n ?? `${line.at}-${place}`}>
              {(before === undefined || !isSameDay(before.at, line.at)) && (
                <tr className="dayrow">
                  <th colSpan={columns.length} scope="rowgroup">
                    {longDate(line.at, Date.now(), language)}
                  </th>
                </tr>
              )}
              <Line line={line} before={before} />
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

function Line({ line, before }: { line: LogLine; before: LogLine | undefined }) {
  const { t } = useTranslation("log-page");
  const language = useLanguage();
  const { whoIn, capacityIn, doneIn } = useLogWords();
  const { client, at, action } = line;
  const done = doneIn(line);
  const none = action === "searched-other-clients" || action === "was-refused-search" ? "noAccount" : "platform";
  return (
    <tr>
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
    </tr>
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
