import { useTranslation } from "react-i18next";
import { Section } from "../features/client/components/section.tsx";
import { useClient } from "../features/client/use-client.ts";
import { ConversationsOfClient } from "../features/conversation/components/conversations-of-client.tsx";

/** *Conversations* of a client account: those in which the viewer takes part. */
export function ClientConversationsPage() {
  const { t } = useTranslation("client");
  const { id } = useClient();
  return (
    <Section title={t("sections.conversations")}>
      <p className="soft narrow">{t("conversations.lead")}</p>
      <div className="narrow">
        <ConversationsOfClient clientId={id} none={t("conversations.none")} />
      </div>
    </Section>
  );
}
