export { type Exit, findCanaries, type Sighting } from "./canary.ts";
export { type Copy, copyCheckout, type Edit } from "./copy.ts";
export type { Databases } from "./databases.ts";
export { type Groundwork, layGroundwork } from "./groundwork.ts";
export {
  type CaughtMail,
  type MailFailure,
  mailFailures,
  type RawMailCatcher,
  startRawMailCatcher,
} from "./mail-catcher.ts";
export * from "./people.ts";
export type { CaughtPush, PushCatcher, PushDevice } from "./push-catcher.ts";
export { type Frame, openRawSocket, type RawSocket } from "./raw-socket.ts";
export { type Exchange, type Place, type Session, startSession } from "./session.ts";
export { startTap, type Tap } from "./tap.ts";
export { until } from "./until.ts";
export { type ClientChoices, startWorld, type TestClient, type World, type WorldOptions } from "./world.ts";
