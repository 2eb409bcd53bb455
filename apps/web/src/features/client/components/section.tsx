import { Button, Skeleton } from "@kring/ui";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRefusal } from "../../../shared/use-refusal.ts";

export interface SectionProps {
  title: ReactNode;
  /** Buttons at the right of the title. */
  end?: ReactNode;
  children: ReactNode;
}

/** A page of a client account: its title gets the focus on arrival. */
export function Section({ title, end, children }: SectionProps) {
  return (
    <section className="acct-section">
      <div className="between">
        <h2 data-page-focus tabIndex={-1}>
          {title}
        </h2>
        {end && <span className="row">{end}</span>}
      </div>
      {children}
    </section>
  );
}

export interface LoadedProps<Answer> {
  query: UseQueryResult<Answer>;
  children: (answer: Answer) => ReactNode;
}

/** What a query brings, or that it is on its way, or why it failed. */
export function Loaded<Answer>({ query, children }: LoadedProps<Answer>) {
  const { t } = useTranslation("common");
  const say = useRefusal();
  if (query.data !== undefined) return children(query.data);
  if (query.isError) {
    return (
      <div className="row wrap" role="alert">
        <p>{say(query.error)}</p>
        <Button dense onPress={() => void query.refetch()}>
          {t("retry")}
        </Button>
      </div>
    );
  }
  return <Skeleton label={t("loading")} rows={3} kind="lines" />;
}
