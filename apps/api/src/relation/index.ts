export { endAllRelations } from "./end-all-relations.ts";
export { handOver, makeRelation } from "./make-relation.ts";
export { mountRelationRoutes } from "./relation-routes.ts";
export {
  createRelation,
  holdTherapist,
  isRelated,
  listGuides,
  listRelated,
} from "./relation-store.ts";
