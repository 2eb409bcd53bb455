import { Main, Page } from "@kring/ui";
import { useTranslation } from "react-i18next";
import { QuickExitButton } from "../../../shared/leave.tsx";

export function ContactHistoryPage() {
  const { t } = useTranslation("common");
  return (
    <Main>
      <Page title={t("titles.contactHistory")} end={<QuickExitButton />}>
        {null}
      </Page>
    </Main>
  );
}
