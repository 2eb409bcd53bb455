import { Avatar, IconLink, initialsOf, Tag } from "@kring/ui";
import { ArrowLeft } from "lucide-react";
import { useTranslation } from "react-i18next";
import { dayOfBirth } from "../../../shared/dates.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { useClient } from "../use-client.ts";

/** Whose account this is, and on what ground one is in it. */
export function ClientHead() {
  const { t } = useTranslation("client");
  const language = useLanguage();
  const { name, clientNumber, born, ground, state } = useClient();
  return (
    <header className="acct-head">
      <IconLink className="only-phone" href="/clients" icon={ArrowLeft} label={t("account.back")} />
      <Avatar kind="client" initials={initialsOf(name)} pending={state === "invited"} />
      <div className="grow">
        <h1>{name}</h1>
        <p className="sm mute">
          {t("account.number", { number: clientNumber })}{" "}
          <span className="only-wide">· {t("account.born", { day: dayOfBirth(born, language) })} </span>·{" "}
          {t(`account.ground.${ground}`)}
        </p>
      </div>
      {state !== "active" && <Tag tone={state === "invited" ? "wait" : "off"}>{t(`states.${state}`)}</Tag>}
    </header>
  );
}
