import { readAccountsFeed, readDirectoryRecords, readDirectorySnapshot } from "@kring/domain/contract";
import { mountFeed, mountRoute } from "@kring/service-kit";
import type { ApiApp, Deps } from "../deps.ts";
import { readRecords, readSnapshot } from "./directory-store.ts";

/** What the other service learns of people and ties. */
export function mountDirectoryRoutes(app: ApiApp, { database, relay }: Deps): void {
  mountFeed(app, readAccountsFeed, { pool: database.pool, relay });
  mountRoute(app, readDirectoryRecords, ({ body }) => readRecords(database.pool, body));
  mountRoute(app, readDirectorySnapshot, () => readSnapshot(database.pool));
}
