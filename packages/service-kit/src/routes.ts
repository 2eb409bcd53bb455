import { Refused, type RouteAccess, type RouteDefinition } from "@kring/domain/contract";
import express, { type Request, type RequestHandler, type Response } from "express";
import type { z } from "zod";
import { checkOrigin, type HttpApp, isService, type SignedInCaller } from "./http.ts";
import { addressKey } from "./limits.ts";
import { setContextAccount } from "./log.ts";
import { invalidInput } from "./problems.ts";

/** Somebody who need not be signed in. */
export interface PublicCaller {
  kind: "public";
}

/** The other service. */
export interface ServiceCaller {
  kind: "service";
}

type CallerOf<Access extends RouteAccess, Session, Token> = Access extends "session"
  ? Session
  : Access extends "token"
    ? Token
    : Access extends "service"
      ? ServiceCaller
      : PublicCaller;

type Part<Definition, Key extends string> = Definition extends { [K in Key]: infer Schema extends z.ZodType }
  ? z.output<Schema>
  : undefined;

type Answer<Definition> = Definition extends { response: infer Schema extends z.ZodType } ? z.input<Schema> : unknown;

/** What a handler is given: everything already checked. */
export interface RouteInput<Definition extends RouteDefinition, Caller> {
  params: Part<Definition, "params">;
  query: Part<Definition, "query">;
  body: Part<Definition, "body">;
  caller: Caller;
  request: Request;
  /** For headers; a handler that sends the answer itself may do so. */
  response: Response;
}

/** What a handler may send itself through. */
export type RouteResponse = Response;

/** Gives the answer; a route without a response schema gives nothing, or sends through `response`. */
export type RouteHandler<Definition extends RouteDefinition, Caller> = (
  input: RouteInput<Definition, Caller>,
) => Promise<Answer<Definition>> | Answer<Definition>;

export interface MountOptions {
  /** For what probes and the other service ask all the time: logged at debug, counted per process only. */
  quiet?: boolean;
}

const DEFAULT_MAX_BYTES = 16_384;

/** Adds a route of the contract: who, how often, what in, what out are checked here and nowhere else. */
export function mountRoute<
  const Definition extends RouteDefinition,
  Session extends SignedInCaller,
  Token extends SignedInCaller,
>(
  app: HttpApp<Session, Token>,
  definition: Definition,
  handler: RouteHandler<Definition, CallerOf<Definition["access"], Session, Token>>,
  { quiet = definition.access === "service" }: MountOptions = {},
): void {
  const { id, service, method, path } = definition;
  if (service !== app.options.service)
    throw new Error(`Route ${id} belongs to ${service}, not to ${app.options.service}`);
  if (app.mounted.has(id)) throw new Error(`Route ${id} is mounted twice`);
  app.mounted.add(id);

  const name: RequestHandler = (_request, response, next) => {
    response.locals.route = id;
    response.locals.quiet = quiet;
    next();
  };
  const admit: RequestHandler = async (request, response, next) => {
    response.locals.caller = await admitCaller(app, definition, request, quiet);
    next();
  };
  const answer: RequestHandler = async (request, response) => {
    // A query string of the "simple" parser may repeat a name; the schemas refuse the list that this gives.
    const params = parse(definition.params, request.params);
    const query = parse(definition.query, request.query);
    const body = parse(definition.body, request.body);
    const caller: unknown = response.locals.caller;
    const input = { params, query, body, caller, request, response };
    const result: unknown = await handler(
      input as RouteInput<Definition, CallerOf<Definition["access"], Session, Token>>,
    );
    if (response.headersSent || response.writableEnded) return;
    response.status(definition.status ?? 200);
    if (definition.response) response.json(present(definition.response, result));
    else response.end();
  };
  app.router[method](path, name, admit, ...bodyParser(definition), answer);
}

async function admitCaller(
  { options, internalLimiter }: HttpApp<SignedInCaller, SignedInCaller>,
  definition: RouteDefinition,
  request: Request,
  quiet: boolean,
): Promise<SignedInCaller | PublicCaller | ServiceCaller> {
  const { access, id, limit } = definition;
  const limiter = quiet ? internalLimiter : options.limiter;
  const byAddress = `ip:${addressKey(request.ip)}`;
  if (access === "service") {
    if (!isService(request, options.internalToken)) {
      await internalLimiter.consume(id, limit, byAddress);
      throw new Refused("not-found");
    }
    await internalLimiter.consume(id, limit, "service");
    return { kind: "service" };
  }
  if (access !== "token") checkOrigin(request, options.publicOrigin);
  if (access === "public") {
    await limiter.consume(id, limit, byAddress);
    return { kind: "public" };
  }
  const authenticate = options.authenticate[access];
  if (!authenticate) throw new Error(`Nothing recognises callers of access "${access}" (route ${id})`);
  let caller: SignedInCaller;
  try {
    caller = await authenticate(request);
  } catch (error) {
    // Guessing costs, too.
    if (error instanceof Refused) await limiter.consume(id, limit, byAddress);
    throw error;
  }
  setContextAccount(caller.accountId);
  await limiter.consume(id, limit, `account:${caller.accountId}`);
  return caller;
}

function bodyParser(definition: RouteDefinition): RequestHandler[] {
  if (!definition.body) return [];
  const parser = express.json({
    limit: definition.maxBytes ?? DEFAULT_MAX_BYTES,
    type: "application/json",
    inflate: false,
    strict: true,
    reviver: refuseBadText,
  });
  const requireJson: RequestHandler = (request, _response, next) => {
    if (!request.is("application/json")) throw new Refused("invalid-input");
    next();
  };
  return [requireJson, parser];
}

/** Postgres stores neither NUL nor half surrogate pairs. */
const isStorable = (text: string) => !text.includes("\0") && text.isWellFormed();

/** A reviver for JSON that comes from outside: throws where a text can't be stored. */
export function refuseBadText(key: string, value: unknown): unknown {
  if (!isStorable(key) || (typeof value === "string" && !isStorable(value)))
    throw new SyntaxError("text can't be stored");
  return value;
}

function parse(schema: z.ZodType | undefined, given: unknown): unknown {
  if (!schema) return undefined;
  if (typeof given === "object" && given !== null && !Object.values(given).every(isStorableValue)) {
    throw new Refused("invalid-input");
  }
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw invalidInput(parsed.error);
  return parsed.data;
}

const isStorableValue = (value: unknown) => typeof value !== "string" || isStorable(value);

/** What is not in the contract does not leave; an answer that breaks it doesn't leave at all. */
function present(schema: z.ZodType, result: unknown): unknown {
  const parsed = schema.safeParse(result);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map((issue) => `${issue.path.join(".")} (${issue.code})`);
  throw new Error(`The answer breaks the contract at ${where.join(", ")}`);
}
