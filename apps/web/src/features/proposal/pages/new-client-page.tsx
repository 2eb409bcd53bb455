import { Main, Page } from "@kring/ui";
import { useTranslation } from "react-i18next";
import { useMe } from "../../../shared/me.ts";
import { NotFound } from "../../../shared/not-found.tsx";
import { CreateClientForm } from "../components/create-client-form.tsx";
import { ProposeClientForm } from "../components/propose-client-form.tsx";

/** A secretary creates a client account, a therapist proposes one. */
export function NewClientPage() {
  const { t } = useTranslation("proposal");
  const { can } = useMe();
  return (
    <Main>
      {can.createClients ? (
        <Page title={t("title")} lead={t("create.lead")}>
          <CreateClientForm />
        </Page>
      ) : can.proposeClients ? (
        <Page title={t("propose.title")} lead={t("propose.lead")}>
          <ProposeClientForm />
        </Page>
      ) : (
        <NotFound />
      )}
    </Main>
  );
}
