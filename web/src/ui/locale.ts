// By which rules dates, numbers and order are written: the region that the page names (`<html lang="en-AU">`), else that of the
// language of its texts. Knows no date.
import { localeTexts } from '#texts/locale';

/** For `Intl`. Tests of single functions have no page. */
export const LOCALE: string = regionOf(globalThis.document?.documentElement.lang ?? '') ?? localeTexts.locale;

function regionOf(lang: string): string | null {
  const own = localeTexts.locale.split('-')[0] ?? '';
  return lang.startsWith(`${own}-`) && Intl.DateTimeFormat.supportedLocalesOf(lang).length > 0 ? lang : null;
}

/** Between what something is and what it is said to be: French keeps a space before it. */
export const COLON: string = localeTexts.colon;

const collator = new Intl.Collator(LOCALE, { numeric: true });

/** For sorting what people read. */
export function inOrder(one: string, other: string): number {
  return collator.compare(one, other);
}

const decimalSign =
  new Intl.NumberFormat(LOCALE).formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.';

/** A number that is kept as plain decimal text, with the sign that is read here: `12.50` to "12,50". Not grouped: it may be a year. */
export function decimalText(value: string): string {
  return /^-?\d+\.\d+$/.test(value) ? value.replace('.', decimalSign) : value;
}
