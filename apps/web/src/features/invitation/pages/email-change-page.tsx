import { Main, Page } from "@kring/ui";
import { useTranslation } from "react-i18next";

export function EmailChangePage() {
  const { t } = useTranslation("common");
  return (
    <Main>
      <Page title={t("titles.emailChange")}>{null}</Page>
    </Main>
  );
}
