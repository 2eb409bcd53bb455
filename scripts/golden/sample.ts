/** Values that a schema takes: made from its shape, then mended where a rule that no shape shows refuses them. */
import { z } from "zod";

interface Shape {
  $ref?: string;
  $defs?: Record<string, Shape>;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Shape[];
  oneOf?: Shape[];
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
  prefixItems?: Shape[];
  minItems?: number;
  maxItems?: number;
  format?: string;
  pattern?: string;
  minLength?: number;
  minimum?: number;
  exclusiveMinimum?: number;
}

/** `isFull`: with all that may be left out. `turn`: which of several forms. */
interface Style {
  isFull: boolean;
  turn: number;
}

const WORDS = [
  "Voorbeeld",
  "2026-11-22",
  "00000000-0000-4000-8000-000000000021",
  "voorbeeld@kring.example",
  "0123456789abcdef",
  "Een-lang-wachtwoord-2026",
  "123456",
  "22:00",
  "Europe/Amsterdam",
  "voorbeeld",
  "https://kring.example/voorbeeld",
  "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  "B".repeat(87),
  "A".repeat(22),
];
const MENDS: readonly unknown[] = [...WORDS, 20, "20", true, null, {}, []];
const MOST_MENDS = 200;

const formsOf = ({ anyOf, oneOf, type }: Shape): Shape[] =>
  anyOf ?? oneOf ?? (Array.isArray(type) ? type.map((each) => ({ type: each })) : []);
const countForms = (shape: Shape): number => Math.max(1, formsOf(shape).length, shape.enum?.length ?? 0);
/** Of an item of a list also those of its fields: one item for each. */
const countItems = (shape: Shape): number =>
  Math.max(countForms(shape), ...[...Object.values(shape.properties ?? {}), ...formsOf(shape)].map(countForms));

/** Up to one value for each form of the schema, each with and without what may be left out; none twice. */
export function samplesOf(schema: z.ZodType): unknown[] {
  const shape = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Shape;
  const styles = Array.from({ length: countForms(shape) }, (_, turn) => [
    { isFull: false, turn },
    { isFull: true, turn },
  ]).flat();
  const made = styles.map((style) => JSON.stringify(mended(schema, sample(shape, style, shape.$defs ?? {}))));
  return [...new Set(made)].map((text) => JSON.parse(text) as unknown);
}

function sample(shape: Shape, style: Style, defs: Record<string, Shape>, depth = 0): unknown {
  const go = (inner: Shape, turn = style.turn, isFull = style.isFull) =>
    sample(inner, { isFull, turn }, defs, depth + 1);
  if (shape.$ref !== undefined) return depth > 12 ? null : go(defs[shape.$ref.split("/").at(-1) ?? ""] ?? {});
  if ("const" in shape) return shape.const;
  if (shape.enum) return shape.enum[style.turn % shape.enum.length];
  const forms = formsOf(shape);
  if (forms.length > 0) return go(forms[style.turn % forms.length] ?? {}, Math.floor(style.turn / forms.length));
  if (shape.type === "object") {
    const names = Object.keys(shape.properties ?? {}).filter((name) => style.isFull || shape.required?.includes(name));
    return Object.fromEntries(names.map((name) => [name, go(shape.properties?.[name] ?? {})]));
  }
  if (shape.type === "array") {
    if (shape.prefixItems) return shape.prefixItems.map((inner) => go(inner));
    const { items = {}, minItems = 0, maxItems = 40 } = shape;
    const wanted = style.isFull ? Math.min(countItems(items), maxItems) : 0;
    return Array.from({ length: Math.max(minItems, wanted) }, (_, turn) =>
      go(items, turn, style.isFull && turn < countForms(items)),
    );
  }
  if (shape.type === "string") return word(shape);
  if (shape.type === "integer" || shape.type === "number") return shape.minimum ?? (shape.exclusiveMinimum ?? 0) + 1;
  if (shape.type === "boolean") return style.isFull;
  return shape.type === "null" ? null : {};
}

function word({ pattern, format, minLength = 0 }: Shape): string {
  const fits = (text: string) =>
    text.length >= minLength && (pattern === undefined || new RegExp(pattern, "u").test(text));
  if (format === "date-time") return "2026-11-22T12:00:00.000Z";
  return WORDS.find(fits) ?? "Voorbeeld".padEnd(minLength, ".");
}

/** Tries other values where the schema says that it can't take one. */
function mended(schema: z.ZodType, value: unknown): unknown {
  const tries = new Map<string, number>();
  let whole = value;
  for (let count = 0; count < MOST_MENDS; count += 1) {
    const { error } = schema.safeParse(whole);
    if (!error) return whole;
    const path = deepest(error.issues);
    const key = path.join(".");
    const next = tries.get(key) ?? 0;
    if (next >= MENDS.length) break;
    tries.set(key, next + 1);
    whole = put(whole, path, MENDS[next]);
  }
  throw new Error(`No example was found: ${schema.safeParse(whole).error?.message}`);
}

const deepest = (issues: readonly z.core.$ZodIssue[]): PropertyKey[] => [...(issues[0]?.path ?? [])];

function put(whole: unknown, [head, ...rest]: PropertyKey[], value: unknown): unknown {
  if (head === undefined) return value;
  if (Array.isArray(whole)) return whole.map((item, index) => (index === head ? put(item, rest, value) : item));
  const known = typeof whole === "object" && whole !== null ? (whole as Record<PropertyKey, unknown>) : {};
  return { ...known, [head]: put(known[head], rest, value) };
}
