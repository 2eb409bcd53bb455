import { markInboxRead, type NotificationId, readInbox } from "@kring/domain/contract";
import { infiniteQueryOptions, type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";

export const inboxQuery = infiniteQueryOptions({
  queryKey: ["inbox"],
  queryFn: ({ pageParam, signal }) =>
    call(readInbox, { query: pageParam === null ? {} : { cursor: pageParam } }, signal),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next,
  select: ({ pages }) => ({
    notifications: pages.flatMap(({ notifications }) => notifications),
    unread: pages[0]?.unread ?? 0,
  }),
});

/** Reads it again. What is under way, even for the first time, may be older than what is told to have changed, and is given up. */
export async function readInboxAgain(queryClient: QueryClient): Promise<void> {
  await queryClient.cancelQueries({ queryKey: inboxQuery.queryKey });
  await queryClient.invalidateQueries({ queryKey: inboxQuery.queryKey });
}

/** Marks as read: shows at once, and the server's answer is read after it. */
export function useMarkRead() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (ids: "all" | NotificationId[]) => call(markInboxRead, { body: { ids } }),
    onMutate: async (ids) => {
      await queryClient.cancelQueries({ queryKey: inboxQuery.queryKey });
      queryClient.setQueryData(inboxQuery.queryKey, (known) => {
        if (known === undefined) return known;
        const isNow = (id: NotificationId) => ids === "all" || ids.includes(id);
        const left = ids === "all" ? 0 : Math.max(0, (known.pages[0]?.unread ?? 0) - ids.length);
        return {
          ...known,
          pages: known.pages.map((page) => ({
            ...page,
            unread: left,
            notifications: page.notifications.map((one) => ({ ...one, read: one.read || isNow(one.id) })),
          })),
        };
      });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: inboxQuery.queryKey }),
  });
}
