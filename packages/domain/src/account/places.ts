import type { Me } from "../contract/index.ts";
import type { AccountKind, Role } from "../words.ts";

/** Which parts of the app an account has; the routes behind them check for themselves. */
export function placesOf(
  { kind, roles }: { kind: AccountKind; roles: readonly Role[] },
  settings: { searchOutsideCaseload: boolean },
): Me["can"] {
  const professional = kind === "professional";
  const has = (role: Role) => professional && roles.includes(role);
  return {
    seeCaseload: has("therapist"),
    seeAllClients: has("secretary"),
    searchOtherClients: has("therapist") && settings.searchOutsideCaseload,
    createClients: has("secretary"),
    proposeClients: has("therapist"),
    seeProfessionals: professional,
    manageSettings: has("application-manager"),
    readLog: has("application-manager"),
  };
}
