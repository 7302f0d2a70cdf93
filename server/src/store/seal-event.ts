// From an event to the bytes that are stored: values about a person under that person's key, then the whole body under
// the case's key. Knows no table and makes no keys; `subjectsToSeal` says which ones it will need.
import type { CaseEvent, Change } from '@casewright/engine/case';
import { EVENT_SHAPE } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { seal, type DataKey } from './keys.ts';

/** The keys of one case that are at hand. A destroyed key is absent. */
export interface CaseKeys {
  readonly ofCase: DataKey | undefined;
  readonly ofSubjects: ReadonlyMap<string, DataKey>;
}

/** Where an event stands; binds its bytes to their place. */
export interface EventPlace {
  readonly tenant: number;
  readonly caseId: string;
  readonly seq: number;
}

/** A change whose value was sealed; as it stands in the stored JSON instead of `{ field, value }`. */
export interface SealedChange {
  readonly field: string;
  readonly subject: string;
  /** Base64 of nonce, ciphertext and tag; the plain text is the value as JSON. */
  readonly sealed: string;
}

/** Whom the personal values in an event are about: subject ids, each once. */
export function subjectsToSeal(
  event: CaseEvent,
  caseType: CaseType,
  parties: Readonly<Record<string, string>>,
): readonly string[] {
  const subjects = new Set<string>();
  for (const change of event.changes) {
    const subject = subjectOf(change, caseType, parties);
    if (subject !== undefined) subjects.add(subject);
  }
  return [...subjects];
}

export interface SealOptions {
  readonly place: EventPlace;
  readonly caseType: CaseType;
  readonly parties: Readonly<Record<string, string>>;
  readonly keys: { readonly ofCase: DataKey; readonly ofSubjects: ReadonlyMap<string, DataKey> };
}

/**
 * The stored payload of an event. Its type and when it occurred stand in the envelope and are left out of the body;
 * the body is JSON with the number of its shape first.
 */
export function sealEvent(event: CaseEvent, options: SealOptions): Buffer {
  const { type, occurred: _inEnvelope, changes, ...rest } = event;
  const body = { shape: EVENT_SHAPE, ...rest, changes: changes.map((change) => sealChange(change, options)) };
  return seal(options.keys.ofCase.key, JSON.stringify(body), bodyBinding(options.place, type));
}

export function bodyBinding(place: EventPlace, type: string): string {
  return `${place.tenant}|${place.caseId}|${place.seq}|${type}`;
}

export function fieldBinding(place: EventPlace, field: string, subject: string): string {
  return `${place.tenant}|${place.caseId}|${place.seq}|${field}|${subject}`;
}

function sealChange(change: Change, options: SealOptions): Change | SealedChange {
  const subject = subjectOf(change, options.caseType, options.parties);
  if (subject === undefined || !('field' in change)) return change;
  const key = options.keys.ofSubjects.get(subject);
  if (key === undefined) throw new Error('A personal value is to be sealed and the key of its subject is not at hand.');
  const sealed = seal(key.key, JSON.stringify(change.value), fieldBinding(options.place, change.field, subject));
  return { field: change.field, subject, sealed: sealed.toString('base64') };
}

/** Undefined for what is not personal, and for a personal value whose party is no subject: the case's key covers it. */
function subjectOf(change: Change, caseType: CaseType, parties: Readonly<Record<string, string>>): string | undefined {
  if (!('field' in change)) return undefined;
  const field = caseType.fields.get(change.field);
  if (field === undefined || !field.personal || field.subject === undefined) return undefined;
  return parties[field.subject];
}
