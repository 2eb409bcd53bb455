// `npm run golden`: writes the golden messages of the present contract version that nobody writes by hand; the check compares them.
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CONTRACT_VERSION } from "@kring/domain/contract";
import { contractSchemas } from "@kring/domain/contract/shapes";
import { samplesOf } from "./golden/sample.ts";
import { root } from "./run.ts";

const EXAMPLES = join(root, "packages/domain/src/contract/examples");
const folderOf = (version: number) => join(EXAMPLES, `v${version}`);

/** What sockets, NATS and feeds carry is written by hand, as it is said in life. */
const isWrittenByHand = (name: string): boolean => /^(socket|nats|feed)/.test(name);

function renderHttp(): string {
  const messages = [...contractSchemas()]
    .filter(([name]) => !isWrittenByHand(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([schema, type]) => samplesOf(type).map((value) => JSON.stringify({ schema, value })));
  return `[\n${messages.map((message) => `  ${message}`).join(",\n")}\n]\n`;
}

/** Throws where the golden messages of the present version are not those of its shapes. */
export async function checkGolden(): Promise<string> {
  const written = await readFile(join(folderOf(CONTRACT_VERSION), "http.json"), "utf8").catch(() => "");
  if (written !== renderHttp()) throw new Error("the golden messages differ from the contract: npm run golden");
  return `version ${CONTRACT_VERSION} has its golden messages`;
}

if (import.meta.main) {
  const folder = folderOf(CONTRACT_VERSION);
  await mkdir(folder, { recursive: true });
  // A new version begins with what the one before said.
  for (const file of ["sockets.json", "events.json"])
    await cp(join(folderOf(CONTRACT_VERSION - 1), file), join(folder, file), { force: false });
  await writeFile(join(folder, "http.json"), renderHttp());
}
