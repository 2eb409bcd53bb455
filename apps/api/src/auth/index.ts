export { type Auth, cookieNames, createAuth, RESET_SECONDS } from "./auth.ts";
export { type AuthAnswer, authHeaders, cookieOf, fieldOf, readAnswer, sendCookies } from "./call-auth.ts";
export { hashPassword, verifyPassword } from "./password.ts";
export { tidyRecoveryCode } from "./recovery-code.ts";
