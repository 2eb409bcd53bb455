import { Button, EmptyState, Rows, Skeleton } from "@kring/ui";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { conversationsOfClientQuery } from "../../../shared/conversations-of-client.ts";
import { Failed } from "../../../shared/failed.tsx";
import { useKring, useStore } from "../../../shared/realtime.ts";
import { useToday } from "../use-today.ts";
import { ConversationRow } from "./conversation-row.tsx";

/** The conversations with or about one client in which the viewer takes part (T-06, V-06). */
export function ConversationsOfClient({ clientId, none }: { clientId: string; none: string }) {
  const { t } = useTranslation(["conversation", "common"]);
  const today = useToday();
  const kring = useKring();
  const { items } = useStore(kring.conversations);
  const conversations = useInfiniteQuery(conversationsOfClientQuery(kring, clientId));
  if (conversations.data === undefined) {
    return conversations.isError ? (
      <Failed error={conversations.error} onRetry={() => void conversations.refetch()} />
    ) : (
      <Skeleton label={t("common:loading")} rows={3} />
    );
  }
  if (conversations.data.length === 0) return <EmptyState picture="quiet" level={3} title={none} />;
  return (
    <>
      <Rows>
        {conversations.data.map((view) => (
          <li key={view.id} className="holds-item">
            <ConversationRow view={items.find(({ id }) => id === view.id) ?? view} today={today} />
          </li>
        ))}
      </Rows>
      {conversations.hasNextPage && (
        <Button
          onPress={() => void conversations.fetchNextPage()}
          busy={conversations.isFetchingNextPage && t("common:busy")}
        >
          {t("common:older")}
        </Button>
      )}
    </>
  );
}
