export { mountClientRoutes } from "./client-routes.ts";
export { actAsSecretary, makeClient, type NewClient } from "./create-client.ts";
