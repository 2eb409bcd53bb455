import { randomUUID } from "node:crypto";
import type { World } from "@kring/testing";

type Roles = "therapist" | "secretary" | "application-manager" | "client";

/** A browser that acts as ever other people, since each of them may only ask so often. */
export interface Reader {
  /** From now on somebody of this kind whom nobody has been yet; gives their id. */
  become(kind: Roles): Promise<string>;
  /** Somebody with these things in the database, and from now on acted as. */
  becomeThis(accountId: string): Promise<void>;
  query(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  send(method: string, path: string, body?: unknown): Promise<{ milliseconds: number; body: unknown }>;
}

export async function startReader({ databases, signIn }: World): Promise<Reader> {
  const session = await signIn("sanne");
  const query: Reader["query"] = (text, values) => databases.query("accounts", text, values);
  const used: string[] = [];

  async function becomeThis(accountId: string): Promise<void> {
    await query(
      "UPDATE session s SET account_id = a.id, sign_in_id = a.sign_in_id FROM account a WHERE s.id = $1 AND a.id = $2",
      [session.me.sessionId, accountId],
    );
  }

  return {
    query,
    becomeThis,
    become: async (kind) => {
      const [found] = await query(
        `SELECT a.id FROM account a WHERE a.id <> ALL ($2::uuid[]) AND ${kind === "client" ? "a.kind = $1" : "$1 = ANY (a.roles)"}
           AND a.searchable LIKE '% %' AND EXISTS (SELECT FROM sign_in s WHERE s.id = a.sign_in_id AND s.email LIKE '%@bench.example')
         ORDER BY a.id LIMIT 1`,
        [kind, used],
      );
      const id = typeof found?.id === "string" ? found.id : await makeAnother(kind);
      used.push(id);
      await becomeThis(id);
      return id;
    },
    send: async (method, path, body) => {
      const startedAt = performance.now();
      const answer = await session.fetch(method, path, body === undefined ? {} : { body });
      const milliseconds = performance.now() - startedAt;
      if (answer.status >= 300) throw new Error(`${method} ${path} gave ${answer.status}: ${answer.text}`);
      return { milliseconds, body: answer.json() };
    },
  };

  /** A small platform has few secretaries and application managers. */
  async function makeAnother(kind: Roles): Promise<string> {
    const id = randomUUID();
    const signInId = randomUUID();
    await query("INSERT INTO sign_in (id, email) VALUES ($1, $2)", [signInId, `${id}@bench.example`]);
    await query(
      "INSERT INTO account (id, sign_in_id, kind, roles, name, searchable) VALUES ($1, $2, 'professional', $3, 'Bench Mark', 'bench mark')",
      [id, signInId, kind === "client" ? [] : [kind]],
    );
    return id;
  }
}
