import type { ConversationSnapshot } from "@kring/client";
import type { ConversationView } from "@kring/domain/contract";
import { useEffect, useRef, useState } from "react";
import { messageInLine } from "./model/message-in-words.ts";
import { findPerson, nameOf } from "./model/people.ts";
import { eventInWords } from "./model/titles.ts";
import { useSay } from "./use-say.ts";

/** So many new messages are read out whole; of more, the number is said. */
const readOut = 3;

const staysMs = 5000;

/** What a screen reader says of messages that come in while the conversation is open: each once, history never. */
export function useAnnouncement({ state, entries }: ConversationSnapshot, view: ConversationView): string {
  const say = useSay();
  const [text, setText] = useState("");
  const said = useRef<number | null>(null);
  useEffect(() => {
    if (state !== "ready") return;
    const newest = entries.at(-1)?.n ?? 0;
    const from = said.current;
    said.current = Math.max(newest, from ?? 0);
    if (from === null || newest <= from) return;
    const lines = entries.flatMap((entry) => {
      if (entry.n <= from || entry.kind === "edited" || entry.kind === "deleted") return [];
      if (entry.kind !== "message") return [eventInWords(entry, view, say)];
      const person = findPerson(view.roster, entry.by);
      if (person?.you) return [];
      const name = person === undefined ? say("anonymous") : nameOf(person, say);
      return [say("thread.announce", { name, text: messageInLine(entry, say) })];
    });
    if (lines.length === 0) return;
    setText(lines.length > readOut ? say("thread.announceMany", { count: lines.length }) : lines.join(" "));
  }, [state, entries, view, say]);
  useEffect(() => {
    if (text === "") return;
    // What was read out doesn't stay: a name in it may change, and the same words may come again.
    const timer = setTimeout(() => setText(""), staysMs);
    return () => clearTimeout(timer);
  }, [text]);
  return text;
}
