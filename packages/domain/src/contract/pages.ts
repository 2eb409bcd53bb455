/** The pages that notifications, and the mails behind them, lead to (N-01); what begins with ":" stands for an id. */
export const notifiedPages = [
  "/access-requests",
  "/circle",
  "/clients",
  "/clients/:id",
  "/clients/:id/professionals",
  "/clients/:id/related-persons",
  "/clients/:id/tools",
  "/clients/:id/tools/:tool",
  "/clients/proposals",
  "/contact-history",
  "/conversations",
  "/conversations/:id",
  "/conversations/about-me",
  "/inbox",
  "/invitations/:id",
  "/log",
  "/permissions/:id",
  "/profile",
  "/profile/security",
  "/related-persons",
  "/requests",
  "/requests/:id",
  "/settings",
  "/tasks",
  "/tools/:id",
] as const;

/** The pages that other mails lead to: they are opened by a secret after "#". */
export const secretPages = [
  "email-change",
  "invitation",
  "reset-password",
  "second-factor-reset",
  "unsubscribe",
] as const;
export type SecretPage = (typeof secretPages)[number];

type Filled<Page extends string> = Page extends `${infer Start}:${string}/${infer Rest}`
  ? `${Start}${string}/${Filled<Rest>}`
  : Page extends `${infer Start}:${string}`
    ? `${Start}${string}`
    : Page;

/** A path of one of those pages. */
export type NotifiedPage = Filled<(typeof notifiedPages)[number]>;
