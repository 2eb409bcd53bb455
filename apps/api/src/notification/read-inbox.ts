import { type Notification, NotificationId, NotificationKind, Refused } from "@kring/domain/contract";
import { z } from "zod";
import type { Db } from "../database.ts";
import { readCursor, writeCursor } from "../paging.ts";
import { findMissed } from "../push/index.ts";
import {
  countUnread,
  findNotification,
  type InboxPlace,
  listNotifications,
  type NotificationRow,
} from "./notification-store.ts";

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

/** A notification of this account, or what its devices were told of messages; anybody else's is not found. */
export async function readOwnNotification(db: Db, accountId: string, id: string): Promise<Notification> {
  const row = (await findNotification(db, accountId, id)) ?? (await findMissedAs(db, accountId, id));
  const [found] = row ? presentNotification(row, () => {}) : [];
  if (!found) throw new Refused("not-found");
  return found;
}

/** It leads to the conversation where something was missed, or to all of them where that was several. */
async function findMissedAs(db: Db, accountId: string, id: string): Promise<NotificationRow | null> {
  const missed = await findMissed(db, accountId, id);
  if (!missed) return null;
  const [only, ...others] = missed.conversationIds;
  const link = only === undefined || others.length > 0 ? "/conversations" : `/conversations/${only}`;
  return { id, kind: "messages-unread", link, at: missed.dueAt, readAt: null };
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
