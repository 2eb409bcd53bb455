import { randomUUID } from "node:crypto";
import type { AccountId, ClientMessageId } from "@kring/domain/contract";
import { type DemoConversation, type DemoName, demoConversations, demoLinks, demoPeople } from "@kring/domain/demo";
import { inTransaction, type Pool, type PoolClient } from "@kring/service-kit";
import { startConversation } from "../conversation/index.ts";
import { sendBatch } from "../message/index.ts";

/** Makes the demo's conversations that are not there yet, each in one transaction; gives those. As the owner: only they may say when something was said. */
export async function seedConversations(owner: Pool, now: Date): Promise<DemoConversation[]> {
  const at = pastClock(now);
  const made: DemoConversation[] = [];
  for (const demo of demoConversations) {
    const fresh = await inTransaction(owner, async (client) => {
      const { rowCount } = await client.query("SELECT FROM conversation WHERE id = $1", [demo.id]);
      if (rowCount !== 0) return false;
      await seedOne(client, demo, at);
      return true;
    });
    if (fresh) made.push(demo);
  }
  return made;
}

type PastClock = (daysAgo: number, time: string) => Date;

/** Days ago at a local time of day; a day earlier for all when something of today would still have to come. */
function pastClock(now: Date): PastClock {
  const clock =
    (shift: number): PastClock =>
    (daysAgo, time) => {
      const [hours = 0, minutes = 0] = time.split(":").map(Number);
      const date = new Date(now);
      date.setDate(date.getDate() - daysAgo - shift);
      date.setHours(hours, minutes, 0, 0);
      return date;
    };
  const today = clock(0);
  const ahead = demoConversations.some(({ messages }) => messages.some((said) => today(said.daysAgo, said.at) > now));
  return clock(ahead ? 1 : 0);
}

const accountOf = (name: DemoName): AccountId => demoPeople[name].accountId;

function participant(name: DemoName) {
  const link = Object.values(demoLinks).find(({ relatedPerson }) => relatedPerson === name);
  return { account: accountOf(name), ...(link ? { via: link.linkId } : {}) };
}

async function seedOne(client: PoolClient, demo: DemoConversation, at: PastClock): Promise<void> {
  const [manager, ...others] = demo.participants;
  const { id, topic, messages } = demo;
  await startConversation(client, {
    id,
    topic,
    manager: participant(manager),
    others: others.map(participant),
  });
  // They were in it long before: nobody is told of it today.
  await client.query("DELETE FROM outbox WHERE payload ->> 'conversationId' = $1", [id]);
  const stored = await sendBatch(
    client,
    messages.map(({ by, text }) => ({
      kind: "message",
      c: id,
      account: accountOf(by),
      id: randomUUID() as ClientMessageId,
      text,
    })),
  );
  const refused = stored.find((result) => "refused" in result);
  if (refused) throw new Error(`A message of the demo was refused in conversation ${id}`);

  const times = messages.map((said) => at(said.daysAgo, said.at));
  const startedAt = new Date(Math.min(...times.map(Number), Number(at(demo.startedDaysAgo, "09:30"))));
  await client.query(
    `UPDATE entry e SET at = t.at FROM unnest($2::timestamptz[]) WITH ORDINALITY AS t (at, seq)
     WHERE e.conversation_id = $1 AND e.seq = t.seq`,
    [id, times],
  );
  await client.query("UPDATE conversation SET started_at = $2, last_at = $3 WHERE id = $1", [
    id,
    startedAt,
    times.at(-1) ?? startedAt,
  ]);
  await client.query("UPDATE participant SET joined_at = $2, read_seq = $3 WHERE conversation_id = $1", [
    id,
    startedAt,
    messages.length,
  ]);
  for (const [name, count] of Object.entries(demo.unread) as [DemoName, number][]) {
    await client.query("UPDATE participant SET read_seq = $3 WHERE conversation_id = $1 AND account_id = $2", [
      id,
      accountOf(name),
      messages.length - count,
    ]);
    // Nobody is mailed about what was said before the demo began.
    await client.query("INSERT INTO unread_told (account_id, conversation_id, at) VALUES ($2, $1, now())", [
      id,
      accountOf(name),
    ]);
  }
}
