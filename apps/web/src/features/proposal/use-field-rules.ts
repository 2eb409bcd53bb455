import { ClientNumber, Day, EmailAddress } from "@kring/domain/contract";
import { useTranslation } from "react-i18next";

/** What the fields of a new client ask, in the reader's words. */
export function useFieldRules() {
  const { t } = useTranslation("proposal");
  const required = t("fields.missing");
  return {
    required,
    email: (typed: string) => EmailAddress.safeParse(typed).success || t("fields.wrongEmail"),
    born: (typed: string) =>
      (Day.safeParse(typed).success && typed <= new Date().toISOString().slice(0, 10)) || t("fields.wrongBorn"),
    number: (typed: string) =>
      typed.trim() === "" ? required : ClientNumber.safeParse(typed).success || t("fields.wrongNumber"),
  };
}
