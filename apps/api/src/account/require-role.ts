import { Refused, type Role } from "@kring/domain/contract";
import type { SignedInAccount } from "./account-store.ts";

/** Throws `not-found` unless the account is a professional with this role: what is for others is not there. */
export function requireRole({ kind, roles }: Pick<SignedInAccount, "kind" | "roles">, role: Role): void {
  if (kind !== "professional" || !roles.includes(role)) throw new Refused("not-found");
}
