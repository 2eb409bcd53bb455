import { type ComponentType, useEffect, useSyncExternalStore } from "react";
import { linksInText } from "../model/links-in-text.ts";
import { mayHaveFormat } from "../model/plain-text.ts";
import { MessageLink } from "./message-link.tsx";

type Formatted = ComponentType<{ text: string }>;

let formatted: Formatted | null = null;
const listeners = new Set<() => void>();

/** Loads what reads formatting; most messages have none. Without a connection the text stands as it was typed. */
function loadFormatting(): void {
  if (formatted !== null) return;
  import("./formatted-text.tsx").then(
    (module) => {
      formatted = module.FormattedText;
      for (const listener of [...listeners]) listener();
    },
    () => undefined,
  );
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** What somebody wrote, with its formatting and links. */
export function MessageText({ text }: { text: string }) {
  const isMarked = mayHaveFormat(text);
  const Formatted = useSyncExternalStore(subscribe, () => formatted);
  useEffect(() => {
    if (isMarked) loadFormatting();
  }, [isMarked]);
  return isMarked && Formatted ? <Formatted text={text} /> : <PlainText text={text} />;
}

function PlainText({ text }: { text: string }) {
  return linksInText(text).map((part, index) =>
    part.kind === "text" ? (
      part.text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never move
      <MessageLink key={index} href={part.href} text={part.text} />
    ),
  );
}
