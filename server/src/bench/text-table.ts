// Lines up rows of text in columns: the first to the left, numbers to the right. Knows nothing of what they say.

export function textTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  return [line(head), ...rows.map(line)].map((text) => `  ${text}`).join('\n');
}

/** A figure with three significant digits at most, grouped: 12,470 and 0.108. */
export function figure(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return '-';
  return value >= 100
    ? Math.round(value).toLocaleString('en-GB')
    : value.toLocaleString('en-GB', { maximumSignificantDigits: 3 });
}
