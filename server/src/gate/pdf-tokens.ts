// The words of a PDF, one after another, out of a window that moves over the file: names with their `\#4a` undone, numbers,
// brackets. Strings and comments are stepped over; the data of streams are, too, unless they look like objects.
import type { Bytes } from '../files/bytes.ts';
import type { Budget } from './budget.ts';
import { refuse } from './refusals.ts';

export type PdfToken =
  | { readonly type: 'name' | 'word'; readonly text: string }
  | { readonly type: 'number'; readonly value: number; readonly at: number; readonly refers: boolean }
  | { readonly type: 'open' | 'close' | 'list' | 'endlist' | 'string' };

export interface PdfTokens {
  readonly next: () => Promise<PdfToken | null>;
  /** After a dictionary: where the data begin, if a stream follows; else nothing is taken. */
  readonly streamStart: () => Promise<number | null>;
  /** Steps over data up to `endstream`. @returns where that word stands */
  readonly skipStream: () => Promise<number>;
}

const WINDOW = 1024 ** 2;
const LONGEST_WORD = 1_024;
const SPACE = new Set([0, 9, 10, 12, 13, 32]);
const DELIMITER = new Set([0x28, 0x29, 0x3c, 0x3e, 0x5b, 0x5d, 0x7b, 0x7d, 0x2f, 0x25]);

interface Window {
  readonly bytes: Bytes;
  readonly budget: Budget;
  buffer: Buffer;
  /** Where the window begins in the file, and where in the window we are. */
  base: number;
  at: number;
}

export function openPdfTokens(bytes: Bytes, budget: Budget): PdfTokens {
  const window: Window = { bytes, budget, buffer: Buffer.alloc(0), base: 0, at: 0 };
  return {
    next: () => readToken(window),
    async streamStart() {
      await skipBlank(window);
      await need(window, 16);
      if (window.buffer.toString('latin1', window.at, window.at + 6) !== 'stream') return null;
      window.at += 6;
      if (window.buffer[window.at] === 13) window.at += 1;
      if (window.buffer[window.at] === 10) window.at += 1;
      return window.base + window.at;
    },
    skipStream: () => skipStream(window),
  };
}

/** Has at least so many bytes ahead in the window, or all that there are. */
async function need(window: Window, count: number): Promise<void> {
  if (window.buffer.length - window.at >= count) return;
  await window.budget.breathe();
  window.base += window.at;
  window.buffer = await window.bytes.read(window.base, Math.max(WINDOW, count));
  window.at = 0;
}

async function skipBlank(window: Window): Promise<void> {
  for (;;) {
    await need(window, LONGEST_WORD);
    const { buffer } = window;
    while (window.at < buffer.length && SPACE.has(buffer[window.at] ?? 0)) window.at += 1;
    if (window.at >= buffer.length) {
      if (window.base + window.at >= window.bytes.size) return;
      continue;
    }
    if (buffer[window.at] !== 0x25) return;
    await skipComment(window);
  }
}

async function skipComment(window: Window): Promise<void> {
  for (;;) {
    const { buffer, at } = window;
    while (window.at < buffer.length && buffer[window.at] !== 10 && buffer[window.at] !== 13) window.at += 1;
    refuseHiddenObjects(buffer.subarray(at, window.at));
    if (window.at < buffer.length || window.base + window.at >= window.bytes.size) return;
    await need(window, 1);
    if (window.buffer.length === 0) return;
  }
}

async function readToken(window: Window): Promise<PdfToken | null> {
  await skipBlank(window);
  await need(window, LONGEST_WORD);
  const { buffer, at } = window;
  const byte = buffer[at];
  if (byte === undefined) return null;
  switch (byte) {
    case 0x2f:
      return readName(window);
    case 0x28:
      return skipString(window);
    case 0x3c:
      if (buffer[at + 1] !== 0x3c) return skipHex(window);
      window.at += 2;
      return { type: 'open' };
    case 0x3e:
      window.at += buffer[at + 1] === 0x3e ? 2 : 1;
      return { type: buffer[at + 1] === 0x3e ? 'close' : 'string' };
    case 0x5b:
      window.at += 1;
      return { type: 'list' };
    case 0x5d:
      window.at += 1;
      return { type: 'endlist' };
    default:
      return readWord(window);
  }
}

