// What of an item of the inbox says something of somebody, sealed under the key of the item: from whom it came, what it says, how its
// files are called; and why it was rejected.
import { open, seal } from './keys.ts';

export interface InboundWords {
  readonly from: string | null;
  readonly subject: string | null;
  /** The beginning of what is written in it. */
  readonly text: string | null;
  /** When it was sent, as it says; an instant. */
  readonly sentAt: string | null;
  /** Names of its parts, by number. */
  readonly names: readonly string[];
  /** What was noticed in reading it, as codes. */
  readonly warnings: readonly string[];
}

interface Place {
  readonly tenant: number;
  readonly item: string;
}

export function sealInboundWords(key: Buffer, place: Place, words: InboundWords): Buffer {
  const { from, subject, text, sentAt, names, warnings } = words;
  return seal(key, JSON.stringify([1, from, subject, text, sentAt, names, warnings]), binding(place, 'words'));
}

/** None of an item that was filed. */
const GONE: InboundWords = { from: null, subject: null, text: null, sentAt: null, names: [], warnings: [] };

/** Throws where key, place or bytes are others. */
export function openInboundWords(key: Buffer, place: Place, sealed: Buffer): InboundWords {
  if (sealed.length === 0) return GONE;
  // Only `sealInboundWords` makes what opens under this binding.
  const [, from, subject, text, sentAt, names, warnings] = JSON.parse(
    open(key, sealed, binding(place, 'words')).toString('utf8'),
  ) as [number, string | null, string | null, string | null, string | null, string[], string[]];
  return { from, subject, text, sentAt, names, warnings };
}

export function sealReason(key: Buffer, place: Place, reason: string): Buffer {
  return seal(key, reason, binding(place, 'reason'));
}

export function openReason(key: Buffer, place: Place, sealed: Buffer): string {
  return open(key, sealed, binding(place, 'reason')).toString('utf8');
}

function binding({ tenant, item }: Place, what: string): string {
  return `${tenant}|inbound ${what}|${item}`;
}
