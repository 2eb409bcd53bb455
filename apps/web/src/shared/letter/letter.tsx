import { Icon, Link, Main } from "@kring/ui";
import { ArrowLeft } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { QuickExitButton } from "../leave.tsx";
import "./letter.css";

/** The page of a question that somebody's consent hangs on. */
export function LetterPage({ children }: { children: ReactNode }) {
  return (
    <Main className="letter-page">
      <div className="top-end">
        <QuickExitButton />
      </div>
      {children}
    </Main>
  );
}

export interface LetterProps {
  back: { href: string; label: string };
  children: ReactNode;
}

/** A question, read as a letter: who asks, what it means, then the answer. */
export function Letter({ back, children }: LetterProps) {
  return (
    <article className="letter">
      <div className="letter-lead">
        <Link className="letter-back" href={back.href}>
          <Icon of={ArrowLeft} small />
          {back.label}
        </Link>
      </div>
      {children}
    </article>
  );
}

interface Column {
  title: string;
  items: string[];
}

/** Two sides of it beside each other: what opens and what stays closed, or yes and no. */
export function LetterColumns({ open, closed }: { open: Column; closed: Column }) {
  return (
    <div className="letter-two">
      <LetterColumn column={open} look="o open" />
      <LetterColumn column={closed} look="o" />
    </div>
  );
}

function LetterColumn({ column, look }: { column: Column; look: string }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        <span className={look} aria-hidden="true" />
        {column.title}
      </h2>
      <ul>
        {column.items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </section>
  );
}

export interface LetterOutcomeProps {
  title: string;
  /** It came about just now: the focus goes to it. */
  isNew: boolean;
  children: ReactNode;
}

/** What became of the question. */
export function LetterOutcome({ title, isNew, children }: LetterOutcomeProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isNew) heading.current?.focus();
  }, [isNew]);
  return (
    <div className="letter-result" role="status">
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {children}
    </div>
  );
}
