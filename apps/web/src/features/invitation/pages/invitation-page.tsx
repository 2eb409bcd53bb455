import { Main, Page } from "@kring/ui";
import { useTranslation } from "react-i18next";

export function InvitationPage() {
  const { t } = useTranslation("common");
  return (
    <Main>
      <Page title={t("titles.invitation")}>{null}</Page>
    </Main>
  );
}
