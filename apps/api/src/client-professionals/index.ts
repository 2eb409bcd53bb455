export { mountClientProfessionalsRoutes } from "./client-professionals-routes.ts";
