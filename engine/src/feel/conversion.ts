// Values as text and text as numbers (DMN 1.5, table 66). The text of a list or context is its literal.
import { numberText, parseNumber } from './number.ts';
import { allocate, descend, fail, type Run, spend } from './run.ts';
import { dateText, dateTimeText, monthsText, nanosText, timeText } from './temporal-text.ts';
import { type FeelContext, type FeelRange, type FeelValue, isContext, isDecimal, isList } from './value.ts';

/** The text of a value; a text is itself. */
export function stringOf(value: FeelValue, run: Run): string | null {
  if (typeof value === 'string') return value;
  return literalOf(value, run);
}

function literalOf(value: FeelValue, run: Run): string | null {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return quoted(value, run);
  if (typeof value === 'number' || isDecimal(value)) return numberText(value);
  if (isList(value)) return `[${listed(value, run).join(', ')}]`;
  if (isContext(value)) return `{${entriesOf(value, run).join(', ')}}`;
  switch (value.kind) {
    case 'date':
      return dateText(value);
    case 'time':
      return timeText(value);
    case 'date and time':
      return dateTimeText(value);
    case 'years and months duration':
      return monthsText(value);
    case 'days and time duration':
      return nanosText(value);
    case 'range':
      return rangeText(value, run);
    case 'function':
      return fail(run, 'A function has no text.');
  }
}

/** A number from a text with these separators. Null where the text is none or the separators are not allowed ones. */
export function numberFrom(
  text: string,
  separators: { readonly grouping: string | null; readonly decimal: string | null },
): FeelValue {
  const { grouping, decimal } = separators;
  if (grouping !== null && !/^[ .,]$/.test(grouping)) return null;
  if (decimal !== null && (!/^[.,]$/.test(decimal) || decimal === grouping)) return null;
  const ungrouped = grouping === null ? text : text.replaceAll(grouping, '');
  const pointed =
    decimal === null || decimal === '.' ? ungrouped : ungrouped.replaceAll('.', '?').replaceAll(decimal, '.');
  return parseNumber(pointed);
}

function quoted(text: string, run: Run): string {
  allocate(run, text.length);
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function listed(values: readonly FeelValue[], run: Run): readonly string[] {
  spend(run, values.length);
  descend(run, 1);
  const texts = values.map((value) => literalOf(value, run) ?? 'null');
  run.depth -= 1;
  return texts;
}

function entriesOf(context: FeelContext, run: Run): readonly string[] {
  const values = listed([...context.values()], run);
  return [...context.keys()].map(
    (key, index) => `${/^[\p{L}_?][\p{L}\p{N}_ ?]*$/u.test(key) ? key : quoted(key, run)}: ${values[index] ?? 'null'}`,
  );
}

function rangeText(range: FeelRange, run: Run): string {
  const [start, end] = listed([range.start, range.end], run);
  if (range.start === null) return `${range.endIncluded ? '<=' : '<'}${end ?? ''}`;
  if (range.end === null) return `${range.startIncluded ? '>=' : '>'}${start ?? ''}`;
  return `${range.startIncluded ? '[' : '('}${start ?? ''}..${end ?? ''}${range.endIncluded ? ']' : ')'}`;
}
