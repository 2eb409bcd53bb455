import { type Language, PushSubscriptionInput } from "@kring/domain/contract";
import { findWorker, registerWorker } from "./worker.ts";

/** Why this device is not told, though its owner wanted it to be. */
type PushFault = "denied" | "not-asked" | "unreachable";

export class PushFailed extends Error {
  readonly fault: PushFault;

  constructor(fault: PushFault) {
    super(fault);
    this.name = "PushFailed";
    this.fault = fault;
  }
}

/** Whether this browser would show a push that came. */
export async function isDeviceSubscribed(): Promise<boolean> {
  const worker = await findWorker();
  return Notification.permission === "granted" && (await worker?.pushManager.getSubscription()) != null;
}

/** Asks the owner of the device for permission, and the browser for a place to push to; `key` is the platform's. */
export async function subscribeDevice(key: string, language: Language): Promise<PushSubscriptionInput> {
  const permission = await Notification.requestPermission();
  if (permission !== "granted") throw new PushFailed(permission === "denied" ? "denied" : "not-asked");
  await registerWorker(language);
  const { pushManager } = await navigator.serviceWorker.ready;
  const options = { userVisibleOnly: true, applicationServerKey: bytesOf(key) };
  const subscription = await pushManager.subscribe(options).catch(async (error: unknown) => {
    // There may be one for a key that the platform had before.
    if (!(await (await pushManager.getSubscription())?.unsubscribe())) throw failure(error);
    return pushManager.subscribe(options).catch((again: unknown) => Promise.reject(failure(again)));
  });
  return PushSubscriptionInput.parse(subscription.toJSON());
}

const failure = (error: unknown): PushFailed =>
  new PushFailed(error instanceof DOMException && error.name === "NotAllowedError" ? "denied" : "unreachable");

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64url.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));

export async function unsubscribeDevice(): Promise<void> {
  await (await (await findWorker())?.pushManager.getSubscription())?.unsubscribe();
}
