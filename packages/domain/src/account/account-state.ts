/** Where an account stands; `invited` until its owner has activated it. */
export type AccountState = "invited" | "active" | "deactivated";

/** The state of an account that may be used (`active`) and has a sign-in (`activated`), or not. */
export function stateOf({ active, activated }: { active: boolean; activated: boolean }): AccountState {
  if (!active) return "deactivated";
  return activated ? "active" : "invited";
}
