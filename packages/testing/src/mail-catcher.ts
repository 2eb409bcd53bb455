import type { Socket } from "node:net";
import { SMTPServer } from "smtp-server";

/** One mail as it came over the wire. */
export interface CaughtMail {
  to: string[];
  raw: Buffer;
  /** When the server said that it has it (milliseconds). */
  at: number;
}

/**
 * How a mail server fails: nobody listens; it says that it is busy; it takes the connection and says nothing; it reads the whole mail and
 * cuts the connection in the place of an answer, having kept nothing.
 */
export const mailFailures = ["away", "busy", "silent", "cuts"] as const;
export type MailFailure = (typeof mailFailures)[number];

export interface RawMailCatcher {
  readonly smtpUrl: string;
  mails(): readonly CaughtMail[];
  /** Fails in this way until it is restored. */
  fail(how: MailFailure): Promise<void>;
  restore(): Promise<void>;
  /** The most connections that were ever open at once. */
  mostConnections(): number;
  stop(): Promise<void>;
}

/** Takes every mail and keeps its bytes. */
export async function startRawMailCatcher(): Promise<RawMailCatcher> {
  const mails: CaughtMail[] = [];
  const sockets = new Set<Socket>();
  let failure: MailFailure | null = null;
  let most = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    onConnect: (_session, done) => {
      if (failure === "busy") done(Object.assign(new Error("4.3.2 Come back later"), { responseCode: 421 }));
      else if (failure !== "silent") done();
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        if (failure === "cuts") {
          for (const socket of sockets) if (socket.remotePort === session.remotePort) socket.destroy();
          return;
        }
        mails.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks),
          at: Date.now(),
        });
        done();
      });
    },
  });
  server.on("error", () => {});
  server.server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    most = Math.max(most, sockets.size);
    socket.once("close", () => sockets.delete(socket));
  });
  const listen = (at: number): Promise<number> =>
    new Promise((resolve, reject) => {
      server.server.once("error", reject);
      server.server.listen(at, "127.0.0.1", () => {
        server.server.off("error", reject);
        const address = server.server.address();
        if (address === null || typeof address === "string") reject(new Error("A mail server listens on a port."));
        else resolve(address.port);
      });
    });
  const port = await listen(0);
  async function become(next: MailFailure | null): Promise<void> {
    const wasAway = failure === "away";
    failure = next;
    if (wasAway && next !== "away") await listen(port);
    if (wasAway || next !== "away") return;
    server.server.close();
    for (const socket of sockets) socket.destroy();
  }
  return {
    smtpUrl: `smtp://127.0.0.1:${port}`,
    mails: () => mails,
    fail: become,
    restore: () => become(null),
    mostConnections: () => most,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
