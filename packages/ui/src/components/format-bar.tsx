import { Bold, Code, Italic, List, type LucideIcon, TextQuote } from "lucide-react";
import type { KeyboardEvent } from "react";
import { IconButton } from "./button.tsx";
import type { TextFormat } from "./text-format.ts";

export interface ComposerFormat {
  /** "Opmaak". */
  openLabel: string;
  /** Names the bar. */
  label: string;
  names: Record<TextFormat, string>;
}

const tools: { format: TextFormat; icon: LucideIcon; key: string; shift?: boolean }[] = [
  { format: "bold", icon: Bold, key: "b" },
  { format: "italic", icon: Italic, key: "i" },
  { format: "list", icon: List, key: "8", shift: true },
  { format: "quote", icon: TextQuote, key: "9", shift: true },
  { format: "code", icon: Code, key: "e" },
];

/** The format that a key stands for, with Ctrl or ⌘ held. */
export function shortcutOf(event: KeyboardEvent): TextFormat | undefined {
  const isKey = ({ key, shift = false }: (typeof tools)[number]) =>
    shift ? event.shiftKey && event.code === `Digit${key}` : !event.shiftKey && event.key.toLowerCase() === key;
  return tools.find(isKey)?.format;
}

const modifier = () => (/Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘" : "Ctrl+");

export interface FormatBarProps {
  format: ComposerFormat;
  onApply: (format: TextFormat) => void;
}

/** The little formatting that there is, with its keys. */
export function FormatBar({ format, onApply }: FormatBarProps) {
  return (
    <div className="format-bar" role="toolbar" aria-label={format.label}>
      {tools.map(({ format: kind, icon, key, shift }) => (
        <IconButton
          key={kind}
          label={`${format.names[kind]} (${modifier()}${shift ? "Shift+" : ""}${key.toUpperCase()})`}
          icon={icon}
          onPress={() => onApply(kind)}
        />
      ))}
    </div>
  );
}
