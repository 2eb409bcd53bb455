import type { ToolField } from "../../contract/index.ts";

type Texts = ToolField["label"];

/** The same text in both languages. */
export const text = (nl: string, en: string): Texts => ({ nl, en });

/** A field of one line. */
export const line = (key: string, label: Texts): ToolField => ({ key, type: "text", label, long: false });

/** A field of many lines. */
export const lines = (key: string, label: Texts): ToolField => ({ key, type: "text", label, long: true });

/** A scale of whole numbers, with words at both ends. */
export const scale = (
  key: string,
  label: Texts,
  [min, max]: readonly [number, number],
  [low, high]: readonly [Texts, Texts],
): ToolField => ({ key, type: "scale", label, min, max, low, high });

/** One of some options. */
export const choice = (
  key: string,
  label: Texts,
  options: readonly (readonly [key: string, label: Texts])[],
): ToolField => ({
  key,
  type: "choice",
  label,
  options: options.map(([option, words]) => ({ key: option, label: words })),
});

/** A time of the day, `HH:MM`. */
export const time = (key: string, label: Texts): ToolField => ({ key, type: "time", label });
