import { randomBytes, randomUUID } from "node:crypto";
import type { AccountId, ConversationId, Handle } from "@kring/domain/contract";
import type { World } from "@kring/testing";

/** A conversation about a client who takes no part: its manager and others who stay, and one who comes and goes. */
export interface Circle {
  c: ConversationId;
  client: AccountId;
  stays: [manager: AccountId, ...others: AccountId[]];
  moves: AccountId;
}

const account = (): AccountId => randomUUID() as AccountId;
const handle = (): Handle => randomBytes(12).toString("base64url") as Handle;

/** So many conversations; everybody who stays takes part in two of them, each of which has four who stay. */
export function inventCircles(count: number): Circle[] {
  const stays = Array.from({ length: count * 2 }, account);
  return Array.from({ length: count }, (_, at) => {
    const [manager, ...others] = [0, 1, 2, 3].map((more) => stays[(at * 2 + more) % stays.length] ?? account());
    return {
      c: randomUUID() as ConversationId,
      client: account(),
      stays: [manager ?? account(), ...others],
      moves: account(),
    };
  });
}

export const peopleOf = (circles: readonly Circle[]): AccountId[] => [
  ...new Set(circles.flatMap(({ stays, moves }) => [...stays, moves])),
];

/** Puts them into both databases at once, as if they had come long ago. */
export async function moveIn({ databases }: World, circles: readonly Circle[]): Promise<void> {
  const professionals = peopleOf(circles);
  const clients = circles.map(({ client }) => client);
  const ties = circles.flatMap(({ client, stays, moves }) =>
    [...stays, moves].map((professional) => [professional, client]),
  );
  const tied = [ties.map(([professional]) => professional), ties.map(([, client]) => client)];
  const all = [
    [...professionals, ...clients],
    [...professionals.map(() => "professional"), ...clients.map(() => "client")],
  ];
  const ROLES = "CASE k WHEN 'professional' THEN ARRAY['therapist'] ELSE '{}' END";
  await databases.query(
    "accounts",
    "INSERT INTO sign_in (id, email) SELECT i, i || '@faults.example' FROM unnest($1::uuid[]) AS s (i)",
    [professionals],
  );
  await databases.query(
    "accounts",
    `INSERT INTO account (id, kind, roles, name, sign_in_id)
     SELECT i, k, ${ROLES}, 'Somebody', CASE k WHEN 'professional' THEN i END FROM unnest($1::uuid[], $2::text[]) AS a (i, k)`,
    all,
  );
  await databases.query(
    "accounts",
    "INSERT INTO client_details (account_id, client_number, born) SELECT i, left(i::text, 8), '2000-01-01' FROM unnest($1::uuid[]) AS c (i)",
    [clients],
  );
  await databases.query(
    "accounts",
    "INSERT INTO relation (professional_id, client_id) SELECT * FROM unnest($1::uuid[], $2::uuid[])",
    tied,
  );
  const conversations = (text: string, values: unknown[]) => databases.query("conversations", text, values);
  await conversations(
    `INSERT INTO account (id, kind, roles, active) SELECT i, k, ${ROLES}, true FROM unnest($1::uuid[], $2::text[]) AS a (i, k)`,
    all,
  );
  await conversations(
    "INSERT INTO identity.person (account_id, name) SELECT i, 'Somebody' FROM unnest($1::uuid[]) AS a (i)",
    [all[0]],
  );
  await conversations(
    "INSERT INTO relation (professional_id, client_id) SELECT * FROM unnest($1::uuid[], $2::uuid[])",
    tied,
  );
  for (const { c, client, stays, moves } of circles) {
    const handles = [...stays, moves].map(handle);
    await conversations("INSERT INTO conversation (id, about_client, manager) VALUES ($1, $2, $3)", [
      c,
      client,
      handles[0],
    ]);
    await conversations(
      `INSERT INTO participant (conversation_id, handle, account_id, kind)
       SELECT $1, h, a, 'professional' FROM unnest($2::text[], $3::uuid[]) AS p (h, a)`,
      [c, handles, [...stays, moves]],
    );
  }
}
