import type { z } from "zod";

/** Who may call a route at all; what they may see there is asked of the policies. */
export type RouteAccess = "public" | "session" | "token" | "service";

/** Requests that one caller may make: per account where signed in, else per address. */
export interface RouteLimit {
  /** How many … */
  points: number;
  /** … in so many seconds. */
  seconds: number;
}

/** One HTTP route: the single source of its validation, its rate limit and its place in the published description. */
export interface RouteDefinition {
  id: string;
  service: "api" | "realtime";
  method: "get" | "post" | "put" | "delete";
  /** With the major version; parameters as `:name`. */
  path: string;
  summary: string;
  access: RouteAccess;
  limit: RouteLimit;
  /** Largest body in bytes; 16 KiB where absent. */
  maxBytes?: number;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Absent where the answer has no body. */
  response?: z.ZodType;
  /** Status of success: 200 where absent. */
  status?: 200 | 201 | 202 | 204;
  /** Refusals beyond those that any route may give. */
  refuses?: readonly import("./refusals.ts").RefusalCode[];
}

/** Keeps the exact schema types of a route. */
export const defineRoute = <const Route extends RouteDefinition>(route: Route): Route => route;

/** Header of a response that changed ties, and of the requests that must see that change (an event id). */
export const AFTER_HEADER = "kring-after";

/** Header of a request by which an open page reads itself again (`1`): no new look of its reader. */
export const AGAIN_HEADER = "kring-again";

/** Header that carries the id of a request through every process that it touches. */
export const REQUEST_ID_HEADER = "kring-request-id";
