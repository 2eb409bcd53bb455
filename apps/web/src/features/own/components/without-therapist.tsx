import { listClients } from "@kring/domain/contract";
import { Icon, Link, Row } from "@kring/ui";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { UserRoundX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { call } from "../../../shared/call.ts";
import { useMe } from "../../../shared/me.ts";

const withoutTherapistQuery = queryOptions({
  queryKey: ["clients", "without-therapist", "any"],
  queryFn: async ({ signal }) =>
    (await call(listClients, { query: { scope: "without-therapist", limit: 1 } }, signal)).clients.length > 0,
});

/** Whether clients wait for a therapist, as far as this account may see that (T-07). */
export function useSomeWithoutTherapist(): boolean {
  const { can } = useMe();
  return useQuery({ ...withoutTherapistQuery, enabled: can.seeAllClients }).data ?? false;
}

/** The way to the clients who have no therapist, for the secretary's list of what waits. */
export function WithoutTherapistRow() {
  const { t } = useTranslation("own");
  return (
    <Row
      leading={
        <span className="task-icon" aria-hidden="true">
          <Icon of={UserRoundX} />
        </span>
      }
    >
      <Link className="row-link" href="/clients?scope=without-therapist">
        <b>{t("tasks.withoutTherapist")}</b>
      </Link>
      <p className="sm soft">{t("tasks.withoutTherapistText")}</p>
    </Row>
  );
}
