// From stored bytes back to an event. What was sealed under a destroyed key comes back as a fixed tombstone, the same
// every time, so that a rebuild after lawful disposal is exact too. Knows no table.
import { changeCorrectionWords, isCorrectionEvent, upcast, type CaseEvent } from '@casewright/engine/case';
import { changeWords } from '@casewright/engine/entries';
import { DESTRUCTION_EVENT, readDestruction, type DestructionBody } from './destruction.ts';
import { open } from './keys.ts';
import {
  bodyBinding,
  CORRECTION_PART,
  entryPart,
  fieldBinding,
  reasonPart,
  TOMBSTONE,
  type CaseKeys,
  type EventPlace,
  type SealedChange,
  type SealedEntryChange,
  type SealedReason,
} from './seal-event.ts';

export interface StoredEvent extends EventPlace {
  readonly type: string;
  readonly occurred: string;
  readonly payload: Buffer;
}

export type OpenedEvent =
  | { readonly kind: 'event'; readonly event: CaseEvent }
  /** The case's own key was destroyed: that something happened, and when, is all that is left. */
  | { readonly kind: 'destroyed' }
  /** Says that something was destroyed, under what authority; readable without any key. */
  | { readonly kind: 'destruction'; readonly body: DestructionBody };

/** Throws when the payload was changed, moved to another place, or sealed under another key. */
export function openEvent(stored: StoredEvent, keys: CaseKeys): OpenedEvent {
  if (stored.type === DESTRUCTION_EVENT) return { kind: 'destruction', body: readDestruction(stored.payload) };
  if (keys.ofCase === undefined) return { kind: 'destroyed' };
  const text = open(keys.ofCase.key, stored.payload, bodyBinding(stored, stored.type)).toString('utf8');
  // The tag has just proved that these are the bytes `sealEvent` made.
  const { shape, changes, said: sealedWords, ...rest } = JSON.parse(text) as Body;
  const opening = { place: stored, keys };
  const opened = changes.map((change) => openChange(change, opening));
  const { reason, entry } = rest;
  const said =
    typeof reason !== 'object' || entry === undefined
      ? {}
      : { reason: openText(reason, reasonPart(entry), opening) ?? TOMBSTONE };
  const event = upcast(shape, { type: stored.type, occurred: stored.occurred, ...rest, ...said, changes: opened });
  return { kind: 'event', event: sealedWords === undefined ? event : withWords(event, sealedWords, opening) };
}

/** The words that `sealSaid` took apart; where the key was destroyed the signs that it left stay. */
function withWords(event: CaseEvent, sealed: SealedReason, opening: Opening): CaseEvent {
  // Written by `sealSaid`, which puts each word under its place.
  const words = openText(sealed, CORRECTION_PART, opening) as Readonly<Record<string, string>> | undefined;
  if (words === undefined || !isCorrectionEvent(event)) return event;
  return changeCorrectionWords(event, (word, place) => words[place] ?? word);
}

interface Body {
  readonly shape: number;
  readonly changes: readonly (SealedChange | SealedEntryChange | object)[];
  /** Of what was done to an entry: its id, and why. */
  readonly entry?: string;
  readonly reason?: string | SealedReason;
  /** Of what was said of something that is wrong: the words. */
  readonly said?: SealedReason;
}

interface Opening {
  readonly place: EventPlace;
  readonly keys: CaseKeys;
}

function openChange(change: Body['changes'][number], opening: Opening): object {
  if (!('sealed' in change)) return change;
  if ('field' in change) {
    const { field } = change;
    const value = openText(change, field, opening);
    return { field, value: value === undefined ? TOMBSTONE : value };
  }
  const { entry, is } = change;
  // Written by `sealChange`, which puts each word under its place.
  const words = openText(change, entryPart(entry), opening) as Readonly<Record<string, string>> | undefined;
  return { entry, is: words === undefined ? is : changeWords(is, (word, place) => words[place] ?? word) };
}

/** What was sealed; undefined where its key was destroyed. */
function openText(
  { subject, sealed }: Pick<SealedChange, 'subject' | 'sealed'>,
  what: string,
  { place, keys }: Opening,
): unknown {
  const key = keys.ofSubjects.get(subject);
  if (key === undefined) return undefined;
  const bytes = Buffer.from(sealed, 'base64');
  // Written by `seal`, and its tag is checked here.
  return JSON.parse(open(key.key, bytes, fieldBinding(place, what, subject)).toString('utf8'));
}
