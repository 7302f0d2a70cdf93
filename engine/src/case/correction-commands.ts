// Commands on corrections: to record one, or a statement of disagreement, to take over what another case says of a fact that was taken from
// it, and to say of somebody who was told what is wrong that they were told so, or why not. All of it is done in closed cases too.
import { reasonOf } from '../sentences/in-words.ts';
import { say, type Said } from '../sentences/say.ts';
import { dateOf, isDate } from '../calendar/calendar.ts';
import { partsAsked } from '../definition/definition.ts';
import { allEntries, COLLECTION_OF, wordsFault } from '../entries/entries.ts';
import type { Draft } from '../plan/draft.ts';
import { entriesIn } from '../plan/kept-entries.ts';
import { known } from '../plan/known.ts';
import type { CaseType } from '../definition/case-type.ts';
import type { CaseCommand } from './commands.ts';
import type { Annotated, Correction, LeftAs } from './correction-state.ts';
import { disclosedTo, knownRecipients } from './disclosed-to.ts';
import type { CorrectionEvent } from './events.ts';
import { knownEntries, type KnownParts } from './known-documents.ts';
import type { Rejection } from './rejections.ts';
import type { CaseState } from './state.ts';
import { whoseCorrection } from './whose.ts';

const OF_CORRECTIONS = ['RecordCorrection', 'ReceiveCorrection', 'SettleRecipient'] as const;

export type CorrectionCommand = Extract<CaseCommand, { type: (typeof OF_CORRECTIONS)[number] }>;
type Of<T extends CorrectionCommand['type']> = Extract<CorrectionCommand, { type: T }>;

export type CorrectionFact = CorrectionEvent extends infer E
  ? E extends CorrectionEvent
    ? Omit<E, 'changes' | 'occurred'>
    : never
  : never;
type Result = { readonly fact: CorrectionFact } | { readonly rejection: Rejection };

export interface AskedCorrection<C extends CorrectionCommand = CorrectionCommand> {
  readonly command: C;
  readonly actor: string;
  readonly onBehalfOf?: string;
  /** Parts that the actor may read; null: all. */
  readonly parts: KnownParts;
  /** How the case left before. */
  readonly left: readonly LeftAs[];
}

const NAMES: ReadonlySet<string> = new Set(OF_CORRECTIONS);

export function isCorrectionCommand(command: CaseCommand): command is CorrectionCommand {
  return NAMES.has(command.type);
}

/** More than any case has. */
const MOST = 500;
const MOST_AUTHORITY = 500;

export function decideCorrection(draft: Draft, state: CaseState, asked: AskedCorrection): Result {
  const { command } = asked;
  switch (command.type) {
    case 'RecordCorrection':
      return record(draft, state, { ...asked, command });
    case 'ReceiveCorrection':
      return receive(draft, state, { ...asked, command });
    case 'SettleRecipient':
      return settle(draft, state, { ...asked, command });
  }
}

function record(draft: Draft, state: CaseState, asked: AskedCorrection<Of<'RecordCorrection'>>): Result {
  const { command, actor, onBehalfOf } = asked;
  const { standing, words, authority, askedBy = null, reasons = null } = command;
  const today = dateOf(draft.occurred, draft.caseType.zone);
  const askedOn = command.askedOn ?? today;
  const about = annotated(command.about);
  const unknown = aboutFault(draft, state, { about, parts: asked.parts });
  if (unknown !== null) return { rejection: unknown };
  const entries = knownEntries(draft.caseType, entriesIn(draft), asked.parts);
  const isParty = askedBy === null || known(entries, askedBy)?.kind === 'party';
  if (!isParty) return { rejection: { code: 'unknown-entry', entry: askedBy } };
  const reason =
    wordsFault(words, say('what-is-right')) ??
    wordsFault(authority, say('the-law'), MOST_AUTHORITY) ??
    (isDate(askedOn) && askedOn <= today ? null : say('the-day-on-which-it-was-2')) ??
    reasonsFault(standing, reasons);
  if (reason !== null) return refused(about, reason);
  const said: Omit<Correction, 'recipients'> = {
    ...{ about, standing, words, askedBy, askedOn, by: actor },
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    ...{ on: today, authority, reasons, from: null },
  };
  return { fact: { type: 'CorrectionRecorded', ...noted(draft, state, { said, left: asked.left }) } };
}

/** A statement is attached where the correction was refused, so it says why; where it is accepted, the words say enough. */
function reasonsFault(standing: Correction['standing'], reasons: string | null): Said | null {
  if (standing === 'accepted') return reasons === null ? null : wordsFault(reasons, say('the-reasons'));
  return wordsFault(reasons ?? '', say('why-it-is-not-corrected'));
}

function receive(draft: Draft, state: CaseState, asked: AskedCorrection<Of<'ReceiveCorrection'>>): Result {
  const { command, actor, left } = asked;
  const { field, from, correction } = command;
  const about = { field };
  if (Object.keys(state.corrections ?? {}).length >= MOST)
    return refused(about, say('at-most-are-kept', { most: MOST }));
  // Told once, however often it is asked.
  const isKnown = Object.values(state.corrections ?? {}).some(
    (one) =>
      one.from?.caseId === from.caseId &&
      one.from.correction === from.correction &&
      'field' in one.about &&
      one.about.field === field,
  );
  if (isKnown) return { rejection: { code: 'nothing-to-do' } };
  const { standing, words, askedOn, authority, reasons } = correction;
  const on = dateOf(draft.occurred, draft.caseType.zone);
  const said = { about, standing, words, askedBy: null, askedOn, by: actor, on, authority, reasons, from };
  return { fact: { type: 'CorrectionReceived', ...noted(draft, state, { said, left }) } };
}

