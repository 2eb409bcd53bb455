export { endAllRelations } from "./end-all-relations.ts";
export { type EndedRelation, endRelation, type RelationToEnd } from "./end-relation.ts";
export { createRelation, holdTherapist, listOnlookers, lockClient } from "./relation-store.ts";
