import { readPush, subscribeToPush, unsubscribeFromPush } from "@kring/domain/contract";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";
import { useLanguage } from "../../../shared/use-language.ts";
import { isDeviceSubscribed, subscribeDevice, unsubscribeDevice } from "../model/device.ts";
import { canPush } from "../model/worker.ts";

/** Whether this device is told, and may be: both the server and the browser have a say. */
export const pushQuery = queryOptions({
  queryKey: ["push"],
  queryFn: async ({ signal }) => {
    const { key, on } = await call(readPush, {}, signal);
    if (key === null) return { state: "not-offered" } as const;
    if (!canPush()) return { state: "not-possible" } as const;
    if (on && (await isDeviceSubscribed())) return { state: "on", key } as const;
    return { state: Notification.permission === "denied" ? "denied" : "off", key } as const;
  },
});

/** Switches it on for this device: asks the browser first. */
export function useSubscribe() {
  const queryClient = useQueryClient();
  const language = useLanguage();
  return useMutation({
    mutationFn: async (key: string) => call(subscribeToPush, { body: await subscribeDevice(key, language) }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: pushQuery.queryKey }),
  });
}

export function useUnsubscribe() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      await call(unsubscribeFromPush, {});
      await unsubscribeDevice();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: pushQuery.queryKey }),
  });
}
