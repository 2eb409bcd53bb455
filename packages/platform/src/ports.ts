import { createServer } from "node:net";

const LOOPBACK = "127.0.0.1";

function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen({ host: LOOPBACK, port, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

const FIRST = 20_000;
const COUNT = 12_000;
/** Processes begin far apart, and none gives a port twice: what was given may not be listened on yet. */
let next = (process.pid * 101) % COUNT;

/**
 * A free port below the range that systems give to outgoing connections, so that a server which is restarted finds its
 * port still free.
 */
export async function findFreePort(): Promise<number> {
  for (let attempt = 0; attempt < COUNT; attempt++) {
    const port = FIRST + next;
    next = (next + 1) % COUNT;
    if (await isPortFree(port)) return port;
  }
  throw new Error("No free port found between 20000 and 32000.");
}

/** The wanted port, or the first free one after it. */
export async function findPortFrom(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + 100; port++) if (await isPortFree(port)) return port;
  throw new Error(`No free port found between ${wanted} and ${wanted + 99}.`);
}
