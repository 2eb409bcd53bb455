// `npm run reset`: forgets the data, the mails and the secrets of this checkout; fetched programs stay.
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "./checkout.ts";
import { stopLeftovers } from "./ledger.ts";
import { PlainError } from "./plain-error.ts";
import { stopLeftoverServer } from "./postgres.ts";
import { print } from "./progress.ts";
import { refuseWhenRunning } from "./running-mark.ts";

try {
  refuseWhenRunning(checkout.state);
  await stopLeftovers(checkout.state);
  await stopLeftoverServer(join(checkout.state, "postgres"));
  for (const name of existsSync(checkout.state) ? readdirSync(checkout.state) : []) {
    const path = join(checkout.state, name);
    if (path !== checkout.programs) rmSync(path, { recursive: true, force: true });
  }
  print("Kring has forgotten its data. The next start begins anew.");
} catch (error) {
  if (!(error instanceof PlainError)) throw error;
  process.stderr.write(`✗ ${error.message}\n`);
  process.exitCode = 1;
}
