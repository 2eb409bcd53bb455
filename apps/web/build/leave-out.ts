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

/** Lines by which a library holds on to parts of itself that no page ever reaches, and what stands in their place. */
const cuts: readonly { module: RegExp; line: RegExp; code: string }[] = [
  // Answers and frames are read from JSON, which can't hold a circle.
  { module: /\/zod\/v4\/classic\/schemas\.js$/, line: /core\.memoizer\(\)/, code: "null" },
  // The content security policy lets no schema be compiled.
  { module: /\/zod\/v4\/classic\/schemas\.js$/, line: /core\.\$ZodObjectJIT\.init/, code: "core.$ZodObject.init" },
  // The contract asks for a form of text by `z.email()`, never by `z.string().email()`, which brings all forms along.
  {
    module: /\/zod\/v4\/classic\/schemas\.js$/,
    line: /^ {4}\w+\(params\) \{\s+return this\.check\(core\._\w+\(Zod\w+, params\)\);\s+\},$/gm,
    code: "",
  },
  // Shapes are read at once and in one direction, and no page makes others of them.
  {
    module: /\/zod\/v4\/classic\/schemas\.js$/,
    line: /^ {4}(?:async )?(?:superRefine|overwrite|exactOptional|exactPartial|nonoptional|and|prefault|readonly|isOptional|isNullable|apply|validate|validateAsync|parseAsync|safeParseAsync|encode|decode|encodeAsync|decodeAsync|safeEncode|safeDecode|safeEncodeAsync|safeDecodeAsync|toJSONSchema|required|safeExtend|slugify|normalize)(?:\(|: )[\s\S]*?^ {4}\},$/gm,
    code: "",
  },
  // A refusal is told apart by its code alone, and said in the words of the page.
  { module: /\/contract\/refusals\.ts$/, line: /message: "[^"]*"/g, code: 'message: ""' },
  // What a route is for and what it bears stand in its published description, and are kept by the services.
  {
    module: /\/contract\/http\/(?!index)[\w-]+\.ts$/,
    line: /^ {2}(?:summary|access|limit|refuses):\s+["[{\d][\s\S]*?,\n(?= {2}\w|\}\);)/gm,
    code: "",
  },
  // Numbers and dates are formatted before they reach a text.
  { module: /\/i18next\/dist\/esm\/i18next\.js$/, line: /formatter = Formatter;/, code: "formatter = null;" },
];

/** Keeps what no page needs from every first visit. */
export const leaveOut = (): Plugin => ({
  name: "leave-out",
  apply: "build",
  enforce: "pre",
  load(id) {
    return replacements.find(({ module }) => module.test(id.split("?")[0] ?? id))?.code ?? null;
  },
  transform(code, id) {
    const here = cuts.filter(({ module }) => module.test(id));
    if (here.length === 0) return null;
    return here.reduce((left, { line, code }) => {
      const next = left.replace(line, code);
      if (next === left) throw new Error(`${id} no longer has ${line}.`);
      return next;
    }, code);
  },
});
