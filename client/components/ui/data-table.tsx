import type { ReactNode } from 'react';
import { classNames } from '@/lib/class-names';

export interface Column<Row> {
  key: string;
  heading: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Numbers line up on the right. */
  numeric?: boolean;
}

export interface DataTableProps<Row> {
  caption: string;
  columns: ReadonlyArray<Column<Row>>;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Shows the caption above the table instead of to screen readers only. */
  showCaption?: boolean;
  rowClassName?: (row: Row) => string | undefined;
  /** Starts and ends where the text around it does. */
  isFlush?: boolean;
}

/** A table on wide screens; below 640 px each row is a card whose values carry their column's name. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, showCaption = false, rowClassName } = props;
  const edges = props.isFlush === true && 'sm:first:pl-0 sm:last:pr-0';
  return (
    <table className="w-full border-collapse text-left max-sm:block">
      <caption className={showCaption ? 'pb-3 text-left font-semibold' : 'sr-only'}>
        {caption}
      </caption>
      <thead className="max-sm:sr-only">
        <tr className="border-b border-edge text-sm text-muted">
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              className={classNames('px-3 py-2 font-medium', edges, column.numeric && 'text-right')}
            >
              {column.heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-sm:grid max-sm:gap-3">
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            className={classNames(
              'border-b border-line max-sm:grid max-sm:gap-2 max-sm:rounded-card max-sm:border max-sm:bg-surface max-sm:p-4',
              rowClassName?.(row),
            )}
          >
            {columns.map((column) => (
              <td
                key={column.key}
                className={classNames(
                  'px-3 py-3 align-middle max-sm:flex max-sm:items-center max-sm:justify-between max-sm:gap-4 max-sm:p-0',
                  edges,
                  column.numeric && 'figures sm:text-right',
                )}
              >
                <span aria-hidden="true" className="text-sm text-muted sm:hidden">
                  {column.heading}
                </span>
                <span className="max-sm:text-right">{column.cell(row)}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
