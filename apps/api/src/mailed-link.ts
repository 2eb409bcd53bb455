import { createHash, createHmac } from "node:crypto";
import type { ApiConfig } from "./config.ts";

/** What a link of a mail is for; a token of one kind opens nothing of another. */
type Purpose = "invitation" | "related-person" | "email-change" | "second-factor-reset";

/** The secret of a mailed link, made from the id of what it opens: no queue and no table holds it. */
export const linkToken = ({ authSecret }: Pick<ApiConfig, "authSecret">, purpose: Purpose, id: string): string =>
  createHmac("sha256", authSecret).update(`${purpose}:${id}`).digest("base64url");

/** What is kept of it. */
export const hashLinkToken = (purpose: Purpose, token: string): string =>
  createHash("sha256").update(`${purpose}:${token}`).digest("base64url");

/** The page of the web app that a token opens; after "#", so that it reaches no server log and no other site. */
export const linkAddress = ({ publicOrigin }: Pick<ApiConfig, "publicOrigin">, page: string, token: string): string =>
  `${publicOrigin}/${page}#token=${token}`;
