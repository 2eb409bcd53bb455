import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { type Figures, noFigures } from "./figures.ts";

/** Figures of the runs before, where a long run is done in parts. */
export function readFigures(file: string): Figures {
  if (!existsSync(file)) return noFigures();
  return JSON.parse(readFileSync(file, "utf8"), (_, value) => (Array.isArray(value?.map) ? new Map(value.map) : value));
}

export function writeFigures(file: string, figures: Figures): void {
  writeFileSync(
    file,
    JSON.stringify(figures, (_, value) => (value instanceof Map ? { map: [...value] } : value)),
  );
}
