import type { Logger, Metrics } from "@kring/service-kit";
import { createTransport } from "nodemailer";
import { Counter, Gauge } from "prom-client";

/** One plain mail. */
interface Mail {
  /** Of the job that sends it: the same through all attempts, so that a mail sent twice is seen as one. */
  jobId: string;
  to: string;
  subject: string;
  text: string;
}

export interface Mailer {
  /** Resolves when the mail server took the mail; rejects when it didn't. */
  send(mail: Mail): Promise<void>;
  close(): void;
}

const TIMEOUT_MS = 15_000;

export function createMailer(options: { url: string; from: string; logger: Logger; metrics: Metrics }): Mailer {
  const { url, from, logger, metrics } = options;
  const registers = [metrics.registry];
  const sent = new Counter({ name: "kring_mails_sent_total", help: "Mails that the mail server took", registers });
  const failed = new Counter({ name: "kring_mail_failures_total", help: "Attempts that failed", registers });
  const reachable = new Gauge({
    name: "kring_mail_server_up",
    help: "1 when the latest attempt succeeded, 0 when it failed; 1 before the first",
    registers,
  });
  reachable.set(1);
  let up = true;
  const setUp = (value: boolean) => {
    if (value !== up) logger.warn(value ? "the mail server is back" : "the mail server takes no mail");
    up = value;
    reachable.set(value ? 1 : 0);
  };
  const transport = createTransport({
    url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = /@([^<>@\s]+?)>?$/.exec(from)?.[1] ?? "kring.invalid";

  return {
    send: async ({ jobId, to, subject, text }) => {
      try {
        await transport.sendMail({
          from,
          to,
          subject,
          text,
          messageId: `<${jobId}@${domain}>`,
          headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
        });
      } catch (error) {
        failed.inc();
        setUp(false);
        throw mailFailure(error);
      }
      sent.inc();
      setUp(true);
    },
    close: () => transport.close(),
  };
}

/** Mail servers quote addresses in what they answer, and the queue keeps what is thrown: only the code goes on. */
function mailFailure(error: unknown): Error {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
  return new Error(`The mail was not taken (${/^[A-Z0-9_]{1,30}$/.test(code) ? code : "unknown"})`);
}
