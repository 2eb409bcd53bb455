export { type Exit, findCanaries, type Sighting } from "./canary.ts";
export { type Cluster, type Databases, startCluster } from "./cluster.ts";
export type { CaughtMail } from "./mail-catcher.ts";
export * from "./people.ts";
export { type Frame, openRawSocket, type RawSocket } from "./raw-socket.ts";
export type { Exchange, Session } from "./session.ts";
export { startTap, type Tap } from "./tap.ts";
export { until } from "./until.ts";
export { type ClientChoices, startWorld, type TestClient, type World, type WorldOptions } from "./world.ts";
