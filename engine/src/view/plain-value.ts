// Values in plain words for the activity list. Speaks English only for now; texts by language come with the
// translations of case types.
import type { FieldValue, Occurred } from '../case/state.ts';
import type { FieldDefinition } from '../definition/case-type.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A field's value as it reads in a sentence: `Yes`, `16 March 2007`, the label of an option. */
export function plainValue(definition: FieldDefinition | undefined, value: FieldValue): string {
  if (value === null) return 'removed';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return String(value);
  if (definition?.kind === 'choice')
    return definition.options?.find((option) => option.value === value)?.label ?? value;
  if (definition?.kind === 'date' || definition?.kind === 'instant') return plainDate(value);
  return value;
}

/** `16 March 2007`, or with the wall time that was stated: `11 October 2011, 13:45 (+02:00)`. Other text stays as it is. */
export function plainDate(occurred: Occurred): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2})[^Z+-]*(Z|[+-]\d{2}:\d{2}))?$/.exec(occurred);
  const month = MONTHS[Number(parts?.[2]) - 1];
  if (parts === null || month === undefined) return occurred;
  const date = `${Number(parts[3])} ${month} ${Number(parts[1])}`;
  if (parts[4] === undefined) return date;
  return `${date}, ${parts[4]} (${parts[5] === 'Z' ? 'UTC' : parts[5]})`;
}
