import { listActiveAccounts } from "../account/index.ts";
import type { Db } from "../database.ts";
import type { MailReceiver } from "../mail/index.ts";
import { isSignInDiscreet } from "../notification-preference/index.ts";
import { findSignIn } from "./sign-in-store.ts";

/** How mails to an address look, known here or not. */
export async function findMailReceiver(db: Db, email: string): Promise<MailReceiver> {
  const signIn = await findSignIn(db, email);
  if (!signIn) return { email, language: "nl", discreet: false, hasAccount: false };
  return {
    email,
    language: signIn.language === "en" ? "en" : "nl",
    discreet: await isSignInDiscreet(db, signIn.id),
    hasAccount: (await listActiveAccounts(db, signIn.id)).length > 0,
  };
}
