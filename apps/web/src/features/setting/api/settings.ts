import { changeSetting, listSettings, type SettingKey } from "@kring/domain/contract";
import { queryOptions } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";
import { useChange } from "../../../shared/use-change.ts";

export const settingsQuery = queryOptions({
  queryKey: ["settings"],
  queryFn: ({ signal }) => call(listSettings, {}, signal),
});

export const useChangeSetting = () =>
  useChange(({ key, value }: { key: SettingKey; value: boolean | number }) =>
    call(changeSetting, { params: { key }, body: { value } }),
  );
