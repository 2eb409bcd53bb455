export { checkPassword } from "./check-password.ts";
export { sendPasswordReset } from "./request-password-reset.ts";
export { useCodeOnce } from "./sign-in.ts";
export { mountSignInRoutes } from "./sign-in-routes.ts";
export { createSignIn, findSignIn } from "./sign-in-store.ts";
