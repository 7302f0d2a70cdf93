// The words of papers that have no pages to draw: text and mail, as one text with its pages one after the other.
import type { Bytes } from '../files/bytes.ts';
import { essenceOf } from './essence.ts';
import type { Papers } from './open-papers.ts';

const WAIT_MS = 20_000;

/** @returns a function that gives the words, or null of any other kind of file, and where it cannot be read */
export function wordsBy({ textOf }: Pick<Papers, 'textOf'>) {
  return async (bytes: Bytes, mediaType: string): Promise<string | null> => {
    const essence = essenceOf(mediaType);
    const hasWords = essence.startsWith('text/') || MAIL.has(essence);
    if (!hasWords) return null;
    const read = await textOf(bytes, mediaType, { limits: { timeMs: WAIT_MS } });
    return read.kind === 'text' ? read.pages.map(({ text }) => text).join('\n\n') : null;
  };
}

const MAIL: ReadonlySet<string> = new Set(['message/rfc822', 'application/vnd.ms-outlook']);
