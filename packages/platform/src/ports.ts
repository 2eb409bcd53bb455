import { createServer } from "node:net";

const LOOPBACK = "127.0.0.1";

function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen({ host: LOOPBACK, port, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/**
 * A free port below the range that systems give to outgoing connections, so that a server which is restarted finds its
 * port still free.
 */
export async function findFreePort(): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (await isPortFree(port)) return port;
  }
  throw new Error("No free port found between 20000 and 32000.");
}

/** The wanted port, or the first free one after it. */
export async function findPortFrom(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + 100; port++) if (await isPortFree(port)) return port;
  throw new Error(`No free port found between ${wanted} and ${wanted + 99}.`);
}
