import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";

export interface BannerProps {
  /** Neutral unless given. */
  tone?: "wait" | "bad" | undefined;
  icon: LucideIcon;
  /** The first words, strong. */
  title?: ReactNode;
  children: ReactNode;
  /** One dense button. */
  action?: ReactNode;
  /** Announced when it appears, unless false. */
  live?: boolean | undefined;
}

/** One line at the top of what it is about, there as long as it is true. */
export function Banner({ tone, icon, title, children, action, live = true }: BannerProps) {
  return (
    <div className={classNames("banner", tone)} role={live ? "status" : undefined}>
      <Icon of={icon} />
      <p>
        {title && <b>{title}</b>} {children}
      </p>
      {action && <span className="end">{action}</span>}
    </div>
  );
}

export interface InsetProps {
  tone?: "wait" | "bad" | "ok" | undefined;
  children: ReactNode;
}

/** A remark in running text, with a rule beside it. */
export function Inset({ tone, children }: InsetProps) {
  return <div className={classNames("inset", tone)}>{children}</div>;
}
