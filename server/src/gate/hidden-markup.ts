// Where a kind of file has room for words (comments, descriptions, its first bytes), whether a page or a program was put
// there: such a file is a picture to one program and a page to another.
import { refuse } from './refusals.ts';

const ACTIVE =
  /<\s*(script|html|iframe|object|embed|svg|body|!doctype\s+html|\?php|%@|form|meta\s|img\s|a\s+href)|javascript:|<\?=|#!\/|\bon(load|error)\s*=/i;

/** @param words the part of the file where words may be */
export function refuseHiddenMarkup(words: Buffer): void {
  // Without zeros, so that words in UTF-16 are seen as well.
  if (ACTIVE.test(words.toString('latin1')) || ACTIVE.test(words.toString('latin1').replaceAll('\0', '')))
    refuse('hidden-content');
}
