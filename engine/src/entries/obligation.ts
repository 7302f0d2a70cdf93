// Obligations: what somebody owes by a day, from a decision in the case or an agreement. It is met, waived with reasons, or breached
// when its day has passed, and then may still be met.
import { say, type Said } from '../sentences/say.ts';
import { addDays } from '../calendar/calendar.ts';
import type { ObligationDefinition } from '../definition/entry-definition.ts';
import {
  dayFault,
  dayOf,
  type Entries,
  firstFault,
  type Kept,
  type Moment,
  moveFrom,
  type Moves,
  type Ruled,
  wordsFault,
} from './entry.ts';

export type ObligationStatus = 'owed' | 'breached' | 'met' | 'waived';

export interface Obligation extends Kept<'obligation', ObligationStatus> {
  /** What is owed. */
  readonly words: string;
  /** A party, by id, or `agency`. */
  readonly owedBy: string;
  /** The last day on which it is met in time. */
  readonly dueOn: string;
  /** The issue whose decision it comes from, by id; null where it comes from an agreement. */
  readonly arisesFrom: string | null;
  readonly agreement: string | null;
  /** The first day on which it was late; null where it was not. */
  readonly breachedOn: string | null;
  readonly reasons: string | null;
}

export const OBLIGATION_MOVES: Moves<'impose' | 'breach' | 'meet' | 'waive', ObligationStatus> = {
  impose: { from: [], to: 'owed' },
  breach: { from: ['owed'], to: 'breached' },
  meet: { from: ['owed', 'breached'], to: 'met' },
  waive: { from: ['owed', 'breached'], to: 'waived' },
};

/** Who owes something where it is no party but the agency whose case it is. */
export const AGENCY = 'agency';

export interface ObligationToImpose {
  readonly words: string;
  readonly owedBy: string;
  readonly arisesFrom?: string | undefined;
  readonly agreement?: string | undefined;
  readonly from?: string | undefined;
}

/** @param dueOn the day that was given, or reckoned by the clock of its kind */
export function imposeObligation(
  definition: ObligationDefinition,
  { words, owedBy, arisesFrom, agreement, from }: ObligationToImpose,
  { dueOn, at, entries }: { readonly dueOn: string; readonly at: Moment; readonly entries: Entries },
): Ruled<Obligation> {
  const today = dayOf(at);
  const first = from ?? today;
  const reason = firstFault(
    wordsFault(words, say('what-is-owed')),
    owerFault(definition, owedBy, entries),
    originFault({ arisesFrom, agreement }, entries),
    dayFault(from, say('the-day-since-which-it-is-2')),
    dayFault(dueOn, say('the-day-by-which-it-is')),
    first > today ? say('an-obligation-is-recorded-when-it') : null,
    dueOn < first ? say('it-would-be-due-before-it') : null,
  );
  if (reason !== null) return { reason };
  const origin = { arisesFrom: arisesFrom ?? null, agreement: agreement ?? null };
  const { to: status } = OBLIGATION_MOVES.impose;
  return {
    entry: {
      ...{ kind: 'obligation', of: definition.name, status, from: first, until: null },
      ...{ words, owedBy, dueOn, ...origin, breachedOn: null, reasons: null },
    },
  };
}

/** The day by which it was owed has passed. */
export function breachObligation(obligation: Obligation): Ruled<Obligation> {
  const moved = moveFrom(OBLIGATION_MOVES.breach, obligation.status);
  if ('reason' in moved) return moved;
  return { entry: { ...obligation, status: moved.to, breachedOn: addDays(obligation.dueOn, 1) } };
}

/** The day on which it was met says whether it was late, whenever that is recorded. */
export function meetObligation(
  obligation: Obligation,
  { metOn, reasons }: { readonly metOn?: string | undefined; readonly reasons?: string | undefined },
  at: Moment,
): Ruled<Obligation> {
  const moved = moveFrom(OBLIGATION_MOVES.meet, obligation.status);
  if ('reason' in moved) return moved;
  const today = dayOf(at);
  const day = metOn ?? today;
  const reason = firstFault(
    dayFault(metOn, say('the-day-on-which-it-was')),
    day > today ? say('it-is-met-when-it-is') : null,
    day < obligation.from ? say('it-was-not-owed-then') : null,
    reasons === undefined ? null : wordsFault(reasons, say('the-reasons')),
  );
  if (reason !== null) return { reason };
  const breachedOn = day > obligation.dueOn ? addDays(obligation.dueOn, 1) : null;
  return { entry: { ...obligation, status: moved.to, until: day, breachedOn, reasons: reasons ?? null } };
}

export function waiveObligation(obligation: Obligation, reasons: string, at: Moment): Ruled<Obligation> {
  const moved = moveFrom(OBLIGATION_MOVES.waive, obligation.status);
  if ('reason' in moved) return moved;
  const reason = wordsFault(reasons, say('the-reasons'));
  return reason === null ? { entry: { ...obligation, status: moved.to, until: dayOf(at), reasons } } : { reason };
}

function owerFault({ owedBy: roles, title }: ObligationDefinition, owedBy: string, entries: Entries): Said | null {
  const party = Object.hasOwn(entries, owedBy) ? entries[owedBy] : undefined;
  const isParty = party?.kind === 'party' && party.status === 'current' && roles.includes(party.of);
  if (isParty || (owedBy === AGENCY && roles.includes(AGENCY))) return null;
  return say('is-owed-by-name-a-current', { title, roles: roles.join(', '), agency: AGENCY });
}

/** One of the two: a decided issue, or the words of an agreement. */
function originFault(
  { arisesFrom, agreement }: Pick<ObligationToImpose, 'arisesFrom' | 'agreement'>,
  entries: Entries,
): Said | null {
  if ((arisesFrom === undefined) === (agreement === undefined)) {
    return say('say-from-which-decision-it-arises');
  }
  if (arisesFrom === undefined) return wordsFault(agreement, say('the-agreement'));
  const issue = Object.hasOwn(entries, arisesFrom) ? entries[arisesFrom] : undefined;
  return issue?.kind === 'issue' && issue.status === 'decided' ? null : say('what-it-arises-from-must-be');
}
