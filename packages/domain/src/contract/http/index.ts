import type { RouteDefinition } from "../route.ts";
import * as conversations from "./conversations.ts";
import * as inbox from "./inbox.ts";
import * as internal from "./internal.ts";
import * as links from "./links.ts";
import * as service from "./service.ts";
import * as signIn from "./sign-in.ts";

const isRoute = (value: unknown): value is RouteDefinition =>
  typeof value === "object" && value !== null && "service" in value && "path" in value;

/** Every HTTP route of Kring. A service that mounts fewer than its own fails its tests. */
export const routes: readonly RouteDefinition[] = [conversations, inbox, internal, links, service, signIn].flatMap(
  (module) => Object.values(module).filter(isRoute),
);

export * from "./conversations.ts";
export * from "./inbox.ts";
export * from "./internal.ts";
export * from "./links.ts";
export * from "./service.ts";
export * from "./sign-in.ts";
