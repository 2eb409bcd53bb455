import type { ToolAnswers, ToolField, ToolPage } from "../contract/index.ts";

/** Longest answer to a field of one line; a long text may have 4000. */
export const LINE_MAX_LENGTH = 200;
/** Longest answer to a field of many lines. */
export const LONG_MAX_LENGTH = 4000;

const time = /^([01]\d|2[0-3]):[0-5]\d$/;

const isText = (value: unknown, most: number): boolean =>
  typeof value === "string" && value.length <= most && !value.includes("\u0000") && value.isWellFormed();

/** Whether `value` can be an answer to `field`. */
export function fitsField(field: ToolField, value: string | number): boolean {
  switch (field.type) {
    case "text":
      return isText(value, field.long ? LONG_MAX_LENGTH : LINE_MAX_LENGTH);
    case "choice":
      return field.options.some(({ key }) => key === value);
    case "scale":
      return typeof value === "number" && Number.isInteger(value) && value >= field.min && value <= field.max;
    case "time":
      return typeof value === "string" && time.test(value);
  }
}

/**
 * The keys of the answers that are wrong: unknown ones, ones that don't fit their field, and, where the page is `done`,
 * fields left open. A text may always stay empty: nobody has to write.
 */
export function findWrongAnswers(page: ToolPage, answers: ToolAnswers, done: boolean): string[] {
  const fields = new Map(page.fields.map((field) => [field.key, field]));
  const wrong = Object.entries(answers).flatMap(([key, value]) => {
    const field = fields.get(key);
    return field && fitsField(field, value) ? [] : [key];
  });
  const open = done ? page.fields.filter(({ key, type }) => type !== "text" && !Object.hasOwn(answers, key)) : [];
  return [...wrong, ...open.map(({ key }) => key)];
}
