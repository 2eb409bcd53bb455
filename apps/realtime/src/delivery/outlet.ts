import type { AccountId, ConversationId, Handle, ServerEventName, ServerPayload } from "@kring/domain/contract";

/** The sockets of this gateway, as delivery needs them: by account, and by conversation and who one is in it. */
export interface Outlet {
  /** All sockets of the account come into the conversation's room, as this participant. */
  join(account: AccountId, c: ConversationId, handle: Handle): void;
  leave(c: ConversationId, handle: Handle): void;
  /** Encoded once, however many sockets get it. */
  toRoom<Name extends ServerEventName>(
    c: ConversationId,
    name: Name,
    payload: ServerPayload<Name>,
    options?: { except?: Handle; volatile?: boolean },
  ): void;
  toMember<Name extends ServerEventName>(
    c: ConversationId,
    handle: Handle,
    name: Name,
    payload: ServerPayload<Name>,
  ): void;
  toAccount<Name extends ServerEventName>(
    account: AccountId,
    name: Name,
    payload: ServerPayload<Name>,
    exceptSocket?: string,
  ): void;
}
