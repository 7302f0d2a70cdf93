// Sizes of files as people say them. Knows no file.
import { localeTexts } from '#texts/locale';
import { LOCALE } from './locale.ts';

const UNITS = localeTexts.sizes;

/** Decimal units, as operating systems show them: 1,000 bytes are a KB. */
export function sizeText(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || size >= 100 ? 0 : 1;
  // Half up, as everybody rounds.
  return `${Number(size.toFixed(digits)).toLocaleString(LOCALE)}\u00a0${UNITS[unit] ?? ''}`;
}
