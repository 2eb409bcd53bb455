import type { ReactNode, Ref } from "react";
import { classNames } from "./class-names.ts";
import { Link } from "./link.tsx";
import { Count } from "./marks.tsx";
import { scrollable } from "./scrollable.ts";

export interface ConversationItemProps {
  href: string;
  /** `<MiniRing>` or `<Avatar size="list">`. */
  leading: ReactNode;
  name: ReactNode;
  /** Time of the last entry, in words. */
  time?: ReactNode;
  /** The same, for machines. */
  dateTime?: string | undefined;
  /** Who is in it, or what the other is to the reader. */
  secondary?: ReactNode;
  last?: ReactNode;
  /** Unread; above zero makes the item strong. */
  count?: number | undefined;
  /** Read aloud for the count: "2 ongelezen". */
  countLabel?: string | undefined;
  /** The one that is open. */
  current?: boolean | undefined;
}

/** One line of a list of conversations. Put it in an `<li>`. */
export function ConversationItem(props: ConversationItemProps) {
  const { href, leading, name, time, dateTime, secondary, last, count = 0, countLabel, current } = props;
  return (
    <Link href={href} className={classNames("item", count > 0 && "unread")} aria-current={current ? "true" : undefined}>
      {leading}
      <div>
        <div className="top">
          <span className="name">{name}</span>
          {time && <time dateTime={dateTime}>{time}</time>}
        </div>
        {secondary && <div className="who">{secondary}</div>}
        <div className="top">
          <span className="last">{last}</span>
          {count > 0 && <Count value={count} label={countLabel} />}
        </div>
      </div>
    </Link>
  );
}

/** A line where the items would be: no conversations yet, nothing found. */
export function ListNote({ children }: { children: ReactNode }) {
  return <p className="list-note">{children}</p>;
}

export interface ItemListProps {
  label: string;
  children: ReactNode;
  ref?: Ref<HTMLUListElement> | undefined;
}

/** The scrolling list that holds the items, each in an `<li>`. */
export function ItemList({ label, children, ref }: ItemListProps) {
  return (
    <ul className="items" aria-label={label} {...scrollable} ref={ref}>
      {children}
    </ul>
  );
}
