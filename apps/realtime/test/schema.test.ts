import { readFile } from "node:fs/promises";
import { expect, onTestFinished, test } from "vitest";
import { createConversationsDatabase } from "./support/databases.ts";

const POSTGRES_TYPES: Record<string, string> = {
  Boolean: "boolean",
  Int: "integer",
  BigInt: "bigint",
  Json: "jsonb",
  Bytes: "bytea",
  DateTime: "timestamp with time zone",
  String: "text",
  "String[]": "ARRAY",
};

/** `schema.table.column type null?` of each field that is a column. */
function columnsOf(schema: string): string[] {
  return [...schema.matchAll(/^model \w+ \{\n(.*?)^\}/gms)].flatMap(([, body = ""]) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1];
    const place = /@@schema\("(\w+)"\)/.exec(body)?.[1];
    return [...body.matchAll(/^ {2}(\w+) +(\w+(?:\[\])?)(\?)? *(.*)$/gm)].flatMap(
      ([, name, type = "", optional, attributes = ""]) => {
        const ofDatabase = /@db\.(Uuid|Date)\b/.exec(attributes)?.[1]?.toLowerCase() ?? POSTGRES_TYPES[type];
        if (ofDatabase === undefined) return [];
        const column = /@map\("(\w+)"\)/.exec(attributes)?.[1] ?? name;
        return `${place}.${table}.${column} ${ofDatabase} ${optional ? "null" : "not null"}`;
      },
    );
  });
}

test("Prisma's schema says what the migrations make", async () => {
  const database = await createConversationsDatabase();
  onTestFinished(() => database.close());
  const schema = await readFile(new URL("../prisma/schema.prisma", import.meta.url), "utf8");
  const { rows } = await database.pool("kring_conversations_owner").query<{ said: string }>(
    `SELECT format('%s.%s.%s %s %s', table_schema, table_name, column_name, data_type,
       CASE is_nullable WHEN 'YES' THEN 'null' ELSE 'not null' END) AS said
     FROM information_schema.columns
     WHERE table_schema IN ('public', 'identity') AND table_name NOT IN ('_prisma_migrations', 'reading')`,
  );
  expect(columnsOf(schema).toSorted()).toEqual(rows.map(({ said }) => said).toSorted());
  expect(rows.length).toBeGreaterThan(50);
});
