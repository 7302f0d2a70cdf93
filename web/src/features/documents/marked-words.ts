// Which pieces of a text are words that are marked: whole ones, in any case and with or without accents.

export interface Piece {
  /** Where it begins. */
  readonly at: number;
  readonly piece: string;
  readonly isMarked: boolean;
}

/** The text in its order. */
export function piecesOf(text: string, marked: readonly string[]): readonly Piece[] {
  const sought = new Set(marked.map(folded));
  const pieces: Piece[] = [];
  let at = 0;
  for (const { index, 0: word } of sought.size === 0 ? [] : text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    if (!sought.has(folded(word))) continue;
    if (index > at) pieces.push({ at, piece: text.slice(at, index), isMarked: false });
    pieces.push({ at: index, piece: word, isMarked: true });
    at = index + word.length;
  }
  return at < text.length ? [...pieces, { at, piece: text.slice(at), isMarked: false }] : pieces;
}

function folded(word: string): string {
  return word.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
