export { isSignInDiscreet, type OwnPreferences, readPreferences } from "./preference-store.ts";
