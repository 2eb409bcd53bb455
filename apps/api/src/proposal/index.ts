export { mountProposalRoutes } from "./proposal-routes.ts";
