import type { Language } from "@kring/domain/contract";
import { Button, LanguageChoice } from "@kring/ui";
import { Printer } from "lucide-react";
import { useTranslation } from "react-i18next";
import { pageSettings } from "../../../shared/page-settings.ts";
import { chooseLanguageBeforeSignIn } from "../../../shared/remembered.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { changeLanguage } from "../../../words/i18n.ts";
import "../information-sheet.css";

const parts = {
  what: ["what.p1", "what.p2"],
  client: ["client.p1", "client.p2", "client.p3", "client.p4", "client.p5"],
  relatedPerson: [
    "relatedPerson.p1",
    "relatedPerson.p2",
    "relatedPerson.p3",
    "relatedPerson.p4",
    "relatedPerson.p5",
    "relatedPerson.p6",
    "relatedPerson.p7",
  ],
  more: ["more.p1"],
} as const;
const order = ["what", "client", "relatedPerson", "more"] as const;

/** The information sheet: the main points for client and related person, to read or to print (P-02). */
export function InformationSheetPage() {
  const { t } = useTranslation(["information-sheet", "common"]);
  const language = useLanguage();
  const { organisation } = pageSettings;
  const choose = (code: string) => {
    const chosen: Language = code === "en" ? "en" : "nl";
    chooseLanguageBeforeSignIn(chosen);
    void changeLanguage(chosen);
  };
  return (
    <main id="main" className="sheet">
      <div className="sheet-tools">
        <Button dense icon={Printer} onPress={() => print()}>
          {t("information-sheet:print")}
        </Button>
        <LanguageChoice
          label={t("common:language")}
          options={[
            { code: "nl", name: t("common:languages.nl") },
            { code: "en", name: t("common:languages.en") },
          ]}
          value={language}
          onChange={choose}
        />
      </div>
      <header>
        <p className="sm mute">{organisation}</p>
        <h1>{t("information-sheet:title")}</h1>
        <p>{t("information-sheet:lead")}</p>
      </header>
      {order.map((part) => (
        <section key={part}>
          <h2>{t(`information-sheet:${part}.title`)}</h2>
          <ul>
            {parts[part].map((key) => (
              <li key={key}>{t(`information-sheet:${key}`)}</li>
            ))}
          </ul>
        </section>
      ))}
    </main>
  );
}
