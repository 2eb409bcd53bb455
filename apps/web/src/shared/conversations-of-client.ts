import type { KringClient } from "@kring/client";
import { infiniteQueryOptions } from "@tanstack/react-query";

/** The conversations with or about one client in which the viewer takes part. */
export const conversationsOfClientQuery = (kring: KringClient, clientId: string) =>
  infiniteQueryOptions({
    queryKey: ["client", clientId, "conversations"],
    queryFn: ({ pageParam }) => kring.conversationsOfClient(clientId, pageParam ?? undefined),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    select: ({ pages }) => pages.flatMap(({ conversations }) => conversations),
  });
