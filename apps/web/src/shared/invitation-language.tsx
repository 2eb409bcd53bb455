import type { Language } from "@kring/domain/contract";
import { Select } from "@kring/ui";
import { useTranslation } from "react-i18next";

export interface InvitationLanguageProps {
  label: string;
  hint: string;
  value: Language;
  onChange: (language: Language) => void;
}

/** In which language somebody is invited; whoever invites knows which one they read. */
export function InvitationLanguage({ label, hint, value, onChange }: InvitationLanguageProps) {
  const { t } = useTranslation("common");
  return (
    <Select
      label={label}
      hint={hint}
      value={value}
      onChange={({ target }) => onChange(target.value === "en" ? "en" : "nl")}
    >
      <option value="nl">{t("languages.nl")}</option>
      <option value="en">{t("languages.en")}</option>
    </Select>
  );
}
