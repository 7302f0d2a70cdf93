// Names every rule of a mapping by which something of a row was carried otherwise than as it stands, so that the report counts
// it: nothing of a row is changed or left in silence. It knows no case.
import type { LogRow } from './log-row.ts';
import type { FieldSource } from './mapping.ts';
import { valueOf, type RowReading } from './row-values.ts';
import type { TableAct, TableMapping } from './table-mapping.ts';

const HALF_A_CHARACTER = /\p{Surrogate}/u;

/** True for text that PostgreSQL cannot store: with a NUL, or half a surrogate pair. */
export function unstorable(text: string): boolean {
  return text.includes('\u0000') || HALF_A_CHARACTER.test(text);
}

/** Why a column is not carried, or null where it is; a star in a name stands for anything. */
export function leftBecause({ left = {} }: TableMapping, column: string): string | null {
  if (Object.hasOwn(left, column)) return left[column] ?? null;
  const fitting = Object.entries(left).find(([name]) => {
    const parts = name.split('*');
    const first = parts[0] ?? '';
    const last = parts.at(-1) ?? '';
    if (parts.length === 1 || !column.startsWith(first) || !column.endsWith(last)) return false;
    return parts.slice(1, -1).every((part) => column.slice(first.length).includes(part));
  });
  return fitting?.[1] ?? null;
}

/** Sentences that are the same for all rows to which the same rule applied. */
export function carriedBy(
  { reading, mapping }: { readonly reading: RowReading; readonly mapping: TableMapping },
  row: LogRow,
  acts: readonly TableAct[],
): readonly string[] {
  const kept = new Set(mapping.facts ?? []);
  const carried: string[] = [];
  for (const [column, text] of Object.entries(row.values)) {
    const reason = kept.has(column) ? null : leftBecause(mapping, column);
    if (reason !== null) carried.push(`"${column}" is left: ${reason}`);
    else if (reading.empty.has(text.trim()) && !kept.has(column))
      carried.push(`"${column}": "${text.trim()}" means that there is no value`);
  }
  for (const { fields } of acts) {
    for (const [field, source] of Object.entries(fields ?? {})) {
      const rule = ruleOf(reading, row, { field, source });
      if (rule !== null) carried.push(rule);
    }
  }
  return carried;
}

function ruleOf(
  reading: RowReading,
  row: LogRow,
  { field, source }: { readonly field: string; readonly source: FieldSource },
): string | null {
  if (typeof source === 'string') return null;
  if (source.value !== undefined) return `${field}: no column says it, taken as "${String(source.value)}"`;
  const columns = source.columns ?? (source.column === undefined ? [] : [source.column]);
  if (source.missing === undefined || columns.some((column) => valueOf(reading, row, column) !== undefined))
    return null;
  return `${field}: ${columns.map((column) => `"${column}"`).join(', ')} empty, taken as "${String(source.missing)}"`;
}
