import { type AccountFrame, type AccountId, type ConversationId, subjects } from "@kring/domain/contract";
import type { Nats } from "@kring/service-kit";

/** After the commit: tells the gateways that hold sockets of those who are in a new conversation. */
export function announceConversation(nats: Nats, c: ConversationId, accounts: readonly AccountId[]): void {
  const frame: AccountFrame = { v: 1, type: "conversation-added", c };
  for (const account of accounts) nats.publish(subjects.account(account), JSON.stringify(frame));
}
