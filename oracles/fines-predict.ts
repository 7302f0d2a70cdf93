// What becomes of every row of a fines log, worked out from the written rules alone and without the product's code.
// A variation plays the log by a wrong rule (a fault) or by another reading of an unclear one, to compare with.

import type { Activity, FineRow } from './fines-rows.ts';
import { dayOf, isActivity, lastDayOf } from './fines-rows.ts';

export const codes = [
  'unknown-activity',
  'unparsable-date',
  'unknown-case',
  'case-exists',
  'out-of-order',
  'not-available',
  'timer-mismatch',
] as const;

export type Code = (typeof codes)[number];

export interface Outcome {
  readonly index: number;
  readonly case: string;
  readonly activity: string;
  readonly code: Code | null;
}

export interface Prediction {
  /** How many cases were opened. */
  readonly cases: number;
  readonly events: number;
  readonly applied: number;
  readonly rejected: number;
  /** Every code has its count, be it 0. */
  readonly byCode: Readonly<Record<Code, number>>;
  readonly outcomes: readonly Outcome[];
  /** In the order in which the cases were opened. */
  readonly penaltiesWithoutRow: readonly string[];
}

export type Fault =
  | 'repeats-allowed'
  | 'penalty-at-61-days'
  | 'unknown-case-accepted'
  | 'collection-before-penalty'
  | 'out-of-order-ignored'
  | 'penalty-needs-its-row'
  | 'penalty-at-start-of-day'
  | 'rejected-row-moves-time'
  | 'rejected-row-reaches-nothing'
  | 'penalty-leaves-time'
  | 'penalty-rows-not-compared'
  | 'prerequisites-ignored'
  | 'out-of-order-before-case-exists'
  | 'unknown-case-before-date'
  | 'impossible-date-accepted';

/** Where the text leaves room: the reading that `predict` does not take. */
export type OtherReading =
  | 'unknown-activity-reaches-nothing'
  | 'case-exists-reaches-nothing'
  | 'log-ends-with-last-applied-row'
  | 'penalty-waits-for-later-row';

export type Variation = Fault | OtherReading;

interface FineCase {
  /** The day of the latest thing that happened. */
  time: number;
  /** The day of the penalty, once a notification was applied. */
  due: number | null;
  penalised: boolean;
  readonly done: Set<Activity>;
}

interface Play {
  readonly cases: Map<string, FineCase>;
  readonly is: (variation: Variation) => boolean;
  /** Whether a penalty row for the day is still to come. Only one of the other readings asks. */
  readonly comesLater: (caseId: string, due: number, index: number) => boolean;
}

interface Moment {
  readonly row: FineRow;
  readonly index: number;
}

export function predict(rows: readonly FineRow[], variation?: Variation): Prediction {
  const comesLater = penaltyRowsOf(rows, variation);
  const play: Play = { cases: new Map(), is: (other) => other === variation, comesLater };
  const outcomes = rows.map((row, position) => {
    const index = position + 1;
    return { index, case: row.case_id, activity: row.activity, code: playRow(play, { row, index }) };
  });
  const counted = play.is('log-ends-with-last-applied-row') ? appliedOf(rows, outcomes) : rows;
  const afterLog = lastDayOf(counted) + 1;
  for (const state of play.cases.values()) reach(play, state, afterLog);
  const rejected = outcomes.filter((outcome) => outcome.code !== null).length;
  return {
    cases: play.cases.size,
    events: rows.length,
    applied: rows.length - rejected,
    rejected,
    byCode: countByCode(outcomes),
    outcomes,
    penaltiesWithoutRow: [...play.cases]
      .filter(([, state]) => state.penalised && !state.done.has('Add penalty'))
      .map(([id]) => id),
  };
}

function playRow(play: Play, moment: Moment): Code | null {
  const { row, index } = moment;
  const day = dayOf(row.timestamp) ?? (play.is('impossible-date-accepted') ? rolledOver(row.timestamp) : null);
  const state = play.cases.get(row.case_id);
  const due = state?.due ?? null;
  const reaches = due === null || !play.comesLater(row.case_id, due, index);
  if (!isActivity(row.activity)) {
    const unreached = play.is('unknown-activity-reaches-nothing') || play.is('rejected-row-reaches-nothing');
    if (state && day !== null && reaches && !unreached) reach(play, state, day);
    return 'unknown-activity';
  }
  if (play.is('unknown-case-before-date') && !state && row.activity !== 'Create Fine') return 'unknown-case';
  if (day === null) return 'unparsable-date';
  if (!state) return openCase(play, { id: row.case_id, activity: row.activity, day });
  const before = { time: state.time, penalised: state.penalised };
  if (reaches && !(row.activity === 'Create Fine' && play.is('case-exists-reaches-nothing'))) reach(play, state, day);
  const code = refusal(play, state, { activity: row.activity, day });
  if (code === null) happen(play, state, { activity: row.activity, day });
  else if (play.is('rejected-row-moves-time')) state.time = Math.max(state.time, day);
  else if (play.is('rejected-row-reaches-nothing')) Object.assign(state, before);
  return code;
}

