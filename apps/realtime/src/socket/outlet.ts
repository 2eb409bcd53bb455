import type { AccountId, ConversationId, Handle } from "@kring/domain/contract";
import type { Outlet } from "../delivery/index.ts";
import type { KringServer } from "./types.ts";

/** Rooms of this gateway's sockets; never named by a client. */
export const rooms = {
  account: (account: AccountId) => `account ${account}`,
  session: (session: string) => `session ${session}`,
  conversation: (c: ConversationId) => `conversation ${c}`,
  member: (c: ConversationId, handle: Handle) => `member ${c} ${handle}`,
};

export function createOutlet(io: KringServer): Outlet {
  return {
    join: (account, c, handle) =>
      io.in(rooms.account(account)).socketsJoin([rooms.conversation(c), rooms.member(c, handle)]),
    leave: (c, handle) => io.in(rooms.member(c, handle)).socketsLeave([rooms.conversation(c), rooms.member(c, handle)]),
    toRoom: (c, name, payload, { except, volatile = false } = {}) => {
      const room =
        except === undefined
          ? io.to(rooms.conversation(c))
          : io.to(rooms.conversation(c)).except(rooms.member(c, except));
      emit(volatile ? room.volatile : room, name, payload);
    },
    toMember: (c, handle, name, payload) => emit(io.to(rooms.member(c, handle)), name, payload),
    toAccount: (account, name, payload, exceptSocket) => {
      const room = io.to(rooms.account(account));
      emit(exceptSocket === undefined ? room : room.except(exceptSocket), name, payload);
    },
  };
}

/** The payload's type was checked against the name's where it was given; Socket.IO can't relate the two through a generic. */
const emit = (room: unknown, name: string, payload: unknown) =>
  void (room as { emit(name: string, payload: unknown): unknown }).emit(name, payload);
