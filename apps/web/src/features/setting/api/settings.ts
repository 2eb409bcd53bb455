import { changeSetting, listSettings, type SettingKey } from "@kring/domain/contract";
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";
import { useChange } from "../../../shared/use-change.ts";

export const settingsQuery = queryOptions({
  queryKey: ["settings"],
  queryFn: ({ signal }) => call(listSettings, {}, signal),
});

/** Changes a setting; the page shows what the server answered, and then reads the rest again. */
export function useChangeSetting() {
  const queryClient = useQueryClient();
  return useChange(async ({ key, value }: { key: SettingKey; value: boolean | number }) => {
    const changed = await call(changeSetting, { params: { key }, body: { value } });
    queryClient.setQueryData(settingsQuery.queryKey, (known) =>
      known === undefined
        ? known
        : { ...known, settings: known.settings.map((one) => (one.key === key ? changed : one)) },
    );
    return changed;
  });
}

/** Reads how many things would end if this were switched off now. */
export function useEndsNow(): (key: SettingKey) => Promise<number> {
  const queryClient = useQueryClient();
  return async (key) => {
    const { settings } = await queryClient.fetchQuery({ ...settingsQuery, staleTime: 0 });
    return settings.find((one) => one.key === key)?.endsWhenOff ?? 0;
  };
}
