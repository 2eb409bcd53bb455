import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

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
}

/** A table; on a phone each row becomes a record whose cells say their heading. */
export function Table({ label, columns, rows }: TableProps) {
  return (
    <table className="table stack" aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.id} scope="col" className={column.align === "end" ? "r" : undefined}>
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            {columns.map((column) => (
              <td
                key={column.id}
                data-th={column.heading}
                className={classNames(column.main && "main-cell", column.align === "end" && "r") || undefined}
              >
                {row.cells[column.id]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
