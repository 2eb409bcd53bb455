// Shows that there is something new while no page is open (N-02). It keeps nothing, answers no request, and asks the server only
// when the browser has another address for this device; a script of its own, without imports: browsers read it as it is.
const scope = self as unknown as ServiceWorkerGlobalScope;

const TITLE = "Kring";
/** One at a time, and the same for whatever it is about. */
const TAG = "kring";
/** The page shows the same words before it asks for permission. */
const TEXTS: Record<string, string> = {
  nl: "Er staat iets nieuws voor je klaar.",
  en: "There is something new for you.",
};

const language = new URL(scope.location.href).searchParams.get("language") === "en" ? "en" : "nl";

scope.addEventListener("install", () => void scope.skipWaiting());
scope.addEventListener("activate", (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener("push", (event) => event.waitUntil(show(readId(event.data))));
scope.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(goTo(event.notification.data));
});
scope.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew()));
// A page that signs out may be gone before this is done.
scope.addEventListener("message", (event) => {
  if (event.data === "leave") event.waitUntil(leave());
});

function readId(data: PushMessageData | null): string | null {
  try {
    const { id } = data?.json() ?? {};
    return typeof id === "string" && /^[0-9a-f-]{36}$/.test(id) ? id : null;
  } catch {
    return null;
  }
}

/** Browsers want every push shown: where somebody looks at the platform already, it makes no sound and goes at once. */
async function show(id: string | null): Promise<void> {
  const windows = await scope.clients.matchAll({ type: "window", includeUncontrolled: true });
  const isLooking = windows.some(({ focused }) => focused);
  const waiting = await scope.registration.getNotifications({ tag: TAG });
  await scope.registration.showNotification(TITLE, {
    body: TEXTS[language] ?? "",
    tag: TAG,
    lang: language,
    icon: "/icon-192.png",
    silent: isLooking,
    // One notification for several leads to where all that waits stands, unread messages too.
    data: waiting.length === 0 ? id : null,
  });
  if (isLooking) await closeAll();
}

/** The page asks for what it is about, once somebody is signed in there. */
async function goTo(id: unknown): Promise<void> {
  const path = typeof id === "string" ? `/inbox/${id}` : "/";
  const windows = await scope.clients.matchAll({ type: "window" });
  const found = windows.find(({ visibilityState }) => visibilityState === "visible") ?? windows[0];
  if (found === undefined) await scope.clients.openWindow(path);
  else await Promise.all([found.focus(), found.navigate(path)]);
}

/**
 * The browser took this device's address back, or gave it another. The session that it belongs to tells the server the new one; who
 * signed out, or acts as an account that this device is not told of, is left in peace.
 */
async function renew(): Promise<void> {
  const answer = await fetch("/api/v1/push");
  const { key, on } = answer.ok ? await answer.json() : { key: null, on: false };
  if (key === null || !on) return;
  const subscription = await scope.registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: key,
  });
  await fetch("/api/v1/push/subscription", {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(subscription.toJSON()),
  });
}

async function closeAll(): Promise<void> {
  for (const notification of await scope.registration.getNotifications()) notification.close();
}

async function leave(): Promise<void> {
  await closeAll();
  await (await scope.registration.pushManager.getSubscription())?.unsubscribe();
  await scope.registration.unregister();
}
