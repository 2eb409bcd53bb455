import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

export interface OutcomeProps {
  title: string;
  /** The way to sign in, where there is something to sign in to. */
  signIn?: boolean;
  /** Where signing in leads to; home unless given. */
  next?: string | undefined;
  children: ReactNode;
}

/** What became of a link: said, with the focus on it. */
export function Outcome({ title, signIn = false, next, children }: OutcomeProps) {
  const { t } = useTranslation("invitation");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="sf" role="status">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
      {signIn && (
        <Link to="/sign-in" className="btn primary wide" {...(next !== undefined && { state: { next } })}>
          {t("toSignIn")}
        </Link>
      )}
    </div>
  );
}
