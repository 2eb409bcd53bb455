import { Refused } from "@kring/domain/contract";
import { hashPassword, verifyPassword } from "../auth/index.ts";
import type { Db } from "../database.ts";
import { readPasswordHash } from "./sign-in-store.ts";

/** Throws `wrong-credentials` unless this is the password of the sign-in. */
export async function checkPassword(db: Db, signInId: string, password: string): Promise<void> {
  const hash = await readPasswordHash(db, signInId);
  if (hash === undefined) await hashPassword(password);
  if (hash === undefined || !(await verifyPassword({ hash, password }))) throw new Refused("wrong-credentials");
}
