import { AccountId, LinkId } from "@kring/domain/contract";

/** With whom to start a conversation, where the page that leads there knows it. */
export interface StartWith {
  /** A professional or a client. */
  account?: AccountId;
  /** The client around whom it will be; with `link`, whose record that is. */
  client?: AccountId;
  /** A related person of that client, or of the reader. */
  link?: LinkId;
  /** One of the reader's own links, and who at the other end. */
  ownLink?: LinkId;
  end?: "client" | "inviter";
}

/** What of an address can be that; anything else is left out. */
export function readStartWith(search: Record<string, unknown>): StartWith {
  const account = AccountId.safeParse(search.account).data;
  const client = AccountId.safeParse(search.client).data;
  const link = LinkId.safeParse(search.link).data;
  const ownLink = LinkId.safeParse(search.ownLink).data;
  const { end } = search;
  return {
    ...(account && { account }),
    ...(client && { client }),
    ...(link && { link }),
    ...(ownLink && { ownLink }),
    ...((end === "client" || end === "inviter") && { end }),
  };
}

/** The address of the page that starts a conversation. */
export const startPath = (given: { [Part in keyof StartWith]?: string } = {}): string => {
  const search = new URLSearchParams(Object.entries(given)).toString();
  return search === "" ? "/conversations/new" : `/conversations/new?${search}`;
};
