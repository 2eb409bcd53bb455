import { markInboxRead, NotificationId, readNotification } from "@kring/domain/contract";
import { call, refusalCode } from "../../../shared/call.ts";
import { safeReturnPath } from "../../../shared/return-path.ts";

/** What waits for somebody: unread messages, too, which have no place in the inbox. */
const HOME = "/";

/** Where a notification leads that was chosen outside the app, which is read by that; home where it isn't one's own, or another took its place. */
export async function placeOfNotification(id: string): Promise<string> {
  const known = NotificationId.safeParse(id);
  if (!known.success) return HOME;
  try {
    const { link, read } = await call(readNotification, { params: { notificationId: known.data } });
    if (!read) await call(markInboxRead, { body: { ids: [known.data] } }).catch(() => undefined);
    return safeReturnPath(link);
  } catch (error) {
    if (refusalCode(error) === "not-found") return HOME;
    throw error;
  }
}
