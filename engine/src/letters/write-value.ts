// How values are written in a letter: dates in full, money with its currency, numbers by the rules of the language. No value has
// another form in another place of the same letter.
import { dateOf } from '../calendar/calendar.ts';
import type { FieldDefinition, MergeField } from '../definition/definition.ts';
import type { Value } from '../expression/expression.ts';

/** In what language, and where its days are days. */
export interface Writing {
  /** A tag of RFC 5646 with a region where it matters. */
  readonly locale: string;
  /** IANA zone. */
  readonly zone: string;
}

/** English without a region is written with the day before the month, which nobody takes for another day. */
const REGIONS: Readonly<Record<string, string>> = { en: 'en-GB' };

/** Languages that are written from right to left. */
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['ar', 'fa', 'he', 'ur', 'ps', 'yi', 'dv', 'ckb', 'sd', 'ug']);

export function localeOf(language: string): string {
  return REGIONS[language] ?? language;
}

export function directionOf(language: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(language.split('-')[0] ?? '') ? 'rtl' : 'ltr';
}

/** A day in full, such as 1 March 2024. @param day YYYY-MM-DD */
export function writeDay(day: string, { locale }: Writing): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC', calendar: 'gregory' });
  return format.format(Date.UTC(year, month - 1, date));
}

/** Working days have no unit of their own in the platform. */
const WORKING_DAYS: Readonly<Record<string, readonly [one: string, more: string]>> = {
  en: ['working day', 'working days'],
  fr: ['jour ouvrable', 'jours ouvrables'],
};

/** A period in words, such as 30 days. @param unit `days`, `working-days`, `weeks`, `months` or `years` */
export function writePeriod(
  { count, unit }: { readonly count: number; readonly unit: string },
  { locale }: Pick<Writing, 'locale'>,
): string {
  if (unit === 'working-days') {
    const [one, more] = WORKING_DAYS[locale.split('-')[0] ?? ''] ?? WORKING_DAYS['en'] ?? ['', ''];
    return `${count} ${count === 1 ? one : more}`;
  }
  const format = { style: 'unit', unit: unit.slice(0, -1), unitDisplay: 'long' } as const;
  return new Intl.NumberFormat(locale, format).format(count);
}

/**
 * A value as it is written; null where it is none of that kind.
 *
 * @param field the field that it is, whose labels a choice has
 */
export function writeValue(
  value: Value,
  { as, currency }: Pick<MergeField, 'as' | 'currency'>,
  { field, ...writing }: Writing & { readonly field: FieldDefinition | undefined },
): string | null {
  switch (as) {
    case 'text':
      return typeof value === 'string' && value.trim() !== '' ? value : null;
    case 'choice':
      return field?.options?.find((option) => option.value === value)?.label ?? null;
    case 'date':
      return writeDate(value, writing);
    case 'number':
      return writeNumber(value, writing, {});
    case 'money':
      return currency === undefined ? null : writeNumber(value, writing, { style: 'currency', currency });
    case null:
      return null;
  }
}

function writeDate(value: Value, writing: Writing): string | null {
  if (typeof value !== 'object' || value === null) return null;
  if ('date' in value) return writeDay(value.date, writing);
  return 'instant' in value ? writeDay(dateOf(value.instant, writing.zone), writing) : null;
}

const DIGITS = /^-?\d+(\.\d+)?$/;

function writeNumber(value: Value, { locale }: Writing, options: Intl.NumberFormatOptions): string | null {
  const digits =
    typeof value === 'number'
      ? String(value)
      : typeof value === 'object' && value !== null && 'decimal' in value
        ? value.decimal
        : '';
  if (!DIGITS.test(digits)) return null;
  // The text was found to be digits, which is what the type of exact decimals in the library says of it.
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 20, ...options }).format(digits as `${number}`);
}
