// The process behind startMailCatcher: mails kept in a folder, a page and an API that no other website may read.
import { createAPIServer } from "@maildev/api";
import { FileStorage } from "@maildev/core";
import { createSMTPServer } from "@maildev/smtp";
import { registerUI } from "@maildev/ui/server";

const [folder, smtpPort, webPort] = process.argv.slice(2);
if (folder === undefined || smtpPort === undefined || webPort === undefined) {
  throw new Error("usage: mail-server.ts <folder> <smtp port> <web port>");
}
const host = "127.0.0.1";
const storage = new FileStorage({ mailDirectory: folder, maxEmails: 500 });
await storage.initialize();
const smtp = createSMTPServer({ port: Number(smtpPort), host, storage, mailDir: folder, logger: false });
await smtp.start();
await smtp.loadMailsFromDirectory();
const web = createAPIServer({ port: Number(webPort), host, basePath: "", storage, smtp, cors: { origin: false } });
await web.registerPlugins();
await registerUI(web.server, { basePath: "" });
await web.listen();

process.once("SIGTERM", () => process.exit(0));
