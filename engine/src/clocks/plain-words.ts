// Dates and periods as people say them. English only; other languages say the same from the data, not from these texts.
import { weekdayName } from '../calendar/working-days.ts';
import type { Period } from './clock-rule.ts';

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October'],
  ...['November', 'December'],
];

/** `Monday 12 March 2018`. */
export function sayDate(date: string): string {
  const month = MONTHS[Number(date.slice(5, 7)) - 1] ?? '';
  return `${weekdayName(date)} ${Number(date.slice(8, 10))} ${month} ${Number(date.slice(0, 4))}`;
}

/** `1 month`, `20 working days`. */
export function sayPeriod({ count, unit }: Period): string {
  const words = unit.replace('-', ' ');
  return `${count} ${count === 1 ? words.slice(0, -1) : words}`;
}
