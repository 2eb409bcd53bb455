import type { ReactNode } from "react";

/** Text for screen readers only. */
export function VisuallyHidden({ children }: { children: ReactNode }) {
  return <span className="sr">{children}</span>;
}

/** Says each new `children` once, politely, without showing it: for new messages, counts and results. */
export function Announcer({ children }: { children?: ReactNode }) {
  return (
    <div className="sr" role="status" aria-live="polite">
      {children}
    </div>
  );
}
