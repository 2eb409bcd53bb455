import type { Language } from "@kring/domain/contract";
import { Button, FieldError, KeyValue, Link, RadioGroup, Row, Rows, type Theme } from "@kring/ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLeave } from "../../../shared/leave.tsx";
import { useMe } from "../../../shared/me.ts";
import { onPhoneBar, pathOf, placesFor } from "../../../shared/places.ts";
import { rememberedTheme, rememberLanguage, rememberTheme, themes } from "../../../shared/remembered.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { useRefusal } from "../../../shared/use-refusal.ts";
import { changeLanguage } from "../../../words/i18n.ts";
import { useChangeMe } from "../api/me.ts";
import { OwnAbsence } from "../components/absence.tsx";
import { AccountPage, SettingsPart } from "../components/account-page.tsx";
import { AccountSwitch } from "../components/account-switch.tsx";
import { EndAccount } from "../components/end-account.tsx";
import { OwnData } from "../components/own-data.tsx";

export function ProfilePage() {
  const { account } = useMe();
  return (
    <AccountPage current="profile">
      <Elsewhere />
      <WhoYouAre />
      <AccountSwitch />
      {account.kind === "professional" && <OwnAbsence />}
      <Look />
      <OwnData />
      <SignOut />
      {account.kind === "related-person" && <EndAccount />}
    </AccountPage>
  );
}

/** On a phone: what the bar has no room for. */
function Elsewhere() {
  const { t } = useTranslation("common");
  const places = placesFor(useMe());
  const onBar = onPhoneBar(places);
  const others = places.filter((place) => !onBar.has(place));
  if (others.length === 0) return null;
  return (
    <nav className="only-phone" aria-label={t("elsewhere")}>
      <Rows>
        {others.map((place) => (
          <Row key={place}>
            <Link href={pathOf[place]}>{t(`nav.${place}`)}</Link>
          </Row>
        ))}
      </Rows>
    </nav>
  );
}

function WhoYouAre() {
  const { t } = useTranslation(["account", "common"]);
  const { account, email, organisation } = useMe();
  const kinds = account.roles.length > 0 ? account.roles.map((role) => t(`common:roles.${role}`)).join(", ") : "";
  return (
    <SettingsPart title={t("you.title")}>
      <KeyValue
        items={[
          { key: t("you.name"), value: account.name },
          { key: t("you.kind"), value: kinds || t(`common:kinds.${account.kind}`) },
          { key: t("you.email"), value: email },
          { key: t("you.organisation"), value: organisation },
        ]}
      />
      {/* Staff arrange nothing about related persons. */}
      {account.kind !== "related-person" && <p className="sm mute">{t("you.nameHint")}</p>}
    </SettingsPart>
  );
}

function Look() {
  const { t } = useTranslation(["account", "common"]);
  const say = useRefusal();
  const [language, setLanguage] = useState(useLanguage());
  const change = useChangeMe();
  const [theme, setTheme] = useState<Theme>(rememberedTheme);

  const chooseLanguage = async (chosen: Language) => {
    setLanguage(chosen);
    rememberLanguage(chosen);
    await changeLanguage(chosen);
    change.mutate({ language: chosen });
  };
  const chooseTheme = (chosen: string) => {
    const known = themes.find((one) => one === chosen) ?? "system";
    setTheme(known);
    rememberTheme(known);
  };
  return (
    <SettingsPart title={t("look.title")}>
      <RadioGroup
        label={t("look.language")}
        name="language"
        inline
        options={[
          { value: "nl", label: t("common:languages.nl") },
          { value: "en", label: t("common:languages.en") },
        ]}
        value={language}
        onChange={(chosen) => void chooseLanguage(chosen === "en" ? "en" : "nl")}
      />
      {change.isError && <FieldError>{say(change.error)}</FieldError>}
      <RadioGroup
        label={t("look.theme")}
        name="theme"
        options={themes.map((one) => ({ value: one, label: t(`look.themes.${one}`) }))}
        value={theme}
        onChange={chooseTheme}
      />
    </SettingsPart>
  );
}

function SignOut() {
  const { t } = useTranslation(["account", "common"]);
  const { signOut } = useLeave();
  const [isBusy, setBusy] = useState(false);
  const go = () => {
    setBusy(true);
    void signOut();
  };
  return (
    <SettingsPart title={t("signOut.title")} lead={t("signOut.text")}>
      <div>
        <Button onPress={go} busy={isBusy && t("common:busy")}>
          {t("signOut.button")}
        </Button>
      </div>
    </SettingsPart>
  );
}
