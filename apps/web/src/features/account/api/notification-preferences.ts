import {
  changeNotificationSettings,
  chooseNotifications,
  type NotificationChannel,
  type NotificationChoice,
  type NotificationKind,
  type NotificationPreferences,
  readNotificationPreferences,
  readPush,
} from "@kring/domain/contract";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";

export const preferencesQuery = queryOptions({
  queryKey: ["notification-preferences"],
  queryFn: ({ signal }) => call(readNotificationPreferences, {}, signal),
});

/** Whether this platform pushes to devices at all. */
export const pushOfferedQuery = queryOptions({
  queryKey: ["push-offered"],
  queryFn: async ({ signal }) => (await call(readPush, {}, signal)).key !== null,
});

const mutationKey = ["notification-preferences"];

/** One change after the other: shown at once, then as the server has it; what it refuses goes back. */
function useChange<Wish>(
  ask: (wish: Wish) => Promise<NotificationPreferences>,
  foresee: (known: NotificationPreferences, wish: Wish) => NotificationPreferences,
) {
  const queryClient = useQueryClient();
  const { queryKey } = preferencesQuery;
  const isLast = () => queryClient.isMutating({ mutationKey }) === 1;
  return useMutation({
    mutationKey,
    scope: { id: "notification-preferences" },
    mutationFn: ask,
    onMutate: async (wish) => {
      await queryClient.cancelQueries({ queryKey });
      queryClient.setQueryData(queryKey, (known) => known && foresee(known, wish));
    },
    onSuccess: (now) => {
      if (isLast()) queryClient.setQueryData(queryKey, now);
    },
    onError: () => queryClient.invalidateQueries({ queryKey }),
  });
}

interface Choosing {
  kinds: NotificationKind[];
  channel: NotificationChannel;
  choice: NotificationChoice;
}

export const useChoose = () =>
  useChange(
    (body: Choosing) => call(chooseNotifications, { body }),
    (known, { kinds, channel, choice }) => ({
      ...known,
      groups: known.groups.map((group) => ({
        ...group,
        kinds: group.kinds.map((one) => (kinds.includes(one.kind) ? { ...one, [channel]: choice } : one)),
      })),
    }),
  );

type Settings = Partial<Pick<NotificationPreferences, "quiet" | "timeZone">> & { discreet?: boolean };

export const useChangeSettings = () =>
  useChange(
    (body: Settings) => call(changeNotificationSettings, { body }),
    (known, wish) => ({ ...known, ...wish }),
  );
