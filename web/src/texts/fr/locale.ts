// Dates, nombres et tailles comme on les écrit en français.
import type { localeTexts as English } from '../en/locale.ts';
import type { TextsOf } from '../texts-of.ts';

export const localeTexts: TextsOf<typeof English> = {
  locale: 'fr-FR',
  colon: '\u00a0: ',
  sizes: ['octets', 'ko', 'Mo', 'Go', 'To'],
};
