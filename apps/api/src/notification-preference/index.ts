export { mountPreferenceRoutes } from "./preference-routes.ts";
export { isSignInDiscreet, type OwnPreferences, readPreferences } from "./preference-store.ts";
export { readOwnPreferences } from "./preferences.ts";
export { makeUnsubscribeToken, unsubscribeSweep } from "./unsubscribe.ts";
