import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

/** A real SMTP server that keeps what it takes, and can refuse for a while. */
export interface MailCatcher {
  url: string;
  mails: ParsedMail[];
  raw: string[];
  refuse(value: boolean): void;
  /** Lets every mail wait at the door until it is released; resolves once one waits there. */
  hold(): { arrived: Promise<void>; release(): void };
  stop(): Promise<void>;
}

export async function startMailCatcher(): Promise<MailCatcher> {
  const mails: ParsedMail[] = [];
  const raw: string[] = [];
  let refusing = false;
  let atDoor = async (): Promise<void> => {};
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    onRcptTo: (address, _session, done) => {
      void atDoor().then(() => done(refusing ? new Error(`Try ${address.address} again later`) : undefined));
    },
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const bytes = Buffer.concat(chunks);
        simpleParser(bytes).then((mail) => {
          raw.push(bytes.toString("latin1"));
          mails.push(mail);
          done();
        }, done);
      });
    },
  });
  server.on("error", () => {});
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, "127.0.0.1", () => {
      const address = listening.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    raw,
    refuse: (value) => {
      refusing = value;
    },
    hold: () => {
      const arrived = Promise.withResolvers<void>();
      const released = Promise.withResolvers<void>();
      atDoor = async () => {
        arrived.resolve();
        await released.promise;
      };
      return { arrived: arrived.promise, release: released.resolve };
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
