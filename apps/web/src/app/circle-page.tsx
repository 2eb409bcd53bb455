import { Main, Page } from "@kring/ui";
import { useTranslation } from "react-i18next";
import { CirclePage as OwnCirclePage } from "../features/own/pages/circle-page.tsx";
import { OwnLinks } from "../features/own-link/components/own-links.tsx";
import { QuickExitButton } from "../shared/leave.tsx";
import { useMe } from "../shared/me.ts";

/** *My circle*: the people around a client, or for a related person whom they stand by. */
export function CirclePage() {
  const { t } = useTranslation("own-link");
  const { account } = useMe();
  if (account.kind !== "related-person") return <OwnCirclePage />;
  return (
    <Main>
      <Page title={t("title")} lead={t("lead")} end={<QuickExitButton />}>
        <OwnLinks />
      </Page>
    </Main>
  );
}
