import { Fragment, type ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { useVirtualRows } from "./use-virtual-rows.ts";

export interface TableColumn {
  id: string;
  label: ReactNode;
  /** The heading as text, said beside each cell on a phone; none for the main column. */
  heading?: string | undefined;
  align?: "end" | undefined;
  /** The column with the name of the row, larger. */
  main?: boolean | undefined;
}

export interface TableProps {
  /** Names the table. */
  label: string;
  columns: TableColumn[];
  rows: { id: string; cells: Record<string, ReactNode> }[];
  /** There are more rows than are here. */
  hasMore?: boolean | undefined;
}

const rowHeight = 48;

/** A table; on a phone each row becomes a record whose cells say their heading. Only the rows in sight of a long one are drawn. */
export function Table({ label, columns, rows, hasMore = false }: TableProps) {
  return (
    <VirtualTable
      label={label}
      columns={columns}
      count={rows.length}
      hasMore={hasMore}
      rowHeight={rowHeight}
      keyOf={(index) => rows[index]?.id ?? index}
    >
      {(index) =>
        columns.map((column) => (
          <td
            key={column.id}
            data-th={column.heading}
            className={classNames(column.main && "main-cell", column.align === "end" && "r") || undefined}
          >
            {rows[index]?.cells[column.id]}
          </td>
        ))
      }
    </VirtualTable>
  );
}

export interface VirtualTableProps {
  label: string;
  columns: Pick<TableColumn, "id" | "label" | "align">[];
  count: number;
  hasMore: boolean;
  /** Of most rows, in pixels; each is measured when it is drawn. */
  rowHeight: number;
  className?: string | undefined;
  classOf?: ((index: number) => string | undefined) | undefined;
  keyOf: (index: number) => string | number;
  /** The cells of a row. */
  children: (index: number) => ReactNode;
}

/** The frame of a table of any length; it tells assistive technology how many rows there are, drawn or not. */
export function VirtualTable(props: VirtualTableProps) {
  const { label, columns, count, hasMore, rowHeight, className, classOf, keyOf, children } = props;
  const { rows, after, holder, measure } = useVirtualRows({ count, rowHeight });
  // The heading is the first row; -1 says that their number is not known.
  const rowCount = hasMore ? -1 : count + 1;
  return (
    <table className={classNames("table stack", className)} aria-label={label} aria-rowcount={rowCount}>
      <thead>
        <tr aria-rowindex={1}>
          {columns.map((column) => (
            <th key={column.id} scope="col" className={column.align === "end" ? "r" : undefined}>
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...holder}>
        {rows.map(({ index, gap }) => (
          <Fragment key={keyOf(index)}>
            {gap > 0 && <Gap columns={columns.length} height={gap} />}
            <tr ref={measure} data-index={index} aria-rowindex={index + 2} className={classOf?.(index)}>
              {children(index)}
            </tr>
          </Fragment>
        ))}
        {after > 0 && <Gap columns={columns.length} height={after} />}
      </tbody>
    </table>
  );
}

function Gap({ columns, height }: { columns: number; height: number }) {
  return (
    <tr className="gap">
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}
