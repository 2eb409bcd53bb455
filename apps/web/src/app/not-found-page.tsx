import { ButtonLink, EmptyState, Main } from "@kring/ui";
import { useTranslation } from "react-i18next";
import { QuickExitButton } from "../shared/leave.tsx";
import { useMe } from "../shared/me.ts";

/** One answer for what is absent and what is hidden. */
export function NotFoundPage() {
  const { t } = useTranslation("common");
  const { account, organisation } = useMe();
  const isProfessional = account.kind === "professional";
  return (
    <Main>
      <div className="top-end">
        <QuickExitButton />
      </div>
      <EmptyState
        placed="page"
        picture="missing"
        level={1}
        title={t("notFound.title")}
        action={
          <ButtonLink variant="plain" href="/conversations" className="flush">
            {t("notFound.toConversations")}
          </ButtonLink>
        }
      >
        <p>{t(isProfessional ? "notFound.textProfessional" : "notFound.text")}</p>
        <p>{t(isProfessional ? "notFound.helpProfessional" : "notFound.help", { organisation })}</p>
      </EmptyState>
    </Main>
  );
}
