import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type Plugin, transformWithOxc } from "vite";

const FILE = fileURLToPath(new URL("../worker/push-worker.ts", import.meta.url));
const NAME = "push-worker.js";

const readWorker = async (): Promise<string> =>
  (await transformWithOxc(await readFile(FILE, "utf8"), FILE, { sourcemap: false })).code;

/** The script that browsers run for pushes: under one name for ever, at the root, so that it may speak to every page. */
export const pushWorker = (): Plugin => ({
  name: "push-worker",
  async generateBundle() {
    this.emitFile({ type: "asset", fileName: NAME, source: await readWorker() });
  },
  configureServer({ middlewares }) {
    middlewares.use(`/${NAME}`, (_request, response, next) => {
      readWorker().then((code) => response.setHeader("Content-Type", "text/javascript").end(code), next);
    });
  },
});
