import type { Professional } from "../contract/index.ts";
import { mayTransferCaseload } from "../relation/index.ts";
import type { AccountKind, Role } from "../words.ts";
import type { AccountState } from "./account-state.ts";

/** Whoever looks at professionals, or changes something of them. */
export interface PeopleViewer {
  id: string;
  kind: AccountKind;
  roles: readonly Role[];
}

const has = ({ kind, roles }: Omit<PeopleViewer, "id">, role: Role) => kind === "professional" && roles.includes(role);

/** professionals find each other; nobody else does. */
export const maySeeProfessionals = ({ kind }: Pick<PeopleViewer, "kind">): boolean => kind === "professional";

/** inviting, roles and deactivation of professionals are the application manager's, their own account included. */
export const mayManagePeople = (viewer: Omit<PeopleViewer, "id">): boolean => has(viewer, "application-manager");

/** secretaries create client accounts, and judge the proposals of therapists. */
export const mayCreateClients = (viewer: Omit<PeopleViewer, "id">): boolean => has(viewer, "secretary");

/** a therapist proposes a client account. */
export const mayProposeClients = (viewer: Omit<PeopleViewer, "id">): boolean => has(viewer, "therapist");

/** R-05, T-07: secretaries list every client, to arrange relations. */
export const maySeeAllClients = (viewer: Omit<PeopleViewer, "id">): boolean => has(viewer, "secretary");

/** What a viewer can do with one professional (R-01, R-09, T-05). */
export const abilitiesOn = (
  viewer: PeopleViewer,
  professional: { id: string; roles: readonly Role[]; state: AccountState },
): Professional["can"] => ({
  changeRoles: mayManagePeople(viewer),
  deactivate: mayManagePeople(viewer) && professional.state !== "deactivated",
  transferCaseload:
    professional.roles.includes("therapist") &&
    mayTransferCaseload({ accountId: viewer.id, roles: viewer.roles }, professional.id),
});
