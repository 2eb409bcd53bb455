// Outlives a supervisor that was killed outright, and stops the children that it could not stop itself.
import { outlive } from "./ledger.ts";

const file = process.argv[2];
if (file === undefined) throw new Error("usage: guard.ts <ledger>");
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});
process.stdin.on("error", () => {});
process.stdin.resume();
process.stdin.on("close", async () => {
  await outlive(file);
  process.exit(0);
});
