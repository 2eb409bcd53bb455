import { Main, Page } from "@kring/ui";
import { useTranslation } from "react-i18next";

export function SecondFactorResetPage() {
  const { t } = useTranslation("common");
  return (
    <Main>
      <Page title={t("titles.secondFactorReset")}>{null}</Page>
    </Main>
  );
}
