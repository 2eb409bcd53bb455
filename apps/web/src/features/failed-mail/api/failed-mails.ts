import { type FailedMailId, listFailedMails, resendFailedMail } from "@kring/domain/contract";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { call, readAgain } from "../../../shared/call.ts";

const readAgainMs = 5_000;

const failedMailsQuery = queryOptions({
  queryKey: ["failed-mails"],
  queryFn: async ({ signal }) => (await call(listFailedMails, {}, signal)).mails,
});

/** The list; while a mail is on its way it is read again, as no new look of its reader, until it says what became of it. */
export function useFailedMails() {
  const queryClient = useQueryClient();
  const mails = useQuery(failedMailsQuery);
  const isUnderWay = mails.data?.some(({ resentAt }) => resentAt !== null) === true;
  useEffect(() => {
    if (!isUnderWay) return;
    const { queryKey } = failedMailsQuery;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") readAgain(() => void queryClient.invalidateQueries({ queryKey }));
    }, readAgainMs);
    return () => clearInterval(timer);
  }, [isUnderWay, queryClient]);
  return mails;
}

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
