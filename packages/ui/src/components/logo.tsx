import type { ReactNode } from "react";

/** The sign of Kring: a circle of people. Decoration; whatever holds it says the name. */
export function Logo() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
      <circle cx="16" cy="16" r="11.5" fill="none" stroke="currentColor" strokeWidth="3" />
      <circle cx="16" cy="16" r="3.6" fill="currentColor" />
      <circle className="person-on-ring" cx="25.4" cy="9.4" r="4.4" fill="currentColor" strokeWidth="2" />
    </svg>
  );
}

/** The sign with the name, and behind a line whose platform this is. */
export function Wordmark({ children }: { children?: ReactNode }) {
  return (
    <span className="brand">
      <Logo />
      <b>kring</b>
      {children && <span className="mute">{children}</span>}
    </span>
  );
}
