import { type Notification, NotificationId, NotificationKind, Refused } from "@kring/domain/contract";
import { z } from "zod";
import type { Db } from "../database.ts";
import { countUnread, type InboxPlace, listNotifications, type NotificationRow } from "./notification-store.ts";

export interface InboxPage {
  notifications: Notification[];
  next: string | null;
  unread: number;
}

/** A page of the inbox of an account, latest first. */
export async function readInboxPage(
  db: Db,
  accountId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<InboxPage> {
  const below = cursor === undefined ? undefined : readCursor(cursor);
  const rows = await listNotifications(db, accountId, { below, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    notifications: page.flatMap(presentNotification),
    next: rows.length > limit && last ? writeCursor(last) : null,
    unread: await countUnread(db, accountId),
  };
}

/** A kind that another version wrote is not shown. */
function presentNotification({ id, kind, link, at, readAt }: NotificationRow): Notification[] {
  const known = NotificationKind.safeParse(kind);
  if (!known.success) return [];
  return [{ id: NotificationId.parse(id), kind: known.data, link, at: at.getTime(), read: readAt !== null }];
}

const Cursor = z.tuple([z.int().nonnegative().max(8_640_000_000_000_000), z.guid()]);

const writeCursor = ({ at, id }: InboxPlace) => Buffer.from(JSON.stringify([at.getTime(), id])).toString("base64url");

function readCursor(cursor: string): InboxPlace {
  try {
    const [at, id] = Cursor.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
    return { at: new Date(at), id };
  } catch {
    throw new Refused("invalid-input", { fields: ["cursor"] });
  }
}
