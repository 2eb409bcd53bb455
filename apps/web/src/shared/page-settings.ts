const meta = (name: string): string =>
  document.querySelector<HTMLMetaElement>(`meta[name="kring-${name}"]`)?.content ?? "";

const neutralPage = "https://www.buienradar.nl";

/** What the server wrote into the page: known before anybody signs in. */
export const pageSettings = {
  organisation: meta("organisation"),
  quickExit: meta("quick-exit") || neutralPage,
};
