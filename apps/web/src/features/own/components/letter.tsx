import type { OwnRelateRequest } from "@kring/domain/contract";
import { Avatar, initialsOf, ProfessionalMark } from "@kring/ui";
import { useTranslation } from "react-i18next";
import { shortDate } from "../../../shared/dates.ts";
import { useToolTitle } from "../../../shared/tool/catalogue.ts";
import { useLanguage } from "../../../shared/use-language.ts";

export const firstNameOf = (name: string): string => name.split(" ")[0] ?? name;

/** Who asks, in whose name, and what they wrote. */
export function LetterHead({ request }: { request: OwnRelateRequest }) {
  const { t } = useTranslation(["own", "common"]);
  const language = useLanguage();
  const { professional, sender, at, message, transferFrom, state } = request;
  const date = shortDate(at, Date.now(), language);
  const role = professional.roles.find((one) => one === "therapist") ?? professional.roles[0];
  return (
    <>
      <div className="letter-from">
        <Avatar kind="professional" initials={initialsOf(professional.name)} />
        <div>
          <div className="nm">
            <b>{professional.name}</b>
            <ProfessionalMark>
              {role === undefined ? t("common:kinds.professional") : t(`common:roles.${role}`)}
            </ProfessionalMark>
          </div>
          <p className="sm mute">
            {sender.self
              ? t("own:letter.askedBySelf", { date })
              : t("own:letter.askedBy", {
                  sender: sender.name,
                  role: t(`common:rolesInText.${sender.role}`),
                  date,
                })}
          </p>
        </div>
      </div>
      {message !== "" && <blockquote>{message}</blockquote>}
      {transferFrom !== null && state === "pending" && (
        <p className="letter-transfer">{t("own:letter.transfer", { name: transferFrom.name })}</p>
      )}
    </>
  );
}

/** Exactly what opens and what stays closed. */
export function WhatOpens({ request }: { request: OwnRelateRequest }) {
  const { t } = useTranslation("own");
  const titleOf = useToolTitle();
  const name = firstNameOf(request.professional.name);
  return (
    <div className="letter-two">
      <section aria-labelledby="letter-opens">
        <h2 id="letter-opens">
          <span className="o open" aria-hidden="true" />
          {t("letter.opens")}
        </h2>
        <ul>
          <li>{t("letter.open1")}</li>
          {request.tools.length === 0 ? (
            <li>{t("letter.openNoTools")}</li>
          ) : (
            <li>
              {t("letter.openTools")}
              <ul className="letter-tools">
                {request.tools.map((key) => (
                  <li key={key}>{titleOf(key) ?? "…"}</li>
                ))}
              </ul>
            </li>
          )}
          <li>{t("letter.open3", { name })}</li>
        </ul>
      </section>
      <section aria-labelledby="letter-closed">
        <h2 id="letter-closed">
          <span className="o" aria-hidden="true" />
          {t("letter.closed")}
        </h2>
        <ul>
          <li>{t("letter.closed1", { name })}</li>
          <li>{t("letter.closed2", { name, number: request.relatedPersons })}</li>
          <li>{t("letter.closed3")}</li>
        </ul>
      </section>
    </div>
  );
}
