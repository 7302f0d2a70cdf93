// What was read of a file, sealed under the key of its document, and its words as keyed hashes: whoever has the database alone learns no
// word, and with the key of the document its text ends. Knows no table.
import { wordsIn } from '@casewright/engine/view';
import { open, seal, type KeyProvider } from './keys.ts';

export interface KeptText {
  readonly title: string | null;
  /** From the first. */
  readonly pages: readonly string[];
}

interface Place {
  readonly tenant: number;
  readonly file: string;
}

/** Words of one file; what comes after them in it does not find it. */
export const TEXT_WORDS_MOST = 20_000;
const WORD_BYTES = 12;

export function sealText(documentKey: Buffer, place: Place, { title, pages }: KeptText): Buffer {
  return seal(documentKey, JSON.stringify([1, title, pages]), binding(place));
}

/** Throws where key, place or bytes are others. */
export function openText(documentKey: Buffer, place: Place, sealed: Buffer): KeptText {
  // Only `sealText` makes what opens under this binding.
  const [, title, pages] = JSON.parse(open(documentKey, sealed, binding(place)).toString('utf8')) as [
    number,
    string | null,
    readonly string[],
  ];
  return { title, pages };
}

/** Each once, in their order. */
export function wordsOfText({ pages }: Pick<KeptText, 'pages'>): readonly string[] {
  const words = new Set<string>();
  for (const text of pages) {
    for (const word of wordsIn(text)) words.add(word);
    if (words.size >= TEXT_WORDS_MOST) break;
  }
  return [...words].slice(0, TEXT_WORDS_MOST);
}

/** The same word has the same hash in every file of an agency, and another in each agency. */
export function hashOfWord(keys: Pick<KeyProvider, 'requestMac'>, tenant: number, word: string): Buffer {
  return keys.requestMac(tenant, `document word ${word}`).subarray(0, WORD_BYTES);
}

function binding({ tenant, file }: Place): string {
  return `${tenant}|text|${file}`;
}
