import type { NotificationKind, SecretPage } from "@kring/domain/contract";
import type { ApiConfig } from "../config.ts";

declare const checked: unique symbol;
/** A string that only the function beside it makes: nothing else that somebody wrote or is called fits in its place. */
type Checked<What extends string> = string & { readonly [checked]: What };

/** What the receiver of a mail is called themself. */
export type OwnName = Checked<"name of the receiver">;
/** An address of a page of the platform. */
export type PageAddress = Checked<"address of a page">;

/** The name of the account whose own address a mail goes to. */
export const ownName = (receiver: { name: string; signIn: { email: string } }): OwnName => receiver.name as OwnName;

const PATH = /^\/(?:[a-z0-9-]+(?:\/[a-z0-9-]+)*)?$/;

/** The address of a page by its path: words of the app and ids, nothing that somebody wrote. Any other path leads to the inbox. */
export const pageAddress = ({ publicOrigin }: Pick<ApiConfig, "publicOrigin">, path: string): PageAddress =>
  `${publicOrigin}${PATH.test(path) ? path : "/inbox"}` as PageAddress;

/** The address of a page that a secret opens; after "#", so that it reaches no server log and no other site. */
export const secretAddress = (
  { publicOrigin }: Pick<ApiConfig, "publicOrigin">,
  page: SecretPage,
  token: string,
): PageAddress => `${publicOrigin}/${page}#token=${encodeURIComponent(token)}` as PageAddress;

/** How many of each kind. */
export type Counts = Partial<Record<NotificationKind, number>>;

/** Mails that open something, or tell of one's own sign-in: they don't come from a notification. */
type LinkMail =
  | "password-reset"
  | "invitation"
  | "related-person"
  | "related-person-reminder"
  | "email-change"
  | "second-factor-reset"
  | "new-device";

export type MailKind = NotificationKind | LinkMail | "bundle";

interface Plain {
  /** Null where nobody knows yet whose address it is: then the mail names nobody at all. */
  name: OwnName | null;
  address: PageAddress;
}

/** All that each mail may say: the receiver's own name, an address of the platform, and numbers. */
export type MailVariables<Kind extends MailKind = MailKind> = Kind extends "bundle"
  ? Plain & { counts: Counts }
  : Plain;
