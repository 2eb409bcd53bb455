import type { ReactNode } from "react";
import { Link } from "./link.tsx";

export interface FilterTabsProps<Id extends string> {
  /** Names the group: "Toon". */
  label: string;
  options: { id: Id; label: ReactNode }[];
  value: Id;
  onChange: (id: Id) => void;
}

/** Filters of one list, one on at a time. */
export function FilterTabs<Id extends string>({ label, options, value, onChange }: FilterTabsProps<Id>) {
  return (
    <fieldset className="tabs" aria-label={label}>
      {options.map((option) => (
        <button key={option.id} type="button" aria-pressed={option.id === value} onClick={() => onChange(option.id)}>
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}

export interface LinkTabsProps {
  label: string;
  items: { href: string; label: ReactNode; current?: boolean | undefined }[];
}

/** On a phone tabs may be wider than the page: the one that is open is seen. */
const bringIntoView = (tab: HTMLAnchorElement | null) => tab?.scrollIntoView({ block: "nearest", inline: "nearest" });

/** Tabs that are pages of their own. */
export function LinkTabs({ label, items }: LinkTabsProps) {
  return (
    <nav className="tabs page-tabs" aria-label={label}>
      {items.map((item) => (
        <Link
          key={item.href}
          ref={item.current ? bringIntoView : undefined}
          href={item.href}
          aria-current={item.current ? "page" : undefined}
        >
          {item.label}
        </Link>
      ))}
    </nav>
  );
}
