import { join } from "node:path";
import { checkout } from "./checkout.ts";

/** What every child may inherit of the environment in which the platform was started. */
export function inheritedEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, LANG, LOG_LEVEL = "info" } = process.env;
  const NODE_COMPILE_CACHE = join(checkout.state, "cache");
  return { PATH, HOME, TMPDIR, LANG, LOG_LEVEL, NODE_COMPILE_CACHE, NODE_ENV: "production", HOST: "127.0.0.1" };
}
