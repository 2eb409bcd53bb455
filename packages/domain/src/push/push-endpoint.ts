/** So many devices of an account are told; one more takes the place of the one that was added first. */
export const MOST_PUSH_DEVICES = 10;

/** Names that mean something inside one network only. */
const inside = new Set(["localhost", "local", "internal", "lan", "home", "corp", "arpa"]);

/** The parts of a URL. */
type Address = Record<"protocol" | "origin" | "username" | "password" | "port" | "hostname" | "hash", string>;

/**
 * N-02: whether the platform may send a push to this address, which a browser named: https on its usual port, at a name that is
 * public by its look. What the name resolves to is looked at again when it is connected to. `loopbackOrigin` is one origin that is
 * allowed all the same, for tests and development.
 */
export function mayPushTo(endpoint: Address, loopbackOrigin: string | null): boolean {
  const { protocol, origin, username, password, port, hostname, hash } = endpoint;
  if (username !== "" || password !== "" || hash !== "") return false;
  if (origin === loopbackOrigin) return true;
  if (protocol !== "https:" || port !== "") return false;
  const labels = hostname.split(".");
  const last = labels.at(-1) ?? "";
  return (
    labels.length > 1 && labels.every((label) => /^[a-z0-9-]+$/.test(label)) && /^[a-z]/.test(last) && !inside.has(last)
  );
}
