let token: string | null = null;

/** Takes the token of a password mail out of the address, before anything can log, store or send that address on. */
export function takeResetToken(): void {
  if (location.pathname !== "/reset-password") return;
  // Behind "#" it never reaches a server.
  const found = new URLSearchParams(location.hash.slice(1)).get("token");
  if (found === null) return;
  token = found;
  history.replaceState(history.state, "", "/reset-password");
}

/** The token of the mail; null on a page that was opened without one. */
export const resetToken = (): string | null => token;

export function forgetResetToken(): void {
  token = null;
}
