import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import { BlockList, type LookupFunction } from "node:net";

const ipv4 = new BlockList();
for (const [net, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  ipv4.addSubnet(net, prefix, "ipv4");

const global6 = new BlockList();
global6.addSubnet("2000::", 3, "ipv6");
/** Within what is global: tunnels, which lead to an IPv4 address that they hold, and what is set apart. */
const special6 = new BlockList();
for (const [net, prefix] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  special6.addSubnet(net, prefix, "ipv6");

/** Whether an address belongs to the public internet: nothing else is connected to on a stranger's word. */
export function isPublicAddress({ address, family }: LookupAddress): boolean {
  if (family === 4) return !ipv4.check(address, "ipv4");
  return global6.check(address, "ipv6") && !special6.check(address, "ipv6");
}

/** Thrown when a name leads into a network of ours. */
export class NotPublic extends Error {
  constructor() {
    super("This name leads to no public address");
    this.name = "NotPublic";
  }
}

/**
 * Resolves a name for a connection, which then uses exactly these addresses: looking at them before would leave the name time to
 * change. One address that is not public condemns the name.
 */
export const lookupPublic: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { all: true }).then(
    (found) => {
      const [first] = found;
      if (first === undefined || !found.every(isPublicAddress)) done(new NotPublic(), "", 0);
      else if (options.all) done(null, found);
      else done(null, first.address, first.family);
    },
    (error: NodeJS.ErrnoException) => done(error, "", 0),
  );
};
