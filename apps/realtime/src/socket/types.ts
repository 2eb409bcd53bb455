import type { AccountId, ClientToServer, ServerToClient, SessionId } from "@kring/domain/contract";
import type { Server, Socket } from "socket.io";
import type { TokenBucket } from "./limits.ts";

/** What a gateway knows of a connection. */
export interface ConnectionFacts {
  accountId: AccountId;
  sessionId: SessionId;
  expiresAt: number;
  /** Events of this connection. */
  events: TokenBucket;
}

type NoEvents = Record<string, never>;
export type KringServer = Server<ClientToServer, ServerToClient, NoEvents, ConnectionFacts>;
export type KringSocket = Socket<ClientToServer, ServerToClient, NoEvents, ConnectionFacts>;
