import { type AccountId, type ConversationId, type Incarnation, Refused, type Resumed } from "@kring/domain/contract";
import { weighResumed } from "../conversation/index.ts";
import type { SendQueue } from "../message/index.ts";
import type { Admission } from "../session/index.ts";
import type { TakeTurn } from "../turns.ts";
import type { AccountLimiter } from "./limits.ts";
import type { EventHandlers } from "./listener.ts";

export interface HandlerDeps {
  admit(token: string): Promise<Admission>;
  sends: SendQueue;
  incarnation(): Incarnation;
  waitApplied(eventId: string): Promise<void>;
  limiter: AccountLimiter;
  /** For resumes. */
  takeTurn: TakeTurn;
  resume(viewer: AccountId, asked: readonly { c: ConversationId; n: number }[]): Promise<Resumed[]>;
  markRead(viewer: AccountId, c: ConversationId, n: number, socketId: string): Promise<number>;
  showTyping(viewer: AccountId, c: ConversationId): Promise<void>;
}

/** So many bytes of an answer count as one `resume`. */
const BYTES_EACH = 65_536;

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
    return deps.takeTurn(facts.accountId, async () => {
      if (after !== undefined) await deps.waitApplied(after);
      const resumed = await deps.resume(facts.accountId, conversations);
      deps.limiter.charge(facts.accountId, "resume", Math.floor(weighResumed(resumed) / BYTES_EACH));
      return { incarnation, conversations: resumed };
    });
  },

  "message.send": (message, { facts }) => deps.sends.submit({ kind: "message", ...message, account: facts.accountId }),

  "message.edit": (edit, { facts }) => deps.sends.submit({ kind: "edited", ...edit, account: facts.accountId }),

  "message.delete": (deletion, { facts }) =>
    deps.sends.submit({ kind: "deleted", ...deletion, account: facts.accountId }),

  "read.mark": async ({ c, n }, { id, facts }) => ({ readSeq: await deps.markRead(facts.accountId, c, n, id) }),

  typing: async ({ c }, { facts }) => {
    await deps.showTyping(facts.accountId, c);
    return {};
  },
});
