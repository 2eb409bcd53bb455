const placeholder = "https://kring.invalid";
const outside = [
  "/sign-in",
  "/forgotten-password",
  "/reset-password",
  "/invitation",
  "/email-change",
  "/second-factor-reset",
  "/api",
  "/realtime",
  "/socket.io",
];

/** Where to go after signing in: a path of this app, or home for everything else that may stand in an address. */
export function safeReturnPath(wanted: unknown): string {
  if (typeof wanted !== "string" || !wanted.startsWith("/") || /[\\\p{Cc}]/u.test(wanted)) return "/";
  if (!URL.canParse(wanted, placeholder)) return "/";
  const url = new URL(wanted, placeholder);
  if (url.origin !== placeholder || url.pathname.startsWith("//")) return "/";
  if (outside.some((path) => url.pathname === path || url.pathname.startsWith(`${path}/`))) return "/";
  return `${url.pathname}${url.search}`;
}
