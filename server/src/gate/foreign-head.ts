// Whether a part that nobody opens as a document begins like a program, an archive or a document after all.
import { refuse } from './refusals.ts';

const STARTS = ['4d5a', '7f454c46', '504b0304', 'd0cf11e0', '25504446', '2321'];

/** @param head the first bytes of a part that is let through unread, such as a font */
export function refuseForeignHead(head: Buffer): void {
  const hex = head.toString('hex', 0, 8);
  if (STARTS.some((start) => hex.startsWith(start))) refuse('embedded-object');
}
