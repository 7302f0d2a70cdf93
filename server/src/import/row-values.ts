// Takes from a row what its mapping asks for: the texts of columns, the fields of a command in the kinds of the case
// type, and whoever did it. It decides nothing about the case; a text that does not fit a field is a reason, not a
// guess.
import { createHash } from 'node:crypto';
import type { FieldValue, Fields } from '@casewright/engine/case';
import type { CaseType, FieldDefinition } from '@casewright/engine/definition';
import type { LogRow } from './log-row.ts';
import { readTime, type StatedTime, type TimeReading } from './log-time.ts';
import type { ActorMapping, FieldConstant, FieldSource, ImportMapping, PersonTemplate } from './mapping.ts';

/** A mapping made ready for reading rows, of a log or of a table. */
export interface RowReading {
  readonly caseType: CaseType;
  /** The column of the case. */
  readonly case: string;
  readonly actor: ActorMapping;
  /** Team that gets the cases. */
  readonly team: string;
  /** How the time of a row is read. */
  readonly time: TimeReading;
  readonly empty: ReadonlySet<string>;
}

export function rowReading(mapping: ImportMapping, caseType: CaseType): RowReading {
  const isTable = 'table' in mapping;
  const layout = isTable ? mapping.table : mapping.log;
  const { precision, local } = isTable ? mapping.table : mapping.log.time;
  const written = isTable ? (mapping.table.dates ?? 'iso') : 'iso';
  return {
    caseType,
    case: layout.case,
    actor: layout.actor,
    team: mapping.team ?? caseType.team,
    time: { precision, written, zone: caseType.zone, ...(local === undefined ? {} : { local }) },
    empty: new Set(layout.empty ?? []),
  };
}

/** The text of a column, or undefined where it is empty or says so in words. */
export function valueOf(reading: RowReading, row: LogRow, column: string): string | undefined {
  const text = row.values[column]?.trim();
  return text === undefined || text === '' || reading.empty.has(text) ? undefined : text;
}

/** The fields of a command, or why one of them cannot be understood. Empty columns give no field. */
export function fieldsOf(
  reading: RowReading,
  row: LogRow,
  stated: { readonly sources: Readonly<Record<string, FieldSource>>; readonly time: StatedTime },
): { readonly fields: Fields } | { readonly reason: string } {
  const fields: Record<string, FieldValue> = {};
  const reasons: string[] = [];
  for (const [name, source] of Object.entries(stated.sources)) {
    const definition = reading.caseType.fields.get(name);
    // The mapping was checked against the case type, so every field is there.
    if (definition === undefined) continue;
    const text = sourceText(reading, row, { source, time: stated.time });
    if ('reason' in text) reasons.push(`${name}: ${text.reason}`);
    else if (text.value !== undefined) {
      const value = toKind(text.value, definition, reading);
      if ('reason' in value) reasons.push(`${name}: ${value.reason}`);
      else fields[name] = value.value;
    }
  }
  return reasons.length === 0 ? { fields } : { reason: reasons.join('; ') };
}

/** Whoever did what the row says. The id keeps the letters of the log where an id may have them. */
export function personOf(reading: RowReading, row: LogRow, column = reading.actor.column): PersonTemplate {
  const { id, name, missing } = reading.actor;
  const value = column === undefined ? undefined : valueOf(reading, row, column);
  if (value === undefined) return missing;
  return { id: id.replace('{value}', idPart(value)).slice(0, 64), name: name.replace('{value}', value) };
}

/** Texts that had to be changed to be part of an id get a few digits of their hash, so that no two become one. */
function idPart(value: string): string {
  const plain = value.replace(/[^A-Za-z0-9_-]+/gu, '-').slice(0, 40);
  if (plain === value) return plain;
  return `${plain}-${createHash('sha256').update(value).digest('hex').slice(0, 8)}`;
}

function sourceText(
  reading: RowReading,
  row: LogRow,
  { source, time }: { readonly source: FieldSource; readonly time: StatedTime },
): { readonly value: FieldConstant | undefined } | { readonly reason: string } {
  if (source === '$date') return { value: time.date };
  if (source === '$time')
    return time.at === null ? { reason: 'the row states a day and no time' } : { value: time.occurred };
  if (source === '$case') return { value: valueOf(reading, row, reading.case) };
  if (typeof source === 'string') return { value: valueOf(reading, row, source) };
  if (source.columns !== undefined) return { value: joined(reading, row, source.columns) ?? source.missing };
  if (source.column === undefined) return { value: source.value };
  const text = valueOf(reading, row, source.column);
  if (text === undefined) return { value: source.missing };
  if (source.values === undefined) return { value: text };
  const mapped = Object.hasOwn(source.values, text) ? source.values[text] : undefined;
  return mapped === undefined
    ? { reason: `"${text}" is not among the values that the mapping lists` }
    : { value: mapped };
}

function joined(reading: RowReading, row: LogRow, columns: readonly string[]): string | undefined {
  const texts = columns.map((column) => valueOf(reading, row, column)).filter((text) => text !== undefined);
  return texts.length === 0 ? undefined : texts.join(' / ');
}

type Understood = { readonly value: FieldValue } | { readonly reason: string };

function toKind(given: FieldConstant, field: FieldDefinition, reading: RowReading): Understood {
  const text = String(given);
  switch (field.kind) {
    case 'text':
    case 'long-text':
    case 'choice':
      return { value: text };
    case 'money':
      return toMoney(text);
    case 'number': {
      const fits = /^-?\d{1,15}(?:\.\d{1,10})?$/u.test(text);
      return fits ? { value: Number(text) } : { reason: `"${text}" is not a number` };
    }
    case 'boolean':
      if (text === 'true' || text === 'false') return { value: text === 'true' };
      return { reason: `"${text}" is neither true nor false` };
    case 'date':
      return toTime(text, { ...reading.time, precision: 'day' });
    case 'instant':
      return toInstant(text, reading);
  }
}

/** Money in its one written form: at least two decimals and no more than it has, so 35.0 and 35 are both 35.00. */
function toMoney(text: string): Understood {
  const parts = /^(-?)(\d{1,15})(?:\.(\d{1,6}))?$/u.exec(text);
  if (parts === null) return { reason: `"${text}" is not an amount such as 36.00` };
  const [, sign = '', whole = '', decimals = ''] = parts;
  return { value: `${sign}${whole.replace(/^0+(?=\d)/u, '')}.${decimals.replace(/0+$/u, '').padEnd(2, '0')}` };
}

function toTime(text: string, how: TimeReading): Understood {
  const read = readTime(text, how);
  return 'reason' in read ? read : { value: read.time.occurred };
}

function toInstant(text: string, reading: RowReading): Understood {
  const read = readTime(text, { ...reading.time, precision: 'instant' });
  if ('reason' in read) return read;
  return read.time.at === null
    ? { reason: `"${text}" is a day, and an instant is needed` }
    : { value: read.time.occurred };
}
