// The languages of the staff app, each called as its own speakers call it. Each is a build of its own.

export interface Language {
  /** BCP 47; its texts lie in the folder of that name, and `lang` of the page says it. */
  readonly tag: string;
  readonly name: string;
  readonly dir: 'ltr' | 'rtl';
}

/** What people may choose. */
export const LANGUAGES: readonly Language[] = [
  { tag: 'en', name: 'English', dir: 'ltr' },
  { tag: 'fr', name: 'Français', dir: 'ltr' },
];

/** English made to run from right to left, as Arabic does: for looking at screens, not for people. Built for tests only. */
export const PSEUDO: Language = { tag: 'ar-XB', name: 'Pseudo', dir: 'rtl' };
