import { Main, Page } from "@kring/ui";
import { useTranslation } from "react-i18next";
import { QuickExitButton } from "../../../shared/leave.tsx";

export function ProfessionalsPage() {
  const { t } = useTranslation("common");
  return (
    <Main>
      <Page title={t("titles.professionals")} end={<QuickExitButton />}>
        {null}
      </Page>
    </Main>
  );
}
