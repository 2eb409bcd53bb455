import type { ReactNode } from "react";
import { Wordmark } from "./logo.tsx";

/** The picture of a circle of people; decoration. */
export function SignInPicture() {
  return (
    <svg className="art" viewBox="0 0 600 800" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <g className="ties">
        <circle cx="330" cy="430" r="120" />
        <circle cx="330" cy="430" r="225" />
        <circle cx="330" cy="430" r="345" strokeDasharray="3 9" strokeLinecap="round" />
      </g>
      <circle className="client" cx="330" cy="430" r="46" />
      <rect className="pro" x="221" y="313" width="52" height="52" rx="8" />
      <rect className="pro" x="418" y="446" width="46" height="46" rx="8" />
      <circle className="c7 tile" cx="486" cy="267" r="30" />
      <path className="c7 shape" d="M473 281v-14a13 13 0 0 1 13-13h13v14a13 13 0 0 1-13 13Z" />
      <circle className="c5 tile" cx="178" cy="597" r="30" />
      <path className="c5 shape" d="m178 580 17 17-17 17-17-17Z" />
      <circle className="c3 tile" cx="105" cy="424" r="24" />
      <path className="c3 shape" d="m105 411 12 6.8v12.6l-12 6.8-12-6.8v-12.6Z" />
      <circle className="not-yet" cx="432" cy="760" r="27" />
    </svg>
  );
}

export interface SignInLayoutProps {
  /** Whose platform this is: "van GGZ Waterkant". */
  owner?: ReactNode;
  /** The form (class `sf` gives its rhythm), with an `<h1>`. */
  children: ReactNode;
  footer?: ReactNode;
}

/** The frame of sign-in, password reset and second factor. */
export function SignInLayout({ owner, children, footer }: SignInLayoutProps) {
  return (
    <main className="signin">
      <div className="pic">
        <SignInPicture />
      </div>
      <div className="pane">
        <header>
          <Wordmark>{owner}</Wordmark>
        </header>
        {children}
        <footer className="sm mute">{footer}</footer>
      </div>
    </main>
  );
}

export interface LanguageChoiceProps {
  /** Names the choice: "Taal". */
  label: string;
  options: { code: string; name: string }[];
  value: string;
  onChange: (code: string) => void;
}

/** The languages, each in its own words. */
export function LanguageChoice({ label, options, value, onChange }: LanguageChoiceProps) {
  return (
    <fieldset className="lang" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.code}
          type="button"
          lang={option.code}
          aria-pressed={option.code === value}
          onClick={() => onChange(option.code)}
        >
          {option.name}
        </button>
      ))}
    </fieldset>
  );
}
