import type { SERVICE_DATABASES, Secrets } from "@kring/platform";
import pg from "pg";

/** Two databases of one world. */
export interface Databases {
  url(role: string, database: string): string;
  query(database: keyof typeof SERVICE_DATABASES, text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export function databasesAt(port: number, secrets: Secrets): Databases {
  const url = (role: string, database: string): string =>
    `postgres://${role}:${secrets.postgres[role]}@127.0.0.1:${port}/${database}`;
  const openPool = (database: string): pg.Pool => {
    const pool = new pg.Pool({ connectionString: url("postgres", database), max: 2 });
    // A server that is killed is reported by the query that fails; a connection that rests is simply gone.
    pool.on("error", () => {});
    return pool;
  };
  const pools = { accounts: openPool("accounts"), conversations: openPool("conversations") };
  return {
    url,
    query: async (database, text, values = []) => (await pools[database].query(text, values)).rows,
    close: async () => {
      for (const pool of Object.values(pools)) await pool.end();
    },
  };
}