function openCase(play: Play, row: { id: string; activity: Activity; day: number }): Code | null {
  if (row.activity !== 'Create Fine' && !play.is('unknown-case-accepted')) return 'unknown-case';
  play.cases.set(row.id, { time: row.day, due: null, penalised: false, done: new Set([row.activity]) });
  return null;
}

/** A penalty due on an earlier day happens before a row of this day is looked at. */
function reach(play: Play, state: FineCase, day: number): void {
  if (state.due === null || state.penalised || play.is('penalty-needs-its-row')) return;
  if (state.due < day || (state.due === day && play.is('penalty-at-start-of-day'))) {
    state.penalised = true;
    if (!play.is('penalty-leaves-time')) state.time = Math.max(state.time, state.due);
  }
}

function refusal(play: Play, state: FineCase, row: { activity: Activity; day: number }): Code | null {
  const late = row.day < state.time && !play.is('out-of-order-ignored');
  if (row.activity === 'Create Fine') {
    return late && play.is('out-of-order-before-case-exists') ? 'out-of-order' : 'case-exists';
  }
  if (late) return 'out-of-order';
  if (row.activity === 'Payment') return null;
  const repeated = state.done.has(row.activity) && !play.is('repeats-allowed');
  if (row.activity === 'Add penalty') {
    const matches = state.due === row.day || (state.due !== null && play.is('penalty-rows-not-compared'));
    return matches && !repeated ? null : 'timer-mismatch';
  }
  return repeated || !mayFollow(play, state, row.activity) ? 'not-available' : null;
}

function mayFollow(play: Play, state: FineCase, activity: Activity): boolean {
  if (activity === 'Send for Credit Collection') return state.penalised || play.is('collection-before-penalty');
  if (play.is('prerequisites-ignored') || activity === 'Send Fine') return true;
  if (activity === 'Send Appeal to Prefecture') return state.done.has('Insert Date Appeal to Prefecture');
  // A notice may be handed over on the spot and appealed against without ever being sent (Codice della Strada, 200).
  if (activity === 'Insert Date Appeal to Prefecture' || activity === 'Appeal to Judge') return true;
  if (activity === 'Insert Fine Notification') return state.done.has('Send Fine');
  return state.done.has('Send Fine') || state.done.has('Insert Date Appeal to Prefecture');
}

function happen(play: Play, state: FineCase, row: { activity: Activity; day: number }): void {
  state.time = row.day;
  state.done.add(row.activity);
  if (row.activity === 'Insert Fine Notification') state.due = row.day + (play.is('penalty-at-61-days') ? 61 : 60);
  if (row.activity === 'Add penalty') state.penalised = true;
}

function countByCode(outcomes: readonly Outcome[]): Record<Code, number> {
  const count = (code: Code) => outcomes.filter((outcome) => outcome.code === code).length;
  return {
    'unknown-activity': count('unknown-activity'),
    'unparsable-date': count('unparsable-date'),
    'unknown-case': count('unknown-case'),
    'case-exists': count('case-exists'),
    'out-of-order': count('out-of-order'),
    'not-available': count('not-available'),
    'timer-mismatch': count('timer-mismatch'),
  };
}

function appliedOf(rows: readonly FineRow[], outcomes: readonly Outcome[]): FineRow[] {
  return rows.filter((_, position) => outcomes[position]?.code === null);
}

/** What a lenient reader makes of 2007-02-30: the day that many days after the month's first. */
function rolledOver(text: string): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return parts === null ? null : Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) / 86_400_000;
}

function penaltyRowsOf(rows: readonly FineRow[], variation?: Variation): Play['comesLater'] {
  const places = new Map<string, number>();
  if (variation !== 'penalty-waits-for-later-row') return () => false;
  rows.forEach((row, position) => {
    if (row.activity === 'Add penalty') places.set(`${row.case_id} ${dayOf(row.timestamp)}`, position + 1);
  });
  return (caseId, due, index) => (places.get(`${caseId} ${due}`) ?? 0) > index;
}
