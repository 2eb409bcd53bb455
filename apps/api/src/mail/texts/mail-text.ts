import type { NotificationKind } from "@kring/domain/contract";
import type { MailKind } from "../variables.ts";

/** What a mail is about, in its subject: that much and no more. */
type Subject = "news" | "question" | "access" | LinkSubject;
type LinkSubject = "password" | "account" | "invitation" | "address" | "second-step" | "sign-in";

/** A mail in words. It has no place for a name, a text or a title of anything. */
interface MailText {
  subject: Subject;
  /** What happened, without saying who or what; each a paragraph. */
  message: readonly [string, ...string[]];
  /** The words of the button. */
  action: string;
  /** After the button. */
  after?: string;
}

/** How many of something, in words. */
interface Counted {
  one: string;
  many: string;
}

export interface MailWords {
  texts: Record<MailKind, MailText>;
  subjects: Record<Subject, (organisation: string) => string>;
  /** In discreet mode: neither the product nor the organisation, nor what it is about. */
  discreet: { sender: string; subject: string; message: string; action: string; bundle: (count: string) => string };
  hello: (name: string | null) => string;
  /** In words up to twelve. */
  numbers: readonly string[];
  counted: Partial<Record<NotificationKind, Counted>>;
  copy: string;
  unsubscribe: string;
  /** The same, of a mail that tells of several kinds. */
  unsubscribeAll: string;
  preferences: string;
  from: (organisation: string) => string;
}
