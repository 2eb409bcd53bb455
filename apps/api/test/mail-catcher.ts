import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

/** What a server says no to, and how. */
export interface MailRefusal {
  at: "sender" | "receiver" | "content";
  code: number;
  says: string;
}

/** A real SMTP server that keeps what it takes, and can refuse for a while. */
export interface MailCatcher {
  url: string;
  mails: ParsedMail[];
  raw: string[];
  refuse(value: boolean | MailRefusal): void;
  /** Lets every mail wait at the door until it is released; resolves once one waits there. */
  hold(): { arrived: Promise<void>; release(): void };
  stop(): Promise<void>;
}

export async function startMailCatcher(): Promise<MailCatcher> {
  const mails: ParsedMail[] = [];
  const raw: string[] = [];
  let refusal: MailRefusal | null = null;
  const answer = (at: MailRefusal["at"]) =>
    refusal?.at === at ? Object.assign(new Error(refusal.says), { responseCode: refusal.code }) : undefined;
  let atDoor = async (): Promise<void> => {};
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    onMailFrom: (_address, _session, done) => done(answer("sender")),
    onRcptTo: ({ address }, _session, done) => {
      void atDoor().then(() => {
        const error = answer("receiver");
        if (error) error.message += ` <${address}>`;
        done(error);
      });
    },
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const bytes = Buffer.concat(chunks);
        const error = answer("content");
        if (error) return done(error);
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
      refusal = value === true ? { at: "receiver", code: 550, says: "Try again later" } : value || null;
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
