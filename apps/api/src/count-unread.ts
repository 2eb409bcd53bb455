/** Asks the conversations service in how many of these somebody has something unread now, and whether they are online. */
export type CountUnread = (of: {
  accountId: string;
  conversationIds: readonly string[];
}) => Promise<{ unread: number; online: boolean }>;
