import { listProfessionals } from "@kring/domain/contract";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "../../../shared/call.ts";
import { listInWords } from "../../../shared/dates.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { firstNameOf, useClient } from "../use-client.ts";

const managersQuery = queryOptions({
  queryKey: ["professionals", "application-managers"],
  queryFn: async ({ signal }) => {
    const { professionals } = await call(
      listProfessionals,
      { query: { role: "application-manager", limit: 10 } },
      signal,
    );
    return professionals.filter(({ state }) => state === "active").map(({ name }) => name);
  },
});

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

/** Whom to ask about inviting somebody oneself. */
export function InvitingIsOff() {
  const { t } = useTranslation("client");
  const language = useLanguage();
  const managers = useQuery(managersQuery).data ?? [];
  return (
    <p className="sm mute">
      {t("relatedPersons.off")}{" "}
      {managers.length > 0 &&
        t("relatedPersons.ask", { count: managers.length, names: listInWords(managers, language) })}
    </p>
  );
}
