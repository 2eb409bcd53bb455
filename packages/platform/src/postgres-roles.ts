import type { Client } from "pg";
import { escapeIdentifier, escapeLiteral } from "pg";

export type ServiceDatabase = { name: string; owner: string; logins: string[] };

/** One database per service; no role may connect to the other's. The same is in deploy/postgres/init.sh. */
export const SERVICE_DATABASES = {
  accounts: { name: "accounts", owner: "kring_accounts_owner", logins: ["kring_api"] },
  conversations: {
    name: "conversations",
    owner: "kring_conversations_owner",
    logins: ["kring_realtime", "kring_roster"],
  },
} satisfies Record<string, ServiceDatabase>;

export const ROLES = Object.values(SERVICE_DATABASES).flatMap(({ owner, logins }) => [owner, ...logins]);

/** Makes the roles, or gives existing ones these passwords. */
export async function createRoles(admin: Client, passwords: Record<string, string>): Promise<void> {
  for (const role of ROLES) {
    const password = passwords[role];
    if (password === undefined) throw new Error(`No password for the role ${role}.`);
    const { rowCount } = await admin.query("SELECT FROM pg_roles WHERE rolname = $1", [role]);
    const verb = rowCount === 0 ? "CREATE" : "ALTER";
    await admin.query(`${verb} ROLE ${escapeIdentifier(role)} LOGIN PASSWORD ${escapeLiteral(password)}`);
  }
}

/** Makes a database that only its owner and its logins may connect to; an existing one is left as it is. */
export async function createDatabase(admin: Client, { name, owner, logins }: ServiceDatabase): Promise<void> {
  const { rowCount } = await admin.query("SELECT FROM pg_database WHERE datname = $1", [name]);
  const database = escapeIdentifier(name);
  if (rowCount === 0) await admin.query(`CREATE DATABASE ${database} OWNER ${escapeIdentifier(owner)}`);
  await admin.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
  await admin.query(`GRANT CONNECT ON DATABASE ${database} TO ${logins.map(escapeIdentifier).join(", ")}`);
}
