import { type Notification, NotificationId, NotificationKind } from "@kring/domain/contract";
import { z } from "zod";
import type { Db } from "../database.ts";
import { readCursor, writeCursor } from "../paging.ts";
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
  onSkipped: () => void = () => {},
): Promise<InboxPage> {
  const below = cursor === undefined ? undefined : readPlace(cursor);
  const rows = await listNotifications(db, accountId, { below, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    notifications: page.flatMap((row) => presentNotification(row, onSkipped)),
    next: rows.length > limit && last ? writeCursor([last.at.getTime(), last.id]) : null,
    unread: await countUnread(db, accountId),
  };
}

/** A kind that another version wrote is not shown. */
function presentNotification({ id, kind, link, at, readAt }: NotificationRow, onSkipped: () => void): Notification[] {
  const known = NotificationKind.safeParse(kind);
  if (!known.success) {
    onSkipped();
    return [];
  }
  return [{ id: NotificationId.parse(id), kind: known.data, link, at: at.getTime(), read: readAt !== null }];
}

const Place = z.tuple([z.int().nonnegative().max(8_640_000_000_000_000), z.guid()]);

function readPlace(cursor: string): InboxPlace {
  const [at, id] = readCursor(Place, cursor);
  return { at: new Date(at), id };
}
