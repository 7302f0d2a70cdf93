// What of a file says something of somebody, sealed under the key of its document: how it was named, and the hash of its content, from
// which anybody who has the same file would learn that it is here.
import { open, seal } from './keys.ts';

export interface FileWords {
  /** As it is called here: safe, and with an ending that fits what it is. */
  readonly name: string;
  /** As whoever brought it called it. */
  readonly given: string;
  /** SHA-256 of the plain bytes, hexadecimal; null until all are there. */
  readonly content: string | null;
}

interface Place {
  readonly tenant: number;
  readonly file: string;
}

export function sealFileWords(documentKey: Buffer, place: Place, words: FileWords): Buffer {
  return seal(documentKey, JSON.stringify([1, words.name, words.given, words.content]), binding(place));
}

/** Throws where key, place or bytes are others. */
export function openFileWords(documentKey: Buffer, place: Place, sealed: Buffer): FileWords {
  // Only `sealFileWords` makes what opens under this binding.
  const [, name, given, content] = JSON.parse(open(documentKey, sealed, binding(place)).toString('utf8')) as [
    number,
    string,
    string,
    string | null,
  ];
  return { name, given, content };
}

function binding({ tenant, file }: Place): string {
  return `${tenant}|file|${file}`;
}
