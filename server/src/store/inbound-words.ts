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
  /** To whom it says that it goes. */
  readonly to?: readonly string[];
  /** Who sent it as the server that brought it says; nobody has proved either. */
  readonly envelope?: string | null;
}

interface Place {
  readonly tenant: number;
  readonly item: string;
}

export function sealInboundWords(key: Buffer, place: Place, words: InboundWords): Buffer {
  const { from, subject, text, sentAt, names, warnings, to = [], envelope = null } = words;
  const said = [2, from, subject, text, sentAt, names, warnings, to, envelope];
  return seal(key, JSON.stringify(said), binding(place, 'words'));
}

type Said = readonly [
  ...[number, string | null, string | null, string | null, string | null],
  ...[readonly string[], readonly string[]],
];

/** None of an item that was filed. */
const GONE: InboundWords = { from: null, subject: null, text: null, sentAt: null, names: [], warnings: [] };

/** Throws where key, place or bytes are others. Of form 1 nothing says to whom it went. */
export function openInboundWords(key: Buffer, place: Place, sealed: Buffer): InboundWords {
  if (sealed.length === 0) return GONE;
  // Only `sealInboundWords` makes what opens under this binding.
  const said = JSON.parse(open(key, sealed, binding(place, 'words')).toString('utf8')) as
    | Said
    | readonly [...Said, readonly string[], string | null];
  const [, from, subject, text, sentAt, names, warnings, to = [], envelope = null] = said;
  return { from, subject, text, sentAt, names, warnings, to, envelope };
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
