import { ButtonLink } from "@kring/ui";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

export interface OutcomeProps {
  title: string;
  /** The way to sign in, where there is something to sign in to. */
  signIn?: boolean;
  children: ReactNode;
}

/** What became of a link: said, with the focus on it. */
export function Outcome({ title, signIn = false, children }: OutcomeProps) {
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
        <ButtonLink variant="primary" wide href="/sign-in">
          {t("toSignIn")}
        </ButtonLink>
      )}
    </div>
  );
}
