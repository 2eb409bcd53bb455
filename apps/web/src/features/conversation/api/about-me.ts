import type { KringClient } from "@kring/client";
import { type ConversationId, listConversationsAboutMe, requestAccess } from "@kring/domain/contract";
import { infiniteQueryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { useKring } from "../../../shared/realtime.ts";

/** That conversations about the client exist in which they take no part (V-05). */
export const aboutMeQuery = (kring: KringClient) =>
  infiniteQueryOptions({
    queryKey: ["conversations-about-me"],
    queryFn: ({ pageParam }) =>
      kring.call(listConversationsAboutMe, pageParam === null ? {} : { query: { cursor: pageParam } }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    select: ({ pages }) => pages.flatMap(({ conversations }) => conversations),
  });

/** Asks to read one of them; it can't be blocked. */
export function useRequestAccess() {
  const kring = useKring();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (conversationId: ConversationId) => kring.call(requestAccess, { params: { conversationId } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: aboutMeQuery(kring).queryKey }),
  });
}
