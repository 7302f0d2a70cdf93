// How many pages a file has, told by whoever reads papers: of a PDF, since other formats have the pages that their program makes of them.
import type { Bytes } from '../files/bytes.ts';
import type { Papers } from './open-papers.ts';

const PDF = 'application/pdf';
const WAIT_MS = 20_000;

/** @returns a function that says how many, or null where a file has no pages of its own or cannot be read */
export function pagesBy({ textOf }: Pick<Papers, 'textOf'>) {
  return async (bytes: Bytes, mediaType: string, signal: AbortSignal): Promise<number | null> => {
    if (mediaType !== PDF) return null;
    const read = await textOf(bytes, mediaType, { firstPages: 1, signal, limits: { timeMs: WAIT_MS } });
    return read.kind === 'text' ? read.pageCount : null;
  };
}
