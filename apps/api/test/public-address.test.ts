import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { isPublicAddress, lookupPublic } from "../src/push/public-address.ts";

describe("where a connection to a stranger's address may lead", () => {
  it.each(["142.250.179.74", "17.188.143.34", "2a00:1450:400e:80d::200a", "2620:149:208:4305::b"])(
    "to %s",
    (address) => {
      expect(isPublicAddress({ address, family: address.includes(":") ? 6 : 4 })).toBe(true);
    },
  );

  it.each([
    ..."0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.9.9.9 169.254.169.254 172.16.0.1 172.31.255.255 192.168.1.1".split(
      " ",
    ),
    ..."192.0.2.5 198.18.0.1 224.0.0.1 255.255.255.255".split(" "),
    ...":: ::1 ::ffff:127.0.0.1 ::ffff:142.250.179.74 64:ff9b::7f00:1 fc00::1 fd12:3456::1 fe80::1 ff02::1".split(" "),
    ..."2001:db8::1 2002:7f00:1:: 2001::1".split(" "),
  ])("never to %s", (address) => {
    expect(isPublicAddress({ address, family: address.includes(":") ? 6 : 4 })).toBe(false);
  });

  it("a name is asked once, for the connection itself, and refused when it leads inside", async () => {
    await expect(promisify(lookupPublic)("localhost", { all: true })).rejects.toThrow("no public address");
  });
});
