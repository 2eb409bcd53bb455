import { createHash, createHmac } from "node:crypto";
import type { ApiConfig } from "./config.ts";

/** What a link of a mail is for; a token of one kind opens nothing of another. */
type Purpose =
  | "invitation"
  | "related-person"
  | "email-change"
  | "second-factor-reset"
  | "password-reset"
  | "unsubscribe";

/** The secret of a mailed link, made from the id of what it opens: no queue and no table holds it. */
export const linkToken = ({ authSecret }: Pick<ApiConfig, "authSecret">, purpose: Purpose, id: string): string =>
  createHmac("sha256", authSecret).update(`${purpose}:${id}`).digest("base64url");

/** What is kept of it. */
export const hashLinkToken = (purpose: Purpose, token: string): string =>
  createHash("sha256").update(`${purpose}:${token}`).digest("base64url");
