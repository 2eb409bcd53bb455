import { changeOwnLink, type LinkId, listOwnLinks, type OwnLink } from "@kring/domain/contract";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";

export const ownLinksQuery = queryOptions({
  queryKey: ["own-links"],
  queryFn: async ({ signal }) => (await call(listOwnLinks, {}, signal)).links,
});

export type LinkChange = Partial<Pick<OwnLink, "screenName" | "showsTyping" | "showsReceipts">>;

/** Changes one link record: shows at once, goes back if the server refuses. */
export function useChangeLink(linkId: LinkId) {
  const queryClient = useQueryClient();
  const put = (change: (link: OwnLink) => OwnLink) =>
    queryClient.setQueryData(ownLinksQuery.queryKey, (links) =>
      links?.map((link) => (link.id === linkId ? change(link) : link)),
    );
  return useMutation({
    mutationFn: (change: LinkChange) => call(changeOwnLink, { params: { linkId }, body: change }),
    onMutate: async (change) => {
      await queryClient.cancelQueries({ queryKey: ownLinksQuery.queryKey });
      const before = queryClient.getQueryData(ownLinksQuery.queryKey);
      put((link) => ({ ...link, ...change }));
      return { before };
    },
    onError: (_error, _change, kept) => queryClient.setQueryData(ownLinksQuery.queryKey, kept?.before),
    onSuccess: (link) => put(() => link),
  });
}
