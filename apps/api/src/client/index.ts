export { mountClientRoutes } from "./client-routes.ts";
export { actAsSecretary, makeClient } from "./create-client.ts";
