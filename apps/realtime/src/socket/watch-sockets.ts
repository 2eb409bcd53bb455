import type { Logger } from "@kring/service-kit";
import type { Sessions } from "../session/index.ts";
import { endSocket } from "./edge.ts";
import type { AccountLimiter, SocketLimits } from "./limits.ts";
import type { KringServer, KringSocket } from "./types.ts";

/** Close codes of WebSocket that are free to use start at 4000; ours is 4000 and the HTTP status of `too-slow`. */
const TOO_SLOW = 4408;
const EVERY_MS = 1_000;

interface Engine {
  writeBuffer: { data?: unknown }[];
  transport: { socket?: { bufferedAmount: number; close(code: number, reason: string): void; terminate(): void } };
}

/** What waits in the engine, and what the network has not taken yet. */
function countBuffered({ writeBuffer, transport }: Engine): number {
  const waiting = writeBuffer.reduce((sum, { data }) => sum + (typeof data === "string" ? data.length : 0), 0);
  return waiting + (transport.socket?.bufferedAmount ?? 0);
}

/** Once a second: ends connections whose token is over, and those that can't keep up. */
export function watchSockets(
  io: KringServer,
  {
    sessions,
    limits,
    limiter,
    logger,
    onSlow,
  }: {
    sessions: Sessions;
    limits: SocketLimits;
    limiter: AccountLimiter;
    logger: Logger;
    onSlow(): void;
  },
): () => void {
  function cutIfSlow(socket: KringSocket): void {
    const engine = socket.conn as unknown as Engine;
    const buffered = countBuffered(engine);
    const raw = engine.transport.socket;
    if (!raw || buffered <= limits.mostBuffered) return;
    logger.warn({ buffered }, "a connection that can't keep up was cut");
    onSlow();
    // The close frame waits behind what is buffered; who doesn't read it in time is cut without.
    raw.close(TOO_SLOW, "too-slow");
    setTimeout(() => raw.terminate(), 2_000).unref();
  }

  const timer = setInterval(() => {
    for (const socket of io.sockets.sockets.values()) {
      if (sessions.isOver(socket.data.expiresAt)) endSocket(socket, "token-expired");
      else cutIfSlow(socket);
    }
    limiter.prune();
  }, EVERY_MS);
  return () => clearInterval(timer);
}
