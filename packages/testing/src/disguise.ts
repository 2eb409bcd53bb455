import { type DemoName, demoPeople } from "@kring/domain/demo";
import type { Databases } from "./databases.ts";

/** Who a person of the demo really is, in a test that looks for it. */
export type Disguises = Partial<Record<DemoName, { name: string; email: string }>>;

/** Gives people other names and addresses, in both services. */
export async function disguise({ query }: Databases, disguises: Disguises): Promise<void> {
  for (const [person, { name, email }] of Object.entries(disguises)) {
    const { accountId } = demoPeople[person as DemoName];
    await query("accounts", "UPDATE account SET name = $2 WHERE id = $1", [accountId, name]);
    await query("accounts", "UPDATE sign_in SET email = $2 WHERE id = (SELECT sign_in_id FROM account WHERE id = $1)", [
      accountId,
      email,
    ]);
    await query("conversations", "UPDATE identity.person SET name = $2 WHERE account_id = $1", [accountId, name]);
  }
}
