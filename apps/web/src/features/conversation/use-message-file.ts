import type { Attachment, ConversationId } from "@kring/domain/contract";
import { type RefObject, useEffect, useState } from "react";
import { useKring } from "../../shared/realtime.ts";

export interface MessageFile {
  /** Null until it is here. */
  file: { url: string; content: Blob } | null;
  hasFailed: boolean;
  retry: () => void;
}

/** Reads a file when it is wanted, and lets go of it when nobody looks at it any more. */
export function useMessageFile(
  conversation: ConversationId,
  { id }: Attachment,
  size: "small" | "whole",
  isWanted: boolean,
): MessageFile {
  const { files } = useKring();
  const [file, setFile] = useState<MessageFile["file"]>(null);
  const [failures, setFailures] = useState(0);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt reads again
  useEffect(() => {
    if (!isWanted) return;
    const stop = new AbortController();
    let made: string | null = null;
    files.read(conversation, id, size, stop.signal).then(
      (content) => {
        if (stop.signal.aborted) return;
        made = URL.createObjectURL(content);
        setFile({ url: made, content });
      },
      () => {
        if (!stop.signal.aborted) setFailures((count) => count + 1);
      },
    );
    return () => {
      stop.abort();
      if (made !== null) URL.revokeObjectURL(made);
      setFile(null);
    };
  }, [files, conversation, id, size, isWanted, attempt]);
  return { file, hasFailed: failures > attempt, retry: () => setAttempt(failures) };
}

/** Whether something has come near what is in view; stays true. */
export function useComesNear(element: RefObject<Element | null>): boolean {
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const target = element.current;
    if (isNear || target === null) return;
    const observer = new IntersectionObserver(([seen]) => seen?.isIntersecting && setNear(true), {
      root: target.closest(".scroll"),
      rootMargin: "600px",
    });
    observer.observe(target);
    return () => observer.disconnect();
  }, [element, isNear]);
  return isNear;
}
