import { Button, FieldError } from "@kring/ui";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useRefusal } from "./use-refusal.ts";

/** How far below the edge of the screen the end of a list may lie when it goes on. */
const ahead = "600px";

export interface LoadMoreProps {
  /** The list, of which there is a next page or not. */
  query: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    isFetchNextPageError: boolean;
    error: Error | null;
    fetchNextPage: () => unknown;
  };
  /** Says what comes: "Meer cliënten". */
  label: string;
}

/** The end of a list that goes on: it loads by itself when one scrolls there, and by the button. */
export function LoadMore({ query, label }: LoadMoreProps) {
  const { t } = useTranslation("common");
  const say = useRefusal();
  const end = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, error, fetchNextPage } = query;
  // What failed is tried again by hand.
  const goesOn = hasNextPage && !isFetchingNextPage && !isFetchNextPageError;
  useEffect(() => {
    const watched = end.current;
    if (!goesOn || watched === null) return;
    const observer = new IntersectionObserver(
      (seen) => {
        // Who comes by keyboard presses it: it would else run away before them.
        const isStoodOn = watched.querySelector(":focus-visible") !== null;
        if (!isStoodOn && seen.some(({ isIntersecting }) => isIntersecting)) fetchNextPage();
      },
      { root: watched.closest(".main"), rootMargin: ahead },
    );
    observer.observe(watched);
    return () => observer.disconnect();
  }, [goesOn, fetchNextPage]);
  if (!hasNextPage) return null;
  return (
    <div ref={end} className="stack tight">
      {isFetchNextPageError && (
        <div role="alert">
          <FieldError>{say(error)}</FieldError>
        </div>
      )}
      <div>
        <Button onPress={() => fetchNextPage()} busy={isFetchingNextPage && t("busy")}>
          {label}
        </Button>
      </div>
    </div>
  );
}
