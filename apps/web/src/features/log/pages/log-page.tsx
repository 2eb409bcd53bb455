import { Main, Page } from "@kring/ui";
import { useTranslation } from "react-i18next";
import { QuickExitButton } from "../../../shared/leave.tsx";

export function LogPage() {
  const { t } = useTranslation("common");
  return (
    <Main>
      <Page title={t("titles.log")} end={<QuickExitButton />}>
        {null}
      </Page>
    </Main>
  );
}
