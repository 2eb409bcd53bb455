import { type Problem, REQUEST_ID_HEADER, type RefusalCode, Refused, refusals } from "@kring/domain/contract";
import type { ErrorRequestHandler, RequestHandler, Response } from "express";
import { z } from "zod";
import { currentRequestId, type Logger } from "./log.ts";
import { isUnavailable } from "./postgres.ts";

/** Sends a refusal as Problem Details (RFC 9457). */
export function sendProblem(response: Response, refused: Refused): void {
  const { code, retryAfterMs, fields } = refused;
  const { status, message } = refusals[code];
  const requestId = currentRequestId();
  const problem: Problem = {
    type: `urn:kring:refusal:${code}`,
    title: message,
    status,
    code,
    ...(requestId === undefined ? {} : { requestId }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(fields === undefined ? {} : { fields }),
  };
  if (retryAfterMs !== undefined) response.setHeader("retry-after", String(Math.ceil(retryAfterMs / 1000)));
  if (requestId !== undefined) response.setHeader(REQUEST_ID_HEADER, requestId);
  response.status(status).type("application/problem+json").send(JSON.stringify(problem));
}

const bodyParserCodes: Record<string, RefusalCode> = {
  "entity.too.large": "too-large",
  "entity.parse.failed": "invalid-input",
  "entity.verify.failed": "invalid-input",
  "encoding.unsupported": "invalid-input",
  "charset.unsupported": "invalid-input",
  "request.size.invalid": "invalid-input",
  "request.aborted": "invalid-input",
};

/** Which refusal an error is; undefined where it is a fault of ours. */
export function refusalOf(error: unknown): Refused | undefined {
  if (error instanceof Refused) return error;
  if (error instanceof URIError) return new Refused("invalid-input");
  if (isUnavailable(error)) return new Refused("unavailable", { retryAfterMs: 1_000 });
  if (error instanceof Error && "type" in error && typeof error.type === "string") {
    const code = bodyParserCodes[error.type];
    if (code) return new Refused(code);
  }
  return undefined;
}

/** The refusal of an input that did not fit its schema: names of fields, never values. */
export const invalidInput = (error: z.ZodError): Refused =>
  new Refused("invalid-input", { fields: [...new Set(error.issues.map((issue) => z.core.toDotPath(issue.path)))] });

/** What is not there answers like what is hidden. */
export const answerNotFound: RequestHandler = (_request, response) => sendProblem(response, new Refused("not-found"));

/** Turns whatever was thrown into a problem; what is not a refusal is logged and told as `internal`. */
export function answerErrors(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const refused = refusalOf(error);
    if (!refused || refused.code === "internal") logger.error({ err: error }, "a request failed");
    else if (refused.code === "unavailable") logger.warn({ err: error }, "a request could not be served");
    if (response.headersSent) response.destroy();
    else sendProblem(response, refused ?? new Refused("internal"));
  };
}
