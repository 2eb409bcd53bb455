export { mountDirectoryRoutes } from "./directory-routes.ts";
