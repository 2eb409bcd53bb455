import { Main, Page } from "@kring/ui";
import { useTranslation } from "react-i18next";
import { QuickExitButton } from "../../../shared/leave.tsx";

export function NewClientPage() {
  const { t } = useTranslation("common");
  return (
    <Main>
      <Page title={t("titles.newClient")} end={<QuickExitButton />}>
        {null}
      </Page>
    </Main>
  );
}
