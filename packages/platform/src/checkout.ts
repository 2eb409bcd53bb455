import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** Where everything of this checkout lies; `state` holds what a running platform keeps, and git ignores it. */
export const checkout = {
  root,
  state: join(root, ".kring"),
  programs: join(root, ".kring", "bin"),
  api: join(root, "apps/api"),
  realtime: join(root, "apps/realtime"),
  web: join(root, "apps/web"),
};
