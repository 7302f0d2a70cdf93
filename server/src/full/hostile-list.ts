// All hostile files in a row: their places in it are their numbers, by which the processes that judge them are told.
import { HOSTILE_ARCHIVES } from './hostile-archives.ts';
import type { HostileFile } from './hostile-file.ts';
import { HOSTILE_FURTHER_OFFICE } from './hostile-further-office.ts';
import { HOSTILE_LINKS } from './hostile-links.ts';
import { HOSTILE_MARKUP } from './hostile-markup.ts';
import { HOSTILE_OFFICE } from './hostile-office.ts';
import { HOSTILE_PAGES } from './hostile-pages.ts';
import { HOSTILE_PICTURES } from './hostile-pictures.ts';
import { HOSTILE_WRAPPED } from './hostile-wrapped.ts';

export const HOSTILE_FILES: readonly HostileFile[] = [
  ...HOSTILE_ARCHIVES,
  ...HOSTILE_WRAPPED,
  ...HOSTILE_PAGES,
  ...HOSTILE_MARKUP,
  ...HOSTILE_OFFICE,
  ...HOSTILE_LINKS,
  ...HOSTILE_FURTHER_OFFICE,
  ...HOSTILE_PICTURES,
];
