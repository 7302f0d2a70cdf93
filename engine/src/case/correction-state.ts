// Corrections and statements of disagreement, as notes on what a case has on record: what was said stays as it was, and whoever reads it
// reads the note with it. It keeps what was said and decides nothing. The members are a storage format.
import type { CaseEvent, CorrectionEvent } from './events.ts';

/** On what a note stands: the value of a field, or an entry by its id and the name of its kind. */
export type Annotated = { readonly field: string } | { readonly entry: string; readonly of: string };

/** Accepted: what is on record is wrong. Attached: it stays as it is, with what the person says of it. */
export type CorrectionStanding = 'accepted' | 'attached';

export interface Correction {
  readonly about: Annotated;
  readonly standing: CorrectionStanding;
  /** What is right, or the statement, in words. */
  readonly words: string;
  /** The party who asked for it, by id; null where the agency noticed it itself, or it came from another case. */
  readonly askedBy: string | null;
  /** The day on which it was asked for. */
  readonly askedOn: string;
  /** Who accepted or attached it, for whom if they stood in, and the day. */
  readonly by: string;
  readonly onBehalfOf?: string;
  readonly on: string;
  /** The law under which. */
  readonly authority: string;
  /** Why it is attached and not accepted. */
  readonly reasons: string | null;
  /** Where this case took the fact from another one, that case and the note there. */
  readonly from: { readonly caseId: string; readonly correction: string } | null;
  /** Everybody to whom the case had told anything until then. */
  readonly recipients: readonly CorrectionRecipient[];
  /** The number of the event by which the field got another value since. */
  readonly replaced?: number;
}

/** Somebody who may have been told what is wrong. */
export interface CorrectionRecipient {
  /** `party:<id>`, `team:<name>` or `agency:<number>`, or that with its unit; `package:<id>` and `transfer:<id>` whoever has that. */
  readonly key: string;
  /** Entries and shares by which they were told something, by id; none for a package and a transfer. */
  readonly through: readonly string[];
  /** The day on which the package or transfer left. */
  readonly left?: string;
  /** Null until they were told, or it was said why not. */
  readonly settled: SettledRecipient | null;
}

export interface SettledRecipient {
  readonly how: 'told' | 'excused';
  readonly on: string;
  /** How they were told, or why they need not be. */
  readonly words: string;
  readonly by: string;
}

/** The case as a package, or with all of its agency, as it left: nobody knows here who reads it since. */
export interface LeftAs {
  /** `package:<id>` or `transfer:<id>`. */
  readonly key: string;
  /** An instant; the calendar of the case says the day. */
  readonly at: string;
}

/** By id: `correction.<number of the event>`. */
export type Corrections = Readonly<Record<string, Correction>>;

export function isCorrectionEvent(event: CaseEvent): event is CorrectionEvent {
  return (
    event.type === 'CorrectionRecorded' || event.type === 'CorrectionReceived' || event.type === 'RecipientSettled'
  );
}

/** The notes after one more event, which has that number; the same value where it says nothing of them. */
export function correctionsAfter(
  before: Corrections | undefined,
  event: CaseEvent,
  version: number,
): Corrections | undefined {
  if (!isCorrectionEvent(event)) return before === undefined ? before : withReplaced(before, event, version);
  if (event.type !== 'RecipientSettled') return { ...before, [event.id]: event.correction };
  const known = before?.[event.correction];
  if (known === undefined) return before;
  const recipients = known.recipients.map((one) =>
    one.key === event.recipient ? { ...one, settled: event.settled } : one,
  );
  return { ...before, [event.correction]: { ...known, recipients } };
}

/** A note on a value says nothing of the one that stands there since. */
function withReplaced(before: Corrections, { changes }: CaseEvent, version: number): Corrections {
  const fields = new Set(changes.flatMap((change) => ('field' in change ? [change.field] : [])));
  const isOf = ({ about, replaced }: Correction): boolean =>
    replaced === undefined && 'field' in about && fields.has(about.field);
  if (!Object.values(before).some(isOf)) return before;
  return Object.fromEntries(
    Object.entries(before).map(([id, one]) => [id, isOf(one) ? { ...one, replaced: version } : one]),
  );
}

/** What people wrote in an event about a note, put through a change; members keep their order. */
export function changeCorrectionWords(
  event: CorrectionEvent,
  change: (word: string, place: string) => string,
): CorrectionEvent {
  if (event.type === 'RecipientSettled') {
    const { settled } = event;
    return { ...event, settled: { ...settled, words: change(settled.words, 'words') } };
  }
  const { correction } = event;
  const reasons = correction.reasons === null ? null : change(correction.reasons, 'reasons');
  return { ...event, correction: { ...correction, words: change(correction.words, 'words'), reasons } };
}
