import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demoPeople } from "@kring/domain/demo";
import { createLogger, createMetrics } from "@kring/service-kit";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { describe, expect, it, onTestFinished, test } from "vitest";
import { createMailer } from "../src/mail/index.ts";
import { startProcess } from "./api-process.ts";
import { makeCertificate } from "./certificate.ts";
import { copyDatabase } from "./copy-database.ts";
import { until } from "./until.ts";

const USER = "kring-mail";
const PASSWORD = "zeven-groene-fietsen";
const TEXT = "Kolibrie in de vlierbes";
/** How a handshake begins. */
const TLS_HELLO = "\u0016\u0003";
const certificate = makeCertificate("localhost");

type Port = () => number;
const portOf =
  (server: { address(): unknown }): Port =>
  () =>
    (server.address() as { port: number }).port;

/** A real mail server at localhost that keeps what it is given, with all bytes that came to it as somebody on the way sees them. */
async function startServer(options: SMTPServerOptions = {}) {
  const signedIn: { user: string; secure: boolean }[] = [];
  const mails: { text: string; secure: boolean }[] = [];
  const server = new SMTPServer({
    authMethods: ["PLAIN", "LOGIN"],
    authOptional: true,
    allowInsecureAuth: true,
    ...certificate,
    ...options,
    onAuth: ({ username = "", password }, { secure }, done) => {
      signedIn.push({ user: username, secure });
      done(null, password === PASSWORD ? { user: username } : undefined);
    },
    onData: (stream, { secure }, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        mails.push({ text: Buffer.concat(chunks).toString(), secure });
        done();
      });
    },
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));

  const passed: Buffer[] = [];
  const port = portOf(server.server);
  const wire = createServer((client) => {
    const onward = connect(port(), "127.0.0.1");
    client.on("data", (bytes) => passed.push(bytes));
    client.pipe(onward).pipe(client);
    for (const [one, other] of [
      [client, onward],
      [onward, client],
    ] as const)
      one.on("error", () => other.destroy());
  });
  await new Promise<void>((resolve) => void wire.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    wire.close();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return { signedIn, mails, port: portOf(wire)(), passed: () => Buffer.concat(passed).toString("latin1") };
}

/** As somebody on the way would look for them. */
const secrets = [USER, PASSWORD, `\0${USER}\0${PASSWORD}`].flatMap((one) => [one, Buffer.from(one).toString("base64")]);
function expectNothingReadable(passed: string): void {
  expect(passed).not.toBe("");
  for (const secret of [...secrets, TEXT, "MAIL FROM", "RCPT TO", "AUTH "]) expect(passed).not.toContain(secret);
}

function send(url: string, requireTls: boolean): Promise<void> {
  const mailer = createMailer({
    url,
    from: "Kring <no-reply@kring.example>",
    discreetFrom: "bericht@post.example",
    requireTls,
    logger: createLogger({ service: "api", level: "silent" }),
    metrics: createMetrics("api"),
  });
  onTestFinished(() => mailer.close());
  const mail = {
    jobId: "job",
    to: "emma@post.example",
    subject: "s",
    text: TEXT,
    html: TEXT,
    sender: null,
    oneClick: null,
  };
  return mailer.send(mail);
}

const withPassword = (scheme: string, port: number) => `${scheme}://${USER}:${PASSWORD}@localhost:${port}`;

describe("MAIL_TLS a mail server that cannot be trusted gets nothing", () => {
  const hidden: SMTPServerOptions = { disabledCommands: ["STARTTLS"] };
  const elsewhere = makeCertificate("mail.elsewhere.example");
  test.each<{ what: string; scheme?: string; required: boolean; options: SMTPServerOptions }>([
    { what: "offers no STARTTLS, where TLS is required", required: true, options: hidden },
    {
      what: "offers no STARTTLS, where TLS is not required but a password is to be told",
      required: false,
      options: hidden,
    },
    { what: "has a certificate of nobody known, where TLS is required", required: true, options: {} },
    { what: "has a certificate of nobody known, where TLS is only taken if offered", required: false, options: {} },
    {
      what: "has a certificate of nobody known, from the first byte",
      scheme: "smtps",
      required: true,
      options: { secure: true },
    },
    {
      what: "has a certificate of another host, from the first byte",
      scheme: "smtps",
      required: true,
      options: { secure: true, ...elsewhere },
    },
  ])("that $what", async ({ scheme = "smtp", required, options }) => {
    const server = await startServer(options);
    await expect(send(withPassword(scheme, server.port), required)).rejects.toThrow(/The mail was not taken/);
    expectNothingReadable(server.passed());
    expect(server).toMatchObject({ signedIn: [], mails: [] });
  });

  it("gets the mail without TLS only where that is allowed and no password is told", async () => {
    const server = await startServer(hidden);
    await expect(send(`smtp://localhost:${server.port}`, true)).rejects.toThrow(/The mail was not taken/);
    expect(server.mails).toEqual([]);
    await send(`smtp://localhost:${server.port}`, false);
    expect(server.mails).toMatchObject([{ secure: false }]);
  });
});

describe("MAIL_TLS a mail server whose certificate the operator trusts (NODE_EXTRA_CA_CERTS)", () => {
  test.each([
    { scheme: "smtp", options: {}, begins: "EHLO " },
    { scheme: "smtps", options: { secure: true }, begins: TLS_HELLO },
  ])(
    "by $scheme: gets the password and the mail, encrypted, from the service as it is started",
    async ({ scheme, options, begins }) => {
      const folder = mkdtempSync(join(tmpdir(), "kring-ca-"));
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
      const authority = join(folder, "ca.pem");
      writeFileSync(authority, certificate.cert);
      const server = await startServer(options);
      const database = await copyDatabase("accounts_demo");
      onTestFinished(() => database.close());
      const api = await startProcess(database.url(), {
        MAIL_URL: withPassword(scheme, server.port),
        MAIL_TLS: "required",
        NODE_EXTRA_CA_CERTS: authority,
      });
      await until("the api is ready", async () => (await api.status("/api/health/ready")) === 200);
      await fetch(`${api.url}/api/v1/password-reset`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: "http://localhost:8080" },
        body: JSON.stringify({ email: demoPeople.emma.email }),
      });
      const mail = await until("the mail", () => server.mails[0]);
      expect(mail.secure).toBe(true);
      expect(mail.text).toContain(demoPeople.emma.email);
      expect(server.signedIn).toEqual([{ user: USER, secure: true }]);
      expect(server.passed().startsWith(begins)).toBe(true);
      expectNothingReadable(server.passed());
    },
  );
});
