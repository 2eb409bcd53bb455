import { endTemporaryAccess } from "@kring/domain/contract";
import { call } from "../../../shared/call.ts";
import { useChange } from "../../../shared/use-change.ts";

export const useEndTemporaryAccess = (clientId: string) =>
  useChange(() => call(endTemporaryAccess, { params: { clientId } }));
