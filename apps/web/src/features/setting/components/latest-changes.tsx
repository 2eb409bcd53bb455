import type { listSettings } from "@kring/domain/contract";
import { Link } from "@kring/ui";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { shortDate } from "../../../shared/dates.ts";
import { useMe } from "../../../shared/me.ts";
import { useLanguage } from "../../../shared/use-language.ts";

type Change = z.infer<typeof listSettings.response>["changes"][number];

/** Who changed what, latest first. */
export function LatestChanges({ changes }: { changes: Change[] }) {
  const { t } = useTranslation("setting");
  const { can } = useMe();
  return (
    <aside className="recent" aria-label={t("latest.title")}>
      <h2>{t("latest.title")}</h2>
      {changes.length === 0 ? (
        <p className="sm mute">{t("latest.none")}</p>
      ) : (
        <ul>
          {changes.map((change) => (
            <ChangeRow key={`${change.key}-${change.at}`} change={change} />
          ))}
        </ul>
      )}
      {can.readLog && (
        <Link className="sm" href="/log">
          {t("latest.all")}
        </Link>
      )}
    </aside>
  );
}

function ChangeRow({ change: { key, value, by, at } }: { change: Change }) {
  const { t } = useTranslation("setting");
  const day = shortDate(at, Date.now(), useLanguage());
  const what =
    typeof value === "boolean"
      ? t(value ? "latest.on" : "latest.off", { name: t(`names.${key}`) })
      : t(key === "temporary-access-hours" ? "latest.temporary-access-hours" : "latest.temporary-access-per-day", {
          count: value,
        });
  return (
    <li>
      <b>{what}</b>
      <span>{by === null ? t("latest.byPlatform", { day }) : t("latest.by", { name: by.name, day })}</span>
    </li>
  );
}
