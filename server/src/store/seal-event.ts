// From an event to the bytes that are stored: values about a person under that person's key, words of a document under the key of its
// files, then the whole body under the case's key. Knows no table and makes no keys; `subjectsToSeal` says which ones it will need.
import type { CaseEvent, Change, Peopled, SealedUnder } from '@casewright/engine/case';
import {
  changeCorrectionWords,
  EVENT_SHAPE,
  isCorrectionEvent,
  whoseCorrection,
  whoseEntry,
  whoseField,
} from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { changeWords, DESTROYED, type Entry } from '@casewright/engine/entries';
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

/** A change of an entry whose words were sealed; as it stands in the stored JSON instead of `{ entry, is }`. */
export interface SealedEntryChange {
  readonly entry: string;
  /** As it reads once the key was destroyed. */
  readonly is: Entry;
  readonly subject: string;
  /** The plain text is JSON: each word by its place in the entry. */
  readonly sealed: string;
}

/** The reason of what was done to an entry whose words were sealed. */
export interface SealedReason {
  readonly subject: string;
  /** The plain text is the reason as JSON. */
  readonly sealed: string;
}

/** Stands for every value that was lawfully destroyed. */
export const TOMBSTONE = DESTROYED;

/** What of a case says for whom something in an event is sealed. */
export interface SealedFor {
  readonly caseType: CaseType;
  /** The case after the event. */
  readonly state: Peopled;
  /** The name of the key of somebody whose id says who they are; it must not be one that could be guessed. */
  readonly nameOf: (subject: string) => string;
}

/** Names of the keys of those whom the personal values in an event are about, each once. */
export function subjectsToSeal(event: CaseEvent, options: SealedFor): readonly string[] {
  const subjects = new Set<string>();
  for (const change of event.changes) {
    const subject = keyOf(change, options);
    if (subject !== undefined) subjects.add(subject);
  }
  for (const subject of [keyOfReason(event, options), keyOfCorrection(event, options)])
    if (subject !== undefined) subjects.add(subject);
  return [...subjects];
}

export interface SealOptions extends SealedFor {
  readonly place: EventPlace;
  readonly keys: { readonly ofCase: DataKey; readonly ofSubjects: ReadonlyMap<string, DataKey> };
}

/**
 * The stored payload of an event. Its type and when it occurred stand in the envelope and are left out of the body;
 * the body is JSON with the number of its shape first.
 */
export function sealEvent(event: CaseEvent, options: SealOptions): Buffer {
  const { said, open } = sealSaid(event, options);
  const { type, occurred: _inEnvelope, changes, ...rest } = open;
  const reason = sealReason(event, options);
  const body = {
    shape: EVENT_SHAPE,
    ...rest,
    ...(reason === undefined ? {} : { reason }),
    ...(said === undefined ? {} : { said }),
    changes: changes.map((change) => sealChange(change, options)),
  };
  return seal(options.keys.ofCase.key, JSON.stringify(body), bodyBinding(options.place, type));
}

export function bodyBinding(place: EventPlace, type: string): string {
  return `${place.tenant}|${place.caseId}|${place.seq}|${type}`;
}

/** @param what the field, or of an entry what `entryPart` says; no field has such a name */
export function fieldBinding(place: EventPlace, what: string, subject: string): string {
  return `${place.tenant}|${place.caseId}|${place.seq}|${what}|${subject}`;
}

export function entryPart(entry: string): string {
  return `entry:${entry}`;
}

export function reasonPart(entry: string): string {
  return `reason:${entry}`;
}

function sealChange(change: Change, options: SealOptions): Change | SealedChange | SealedEntryChange {
  const subject = keyOf(change, options);
  if (subject === undefined) return change;
  if ('field' in change) {
    const { field, value } = change;
    return { field, subject, sealed: sealFor(options, { subject, what: field, value }) };
  }
  if (!('entry' in change)) return change;
  const { entry } = change;
  const words: Record<string, string> = {};
  const isKnown = !isSecretParty(change, options);
  const is = changeWords(change.is, (word, place) => {
    // Who they are stands in the first event anyway; what is sealed is how they are reached.
    if (isKnown && change.is.kind === 'party' && place === 'subject') return word;
    words[place] = word;
    return TOMBSTONE;
  });
  return { entry, is, subject, sealed: sealFor(options, { subject, what: entryPart(entry), value: words }) };
}

