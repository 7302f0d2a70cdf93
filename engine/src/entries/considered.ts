// The manifest of a decision: what was looked at, each as it was after a certain event, so that it can be shown later what was known.
import { say, type Said } from '../sentences/say.ts';
import { type Entries, wordsFault } from './entry.ts';

export type Considered =
  | { readonly field: string; readonly version: number }
  | { readonly entry: string; readonly version: number }
  /** A document, by the SHA-256 of its content in hex. */
  | { readonly document: string; readonly words: string };

const HASH = /^[0-9a-f]{64}$/;

/** Why a text is no hash of a document's content; null where it is one. */
export function hashFault(hash: unknown): Said | null {
  return typeof hash === 'string' && HASH.test(hash) ? null : say('a-document-is-named-by-the');
}

/** @param before the number of the event that is being decided */
export function consideredFault(
  considered: Considered,
  { entries, before }: { readonly entries: Entries; readonly before: number },
): Said | null {
  if ('document' in considered) {
    return hashFault(considered.document) ?? wordsFault(considered.words, say('what-the-document-is'));
  }
  const { version } = considered;
  if (!Number.isInteger(version) || version < 1 || version >= before) {
    return say('what-was-considered-is-named-with');
  }
  if ('field' in considered) return null;
  const isThere = Object.hasOwn(entries, considered.entry) && numberOf(considered.entry) <= version;
  return isThere ? null : say('was-not-there-after-event', { entry: considered.entry, version });
}

/** The event that made an entry; a party of the opening is there from the first. */
function numberOf(id: string): number {
  const number = Number(id.slice(id.indexOf('.') + 1));
  return Number.isInteger(number) ? number : 1;
}

/** With the members that it has, and no others. */
export function consideredAs(one: Considered): Considered {
  if ('document' in one) return { document: one.document, words: one.words };
  const { version } = one;
  return 'field' in one ? { field: one.field, version } : { entry: one.entry, version };
}
