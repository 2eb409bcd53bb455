export { endAllRelations } from "./end-all-relations.ts";
export { type EndedRelation, endRelation, type RelationToEnd } from "./end-relation.ts";
export { handOver, makeRelation } from "./make-relation.ts";
export { mountRelationRoutes } from "./relation-routes.ts";
export {
  createRelation,
  holdTherapist,
  isRelated,
  listCaseload,
  listGuides,
  listOnlookers,
  listRelated,
  lockClient,
  lockClients,
  type RelatedRow,
} from "./relation-store.ts";
