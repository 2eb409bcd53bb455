import { Fragment, type ReactNode } from "react";
import type { RowAttributes } from "./rows.tsx";
import { useVirtualRows } from "./use-virtual-rows.ts";

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

/** `<Rows>` for a list of any length: only the rows in sight are drawn, and assistive technology still hears how many there are. */
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
