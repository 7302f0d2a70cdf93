// Corrections and statements of disagreement as a person sees them: wherever what they are on is shown, and nowhere else.
import type { CaseType } from '../definition/case-type.ts';
import { allEntries } from '../entries/entries.ts';
import type { Annotated, Correction, CorrectionRecipient } from '../case/correction-state.ts';
import { knownRecipients } from '../case/disclosed-to.ts';
import type { CorrectionEvent } from '../case/events.ts';
import type { CaseState } from '../case/state.ts';
import { known } from '../plan/known.ts';
import { mayReadEntry, wordsOfEntry } from './entry-words.ts';
import { mayReadField, type ReadableParts } from './hidden.ts';
import { plainDate } from './plain-value.ts';

/** A note on something that is on record. */
export interface CorrectionFace {
  readonly correction: string;
  /** The field or the entry on which it stands: one of the two. */
  readonly field: string | null;
  readonly entry: string | null;
  /** What people call that. */
  readonly title: string;
  readonly standing: Correction['standing'];
  readonly words: string;
  readonly reasons: string | null;
  /** The party who asked for it, by id; null also where that may not be known. */
  readonly askedBy: string | null;
  readonly askedOn: string;
  readonly on: string;
  readonly by: string;
  readonly authority: string;
  /** It is on a fact that was taken from another case. */
  readonly isReceived: boolean;
  /** Another value stands there since. */
  readonly isPast: boolean;
  readonly recipients: readonly CorrectionRecipient[];
}

/** Those whose subject may be read, in the order in which they were recorded. */
export function correctionFaces(
  caseType: CaseType,
  state: Pick<CaseState, 'corrections' | 'entries' | 'parties' | 'opened' | 'access'>,
  parts: ReadableParts,
): readonly CorrectionFace[] {
  if (state.corrections === undefined) return NONE;
  return Object.entries(state.corrections).flatMap(([id, one]) => {
    const title = titleAbout(caseType, state, { about: one.about, parts });
    return title === null ? [] : [faceOf(caseType, state, { id, one, title, parts })];
  });
}

const NONE: readonly CorrectionFace[] = [];

interface ToShow {
  readonly id: string;
  readonly one: Correction;
  readonly title: string;
  readonly parts: ReadableParts;
}

function faceOf(
  caseType: CaseType,
  state: Pick<CaseState, 'entries' | 'parties' | 'opened' | 'access'>,
  { id, one, title, parts }: ToShow,
): CorrectionFace {
  const { about, standing, words, reasons, askedOn, on, by, authority, from, replaced, recipients } = one;
  const asker = one.askedBy === null ? undefined : known(allEntries(caseType, state), one.askedBy);
  return {
    correction: id,
    ...('field' in about ? { field: about.field, entry: null } : { field: null, entry: about.entry }),
    ...{ title, standing, words, reasons, askedOn, on, by, authority },
    askedBy: asker !== undefined && mayReadEntry(caseType, asker, parts) ? one.askedBy : null,
    ...{ isReceived: from !== null, isPast: replaced !== undefined },
    recipients: knownRecipients(caseType, state, { recipients, parts }),
  };
}

/** Null where it may not be known, or is not there any more. */
function titleAbout(
  caseType: CaseType,
  state: Pick<CaseState, 'entries' | 'parties' | 'opened'>,
  { about, parts }: { readonly about: Annotated; readonly parts: ReadableParts },
): string | null {
  if ('field' in about) {
    const field = caseType.fields.get(about.field);
    return field !== undefined && mayReadField(caseType, about.field, parts) ? field.label : null;
  }
  const entry = known(allEntries(caseType, state), about.entry);
  return entry !== undefined && mayReadEntry(caseType, entry, parts) ? wordsOfEntry(caseType, entry).title : null;
}

/** One line that says it wherever something is printed or exported. */
export function correctionLine({ standing, words, on, authority, isPast }: CorrectionFace): string {
  const what = standing === 'accepted' ? 'Corrected' : 'Disputed';
  const past = isPast ? ', of what stood there before' : '';
  return `${what} on ${plainDate(on)} (${authority})${past}: ${words}`;
}

/** The words of one event, and what people said in theirs; `isHidden` where what it is on may not be read. */
export function correctionWords(
  caseType: CaseType,
  event: CorrectionEvent,
): { readonly title: string; readonly detail: readonly string[]; readonly said: readonly string[] } {
  if (event.type === 'RecipientSettled') {
    const { how, words } = event.settled;
    return {
      title: how === 'told' ? 'Told of a correction' : 'Need not be told of a correction',
      detail: [],
      said: [words],
    };
  }
  const { about, standing, words, authority } = event.correction;
  const label = 'field' in about ? (caseType.fields.get(about.field)?.label ?? about.field) : about.entry;
  const title = standing === 'accepted' ? 'Correction' : 'Statement of disagreement';
  const from = event.type === 'CorrectionReceived' ? ['Received from the case from which it was taken'] : [];
  return { title: `${title}: ${label}`, detail: [authority, ...from], said: [words] };
}

/** Whether an event may be known: it names the field or the kind on which it stands. What became of recipients says who they are. */
export function mayReadCorrectionEvent(caseType: CaseType, event: CorrectionEvent, parts: ReadableParts): boolean {
  if (parts === null) return true;
  if (event.type === 'RecipientSettled') return false;
  const { about } = event.correction;
  if ('field' in about) return mayReadField(caseType, about.field, parts);
  // Who an exhibit or a document is for is not said by the event, so it is told to those alone who may read every part.
  return false;
}
