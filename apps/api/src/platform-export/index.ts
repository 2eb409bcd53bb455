export { mountPlatformExportRoutes } from "./platform-export-routes.ts";
