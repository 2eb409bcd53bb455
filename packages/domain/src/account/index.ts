export * from "./absence.ts";
export * from "./account-state.ts";
export * from "./invitation.ts";
export * from "./places.ts";
export * from "./professional.policy.ts";
export * from "./roles.ts";
export * from "./searchable.ts";
