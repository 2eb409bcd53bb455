import { type Party, readsFrom } from "@kring/domain";
import type { ConversationsEvent, Entry } from "@kring/domain/contract";
import { appendEvent, type PoolClient, pgExecutor } from "@kring/service-kit";
import { sendBatch } from "../message/index.ts";
import { forgetHistory, insertParticipant, type LockedConversation, newHandle } from "./participation.store.ts";

/** Lets somebody in, under the lock of the conversation; everybody in it is told by the entry. */
export async function joinConversation(
  client: PoolClient,
  conversation: LockedConversation,
  party: Party,
  { byOwnAct }: { byOwnAct: boolean },
): Promise<Entry> {
  const { id: c, head, about } = conversation;
  const { accountId } = party;
  const handle = newHandle();
  const from = readsFrom(party, about, head + 1);
  // Who reads all from now on reads nothing twice.
  if (accountId === about) await forgetHistory(client, c, accountId);
  await insertParticipant(client, c, { handle, party, joinedSeq: head + 1, readsFrom: from, readSeq: head });
  const [joined] = await sendBatch(client, [{ kind: "joined", c, account: accountId }]);
  if (!joined || "refused" in joined) throw new Error("Somebody could not join a conversation");
  await appendEvent<ConversationsEvent>(pgExecutor(client), {
    type: "participant-joined.v1",
    payload: { conversationId: c, accountId, byOwnAct },
  });
  return { n: joined.seq, at: joined.at, kind: "joined", by: handle };
}