function noted(
  draft: Draft,
  state: CaseState,
  { said, left }: { readonly said: Omit<Correction, 'recipients'>; readonly left: readonly LeftAs[] },
): { readonly id: string; readonly correction: Correction } {
  const { caseType } = draft;
  const opened = dateOf(state.opened, caseType.zone);
  const whose = whoseCorrection(caseType, state, said);
  const person = whose === null || !('party' in whose) ? null : whose.subject;
  // What an agency had taken out before there was this case says nothing of it.
  const carried = left
    .map(({ key, at }) => ({ key, through: [], left: dateOf(at, caseType.zone), settled: null }))
    .filter((one) => one.left >= opened);
  const recipients = [...disclosedTo(caseType, state, { about: said.about, person }), ...carried];
  return { id: `correction.${state.version + 1}`, correction: { ...said, recipients } };
}

function settle(
  draft: Draft,
  state: CaseState,
  { command, actor, parts }: AskedCorrection<Of<'SettleRecipient'>>,
): Result {
  const { correction: id, recipient: key, how, words } = command;
  const correction = known(state.corrections, id);
  const unknown: Rejection = { code: 'unknown-entry', entry: id };
  if (correction === undefined || !mayKnow(draft.caseType, state, { about: correction.about, parts }))
    return { rejection: unknown };
  const { recipients } = correction;
  const recipient = knownRecipients(draft.caseType, state, { recipients, parts }).find((one) => one.key === key);
  if (recipient === undefined) return { rejection: { code: 'unknown-entry', entry: key } };
  if (recipient.settled !== null) return refused(correction.about, say('it-is-on-record-already-what'));
  const today = dateOf(draft.occurred, draft.caseType.zone);
  const on = command.on ?? today;
  const reason =
    wordsFault(words, say(how === 'told' ? 'how-they-were-told' : 'why-they-need-not-be-told')) ??
    (isDate(on) && on <= today ? null : say('it-is-recorded-when-it-was-2'));
  if (reason !== null) return refused(correction.about, reason);
  const settled = { how, on, words, by: actor };
  return { fact: { type: 'RecipientSettled', correction: id, recipient: key, settled } };
}

/** Notes stand on what there is, and that whoever writes them may know of. */
function aboutFault(
  draft: Draft,
  state: CaseState,
  { about, parts }: { readonly about: Annotated; readonly parts: KnownParts },
): Rejection | null {
  if (Object.keys(state.corrections ?? {}).length >= MOST)
    return refusal(about, say('at-most-are-kept', { most: MOST }));
  if ('field' in about) {
    const { field } = about;
    const isThere = draft.caseType.fields.has(field) && (known(state.data, field) ?? null) !== null;
    return isThere ? null : refusal(about, say('nothing-is-on-record-there-that'));
  }
  const isThere = mayKnow(draft.caseType, state, { about, parts });
  return isThere ? null : { code: 'unknown-entry', entry: about.entry };
}

/** Whether there is what a note is on, and whoever has these parts may know of it. */
function mayKnow(
  caseType: CaseType,
  state: CaseState,
  { about, parts }: { readonly about: Annotated; readonly parts: KnownParts },
): boolean {
  if ('field' in about) return parts === null || partsAsked(caseType, about.field).every((part) => parts.has(part));
  const entries = knownEntries(caseType, allEntries(caseType, state), parts);
  return known(entries, about.entry)?.of === about.of;
}

function annotated(about: Annotated): Annotated {
  return 'field' in about ? { field: about.field } : { entry: about.entry, of: about.of };
}

function refused(about: Annotated, said: Said): Result {
  return { rejection: refusal(about, said) };
}

function refusal(about: Annotated, said: Said): Rejection {
  return { code: 'entry-refused', of: 'field' in about ? about.field : about.of, ...reasonOf(said) };
}

/** Fields and kinds of which such a command says something: whoever may not read them may not give it. What a recipient was told of is looked for only among what the actor may know of. */
export function fieldsOfCorrection(caseType: CaseType, command: CorrectionCommand): readonly string[] {
  if (command.type === 'SettleRecipient') return [];
  if (command.type === 'ReceiveCorrection') return [command.field];
  const { about, askedBy } = command;
  const asker = askedBy === undefined ? [] : kindsOf(caseType.parties, 'parties');
  if ('field' in about) return [about.field, ...asker];
  const [kind = ''] = about.entry.split('.');
  const list = Object.entries(COLLECTION_OF).find(([name]) => name === kind)?.[1] ?? '';
  return [`${list}.${about.of}`, ...asker];
}

function kindsOf(kinds: ReadonlyMap<string, unknown>, list: string): readonly string[] {
  return [...kinds.keys()].map((kind) => `${list}.${kind}`);
}
