import { createHash, timingSafeEqual } from "node:crypto";
import { AGAIN_HEADER, REQUEST_ID_HEADER, Refused, type RouteDefinition } from "@kring/domain/contract";
import express, { type Express, type Request, type RequestHandler, type Router } from "express";
import helmet from "helmet";
import { createMemoryLimiter, type Limiter } from "./limits.ts";
import { isRequestId, type Logger, newRequestId, runInContext } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { answerErrors, answerNotFound } from "./problems.ts";

/** What every signed-in caller is at least; a service adds what its use cases need. */
export interface SignedInCaller {
  accountId: string;
}

/** Recognises callers; each throws `not-signed-in` (or another refusal) for a request that isn't theirs. */
export interface Authenticators<Session extends SignedInCaller, Token extends SignedInCaller> {
  session?: (request: Request) => Promise<Session>;
  token?: (request: Request) => Promise<Token>;
}

export interface HttpAppOptions<Session extends SignedInCaller, Token extends SignedInCaller> {
  service: RouteDefinition["service"];
  logger: Logger;
  metrics: Metrics;
  /** The one origin that browsers see. */
  publicOrigin: string;
  /** Number of proxies in front. */
  trustProxy: number;
  /** Opens routes of access "service" to the other service. */
  internalToken: string;
  authenticate: Authenticators<Session, Token>;
  /** For routes that people call. */
  limiter: Limiter;
}

/** An Express application with Kring's rules of the road; `mountRoute` adds the routes of the contract. */
export interface HttpApp<
  Session extends SignedInCaller = SignedInCaller,
  Token extends SignedInCaller = SignedInCaller,
> {
  /** Listener for `http.createServer`. */
  readonly express: Express;
  /** For what the contract doesn't describe; comes before "not found". */
  readonly router: Router;
  readonly options: HttpAppOptions<Session, Token>;
  /** For routes that only the other service and probes call. */
  readonly internalLimiter: Limiter;
  /** Ids of the routes that were mounted, so that a test can tell which are missing. */
  readonly mounted: Set<string>;
}

export function createHttpApp<Session extends SignedInCaller = never, Token extends SignedInCaller = never>(
  options: HttpAppOptions<Session, Token>,
): HttpApp<Session, Token> {
  const app = express();
  app.set("trust proxy", options.trustProxy);
  app.set("etag", false);
  app.set("query parser", "simple");
  app.set("case sensitive routing", true);
  app.disable("x-powered-by");
  const router = express.Router({ caseSensitive: true });
  app.use(
    inContext(options),
    securityHeaders(options.publicOrigin),
    router,
    answerNotFound,
    answerErrors(options.logger),
  );
  return { express: app, router, options, internalLimiter: createMemoryLimiter(), mounted: new Set() };
}

const HALF_YEAR = 15_552_000;

function securityHeaders(publicOrigin: string): RequestHandler {
  const isHttps = publicOrigin.startsWith("https:");
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: "no-referrer" },
    strictTransportSecurity: isHttps ? { maxAge: HALF_YEAR, includeSubDomains: false } : false,
    crossOriginResourcePolicy: { policy: "same-origin" },
  });
  return (request, response, next) => {
    response.setHeader("cache-control", "no-store");
    protect(request, response, next);
  };
}

/** Gives each request its id and, when it is over, its log line and measure: the route, never the address or the query. */
function inContext({
  logger,
  metrics,
  internalToken,
}: Pick<HttpAppOptions<SignedInCaller, SignedInCaller>, "logger" | "metrics" | "internalToken">): RequestHandler {
  return (request, response, next) => {
    const given = request.headers[REQUEST_ID_HEADER];
    // Anybody could send an id to make logs say something else; only the other service is believed.
    const requestId = isRequestId(given) && isService(request, internalToken) ? given : newRequestId();
    const startedAt = performance.now();
    response.setHeader(REQUEST_ID_HEADER, requestId);
    runInContext({ requestId, ...(request.headers[AGAIN_HEADER] === "1" ? { again: true } : {}) }, () => {
      response.once("close", () => {
        const milliseconds = performance.now() - startedAt;
        const route = typeof response.locals.route === "string" ? response.locals.route : "other";
        const status = response.writableFinished ? response.statusCode : 499;
        metrics.httpSeconds.observe({ route, status: String(status) }, milliseconds / 1000);
        const quiet = response.locals.quiet === true && status < 400;
        const line = { route, method: request.method, status, ms: Math.round(milliseconds) };
        logger[quiet ? "debug" : "info"](line, "request");
      });
      next();
    });
  };
}

const digest = (value: string) => createHash("sha256").update(value).digest();

/** The credential of a request that carries one as `Authorization: Bearer …`. */
export const bearerOf = (request: Pick<Request, "headers">): string | undefined =>
  /^Bearer ([\w.~+/=-]+)$/.exec(request.headers.authorization ?? "")?.[1];

/** Whether a request carries the service credential; compared in constant time. */
export function isService(request: Pick<Request, "headers">, internalToken: string): boolean {
  const given = bearerOf(request);
  return given !== undefined && timingSafeEqual(digest(given), digest(internalToken));
}

const readOnly = new Set(["GET", "HEAD", "OPTIONS"]);

/** Throws `foreign-origin` unless a request that changes something says that it comes from our own pages. */
export function checkOrigin(request: Pick<Request, "headers" | "method">, publicOrigin: string): void {
  if (readOnly.has(request.method)) return;
  const site = request.headers["sec-fetch-site"];
  if (request.headers.origin !== publicOrigin || (site !== undefined && site !== "same-origin")) {
    throw new Refused("foreign-origin");
  }
}

/** Browsers' own guard for `checkOrigin`, as middleware for handlers that are not routes of the contract. */
export const requireOrigin =
  (publicOrigin: string): RequestHandler =>
  (request, _response, next) => {
    checkOrigin(request, publicOrigin);
    next();
  };
