import type { KringClient } from "@kring/client";
import type { Me } from "@kring/domain/contract";
import { signOut } from "@kring/domain/contract";
import type { QueryClient } from "@tanstack/react-query";
import { call } from "../shared/call.ts";
import { forgetDrafts } from "../shared/drafts.ts";
import { pageSettings } from "../shared/page-settings.ts";

/** Tells the other tabs of this browser, whose pages are then somebody else's or nobody's. */
const tabs = new BroadcastChannel("kring.session");
tabs.onmessage = () => location.reload();

/** Set once the realtime part was loaded, so that leaving never waits for it. */
let forgetRealtime: () => void = () => {};

/** Starts the realtime client of the account that is signed in; loaded only now, so that the sign-in page stays light. */
export async function enterAccount(me: Me): Promise<KringClient> {
  const realtime = await import("./realtime.ts");
  forgetRealtime = realtime.forgetRealtime;
  return realtime.startRealtime(me.account.id);
}

/** The worker that shows pushes outlives the page: it ends them. A page that was loaded past it has to look for it first. */
function leavePush(): void {
  const workers = navigator.serviceWorker;
  workers?.controller?.postMessage("leave");
  void workers?.getRegistration().then((found) => found?.active?.postMessage("leave"));
}

/** Takes from this device what it stored; the page goes on showing what it has. */
export function forgetStored(): void {
  leavePush();
  forgetDrafts();
  try {
    sessionStorage.clear();
  } catch {
    // No storage, nothing stored.
  }
}

/**
 * Forgets on this device everything that belonged to whoever was signed in, once `leave` has taken them to another
 * page: what is stored before they see it, what the pages read after they are gone.
 */
export async function forgetEverything(queryClient: QueryClient, leave: () => Promise<void>): Promise<void> {
  forgetStored();
  await leave();
  forgetRealtime();
  forgetStored();
  queryClient.clear();
}

/** Signs out in all tabs of this browser. The server may be away: the device forgets all the same. */
export async function endSession(): Promise<void> {
  await call(signOut, {}).catch(() => undefined);
  tabs.postMessage("signed-out");
}

/** After another account was chosen: pages of the one before must go, here and in the other tabs. */
export function accountChanged(): void {
  forgetDrafts();
  tabs.postMessage("account-changed");
}

let leaving = false;

/** Away at once: nothing is awaited, the browser finishes signing out after the page is gone. */
export function leaveQuickly(): void {
  if (leaving) return;
  leaving = true;
  document.documentElement.hidden = true;
  void fetch(signOut.path, { method: "POST", keepalive: true, credentials: "same-origin" }).catch(() => undefined);
  forgetRealtime();
  forgetStored();
  tabs.postMessage("signed-out");
  location.replace(pageSettings.quickExit);
}

// A page that comes back from the browser's memory after leaving would show what was on it.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
