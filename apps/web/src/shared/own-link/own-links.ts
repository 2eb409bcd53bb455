import { changeOwnLink, type LinkId, listOwnLinks, type OwnLink } from "@kring/domain/contract";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "../call.ts";

export const ownLinksQuery = queryOptions({
  queryKey: ["own-links"],
  queryFn: ({ signal }) => call(listOwnLinks, {}, signal),
});

export type LinkChange = Partial<Pick<OwnLink, "screenName" | "showsTyping" | "showsReceipts">>;

/** Changes one link record. A switch shows at once and goes back if refused; a name shows once it is allowed (V-10). */
export function useChangeLink(linkId: LinkId) {
  const queryClient = useQueryClient();
  const put = (change: (link: OwnLink) => OwnLink) =>
    queryClient.setQueryData(
      ownLinksQuery.queryKey,
      (known) => known && { ...known, links: known.links.map((link) => (link.id === linkId ? change(link) : link)) },
    );
  return useMutation({
    mutationFn: (change: LinkChange) => call(changeOwnLink, { params: { linkId }, body: change }),
    onMutate: async ({ screenName: _, ...switches }) => {
      await queryClient.cancelQueries({ queryKey: ownLinksQuery.queryKey });
      const before = queryClient.getQueryData(ownLinksQuery.queryKey);
      put((link) => ({ ...link, ...switches }));
      return { before };
    },
    onError: (_error, _change, kept) => queryClient.setQueryData(ownLinksQuery.queryKey, kept?.before),
    onSuccess: (link) => put(() => link),
  });
}
