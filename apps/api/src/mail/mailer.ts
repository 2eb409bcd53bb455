import { PassThrough, pipeline } from "node:stream";
import type { Logger, Metrics } from "@kring/service-kit";
import { createTransport } from "nodemailer";
import { Counter, Gauge } from "prom-client";
import { Hopeless } from "../jobs/index.ts";

/** One mail, in both its forms. */
interface Mail {
  /** Of the job that sends it: the same through all attempts, so that a mail sent twice is seen as one. */
  jobId: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** What the sender is called in a discreet mail; null: as the platform is. */
  sender: string | null;
  /** Where a mail client ends mails of this kind with one click (RFC 8058); null where that can't be. */
  oneClick: string | null;
}

export interface Mailer {
  /** Resolves when the mail server took the mail; rejects when it didn't. */
  send(mail: Mail): Promise<void>;
  close(): void;
}

/** Who is there says so soon. */
const GREETING_MS = 15_000;
/** A server looks at what it was given before it answers: who gives up on that sends it again, and it may have kept the first. */
const ANSWER_MS = 120_000;

export function createMailer(options: {
  url: string;
  from: string;
  /** Sends discreet mails: an address whose domain names nobody. */
  discreetFrom: string;
  /** Whether a server that offers no TLS gets nothing; always so where the url has a password. */
  requireTls: boolean;
  logger: Logger;
  metrics: Metrics;
}): Mailer {
  const { url, from, discreetFrom, requireTls, logger, metrics } = options;
  const registers = [metrics.registry];
  const sent = new Counter({ name: "kring_mails_sent_total", help: "Mails that the mail server took", registers });
  const failed = new Counter({ name: "kring_mail_failures_total", help: "Attempts that failed", registers });
  const reachable = new Gauge({
    name: "kring_mail_server_up",
    help: "1 when it took the latest mail or refused its receiver, 0 when it could not be asked; 1 before the first",
    registers,
  });
  reachable.set(1);
  let up = true;
  const setUp = (value: boolean) => {
    if (value !== up) logger.warn(value ? "the mail server is back" : "the mail server takes no mail");
    up = value;
    reachable.set(value ? 1 : 0);
  };
  const { username, password } = new URL(url);
  const transport = createTransport({
    url,
    connectionTimeout: GREETING_MS,
    greetingTimeout: GREETING_MS,
    socketTimeout: ANSWER_MS,
    // Whoever can make a server seem to offer no TLS would read the password otherwise.
    requireTLS: requireTls || username + password !== "",
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  /** Mails under way of which the server got all, by their Message-ID. */
  const given = new Set<string>();
  transport.use("stream", ({ data, message }, next) => {
    const whole = (done: () => void) => {
      given.add(String(data.messageId));
      done();
    };
    message.processFunc((mail) => pipeline(mail, new PassThrough({ flush: whole }), () => {}));
    next();
  });
  return {
    send: async ({ jobId, to, subject, text, html, sender, oneClick }) => {
      const address = addressOf(sender === null ? from : discreetFrom);
      const messageId = `<${jobId}@${address.slice(address.indexOf("@") + 1)}>`;
      try {
        await transport.sendMail({
          from: sender === null ? from : { name: sender, address },
          to,
          subject,
          text,
          html,
          messageId,
          headers: {
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            ...(oneClick === null
              ? {}
              : { "List-Unsubscribe": `<${oneClick}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }),
          },
        });
      } catch (error) {
        failed.inc();
        const failure = mailFailure(error, given.has(messageId));
        // One that knows no such receiver is there.
        if (!(failure instanceof MailRefused)) setUp(false);
        throw failure;
      } finally {
        given.delete(messageId);
      }
      sent.inc();
      setUp(true);
    },
    close: () => transport.close(),
  };
}

/** `Kring <no-reply@kring.example>` without what it is called. */
const addressOf = (from: string): string => /<([^<>]+)>$/.exec(from)?.[1] ?? from;

/** It said that it never will: there is no such address. */
export class MailRefused extends Hopeless {}

/**
 * It got the whole mail and did not say whether it keeps it. Each further attempt may be one more copy, so that they end some time: after
 * about an hour, and an outage of ten minutes makes ten.
 */
export class MailDoubtful extends Hopeless {
  override readonly most = 40;
}

/**
 * Only what a server says for good of the receiver is about them. Whom we send as, how we sign in, what we write and whether it relays for
 * us (5.7) is ours to mend, and the mail waits for that.
 */
function isReceiverRefused(error: Error & { command?: unknown; responseCode?: unknown; response?: unknown }): boolean {
  const { command, responseCode, response } = error;
  return (
    command === "RCPT TO" && NO_SUCH_RECEIVER.has(Number(responseCode)) && !/^\d{3}[ -]5\.7\./.test(String(response))
  );
}
const NO_SUCH_RECEIVER = new Set([550, 551, 553]);

/** Mail servers quote addresses in what they answer, and the queue keeps what is thrown: only the code goes on. */
function mailFailure(error: unknown, wasGiven: boolean): Error {
  const found = error instanceof Error && "code" in error ? String(error.code) : "unknown";
  const code = /^[A-Z0-9_]{1,30}$/.test(found) ? found : "unknown";
  const said = `The mail was not taken (${code})`;
  if (error instanceof Error && isReceiverRefused(error)) return new MailRefused(said);
  const isAnswered = error instanceof Error && "responseCode" in error;
  return wasGiven && !isAnswered ? new MailDoubtful(said) : new Error(said);
}
