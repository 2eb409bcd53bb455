import { type ComponentPropsWithRef, Fragment, type ReactNode } from "react";
import { Link } from "./link.tsx";
import { useVirtualRows } from "./use-virtual-rows.ts";

/** A list with lines between; holds `<Row>`s. */
export function Rows({ label, children }: { label?: string | undefined; children: ReactNode }) {
  return (
    <ul className="rows" aria-label={label}>
      {children}
    </ul>
  );
}

export interface LongRowsProps<Item> {
  label: string;
  items: readonly Item[];
  /** There are more items than are here. */
  hasMore: boolean;
  /** Of most rows, in pixels; each is measured when it is drawn. */
  rowHeight: number;
  keyOf: (item: Item) => string;
  /** A `<Row>` with these attributes. */
  children: (item: Item, attributes: RowAttributes) => ReactNode;
}

export type RowAttributes = Pick<ComponentPropsWithRef<"li">, "ref" | "aria-setsize" | "aria-posinset"> & {
  "data-index"?: number;
};

/** The same for a list of any length: only the rows in sight are drawn, and assistive technology still hears how many there are. */
export function LongRows<Item>({ label, items, hasMore, rowHeight, keyOf, children }: LongRowsProps<Item>) {
  const { rows, after, holder, measure } = useVirtualRows({ count: items.length, rowHeight });
  return (
    <ul className="rows" aria-label={label} {...holder}>
      {rows.map(({ index, gap }) => {
        const item = items[index];
        if (item === undefined) return null;
        return (
          <Fragment key={keyOf(item)}>
            {gap > 0 && <li className="gap" style={{ height: gap }} />}
            {children(item, {
              ref: measure,
              "data-index": index,
              "aria-posinset": index + 1,
              "aria-setsize": hasMore ? -1 : items.length,
            })}
          </Fragment>
        );
      })}
      {after > 0 && <li className="gap" style={{ height: after }} />}
    </ul>
  );
}

export interface RowProps {
  /** An `<Avatar>` or icon. */
  leading?: ReactNode;
  children: ReactNode;
  /** Buttons at the right. */
  end?: ReactNode;
  /** In `<LongRows>`: what that gives each row. */
  attributes?: RowAttributes | undefined;
}

/** One row of a list. */
export function Row({ leading, children, end, attributes }: RowProps) {
  return (
    <li {...attributes}>
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
