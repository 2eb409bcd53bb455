import type { Language } from "@kring/domain/contract";
import { LanguageChoice, SignInLayout } from "@kring/ui";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { changeLanguage } from "../words/i18n.ts";
import { pageSettings } from "./page-settings.ts";
import { chooseLanguageBeforeSignIn } from "./remembered.ts";
import { useLanguage } from "./use-language.ts";

export interface SignInFrameProps {
  /** A line in the footer, above the languages. */
  footer?: ReactNode;
  children: ReactNode;
}

/** The frame of every page before sign-in, with the choice of language. */
export function SignInFrame({ footer, children }: SignInFrameProps) {
  const { t } = useTranslation(["sign-in", "common"]);
  const language = useLanguage();
  const { organisation } = pageSettings;
  const choose = (code: string) => {
    const chosen: Language = code === "en" ? "en" : "nl";
    chooseLanguageBeforeSignIn(chosen);
    void changeLanguage(chosen);
  };
  return (
    <SignInLayout
      owner={organisation && t("owner", { organisation })}
      footer={
        <>
          {footer && <p>{footer}</p>}
          <LanguageChoice
            label={t("common:language")}
            options={[
              { code: "nl", name: t("common:languages.nl") },
              { code: "en", name: t("common:languages.en") },
            ]}
            value={language}
            onChange={choose}
          />
        </>
      }
    >
      {children}
    </SignInLayout>
  );
}
