import { randomUUID } from "node:crypto";
import type { AccountId, ClientAck, ConversationId, SessionId } from "@kring/domain/contract";
import { createTokenSigner } from "@kring/service-kit";
import { layGroundwork, openRawSocket, startWorld } from "@kring/testing";
import type { Writer } from "./crowd.ts";
import type { Target } from "./target.ts";

/** Kring as it is run: authentication, authorisation, NATS and the proxy included. */
export async function startKring(
  crowd: readonly Writer[],
  gateways: number,
): Promise<Target & { postgresUrl: string }> {
  const { groundwork, remove } = await layGroundwork();
  const world = await startWorld({ groundwork, gateways, synced: true });
  const fill = (text: string) =>
    world.databases.query(
      "conversations",
      `${text} FROM jsonb_to_recordset($1::jsonb) AS w (account uuid, conversation uuid, handle text)`,
      [JSON.stringify(crowd)],
    );
  await fill("INSERT INTO account (id, kind, roles, active) SELECT account, 'professional', '{therapist}', true");
  await fill("INSERT INTO conversation (id) SELECT DISTINCT conversation");
  await fill(
    "INSERT INTO participant (conversation_id, handle, account_id, kind) SELECT conversation, handle, account, 'professional'",
  );
  const sign = await createTokenSigner(Buffer.from(groundwork.secrets.tokenPrivateKey, "base64").toString());

  return {
    name: gateways === 1 ? "Kring, one gateway" : `Kring, ${gateways} gateways`,
    postgresUrl: world.databases.url("postgres", "postgres"),
    connect: async (writer) => {
      const claims = {
        accountId: writer.account as AccountId,
        sessionId: randomUUID() as SessionId,
        kind: "professional" as const,
      };
      const raw = await openRawSocket(world, (await sign(claims, 300)).token);
      await raw.next("hello");
      return raw.socket;
    },
    say: async (socket, writer, text) => {
      const payload = { c: writer.conversation as ConversationId, id: randomUUID(), text };
      const answer: ClientAck<"message.send"> = await socket.emitWithAck("message.send", payload);
      if (!answer.ok) throw new Error(`Kring refused a message: ${answer.error.code}`);
    },
    countStored: async () => {
      const [row] = await world.databases.query("conversations", "SELECT count(*)::int AS n FROM entry");
      return Number(row?.n);
    },
    stop: async () => {
      await world.stop();
      await remove();
    },
  };
}
