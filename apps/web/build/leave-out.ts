import type { Plugin } from "vite";

const unused = "() => { throw new Error('This is left out of the web app.'); }";

/** Modules of libraries that no page ever reaches, and what stands in their place. */
const replacements: readonly { module: RegExp; code: string }[] = [
  // Schemas are read from here, never described.
  {
    module: /\/zod\/v4\/core\/json-schema-processors\.js$/,
    code: `export const allProcessors = {}; export const toJSONSchema = ${unused};`,
  },
  { module: /\/zod\/v4\/core\/json-schema-generator\.js$/, code: "export class JSONSchemaGenerator {}" },
  {
    module: /\/zod\/v4\/core\/to-json-schema\.js$/,
    code: `export const createToJSONSchemaMethod = () => ${unused}; export const createStandardJSONSchemaMethod = () => ${unused};`,
  },
  // What comes as JSON holds no cycles.
  {
    module: /\/zod\/v4\/core\/memoizer\.js$/,
    code: "export const memoizer = () => undefined; export const isBackEdge = () => false; export const isRecursiveSchema = () => false;",
  },
  // Pages run no script that is made of text: their content security policy forbids it.
  { module: /\/zod\/v4\/core\/doc\.js$/, code: "export class Doc {}" },
  // The gateways speak WebSocket alone.
  {
    module: /\/engine\.io-client\/build\/esm\/transports\/index\.js$/,
    code: 'import { WS } from "./websocket.js"; export const transports = { websocket: WS };',
  },
  {
    module: /\/engine\.io-client\/build\/esm\/transports\/(polling-(fetch|xhr)(\.node)?|webtransport)\.js$/,
    code: "export class Fetch {} export class XHR {} export class WT {}",
  },
  // Files go by HTTP, so that no frame holds bytes.
  {
    module: /\/socket\.io-parser\/build\/esm\/is-binary\.js$/,
    code: "export const isBinary = () => false; export const hasBinary = () => false;",
  },
  {
    module: /\/socket\.io-parser\/build\/esm\/binary\.js$/,
    code: `export const deconstructPacket = ${unused}; export const reconstructPacket = ${unused};`,
  },
  {
    module: /\/engine\.io-parser\/build\/esm\/contrib\/base64-arraybuffer\.js$/,
    code: `export const encode = ${unused}; export const decode = ${unused};`,
  },
  // Nobody reads what a schema says of wrong input: refusals have words of their own.
  { module: /\/zod\/v4\/locales\/en\.js$/, code: "export default () => ({ localeError: () => 'wrong' });" },
];

/** Pages say in words of their own, in the reader's language, what a refusal's code means. */
const sentences = { module: /\/packages\/domain\/src\/contract\/refusals\.ts$/, said: /, message: "[^"]*" \}/g };

/** Keeps what no page needs from every first visit. */
export const leaveOut = (): Plugin => ({
  name: "leave-out",
  apply: "build",
  enforce: "pre",
  load(id) {
    return replacements.find(({ module }) => module.test(id.split("?")[0] ?? id))?.code ?? null;
  },
  transform: (code, id) => (sentences.module.test(id) ? code.replace(sentences.said, ', message: "" }') : null),
});
