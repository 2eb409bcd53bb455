import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface RunningServer {
  readonly server: Server;
  readonly port: number;
  /** Takes no new connections, lets requests under way finish for `graceMs`, then cuts the rest. */
  close(graceMs?: number): Promise<void>;
}

/** Listens with time limits against slow clients (a request is whole within `requestMs`); resolves when the port is open, rejects when it is taken. */
export async function listen(
  server: Server,
  address: { host: string; port: number },
  { requestMs = 60_000 }: { requestMs?: number } = {},
): Promise<RunningServer> {
  server.headersTimeout = 10_000;
  server.requestTimeout = requestMs;
  // Longer than a proxy keeps its idle connections, so that it is the proxy that closes them.
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(address.port, address.host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  return {
    server,
    port: (server.address() as AddressInfo).port,
    close: (graceMs = 2_000) =>
      new Promise<void>((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), graceMs);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
