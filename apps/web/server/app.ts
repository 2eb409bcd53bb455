import { readFileSync } from "node:fs";
import { join } from "node:path";
import express, { type Express, type Request } from "express";
import { serveFiles } from "./files.ts";
import { securityHeaders, styleNonceOf } from "./security-headers.ts";

export interface WebOptions {
  /** The folder that was built. */
  dist: string;
  /** The one origin that browsers see; decides about HSTS and the address of sockets. */
  publicOrigin?: string | undefined;
  /** Said on the sign-in page. */
  organisation?: string | undefined;
  /** Where quick exit leads. */
  quickExit?: string | undefined;
}

/** Serves the built app: its files, and its one page for every address that a person may open. */
export function createWeb(options: WebOptions): Express {
  const { dist } = options;
  const page = fillIn(readFileSync(join(dist, "index.html"), "utf8"), {
    organisation: options.organisation ?? "",
    "quick-exit": options.quickExit ?? "",
  });
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.get("/healthz", (_request, response) => {
    response.set("Cache-Control", "no-store").json({ status: "ok" });
  });
  app.use(securityHeaders(options.publicOrigin));
  app.use(serveFiles(dist));
  app.use((request, response) => {
    if (!isNavigation(request)) {
      response.status(404).set("Cache-Control", "no-store").type("text/plain").send("Not found\n");
      return;
    }
    response
      .set("Cache-Control", "no-store")
      .type("html")
      .send(withNonce(page, styleNonceOf(response)));
  });
  return app;
}

/** A person who opens an address; a file that is missing must stay missing. */
function isNavigation(request: Request): boolean {
  if (request.method !== "GET" && request.method !== "HEAD") return false;
  const destination = request.get("Sec-Fetch-Dest");
  if (destination !== undefined && destination !== "document") return false;
  const last = request.path.split("/").at(-1) ?? "";
  return !last.includes(".") && (request.get("Accept") ?? "").includes("text/html");
}

/** Writes what is known before sign-in into the page's own settings. */
function fillIn(page: string, settings: Record<string, string>): string {
  return Object.entries(settings).reduce(
    (filled, [name, value]) =>
      filled.replace(`name="kring-${name}" content=""`, () => `name="kring-${name}" content="${escapeHtml(value)}"`),
    page,
  );
}

const withNonce = (html: string, nonce: string): string =>
  html.replace('property="csp-nonce" nonce=""', `property="csp-nonce" nonce="${nonce}"`);

const escapes: Record<string, string> = { "&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;" };
const escapeHtml = (text: string): string => text.replace(/[&"<>]/g, (sign) => escapes[sign] ?? sign);
