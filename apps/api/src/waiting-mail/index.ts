export { addWaitingMail, lockDueAccount, reconsiderWaiting, takeDue } from "./waiting-mail-store.ts";
