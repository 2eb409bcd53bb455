export { mountSettingRoutes } from "./setting-routes.ts";
