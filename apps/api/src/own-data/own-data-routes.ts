import { pipeline } from "node:stream/promises";
import { exportOwnData as exportRoute } from "@kring/domain/contract";
import { mountRoute } from "@kring/service-kit";
import type { ApiApp, Deps } from "../deps.ts";
import { exportOwnData } from "./export-own-data.ts";

export function mountOwnDataRoutes(app: ApiApp, deps: Deps): void {
  mountRoute(app, exportRoute, async ({ body: { password }, caller, request, response }) => {
    const file = await exportOwnData(deps, caller, { password, request });
    response.setHeader("content-type", "application/zip");
    response.setHeader(
      "content-disposition",
      `attachment; filename="kring-${new Date().toISOString().slice(0, 10)}.zip"`,
    );
    await pipeline(file, response);
  });
}
