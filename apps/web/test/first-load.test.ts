import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build } from "vite";
import { describe, expect, it, vi } from "vitest";
import { measuredPages, measureFirstLoad, type Script } from "../build/first-load.ts";

const most = 200_000;
const sizeOf = ({ code }: Script): number => brotliCompressSync(code).length;

describe("a first visit on an old phone", () => {
  it("costs less than 200 kB of compressed script, and no source map is published", { timeout: 120_000 }, async () => {
    vi.stubEnv("NODE_ENV", "production");
    const root = fileURLToPath(new URL("..", import.meta.url));
    const built = await build({ root, logLevel: "silent", build: { write: false } });
    vi.unstubAllEnvs();
    const files = (Array.isArray(built) ? built : [built]).flatMap((one) => ("output" in one ? one.output : []));
    const scripts = files.filter((file) => file.type === "chunk");
    for (const page of measuredPages) expect(measureFirstLoad(scripts, page, sizeOf), page).toBeLessThan(most);
    expect(scripts.filter(({ code }) => code.includes("The numbering has changed."))).toEqual([]);
    expect(files.filter(({ fileName }) => fileName.endsWith(".map"))).toEqual([]);
    expect(scripts.filter(({ code }) => code.includes("sourceMappingURL"))).toEqual([]);
  });
});
