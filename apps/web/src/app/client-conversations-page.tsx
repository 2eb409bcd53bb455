import { ButtonLink } from "@kring/ui";
import { useTranslation } from "react-i18next";
import { Section } from "../features/client/components/section.tsx";
import { useClient } from "../features/client/use-client.ts";
import { ConversationsOfClient } from "../features/conversation/components/conversations-of-client.tsx";
import { startPath } from "../shared/start-with.ts";

/** *Conversations* of a client account: those in which the viewer takes part. */
export function ClientConversationsPage() {
  const { t } = useTranslation(["client", "common"]);
  const { id, ground } = useClient();
  return (
    <Section
      title={t("client:sections.conversations")}
      end={
        ground === "relation" && (
          <ButtonLink dense href={startPath({ client: id })}>
            {t("common:startConversation")}
          </ButtonLink>
        )
      }
    >
      <p className="soft narrow">{t("client:conversations.lead")}</p>
      <div className="narrow">
        <ConversationsOfClient clientId={id} none={t("client:conversations.none")} />
      </div>
    </Section>
  );
}
