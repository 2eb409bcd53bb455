import { listProfessionals } from "@kring/domain/contract";
import { queryOptions } from "@tanstack/react-query";
import { call } from "./call.ts";

/** The secretaries; where there is none, the application managers. For professionals only. */
export const whoCanHelpQuery = queryOptions({
  queryKey: ["professionals", "who-can-help"],
  queryFn: async ({ signal }) => (await call(listProfessionals, { query: { limit: 1 } }, signal)).helpers,
});
