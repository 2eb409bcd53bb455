import { useTranslation } from "react-i18next";
import { firstNameOf, useClient } from "../use-client.ts";

/** P-04: of those invited by the client a number, and nothing else. */
export function RelatedPersonsNumber() {
  const { t } = useTranslation("client");
  const { name, relatedPersons } = useClient();
  if (relatedPersons === null) return null;
  return (
    <p className="big-number">
      <b>{relatedPersons}</b>
      <span>
        {t("relatedPersons.invited", { count: relatedPersons, name: firstNameOf(name) })}
        <br />
        {t("relatedPersons.onlyNumber")}
      </span>
    </p>
  );
}
