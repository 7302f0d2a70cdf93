// By which rules dates, numbers and order are written: the region that the page names (`<html lang="en-AU">`), else that of the
// language of its texts. Knows no date.
import { localeTexts } from '#texts/locale';

/** For `Intl`. Tests of single functions have no page. */
export const LOCALE: string = regionOf(globalThis.document?.documentElement.lang ?? '') ?? localeTexts.locale;

function regionOf(lang: string): string | null {
  const own = localeTexts.locale.split('-')[0] ?? '';
  return lang.startsWith(`${own}-`) && Intl.DateTimeFormat.supportedLocalesOf(lang).length > 0 ? lang : null;
}

const collator = new Intl.Collator(LOCALE, { numeric: true });

/** For sorting what people read. */
export function inOrder(one: string, other: string): number {
  return collator.compare(one, other);
}

const numbers = new Intl.NumberFormat(LOCALE);

/** `1234.5` to "1,234.5". */
export function numberText(value: number): string {
  return numbers.format(value);
}
