import { createLogger, runService } from "@kring/service-kit";
import { readApiConfig } from "./config.ts";
import { startService } from "./service.ts";

await runService(async (onStop) => {
  const config = readApiConfig(process.env);
  const logger = createLogger({ service: "api", level: config.logLevel });
  await startService(config, logger, onStop);
  return logger;
});