/** Undefined where the reason is to be stored as it is. */
function sealReason(event: CaseEvent, options: SealOptions): SealedReason | undefined {
  const subject = keyOfReason(event, options);
  if (subject === undefined || !('entry' in event)) return undefined;
  return { subject, sealed: sealFor(options, { subject, what: reasonPart(event.entry), value: event.reason }) };
}

/** What people wrote of something that is wrong, apart from the rest, which is what is left once the key was destroyed. */
function sealSaid(event: CaseEvent, options: SealOptions): { readonly open: CaseEvent; readonly said?: SealedReason } {
  const subject = keyOfCorrection(event, options);
  if (subject === undefined || !isCorrectionEvent(event)) return { open: event };
  const words: Record<string, string> = {};
  const open = changeCorrectionWords(event, (word, place) => {
    words[place] = word;
    return TOMBSTONE;
  });
  return { open, said: { subject, sealed: sealFor(options, { subject, what: CORRECTION_PART, value: words }) } };
}

/** Of which words of an event about a correction are sealed; no field and no entry has such a name. */
export const CORRECTION_PART = 'correction:';

interface ToSeal {
  readonly subject: string;
  readonly what: string;
  readonly value: unknown;
}

function sealFor({ place, keys }: SealOptions, { subject, what, value }: ToSeal): string {
  const key = keys.ofSubjects.get(subject);
  if (key === undefined) throw new Error('A personal value is to be sealed and the key of its subject is not at hand.');
  return seal(key.key, JSON.stringify(value), fieldBinding(place, what, subject)).toString('base64');
}

/** Undefined for what is not personal, and for what is about nobody whom the case knows: the case's key covers it. */
function keyOf(change: Change, { caseType, state, nameOf }: SealedFor): string | undefined {
  if ('field' in change) {
    const whose = whoseField(caseType, state, change.field);
    return whose === null ? undefined : keyName(whose, nameOf);
  }
  if (!('entry' in change)) return undefined;
  const whose = whoseEntry(caseType, state, { id: change.entry, entry: change.is });
  if (whose === null) return undefined;
  // The id of who was there from the beginning was made then, says nothing, and stands in the first event.
  if (change.is.kind === 'party' && !whose.isSecret && change.is.contact === undefined) return undefined;
  return keyName(whose, nameOf);
}

/** A party whose id says who they are. */
function isSecretParty(change: Extract<Change, { entry: string; is: Entry }>, { caseType, state }: SealedFor): boolean {
  return whoseEntry(caseType, state, { id: change.entry, entry: change.is })?.isSecret === true;
}

/** The reason of what was done to an entry is about whom the entry is about. */
function keyOfReason(event: CaseEvent, { caseType, state, nameOf }: SealedFor): string | undefined {
  if (!('entry' in event) || event.reason === undefined) return undefined;
  const own = event.changes.find((change) => 'entry' in change && change.entry === event.entry);
  if (own === undefined || !('entry' in own)) return undefined;
  const whose = whoseEntry(caseType, state, { id: own.entry, entry: own.is });
  return whose === null ? undefined : keyName(whose, nameOf);
}

/** The words of an event about a correction are about whose fact it is, or else about who asked for it. */
function keyOfCorrection(event: CaseEvent, { caseType, state, nameOf }: SealedFor): string | undefined {
  if (!isCorrectionEvent(event)) return undefined;
  const of = event.type === 'RecipientSettled' ? state.corrections?.[event.correction] : event.correction;
  const whose = of === undefined ? null : whoseCorrection(caseType, state, of);
  return whose === null ? undefined : keyName(whose, nameOf);
}

/** Of somebody whose id was destroyed, and about whom something is recorded again, only the party is left. */
export function keyName(whose: SealedUnder, nameOf: SealedFor['nameOf']): string {
  const { subject } = whose;
  if (!('party' in whose) || !whose.isSecret) return subject;
  const { party } = whose;
  return subject === TOMBSTONE ? party : nameOf(subject);
}
