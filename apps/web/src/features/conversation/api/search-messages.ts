import type { KringClient } from "@kring/client";
import { type ConversationId, searchMessages } from "@kring/domain/contract";
import { infiniteQueryOptions } from "@tanstack/react-query";

/** Looks for a text in what one may read, a bounded part of history at a time. */
export const foundMessagesQuery = (kring: KringClient, find: string, conversation: ConversationId | null) =>
  infiniteQueryOptions({
    queryKey: ["found-messages", conversation, find],
    queryFn: ({ pageParam }) =>
      kring.call(searchMessages, {
        query: {
          find,
          ...(conversation === null ? {} : { conversation }),
          ...(pageParam === null ? {} : { cursor: pageParam }),
        },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    // What was found stays in memory no longer than it is looked at.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
