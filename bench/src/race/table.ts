export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

/** Plain text, as wide as its widest cells. An empty row draws a line. */
export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[]) {
  const widths = columns.map(({ title }, at) =>
    Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)),
  );
  const line = widths.map((width) => '─'.repeat(width)).join('──');
  const format = (row: readonly string[]) =>
    row.length === 0
      ? line
      : columns
          .map(({ align }, at) => {
            const cell = row[at] ?? '';
            const width = widths[at] ?? 0;
            return align === 'left' ? cell.padEnd(width) : cell.padStart(width);
          })
          .join('  ')
          .trimEnd();
  return [format(columns.map(({ title }) => title)), line, ...rows.map(format)].join('\n');
}
