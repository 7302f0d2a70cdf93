// Where in a document somebody wants to look first, as whoever links to it says behind the hash of the address.

export interface Spot {
  /** Id of the file of a version; null: the current one. */
  readonly file: string | null;
  /** From 1. */
  readonly page: number;
  /** Words that are marked. */
  readonly words: readonly string[];
}

const MOST_WORDS = 20;

/** @param hash with or without its sign; whatever else it says is the beginning of the document */
export function spotIn(hash: string): Spot {
  const said = new URLSearchParams(hash.replace(/^#/, ''));
  const page = Number(said.get('page'));
  const words = (said.get('words') ?? '').split(' ').filter((word) => word !== '');
  return {
    ...{ file: said.get('file'), page: Number.isSafeInteger(page) && page > 0 ? page : 1 },
    words: words.slice(0, MOST_WORDS),
  };
}
