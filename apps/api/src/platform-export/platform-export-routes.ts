import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { exportPlatform as exportRoute } from "@kring/domain/contract";
import { mountRoute } from "@kring/service-kit";
import type { ApiApp, Deps } from "../deps.ts";
import { exportPlatform } from "./export-platform.ts";

export function mountPlatformExportRoutes(app: ApiApp, { database }: Pick<Deps, "database">): void {
  mountRoute(app, exportRoute, async ({ params: { what }, query: { format }, caller, response }) => {
    const { contentType, parts } = await exportPlatform(database.db, caller, what, format);
    const day = new Date().toISOString().slice(0, 10);
    response.setHeader("content-type", contentType);
    response.setHeader("content-disposition", `attachment; filename="kring-${what}-${day}.${format}"`);
    await pipeline(Readable.from(parts), response);
  });
}
