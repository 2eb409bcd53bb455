import type { AccountState } from "../account/account-state.ts";
import type { ClientHead } from "../contract/index.ts";
import { type ClientAccess, mayArrange, mayWork } from "./client-account.policy.ts";

/** Where the client account itself stands. */
export interface ClientAccountState {
  state: AccountState;
  /** An invitation that has neither been accepted nor withdrawn. */
  invited: boolean;
}

/** staff correct an address only as long as nobody owns the account. */
export const mayCorrectEmail = (access: ClientAccess, { state }: ClientAccountState): boolean =>
  mayArrange(access) && state === "invited";

/** What a professional can do with a client account (R-07… ). */
export const clientAbilities = (access: ClientAccess, account: ClientAccountState): ClientHead["can"] => ({
  changeDetails: mayArrange(access) && access.active,
  correctEmail: mayCorrectEmail(access, account),
  resendInvitation: mayArrange(access) && account.state === "invited",
  withdrawInvitation: mayArrange(access) && account.state === "invited" && account.invited,
  deactivate: mayArrange(access) && account.state !== "deactivated",
  reactivate: mayArrange(access) && account.state === "deactivated",
  assignTools: mayWork(access),
  endTemporaryAccess: access.ground === "temporary-access",
  offerSecondFactorReset: mayArrange(access) && account.state === "active",
});
