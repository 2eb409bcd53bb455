import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWeb } from "../server/app.ts";

const page = `<!doctype html><meta property="csp-nonce" nonce="" /><meta name="kring-organisation" content="" /><meta name="kring-quick-exit" content="" /><p>page`;
const asHtml = { headers: { accept: "text/html,application/xhtml+xml" } };

describe("the server of the web app", () => {
  let dist: string;
  let server: Server;
  let origin: string;

  beforeAll(async () => {
    dist = mkdtempSync(join(tmpdir(), "kring-web-"));
    mkdirSync(join(dist, "assets"));
    writeFileSync(join(dist, "index.html"), page);
    writeFileSync(join(dist, "favicon.svg"), "<svg/>");
    writeFileSync(join(dist, "push-worker.js"), "self;");
    writeFileSync(join(dist, "assets", "app-1a2b.js"), "export {};");
    writeFileSync(join(dist, "assets", "app-1a2b.js.br"), brotliCompressSync("export {};"));
    server = createServer(
      createWeb({ dist, publicOrigin: "https://kring.example", organisation: `"GGZ" & <Zo>`, quickExit: undefined }),
    );
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
    rmSync(dist, { recursive: true, force: true });
  });

  it("gives the page for every address that a person opens, and never from a cache", async () => {
    for (const path of ["/", "/conversations/5a", "/sign-in"]) {
      const response = await fetch(origin + path, asHtml);
      expect(response.status, path).toBe(200);
      expect(response.headers.get("cache-control")).toBe("no-store");
      expect(await response.text()).toContain("<p>page");
    }
  });

  it("writes its settings into the page as text", async () => {
    const html = await (await fetch(origin, asHtml)).text();
    expect(html).toContain(`name="kring-organisation" content="&quot;GGZ&quot; &amp; &lt;Zo&gt;"`);
    expect(html).toContain(`name="kring-quick-exit" content=""`);
  });

  it("lets a missing file be missing", async () => {
    for (const [path, headers] of [
      ["/assets/gone-9z.js", { accept: "*/*" }],
      ["/assets/gone-9z.js", asHtml.headers],
      ["/old.css", asHtml.headers],
      ["/conversations", { accept: "*/*" }],
      ["/conversations", { ...asHtml.headers, "sec-fetch-dest": "empty" }],
      ["/.env", asHtml.headers],
    ] as const) {
      expect((await fetch(origin + path, { headers })).status, path).toBe(404);
    }
    expect((await fetch(origin, { ...asHtml, method: "POST" })).status).toBe(404);
  });

  it("keeps hashed files for ever and others for an hour", async () => {
    const asset = await fetch(`${origin}/assets/app-1a2b.js`);
    expect(asset.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(asset.headers.get("content-type")).toMatch(/^text\/javascript/);
    const icon = await fetch(`${origin}/favicon.svg`);
    expect(icon.headers.get("cache-control")).toContain("max-age=3600");
  });

  it("N-02 lets browsers have the script for pushes: at the root, always the newest, and nothing that it may not do", async () => {
    const { status, headers } = await fetch(`${origin}/push-worker.js?language=nl`, { headers: { accept: "*/*" } });
    expect([status, headers.get("cache-control")]).toEqual([200, "no-cache"]);
    expect(headers.get("content-type")).toMatch(/^text\/javascript/);
    expect(headers.get("content-security-policy")).toContain("worker-src 'self'");
  });

  it("gives the compressed copy to whoever understands it", async () => {
    const read = async (encoding: string) => {
      const response = await fetch(`${origin}/assets/app-1a2b.js`, { headers: { "accept-encoding": encoding } });
      return [response.headers.get("content-encoding"), response.headers.get("vary"), await response.text()];
    };
    expect(await read("gzip, br")).toEqual(["br", "Accept-Encoding", "export {};"]);
    expect(await read("identity")).toEqual([null, "Accept-Encoding", "export {};"]);
  });

  it("goes on with the build that it started with", async () => {
    rmSync(join(dist, "assets"), { recursive: true });
    expect((await fetch(`${origin}/assets/app-1a2b.js`)).status).toBe(200);
  });

  it("denies what the app does not need", async () => {
    const { headers } = await fetch(origin, asHtml);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/script-src 'self'(;|$)/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).toContain("connect-src 'self' wss://kring.example");
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("strict-transport-security")).toBe("max-age=15552000");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(headers.get("permissions-policy")).toContain("camera=()");
    expect(headers.get("x-powered-by")).toBeNull();
  });

  it("lets styles through by a nonce that is another one each time", async () => {
    const read = async () => {
      const response = await fetch(origin, asHtml);
      const inPolicy = response.headers.get("content-security-policy")?.match(/'nonce-([^']+)'/)?.[1];
      const inPage = (await response.text()).match(/property="csp-nonce" nonce="([^"]+)"/)?.[1];
      return [inPolicy, inPage];
    };
    const [first, second] = [await read(), await read()];
    expect(first[0]).toMatch(/^[\w+/]{22}==$/);
    expect(first[1]).toBe(first[0]);
    expect(second[0]).not.toBe(first[0]);
  });

  it("says that it lives", async () => {
    const response = await fetch(`${origin}/healthz`);
    expect([response.status, await response.json()]).toEqual([200, { status: "ok" }]);
  });
});
