/** A link that may be followed, with the host that has to stand beside its text; null for what is no address of the web. */
export function readLink(href: string, text: string): { href: string; host: string | null } | null {
  if (!URL.canParse(href)) return null;
  const address = new URL(href);
  if (address.protocol !== "https:" && address.protocol !== "http:") return null;
  // A name before an @ is there to be taken for the host.
  const tells = address.username === "" && address.password === "" && says(text, address.hostname);
  return { href, host: tells ? null : address.host };
}

/** The text itself is an address at this host, letter by letter; a host in another script is written otherwise in a URL. */
function says(text: string, hostname: string): boolean {
  const said = /^\s*https?:\/\/([^/?#:\s]+)/i.exec(text)?.[1];
  return said?.toLowerCase() === hostname;
}
