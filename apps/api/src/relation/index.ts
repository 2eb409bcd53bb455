export { createRelation } from "./relation-store.ts";
