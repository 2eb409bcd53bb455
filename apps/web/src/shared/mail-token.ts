const places = ["/reset-password", "/invitation", "/email-change", "/second-factor-reset", "/unsubscribe"] as const;
type Place = (typeof places)[number];

const tokens = new Map<Place, string>();

/** Takes the token of a mail out of the address, before anything can log, store or send that address on. */
export function takeMailToken(): void {
  const place = places.find((path) => path === location.pathname);
  if (place === undefined) return;
  // Behind "#" it never reaches a server.
  const found = new URLSearchParams(location.hash.slice(1)).get("token");
  if (found === null) return;
  tokens.set(place, found);
  history.replaceState(history.state, "", place);
}

/** The token of the mail that led to this page; null where it was opened without one. */
export const mailToken = (place: Place): string | null => tokens.get(place) ?? null;

export function forgetMailToken(place: Place): void {
  tokens.delete(place);
}
