import { SMTPServer } from "smtp-server";

/** One mail as it came over the wire. */
export interface CaughtMail {
  to: string[];
  raw: Buffer;
}

export interface RawMailCatcher {
  readonly smtpUrl: string;
  mails(): readonly CaughtMail[];
  stop(): Promise<void>;
}

/** Takes every mail and keeps its bytes. */
export async function startRawMailCatcher(): Promise<RawMailCatcher> {
  const mails: CaughtMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(chunks) });
        done();
      });
    },
  });
  server.on("error", () => {});
  const port = await new Promise<number>((resolve, reject) => {
    const listening = server.listen(0, "127.0.0.1", () => {
      const address = listening.address();
      if (address === null || typeof address === "string") reject(new Error("A mail server listens on a port."));
      else resolve(address.port);
    });
  });
  return {
    smtpUrl: `smtp://127.0.0.1:${port}`,
    mails: () => mails,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
