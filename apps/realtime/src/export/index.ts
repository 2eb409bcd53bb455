import { exportConversations } from "@kring/domain/contract";
import { type HttpApp, mountRoute } from "@kring/service-kit";
import type { Admission } from "../session/index.ts";
import { createExporter } from "./export-conversations.ts";

export { createExportStore } from "./export.store.ts";

export function mountExportRoutes(app: HttpApp<never, Admission>, deps: Parameters<typeof createExporter>[0]): void {
  const read = createExporter(deps);
  mountRoute(app, exportConversations, ({ body }) => read(body.accountId, body.cursor));
}
