// How dates, numbers and sizes are written where English is read. Not words: the other languages have their own of each.
export const localeTexts = {
  /** For `Intl`, where the page names no region of its own. */
  locale: 'en-GB',
  colon: ': ',
  sizes: ['bytes', 'KB', 'MB', 'GB', 'TB'],
};
