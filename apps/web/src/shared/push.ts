import { type Language, PushSubscriptionInput } from "@kring/domain/contract";

/** Why this device is not told, though its owner wanted it to be. */
export type PushFault = "denied" | "not-asked" | "unreachable";

export class PushFailed extends Error {
  readonly fault: PushFault;

  constructor(fault: PushFault) {
    super(fault);
    this.name = "PushFailed";
    this.fault = fault;
  }
}

/** On an iPhone only once the app stands on the home screen. */
export const canPush = (): boolean =>
  "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

const addressFor = (language: Language): string => `/push-worker.js?language=${language}`;

const findWorker = async (): Promise<ServiceWorkerRegistration | undefined> =>
  canPush() ? await navigator.serviceWorker.getRegistration() : undefined;

/** Whether this browser would show a push that came. */
export async function isDeviceSubscribed(): Promise<boolean> {
  const worker = await findWorker();
  return Notification.permission === "granted" && (await worker?.pushManager.getSubscription()) != null;
}

/** Asks the owner of the device for permission, and the browser for a place to push to; `key` is the platform's. */
export async function subscribeDevice(key: string, language: Language): Promise<PushSubscriptionInput> {
  const permission = await Notification.requestPermission();
  if (permission !== "granted") throw new PushFailed(permission === "denied" ? "denied" : "not-asked");
  await navigator.serviceWorker.register(addressFor(language));
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

/** What shows on this device speaks the language that its owner chose. */
export async function keepWorkerInLanguage(language: Language): Promise<void> {
  if (await findWorker()) await navigator.serviceWorker.register(addressFor(language));
}

/** Whoever signs out is told nothing more here: the browser finishes it after the page is gone. */
export function leavePush(): void {
  if (!canPush()) return;
  const { controller } = navigator.serviceWorker;
  if (controller) controller.postMessage("leave");
  else void findWorker().then((worker) => worker?.active?.postMessage("leave"));
}

/** Chosen while the app was still loading. */
let early: string | null = null;
let goTo = (path: string): void => {
  early = path;
};

if ("serviceWorker" in navigator) {
  navigator.serviceWorker.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    if (typeof data === "object" && data !== null && "open" in data && typeof data.open === "string") goTo(data.open);
  });
}

/** Goes, from now on, where a notification leads that somebody chose outside the page. */
export function followChosen(go: (path: string) => void): void {
  goTo = go;
  if (early !== null) go(early);
  early = null;
}
