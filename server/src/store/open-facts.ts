// What an event of a case says of people, read from its stored bytes: for whom a value was sealed says whose fact it is, whoever stands in
// the role by now. Knows no table.
import { DESTRUCTION_EVENT } from './destruction.ts';
import { open } from './keys.ts';
import type { StoredEvent } from './open-event.ts';
import { bodyBinding, fieldBinding, TOMBSTONE, type CaseKeys, type SealedChange } from './seal-event.ts';

/** A value that was recorded of somebody. */
export interface SealedFact {
  /** The name of the key that seals it. */
  readonly subject: string;
  readonly field: string;
  /** What was recorded, or the sign that it was lawfully destroyed. */
  readonly value: unknown;
}

/** Throws where the bytes were changed; nothing where the case was destroyed. */
export function openFacts(stored: StoredEvent, keys: CaseKeys): readonly SealedFact[] {
  if (stored.type === DESTRUCTION_EVENT || keys.ofCase === undefined) return [];
  const text = open(keys.ofCase.key, stored.payload, bodyBinding(stored, stored.type)).toString('utf8');
  // The tag has just proved that these are the bytes `sealEvent` made.
  const { changes } = JSON.parse(text) as { readonly changes: readonly (SealedChange | object)[] };
  return changes.flatMap((change): readonly SealedFact[] => {
    if (!('sealed' in change) || !('field' in change)) return [];
    const { subject, field, sealed } = change;
    const key = keys.ofSubjects.get(subject);
    if (key === undefined) return [{ subject, field, value: TOMBSTONE }];
    const bytes = open(key.key, Buffer.from(sealed, 'base64'), fieldBinding(stored, field, subject));
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return [{ subject, field, value }];
  });
}
