// Tables that turn into cards on a narrow screen. Roles are written out because `display: block` takes them away in
// some browsers; the label inside each cell shows only on cards.
import { useRef, type ReactNode } from 'react';
import { useKeyDown } from './use-key-down.ts';

export interface DataTableProps {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly children: ReactNode;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
}

export function DataTable({ caption, columns, children, onKeyDown }: DataTableProps) {
  const table = useRef<HTMLTableElement>(null);
  useKeyDown(table, onKeyDown);
  return (
    <div className="table-place">
      <table ref={table} role="table" className="data-table">
        <caption className="visually-hidden">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column} role="columnheader" scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">{children}</tbody>
      </table>
    </div>
  );
}

export function Row({ children, chosen }: { readonly children: ReactNode; readonly chosen?: boolean }) {
  return (
    <tr role="row" className={chosen === true ? 'row-chosen' : undefined}>
      {children}
    </tr>
  );
}

export function Cell({
  label,
  lead = false,
  children,
}: {
  readonly label: string;
  readonly lead?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <td role="cell" className={lead ? 'cell-lead' : undefined}>
      {lead ? null : (
        <span className="cell-label" aria-hidden="true">
          {label}
        </span>
      )}
      <span className="cell-value">{children}</span>
    </td>
  );
}
