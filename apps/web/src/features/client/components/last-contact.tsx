import type { ToolRow } from "@kring/domain/contract";
import { Link } from "@kring/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { conversationsOfClientQuery } from "../../../shared/conversations-of-client.ts";
import { briefMoment, dateTime } from "../../../shared/dates.ts";
import { useNameOfPlace } from "../../../shared/place-names.ts";
import { useKring } from "../../../shared/realtime.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { firstNameOf, useClient } from "../use-client.ts";

interface Contact {
  id: string;
  at: number;
  href: string;
  /** The conversation's name, or the tool's. */
  what: string;
  kind: "message" | "tool";
}

const shown = 4;

/** The latest of what the viewer takes part in or may read anyway: conversations of theirs, tools filled in. */
export function LastContact({ tools }: { tools: ToolRow[] }) {
  const { t } = useTranslation("client");
  const language = useLanguage();
  const { id, name } = useClient();
  const nameOfPlace = useNameOfPlace();
  const conversations = useInfiniteQuery(conversationsOfClientQuery(useKring(), id)).data ?? [];
  const messages = conversations.flatMap((view): Contact[] => {
    if (view.last === null) return [];
    const href = `/conversations/${view.id}`;
    return [
      { id: view.id, at: view.last.at, href, what: nameOfPlace(href) ?? t("last.conversation"), kind: "message" },
    ];
  });
  const filledIn = tools.flatMap((tool): Contact[] => {
    const at = tool.progress?.lastAt ?? null;
    if (at === null) return [];
    return [{ id: tool.id, at, href: `/clients/${id}/tools/${tool.id}`, what: tool.title[language], kind: "tool" }];
  });
  const latest = [...messages, ...filledIn].sort((one, other) => other.at - one.at).slice(0, shown);
  if (latest.length === 0) return <p className="sm mute">{t("last.none")}</p>;
  return (
    <ul className="feed">
      {latest.map((contact) => (
        <li key={contact.id}>
          <time dateTime={dateTime(contact.at)}>{briefMoment(contact.at, Date.now(), language)}</time>
          <span>
            {contact.kind === "message" ? t("last.message") : t("last.filledIn", { name: firstNameOf(name) })}{" "}
            <Link href={contact.href}>{contact.what}</Link>
          </span>
        </li>
      ))}
    </ul>
  );
}
