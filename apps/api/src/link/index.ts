export { mountLinkRoutes } from "./link-routes.ts";
export {
  type ClientLinkRow,
  countSeenRelatedPersons,
  createLink,
  endLinksOfInviter,
  listLinksOfClient,
} from "./link-store.ts";
