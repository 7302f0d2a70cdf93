// Where in a document words were found, as its page takes it from the address.
import type { FoundDocument } from '../../client/types.ts';

/** Where in it they stand, for the page that opens it. Behind the hash, so that no server is told the words again. */
export function spotOf({ file, page, excerpt, marks }: FoundDocument): string {
  const words = new Set(marks.map(({ from, to }) => excerpt.slice(from, to)));
  return new URLSearchParams({ file, page: String(page), words: [...words].join(' ') }).toString();
}
