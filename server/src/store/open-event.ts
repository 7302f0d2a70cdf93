// From stored bytes back to an event. What was sealed under a destroyed key comes back as a fixed tombstone, the same
// every time, so that a rebuild after lawful disposal is exact too. Knows no table.
import { upcast, type CaseEvent, type FieldValue } from '@casewright/engine/case';
import { DESTRUCTION_EVENT, readDestruction, type DestructionBody } from './destruction.ts';
import { open } from './keys.ts';
import { bodyBinding, fieldBinding, type CaseKeys, type EventPlace, type SealedChange } from './seal-event.ts';

/** Stands for every value that was lawfully destroyed. */
export const TOMBSTONE = '[destroyed]';

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
  const { shape, changes, ...rest } = JSON.parse(text) as Body;
  const opened = changes.map((change) => (isSealed(change) ? openChange(change, stored, keys) : change));
  return {
    kind: 'event',
    event: upcast(shape, { type: stored.type, occurred: stored.occurred, ...rest, changes: opened }),
  };
}

interface Body {
  readonly shape: number;
  readonly changes: readonly (SealedChange | object)[];
}

function isSealed(change: SealedChange | object): change is SealedChange {
  return 'sealed' in change;
}

function openChange(
  change: SealedChange,
  place: EventPlace,
  keys: CaseKeys,
): { readonly field: string; readonly value: FieldValue } {
  const key = keys.ofSubjects.get(change.subject);
  if (key === undefined) return { field: change.field, value: TOMBSTONE };
  const text = open(
    key.key,
    Buffer.from(change.sealed, 'base64'),
    fieldBinding(place, change.field, change.subject),
  ).toString('utf8');
  // Written by `sealChange`, and its tag has just been checked.
  return { field: change.field, value: JSON.parse(text) as FieldValue };
}
