import { Main, Page } from "@kring/ui";
import { useTranslation } from "react-i18next";
import { QuickExitButton } from "../../../shared/leave.tsx";

export function CaseloadTransferPage() {
  const { t } = useTranslation("common");
  return (
    <Main>
      <Page title={t("titles.caseloadTransfer")} end={<QuickExitButton />}>
        {null}
      </Page>
    </Main>
  );
}
