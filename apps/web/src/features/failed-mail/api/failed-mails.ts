import { type FailedMailId, listFailedMails, resendFailedMail } from "@kring/domain/contract";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";

export const failedMailsQuery = queryOptions({
  queryKey: ["failed-mails"],
  queryFn: async ({ signal }) => (await call(listFailedMails, {}, signal)).mails,
});

/** Shows at once that it is on its way; the list then says what became of it. */
export function useResend() {
  const queryClient = useQueryClient();
  const { queryKey } = failedMailsQuery;
  return useMutation({
    mutationFn: (mailId: FailedMailId) => call(resendFailedMail, { params: { mailId } }),
    onMutate: async (mailId) => {
      await queryClient.cancelQueries({ queryKey });
      queryClient.setQueryData(queryKey, (known) =>
        known?.map((mail) => (mail.id === mailId ? { ...mail, resentAt: Date.now() } : mail)),
      );
    },
    onError: () => queryClient.invalidateQueries({ queryKey }),
  });
}
