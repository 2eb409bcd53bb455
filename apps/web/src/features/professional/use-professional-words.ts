import type { Absence, Role } from "@kring/domain/contract";
import { useTranslation } from "react-i18next";
import { dayOfBirth, listInWords } from "../../shared/dates.ts";
import { useLanguage } from "../../shared/use-language.ts";

/** A professional's roles and absence in a line. */
export function useProfessionalWords() {
  const { t } = useTranslation(["professional", "common"]);
  const language = useLanguage();
  const rolesInWords = (roles: readonly Role[]): string => {
    const [first = "", ...rest] = roles.map((role, at) =>
      t(at === 0 ? `common:roles.${role}` : `common:rolesInText.${role}`),
    );
    return roles.length === 0 ? t("list.noRoles") : listInWords([first, ...rest], language);
  };
  const absenceInWords = ({ from, until, now }: Absence): string => {
    const last = dayOfBirth(until, language);
    return now
      ? t("absence.now", { until: last })
      : t("absence.later", { from: dayOfBirth(from, language), until: last });
  };
  return { rolesInWords, absenceInWords };
}