function wordEnd({ buffer, at }: Window, from: number): number {
  let end = at + from;
  const most = Math.min(buffer.length, at + LONGEST_WORD + 1);
  while (end < most && !SPACE.has(buffer[end] ?? 0) && !DELIMITER.has(buffer[end] ?? 0)) end += 1;
  return end;
}

function readName(window: Window): PdfToken {
  const end = wordEnd(window, 1);
  if (end - window.at > LONGEST_WORD) refuse('broken');
  const raw = window.buffer.toString('latin1', window.at + 1, end);
  window.at = end;
  return {
    type: 'name',
    text: raw.replace(/#([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16))),
  };
}

function readWord(window: Window): PdfToken {
  const { buffer, at } = window;
  const end = Math.max(wordEnd(window, 0), at + 1);
  const text = buffer.toString('latin1', at, Math.min(end, at + LONGEST_WORD));
  const place = window.base + at;
  window.at = Math.min(end, at + LONGEST_WORD);
  if (!/^[+-]?\d*\.?\d*$/.test(text) || !/\d/.test(text)) return { type: 'word', text };
  const refers = /^[\s\0]+\d+[\s\0]+R(?![\w])/.test(buffer.toString('latin1', end, end + 32));
  return { type: 'number', value: Number(text), at: place, refers };
}

async function skipString(window: Window): Promise<PdfToken> {
  let depth = 0;
  for (;;) {
    await need(window, 2);
    const { buffer } = window;
    if (window.at >= buffer.length) refuse('truncated');
    // One byte stays unread, since a backslash takes the next with it.
    const last = window.base + buffer.length < window.bytes.size ? buffer.length - 1 : buffer.length;
    const start = window.at;
    do {
      const byte = buffer[window.at];
      window.at += byte === 0x5c ? 2 : 1;
      depth += byte === 0x28 ? 1 : byte === 0x29 ? -1 : 0;
    } while (depth > 0 && window.at < last);
    refuseHiddenObjects(buffer.subarray(start, window.at));
    if (depth === 0) return { type: 'string' };
  }
}

const DICTIONARY = /<<[^>]{0,200}\/(S[\s\0]*\/|JavaScript|JS|Launch|URI|EmbeddedFile|XFA|OpenAction|AA)\b/;

/** Words and remarks that hold objects are no words: a program that mends the file finds them there. */
function refuseHiddenObjects(words: Buffer): void {
  if (words.length < 8) return;
  const text = words.toString('latin1');
  if (text.includes('<<') && DICTIONARY.test(text)) refuse('hidden-content');
  if (text.includes('obj') && OBJECT.test(text)) refuse('hidden-content');
}

async function skipHex(window: Window): Promise<PdfToken> {
  window.at += 1;
  for (;;) {
    const end = window.buffer.indexOf(0x3e, window.at);
    const stop = end < 0 ? window.buffer.length : end;
    // Anything but digits and blanks is no string of digits, whatever a viewer forgives.
    if (/[^0-9A-Fa-f\s\0]/.test(window.buffer.toString('latin1', window.at, stop))) refuse('broken');
    window.at = end < 0 ? stop : end + 1;
    if (end >= 0) return { type: 'string' };
    await need(window, 1);
    if (window.buffer.length === 0) refuse('truncated');
  }
}

const OBJECT = /(^|[\s\0>])\d{1,10}[\s\0]+\d{1,5}[\s\0]+obj[\s\0<[(/]/;
const OVERLAP = 64;

async function skipStream(window: Window): Promise<number> {
  for (;;) {
    await need(window, OVERLAP);
    const { buffer, at, base } = window;
    const end = buffer.indexOf('endstream', at, 'latin1');
    // Whoever mends a file looks for such words everywhere, in the data of streams as well.
    const stretch = buffer.toString('latin1', at, end < 0 ? buffer.length : end);
    if (OBJECT.test(stretch)) refuse('hidden-content');
    if (end >= 0) {
      window.at = end + 9;
      return base + end;
    }
    if (base + buffer.length >= window.bytes.size) refuse('truncated');
    window.at = Math.max(at + 1, buffer.length - OVERLAP);
    await need(window, WINDOW);
  }
}
