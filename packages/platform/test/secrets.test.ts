import { createPrivateKey } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { loadSecrets } from "../src/secrets.ts";

const folder = mkdtempSync(join(tmpdir(), "kring-secrets-"));
const file = join(folder, "secrets.json");
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the secrets of a local platform", () => {
  it("are made once, and get what an older version did not have", () => {
    const made = loadSecrets(file);
    expect(loadSecrets(file)).toEqual(made);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { pushPrivateKey, ...older } = made;
    writeFileSync(file, JSON.stringify(older));
    const now = loadSecrets(file);
    expect(now).toMatchObject(older);
    expect(now.pushPrivateKey).not.toBe(pushPrivateKey);
    const pem = Buffer.from(now.pushPrivateKey, "base64").toString("utf8");
    expect(createPrivateKey(pem).asymmetricKeyDetails?.namedCurve).toBe("prime256v1");
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(now);
  });
});
