import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { createWeb } from "./app.ts";

const drainMs = 4000;
const dist = fileURLToPath(new URL("../dist", import.meta.url));
const { HOST = "127.0.0.1", PORT = "8081", PUBLIC_ORIGIN, ORGANISATION_NAME, QUICK_EXIT_URL } = process.env;

const problems = [
  existsSync(`${dist}/index.html`) ? null : "The web app is not built yet: run `npm run build`.",
  /^\d{1,5}$/.test(PORT) ? null : `PORT is a number, not "${PORT}".`,
  PUBLIC_ORIGIN === undefined || isWebAddress(PUBLIC_ORIGIN)
    ? null
    : `PUBLIC_ORIGIN is no web address: "${PUBLIC_ORIGIN}".`,
  QUICK_EXIT_URL === undefined || isWebAddress(QUICK_EXIT_URL)
    ? null
    : `QUICK_EXIT_URL is no web address: "${QUICK_EXIT_URL}".`,
].filter((problem) => problem !== null);
if (problems.length > 0) {
  for (const problem of problems) console.error(problem);
  process.exit(1);
}

const app = createWeb({
  dist,
  publicOrigin: PUBLIC_ORIGIN && new URL(PUBLIC_ORIGIN).origin,
  organisation: ORGANISATION_NAME,
  quickExit: QUICK_EXIT_URL,
});
const server = createServer(app);
server.on("error", (error) => {
  console.error(`The web server can't listen: ${error.message}`);
  process.exit(1);
});
server.listen(Number(PORT), HOST, () => console.log(`Web app at http://${HOST}:${PORT}`));

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), drainMs).unref();
  });
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
