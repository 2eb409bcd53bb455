import { ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";
import { VisuallyHidden } from "./visually-hidden.tsx";

/** The professional mark: seal and role on blue. Stands beside a name, never inside it. */
export function ProfessionalMark({ children }: { children: ReactNode }) {
  return (
    <span className="pro-mark">
      <Icon of={ShieldCheck} />
      {children}
    </span>
  );
}

export interface TagProps {
  /** `wait` dashed ring, `done` filled ring, `off` ring, `bad` red; plain unless given. */
  tone?: "wait" | "done" | "off" | "bad" | undefined;
  children: ReactNode;
}

/** A state in a word. */
export function Tag({ tone, children }: TagProps) {
  return <span className={classNames("tag", tone)}>{children}</span>;
}

export interface CountProps {
  value: number;
  /** Outlined: a number that doesn't ask for anything. */
  quiet?: boolean | undefined;
  /** Read aloud in place of the bare number: "2 ongelezen". */
  label?: string | undefined;
}

/** A number in a pill; "99+" above 99. */
export function Count({ value, quiet, label }: CountProps) {
  const digits = value > 99 ? "99+" : String(value);
  return (
    <span className={classNames("count", quiet && "quiet")}>
      {label ? (
        <>
          <span aria-hidden="true">{digits}</span>
          <VisuallyHidden>{label}</VisuallyHidden>
        </>
      ) : (
        digits
      )}
    </span>
  );
}
