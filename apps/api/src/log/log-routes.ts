import {
  exportLog as exportLogRoute,
  findLogPeople,
  readLogChain,
  readLog as readLogRoute,
  verifyLogChain,
} from "@kring/domain/contract";
import { mountRoute } from "@kring/service-kit";
import { requireRole } from "../account/index.ts";
import type { ApiApp, Deps } from "../deps.ts";
import { readChecked } from "./chain-store.ts";
import { checkLog } from "./check-log.ts";
import { exportLog, sendParts } from "./export-log.ts";
import { findPeople, readLogPage } from "./read-log.ts";

export function mountLogRoutes(app: ApiApp, { database }: Pick<Deps, "database">): void {
  const { db, pool } = database;

  mountRoute(app, readLogRoute, ({ query: { cursor, limit, ...filter }, caller }) =>
    readLogPage(db, caller, filter, { cursor, limit }),
  );

  mountRoute(app, findLogPeople, async ({ query, caller }) => ({ people: await findPeople(db, caller, query) }));

  mountRoute(app, exportLogRoute, async ({ query: { format, ...filter }, caller, response }) => {
    const { contentType, parts } = await exportLog(db, caller, filter, format);
    const day = new Date().toISOString().slice(0, 10);
    response.setHeader("content-type", contentType);
    response.setHeader("content-disposition", `attachment; filename="kring-log-${day}.${format}"`);
    await sendParts(parts, response);
  });

  mountRoute(app, readLogChain, ({ caller }) => {
    requireRole(caller.account, "application-manager");
    return readChecked(pool);
  });

  mountRoute(app, verifyLogChain, ({ caller }) => checkLog(database, caller));
}
