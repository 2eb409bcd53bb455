import type { Server as HttpServer } from "node:http";
import type { Socket as NetSocket } from "node:net";
import {
  CONTRACT_VERSION,
  type Incarnation,
  type RefusalCode,
  Refused,
  refusal,
  type ServerPayload,
  SocketAuth,
} from "@kring/domain/contract";
import { type Logger, refusalOf } from "@kring/service-kit";
import { Server } from "socket.io";
import type { Admission } from "../session/index.ts";
import { type AccountLimiter, type SocketLimits, TokenBucket } from "./limits.ts";
import { createListener, type EventHandlers } from "./listener.ts";
import { rooms } from "./outlet.ts";
import type { KringServer, KringSocket } from "./types.ts";

/** Makes the Socket.IO server: WebSocket only, small frames, short patience, our own pages only. */
export function createSocketServer(
  server: HttpServer,
  { publicOrigin, limits, logger }: { publicOrigin: string; limits: SocketLimits; logger: Logger },
): KringServer {
  const io: KringServer = new Server(server, {
    path: "/socket.io",
    serveClient: false,
    transports: ["websocket"],
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: 32_768,
    connectTimeout: 5_000,
    pingInterval: 10_000,
    pingTimeout: 5_000,
    // CORS does not guard WebSockets. Who sends no Origin is no browser, and has to bring a token just the same.
    allowRequest: (request, decide) => {
      const { origin } = request.headers;
      const allowed = origin === undefined || origin === publicOrigin;
      decide(allowed ? null : ("foreign-origin" satisfies RefusalCode), allowed);
    },
  });
  io.engine.on("connection", (raw: RawConnection) => {
    if (raw.request) writeAtOnce(raw, raw.request.socket);
    // Otherwise kept for the life of the connection.
    raw.request = null;
    const packets = new TokenBucket(limits.packets);
    raw.on("packet", () => {
      if (packets.take() === 0) return;
      logger.warn("a connection that floods was cut");
      raw.close(true);
    });
  });
  return io;
}

interface RawConnection {
  request: { socket: NetSocket } | null;
  on(name: "packet" | "flush", listener: () => void): void;
  close(discard: boolean): void;
}

/** Frames of one commit that go to the same device leave in one write. */
function writeAtOnce(raw: RawConnection, wire: NetSocket): void {
  let held = false;
  const letGo = () => {
    held = false;
    wire.uncork();
  };
  raw.on("flush", () => {
    if (held) return;
    held = true;
    wire.cork();
    process.nextTick(letGo);
  });
}

export interface ConnectionDeps {
  admit(token: string): Promise<Admission>;
  hasEnded(session: Admission["sessionId"]): boolean;
  limits: SocketLimits;
  limiter: AccountLimiter;
  handlers: EventHandlers;
  logger: Logger;
  incarnation(): Incarnation;
  isDraining(): boolean;
  demandRights(): void;
  /** Something that this version does not know came in. */
  onSkipped(border: "socket"): void;
  /** Resolves once the socket hears of everything; throws while Postgres is away. */
  arrive(account: Admission["accountId"]): void;
  sync(account: Admission["accountId"]): Promise<void>;
  depart(account: Admission["accountId"]): void;
}

const SYNC_AGAIN_MS = 1_000;

/** Lets connections in by their tokens, and says hello once they hear of everything. */
export function acceptConnections(io: KringServer, deps: ConnectionDeps): void {
  const { limits, limiter, handlers, logger, demandRights } = deps;
  const onSkipped = () => deps.onSkipped("socket");
  const hear = createListener(handlers, { logger, limiter, demandRights, onSkipped });

  io.use((socket, next) => {
    admit(socket).then(
      (admission) => {
        Object.assign(socket.data, admission, { events: new TokenBucket(limits.events) });
        next();
      },
      (error: unknown) => next(toConnectError(error)),
    );
  });

  async function admit(socket: KringSocket): Promise<Admission> {
    if (deps.isDraining()) throw new Refused("unavailable", { retryAfterMs: 500 });
    const auth = SocketAuth.safeParse(socket.handshake.auth);
    if (!auth.success) throw new Refused("not-signed-in");
    const admission = await deps.admit(auth.data.token);
    limiter.take(admission.accountId, "connect");
    const present = io.sockets.adapter.rooms.get(rooms.account(admission.accountId))?.size ?? 0;
    if (present >= limits.connectionsPerAccount) throw new Refused("too-many-requests", { retryAfterMs: 30_000 });
    // Counted from here on, so that those that come at once are; who is gone before they are connected leaves by itself.
    void socket.join([rooms.account(admission.accountId), rooms.session(admission.sessionId)]);
    return admission;
  }

  io.on("connection", (socket) => {
    const { accountId, sessionId } = socket.data;
    socket.on("disconnect", () => deps.depart(accountId));
    deps.arrive(accountId);
    // The session may have ended between the check and this moment.
    if (deps.hasEnded(sessionId)) return endSocket(socket, "session-ended");
    // One listener for all names: thousands of connections have it.
    socket.onAny((name: string, ...given: unknown[]) => hear(socket, name, given));
    void welcome(socket);
  });

  async function welcome(socket: KringSocket): Promise<void> {
    const { accountId } = socket.data;
    while (socket.connected) {
      try {
        await deps.sync(accountId);
        socket.emit("hello", {
          incarnation: deps.incarnation(),
          version: CONTRACT_VERSION,
          expiresAt: socket.data.expiresAt,
        });
        return;
      } catch (error) {
        logger.debug({ err: error }, "a connection waits for its memberships");
        await new Promise((resolve) => setTimeout(resolve, SYNC_AGAIN_MS * (0.5 + Math.random())));
      }
    }
  }
}

/** Tells the device why, and closes for good. */
export function endSocket(socket: KringSocket, code: ServerPayload<"session.ended">["code"]): void {
  socket.emit("session.ended", { code });
  socket.disconnect(true);
}

function toConnectError(error: unknown): Error {
  const refused = refusalOf(error);
  return Object.assign(new Error("refused"), { data: refusal(refused?.code ?? "internal", refused?.retryAfterMs) });
}
