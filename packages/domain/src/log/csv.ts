/** Characters that make a spreadsheet run a cell as a formula, their full-width forms included. */
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
// A spreadsheet that splits at semicolons, tabs or lines finds the start of a cell there, too.
const INNER_FORMULA = /([;\t\r\n])(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g;

/** One cell of a CSV file (RFC 4180), always in quotes; what a spreadsheet would run gets an apostrophe before it and is text (A-03). */
export function csvCell(value: string | number | null): string {
  if (typeof value === "number") return `"${value}"`;
  const text = (value ?? "").replace(INNER_FORMULA, "$1'");
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

/** One line of a CSV file, with its line end. */
export const csvLine = (cells: readonly (string | number | null)[]): string => `${cells.map(csvCell).join(",")}\r\n`;
