import { type AccountId, type ConversationId, type Incarnation, Refused, type Resumed } from "@kring/domain/contract";
import type { SendQueue } from "../message/index.ts";
import type { Admission } from "../session/index.ts";
import type { EventHandlers } from "./on-event.ts";

export interface HandlerDeps {
  admit(token: string): Promise<Admission>;
  sends: SendQueue;
  incarnation(): Incarnation;
  waitApplied(eventId: string): Promise<void>;
  resume(viewer: AccountId, asked: readonly { c: ConversationId; n: number }[]): Promise<Resumed[]>;
  markRead(viewer: AccountId, c: ConversationId, n: number, socketId: string): Promise<number>;
  showTyping(viewer: AccountId, c: ConversationId): Promise<void>;
}

/** What a gateway does with each event of the contract. */
export const createHandlers = (deps: HandlerDeps): EventHandlers => ({
  "token.renew": async ({ token }, { facts }) => {
    const { accountId, sessionId, expiresAt } = await deps.admit(token);
    if (accountId !== facts.accountId || sessionId !== facts.sessionId) throw new Refused("not-signed-in");
    facts.expiresAt = Math.max(facts.expiresAt, expiresAt);
    return { expiresAt: facts.expiresAt };
  },

  resume: async ({ incarnation, after, conversations }, { facts }) => {
    if (incarnation !== deps.incarnation()) throw new Refused("incarnation-changed");
    if (after !== undefined) await deps.waitApplied(after);
    return { incarnation, conversations: await deps.resume(facts.accountId, conversations) };
  },

  // Half a surrogate pair can't be stored; what others see live is what they read later.
  "message.send": ({ c, id, text }, { facts }) =>
    deps.sends.submit({ c, id, text: text.toWellFormed(), account: facts.accountId }),

  "read.mark": async ({ c, n }, { id, facts }) => ({ readSeq: await deps.markRead(facts.accountId, c, n, id) }),

  typing: async ({ c }, { facts }) => {
    await deps.showTyping(facts.accountId, c);
    return {};
  },
});
