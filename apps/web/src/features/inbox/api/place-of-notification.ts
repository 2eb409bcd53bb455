import { markInboxRead, NotificationId, readNotification } from "@kring/domain/contract";
import { call, refusalCode } from "../../../shared/call.ts";
import { safeReturnPath } from "../../../shared/return-path.ts";

const LIST = "/inbox";

/** Where a notification leads that was chosen outside the app, which is read by that; to the list where it isn't one's own. */
export async function placeOfNotification(id: string): Promise<string> {
  const known = NotificationId.safeParse(id);
  if (!known.success) return LIST;
  try {
    const { link, read } = await call(readNotification, { params: { notificationId: known.data } });
    if (!read) await call(markInboxRead, { body: { ids: [known.data] } }).catch(() => undefined);
    return safeReturnPath(link);
  } catch (error) {
    if (refusalCode(error) === "not-found") return LIST;
    throw error;
  }
}
