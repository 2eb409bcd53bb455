import type { ReactNode } from "react";

/** A quiet circle: nothing here yet. */
function QuietPicture() {
  return (
    <svg className="pic" viewBox="3 3 90 90" aria-hidden="true">
      <g fill="none" stroke="currentColor" strokeWidth="2">
        <circle cx="48" cy="48" r="28" />
        <circle cx="48" cy="48" r="44" strokeDasharray="2 6" strokeLinecap="round" />
      </g>
      <circle cx="48" cy="48" r="9" fill="currentColor" />
    </svg>
  );
}

/** A circle with nobody in it: not found. */
function MissingPicture() {
  return (
    <svg className="pic" viewBox="3 3 90 90" aria-hidden="true">
      <g fill="none" stroke="currentColor" strokeWidth="2">
        <circle cx="48" cy="48" r="44" strokeDasharray="2 6" strokeLinecap="round" />
        <circle cx="48" cy="48" r="24" />
      </g>
    </svg>
  );
}

export interface EmptyStateProps {
  /** `quiet` nothing yet, `missing` not found; none unless given. */
  picture?: "quiet" | "missing" | undefined;
  title: ReactNode;
  /** Level of the title: 1 where it is the page's title; 2 unless given. */
  level?: 1 | 2 | 3 | undefined;
  /** What this place is for, as paragraphs. */
  children?: ReactNode;
  /** What one can do. */
  action?: ReactNode;
  /** `middle` of the thread pane, alone on a `page`, or in the `list` pane on a phone; where it is put unless given. */
  placed?: "middle" | "page" | "list" | undefined;
}

const placeClass = { middle: "mid", page: "empty-on-page", list: "empty-in-list" };

/** A place with nothing in it yet: what it is, and what one can do. */
export function EmptyState({ picture, title, level = 2, children, action, placed }: EmptyStateProps) {
  const Title = `h${level}` as const;
  const content = (
    <div className="empty">
      {picture === "quiet" && <QuietPicture />}
      {picture === "missing" && <MissingPicture />}
      <Title>{title}</Title>
      {children}
      {action}
    </div>
  );
  return placed ? <div className={placeClass[placed]}>{content}</div> : content;
}
