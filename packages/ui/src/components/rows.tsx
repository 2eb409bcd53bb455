import type { ComponentPropsWithRef, ReactNode } from "react";
import { Link } from "./link.tsx";

/** A list with lines between; holds `<Row>`s. */
export function Rows({ label, children }: { label?: string | undefined; children: ReactNode }) {
  return (
    <ul className="rows" aria-label={label}>
      {children}
    </ul>
  );
}

export type RowAttributes = Pick<ComponentPropsWithRef<"li">, "ref" | "aria-setsize" | "aria-posinset"> & {
  "data-index"?: number;
};

export interface RowProps {
  /** An `<Avatar>` or icon. */
  leading?: ReactNode;
  children: ReactNode;
  /** Buttons at the right. */
  end?: ReactNode;
  /** Puts them under the text on a phone, where both are long. */
  endBelow?: boolean | undefined;
  /** In `<LongRows>`: what that gives each row. */
  attributes?: RowAttributes | undefined;
}

/** One row of a list. */
export function Row({ leading, children, end, endBelow, attributes }: RowProps) {
  return (
    <li className={endBelow ? "end-below" : undefined} {...attributes}>
      {leading}
      <div className="grow">{children}</div>
      {end}
    </li>
  );
}

export interface SideMenuProps {
  label: string;
  items: { href: string; label: ReactNode; count?: number | undefined; current?: boolean | undefined }[];
}

/** The pages of one account or of the settings, at the left; on a phone use `<LinkTabs>`. */
export function SideMenu({ label, items }: SideMenuProps) {
  return (
    <nav className="side" aria-label={label}>
      {items.map((item) => (
        <Link key={item.href} href={item.href} aria-current={item.current ? "page" : undefined}>
          {item.label}
          {item.count !== undefined && <span className="xs mute">{item.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
