// The encoding of a text and its letters: UTF-8 where it is valid, UTF-16 where a mark says so, else Windows-1252, which has a
// letter for nearly every byte. What cannot be text is refused, since programs would read it in different ways.
import { piecesOf, type Bytes } from '../files/bytes.ts';
import type { Budget } from './budget.ts';
import { refuse } from './refusals.ts';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Controls that no text has: all but tab, line ends, page ends, and the last character of old DOS files. */
// oxlint-disable-next-line no-control-regex -- controls are what is looked for
const CONTROLS = /[\x00-\x08\x0b\x0e-\x19\x1b-\x1f\x7f]/;
const CONTROLS_OF_UNICODE = /[\x80-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\u{e0000}-\u{e007f}]/u;
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/;

/** @param take gets the text, piece by piece */
export async function readText(bytes: Bytes, budget: Budget, take: (text: string) => void): Promise<TextEncoding> {
  const encoding = await encodingOf(bytes, budget);
  // `ignoreBOM` false takes the mark away; two of them would be an odd text.
  const decoder = new TextDecoder(encoding, { fatal: encoding !== 'windows-1252' });
  const check = (text: string): void => {
    if (CONTROLS.test(text) || (encoding !== 'windows-1252' && CONTROLS_OF_UNICODE.test(text))) refuse('not-text');
    if (DIRECTION.test(text)) budget.warnings.add('text-direction');
    take(text);
  };
  try {
    for await (const piece of piecesOf(bytes, 256 * 1024)) {
      await budget.breathe();
      check(decoder.decode(piece, { stream: true }));
    }
    check(decoder.decode());
  } catch (error) {
    if (error instanceof TypeError) refuse('odd-encoding');
    throw error;
  }
  if (encoding === 'windows-1252') budget.warnings.add('old-encoding');
  return encoding;
}

async function encodingOf(bytes: Bytes, budget: Budget): Promise<TextEncoding> {
  const head = await bytes.read(0, 4);
  if (head[0] === 0xff && head[1] === 0xfe) return head[2] === 0 && head[3] === 0 ? refuse('odd-encoding') : 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head[0] === 0 && head[1] === 0 && head[2] === 0xfe) refuse('odd-encoding');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const piece of piecesOf(bytes, 256 * 1024)) {
      await budget.breathe();
      decoder.decode(piece, { stream: true });
    }
    decoder.decode();
    return 'utf-8';
  } catch (error) {
    if (error instanceof TypeError) return 'windows-1252';
    throw error;
  }
}
