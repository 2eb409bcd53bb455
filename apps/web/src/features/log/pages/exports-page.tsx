import "../log.css";
import { exportPlatform } from "@kring/domain/contract";
import { Icon, Row, Rows } from "@kring/ui";
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { LogFrame } from "../../../shared/log-frame.tsx";

const exported = ["accounts", "relations", "related-person-links"] as const;
const formats = ["csv", "json"] as const;

const addressOf = (what: (typeof exported)[number], format: (typeof formats)[number]): string =>
  `${exportPlatform.path.replace(":what", what)}?${new URLSearchParams({ format })}`;

/** Accounts, relations and links as files, with who invited whom (A-03, P-07). */
export function ExportsPage() {
  const { t } = useTranslation("log-page");
  return (
    <LogFrame tab="exports" title={t("exports.title")} lead={t("exports.lead")}>
      <div className="narrow exports">
        <Rows label={t("exports.title")}>
          {exported.map((what) => (
            <Row
              key={what}
              end={
                <span className="row wrap">
                  {formats.map((format) => (
                    <a key={format} className="btn dense" href={addressOf(what, format)} download>
                      <Icon of={Download} small />
                      {format.toUpperCase()}
                      <span className="sr">: {t(`exports.${what}`)}</span>
                    </a>
                  ))}
                </span>
              }
            >
              <b>{t(`exports.${what}`)}</b>
              <p className="sm soft">{t(`exports.${what}Text`)}</p>
            </Row>
          ))}
        </Rows>
      </div>
    </LogFrame>
  );
}
