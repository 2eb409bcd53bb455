export { countAttempt, signInLimit } from "./address-limits.ts";
export { sendEmailChangedMail, sendEmailChangeMail } from "./change-email.ts";
export { checkPassword } from "./check-password.ts";
export { judgeNewPassword, refuseDemoPassword } from "./judge-password.ts";
export { sendPasswordReset } from "./request-password-reset.ts";
export { useCodeOnce } from "./sign-in.ts";
export { mountSignInRoutes } from "./sign-in-routes.ts";
export { createSignIn, findSignIn, voidVerifications } from "./sign-in-store.ts";
export { storeFactorResetToken, takeFactorResetToken } from "./verification-store.ts";
