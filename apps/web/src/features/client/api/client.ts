import { AccountId, readClient } from "@kring/domain/contract";
import { queryOptions } from "@tanstack/react-query";
import { call } from "../../../shared/call.ts";

export const clientQuery = (clientId: string) =>
  queryOptions({
    queryKey: ["client", clientId],
    queryFn: ({ signal }) => call(readClient, { params: { clientId } }, signal),
  });

/** What stands in the address may be anything; only ids are asked for. */
export const isClientId = (text: string): boolean => AccountId.safeParse(text).success;
