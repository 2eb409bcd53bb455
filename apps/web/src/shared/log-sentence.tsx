import type { LogDetails, LogLine } from "@kring/domain/contract";
import { useTranslation } from "react-i18next";
import { listInWords, momentInWords, shortDate } from "./dates.ts";
import { useMe } from "./me.ts";
import { useToolTitle } from "./tool/catalogue.ts";
import { useLanguage } from "./use-language.ts";

const searchedBy = ["name", "email", "client-number", "born"] as const;
const fields = ["name", "born", "clientNumber", "email"] as const;
const settings = [
  "relate-requests",
  "search-outside-caseload",
  "temporary-access-hours",
  "temporary-access-per-day",
  "therapists-invite-related-persons",
  "second-factor-required-of-professionals",
] as const;
const capacities = [
  "therapist",
  "secretary",
  "application-manager",
  "professional",
  "client",
  "related-person",
] as const;
const exports = ["accounts", "relations", "related-person-links"] as const;

const known = <Word extends string>(words: readonly Word[], word: string | undefined): Word | "other" =>
  words.find((one) => one === word) ?? "other";

/** Lines of the log in the reader's words; needs the words of `log`. */
export function useLogWords() {
  const { t } = useTranslation(["log", "common"]);
  const language = useLanguage();
  const titleOf = useToolTitle();
  const { account } = useMe();

  const toolsOf = ({ tools }: LogDetails): string => {
    const titles = (tools ?? []).flatMap((key) => titleOf(key) ?? []);
    return titles.length > 0 ? listInWords(titles, language) : t("log:parts.someTools");
  };
  const rolesOf = ({ roles }: LogDetails): string => {
    if (roles === undefined) return "";
    if (roles.length === 0) return t("log:parts.noRoles");
    const list = listInWords(
      roles.map((role) => t(`log:actors.${role}`)),
      language,
    );
    return t("log:parts.roles", { list });
  };
  const fieldsOf = (details: LogDetails): string => {
    if (details.fields === undefined || details.fields.length === 0) return "";
    const list = listInWords(
      details.fields.map((field) => t(`log:fields.${known(fields, field)}`)),
      language,
    );
    return t("log:parts.fields", { list });
  };
  const searchOf = ({ searchedBy: filter, searchedFor, found }: LogDetails): string => {
    if (filter === undefined) return "";
    const by = t(`log:searchedBy.${known(searchedBy, filter)}`);
    const number = String(found ?? 0);
    return searchedFor === undefined
      ? t("log:parts.searchBare", { by, found: number })
      : t("log:parts.search", { by, value: searchedFor, found: number });
  };
  const linkOf = ({ link }: LogDetails): string => {
    if (link === undefined) return "";
    return t("log:parts.link", {
      id: link.id.slice(0, 8),
      inviter: t(`log:inviters.${link.inviter}`),
      day: shortDate(link.at, Date.now(), language),
    });
  };
  const permissionOf = ({ permissionAt }: LogDetails): string =>
    permissionAt === undefined
      ? ""
      : t("log:parts.permission", { moment: momentInWords(permissionAt, Date.now(), language) });
  const valueIn = ({ value }: LogDetails): string => {
    if (typeof value === "boolean") return t(value ? "log:parts.on" : "log:parts.off");
    return t("log:parts.to", { value: String(value ?? "") });
  };

  /** What was done, to stand after who did it: "droeg de begeleiding van Slaapdagboek over aan Daan Visser". */
  const doneIn = ({ action, details }: LogLine): string => {
    const name = details.professional?.id === account.id ? t("log:parts.you") : details.professional?.name;
    return t(`log:actions.${action}`, {
      professional: name ?? t("log:parts.someProfessional"),
      ofProfessional: name === undefined ? "" : t("log:parts.ofProfessional", { name }),
      tool: (details.tool !== undefined && titleOf(details.tool)) || t("log:parts.someTool"),
      tools: toolsOf(details),
      until:
        details.until === undefined
          ? ""
          : t("log:parts.until", { moment: momentInWords(details.until, Date.now(), language) }),
      fields: fieldsOf(details),
      roles: rolesOf(details),
      setting: t(`log:settings.${known(settings, details.setting)}`),
      value: valueIn(details),
      lines: details.lines === undefined ? "" : t("log:parts.lines", { number: String(details.lines) }),
      search: searchOf(details),
      link: linkOf(details),
      permission: permissionOf(details),
      exported: t(`log:exports.${known(exports, details.exported)}`),
    });
  };
  const whoIn = ({ actor }: LogLine): string => {
    if (actor === null) return t("log:actors.platform");
    if (actor.id === account.id) return t("log:actors.you");
    return actor.name || t("log:actors.someRelatedPerson");
  };
  /** As what they did it: "secretariaat"; null for the platform, and where no name says more than that. */
  const capacityIn = ({ actor }: LogLine): string | null => {
    if (actor === null || actor.name === "") return null;
    const capacity = known(capacities, actor.role);
    return capacity === "other" ? null : t(`log:actors.${capacity}`);
  };
  const groundIn = ({ ground }: LogLine): string => t(`log:grounds.${ground}`);
  return { doneIn, whoIn, capacityIn, groundIn };
}

/** One line of the log as a sentence: who, as what, did what. */
export function LogSentence({ line }: { line: LogLine }) {
  const { doneIn, whoIn, capacityIn } = useLogWords();
  const { account } = useMe();
  // One knows oneself.
  const capacity = line.actor?.id === account.id ? null : capacityIn(line);
  return (
    <>
      <b>{whoIn(line)}</b>
      {capacity !== null && <span className="mute"> ({capacity})</span>} {doneIn(line)}
    </>
  );
}
