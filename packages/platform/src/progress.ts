const started = performance.now();

/** Runs one step of the start and prints it, ticked, with what it took. */
export async function step<T>(label: string, work: () => Promise<T>): Promise<T> {
  const since = performance.now();
  const result = await work();
  print(`  ✓ ${label.padEnd(44)}${formatMs(since)}`);
  return result;
}

export function print(line = ""): void {
  process.stdout.write(`${line}\n`);
}

/** What has passed since the program began. */
export function sinceStart(): string {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}

function formatMs(since: number): string {
  return `${Math.round(performance.now() - since)} ms`.padStart(8);
}

/** Rows of text in columns as wide as their widest cell. */
export function table(rows: string[][]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd())
    .join("\n");
}
