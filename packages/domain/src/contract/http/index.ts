import type { RouteDefinition } from "../route.ts";
import * as access from "./access.ts";
import * as clients from "./clients.ts";
import * as conversations from "./conversations.ts";
import * as exports from "./exports.ts";
import * as failedMails from "./failed-mails.ts";
import * as inbox from "./inbox.ts";
import * as internal from "./internal.ts";
import * as links from "./links.ts";
import * as log from "./log.ts";
import * as notificationPreferences from "./notification-preferences.ts";
import * as own from "./own.ts";
import * as people from "./people.ts";
import * as professionals from "./professionals.ts";
import * as push from "./push.ts";
import * as relatedPersons from "./related-persons.ts";
import * as relations from "./relations.ts";
import * as searches from "./searches.ts";
import * as service from "./service.ts";
import * as settings from "./settings.ts";
import * as signIn from "./sign-in.ts";
import * as tools from "./tools.ts";

const isRoute = (value: unknown): value is RouteDefinition =>
  typeof value === "object" && value !== null && "service" in value && "path" in value;

/** Every HTTP route of Kring. A service that mounts fewer than its own fails its tests. */
export const routes: readonly RouteDefinition[] = [
  access,
  clients,
  conversations,
  exports,
  failedMails,
  inbox,
  internal,
  links,
  log,
  notificationPreferences,
  own,
  people,
  professionals,
  push,
  relatedPersons,
  relations,
  searches,
  service,
  settings,
  signIn,
  tools,
].flatMap((module) => Object.values(module).filter(isRoute));

export * from "./access.ts";
export * from "./clients.ts";
export * from "./conversations.ts";
export * from "./exports.ts";
export * from "./failed-mails.ts";
export * from "./inbox.ts";
export * from "./internal.ts";
export * from "./links.ts";
export * from "./log.ts";
export * from "./notification-preferences.ts";
export * from "./own.ts";
export * from "./people.ts";
export * from "./professionals.ts";
export * from "./push.ts";
export * from "./related-persons.ts";
export * from "./relations.ts";
export * from "./searches.ts";
export * from "./service.ts";
export * from "./settings.ts";
export * from "./sign-in.ts";
export * from "./tools.ts";
