// Makes a damaged copy of a fines log from a seed: rows moved, dropped and invented, a third of the damages each. It
// does not know what the rules make of them; some invented rows turn out to be fine.

import type { Activity, FineRow } from './fines-rows.ts';
import { dateOf, dayOf, lastDayOf, rowOf } from './fines-rows.ts';
import type { SeededRandom } from './seeded-random.ts';
import { seededRandom } from './seeded-random.ts';

export const kinds = ['reordered', 'dropped', 'invented'] as const;

/** How each kind is done. The kinds take turns, and so do the ways within a kind. */
export const ways = {
  reordered: ['dates-unchanged', 'dates-swapped'],
  dropped: ['row'],
  invented: [
    'unknown-activity',
    'later-duplicate',
    'overtaking-duplicate',
    'second-opening',
    'nonsense-row',
    'collection-on-penalty-day',
    'penalty-near-due-day',
    'unknown-case',
    'impossible-date',
  ],
} as const;

export type Kind = (typeof kinds)[number];
export type Way = (typeof ways)[Kind][number];

export interface Damage {
  readonly kind: Kind;
  readonly way: Way;
  /** The row, in the undamaged log and counted from 1, that was moved, was dropped, or has the new row beside it. */
  readonly index: number;
  /** The row that was moved or dropped, as it was; or the new one, the very object that is in the damaged log. */
  readonly row: FineRow;
}

interface Bench {
  readonly rows: readonly FineRow[];
  readonly random: SeededRandom;
  /** All places, in an order of chance; each is touched by at most one damage. */
  readonly order: readonly number[];
  readonly touched: Set<number>;
  /** How far each way has gone through the order. */
  readonly seen: Map<Way, number>;
  readonly placesOf: Map<string, number[]>;
  readonly lastDay: number;
  readonly replaced: Map<number, FineRow | null>;
  readonly before: Map<number, FineRow[]>;
  readonly after: Map<number, FineRow[]>;
  invented: number;
}

type Done = Pick<Damage, 'index' | 'row'>;
type Making = (bench: Bench, way: Way) => Done | null;

interface Invention {
  /** The place that is used up by this damage. */
  readonly at: number;
  /** The place beside which the new row goes, where it is not `at`. */
  readonly beside?: number;
  readonly side: 'before' | 'after';
  readonly row: FineRow;
}

const onceOnly: readonly string[] = [
  'Create Fine',
  'Send Fine',
  'Insert Fine Notification',
  'Insert Date Appeal to Prefecture',
  'Send Appeal to Prefecture',
  'Receive Result Appeal from Prefecture',
  'Notify Result Appeal to Offender',
  'Appeal to Judge',
  'Add penalty',
  'Send for Credit Collection',
] satisfies Activity[];

export function damage(
  rows: readonly FineRow[],
  options: { seed: number; share: number },
): { rows: FineRow[]; damages: Damage[] } {
  const bench = openBench(rows, options.seed);
  const turns = Array.from({ length: Math.round(rows.length * options.share) }, (_, turn) => turn);
  const damages = turns.map((turn) => damageOnce(bench, turn));
  return { rows: damagedRows(bench), damages };
}

function openBench(rows: readonly FineRow[], seed: number): Bench {
  const random = seededRandom(seed);
  const placesOf = new Map<string, number[]>();
  rows.forEach((row, place) => placesOf.set(row.case_id, [...(placesOf.get(row.case_id) ?? []), place]));
  return {
    rows,
    random,
    order: random.shuffled(rows.length),
    touched: new Set(),
    seen: new Map(),
    placesOf,
    lastDay: lastDayOf(rows),
    replaced: new Map(),
    before: new Map(),
    after: new Map(),
    invented: 0,
  };
}

function damageOnce(bench: Bench, turn: number): Damage {
  const kind = kinds[turn % kinds.length] ?? 'dropped';
  const round = Math.floor(turn / kinds.length);
  const ofKind: readonly Way[] = ways[kind];
  // A way with no row left to work on passes its turn to the next way of the same kind.
  for (let step = 0; step < ofKind.length; step += 1) {
    const way = ofKind[(round + step) % ofKind.length] ?? 'row';
    const done = makings[way](bench, way);
    if (done) return { kind, way, ...done };
  }
  throw new Error(`The log has no row left that could be ${kind}: ask for a smaller share.`);
}

function damagedRows(bench: Bench): FineRow[] {
  return bench.rows.flatMap((row, place) => {
    const replacement = bench.replaced.get(place);
    const kept = replacement === undefined ? [row] : replacement === null ? [] : [replacement];
    return [...(bench.before.get(place) ?? []), ...kept, ...(bench.after.get(place) ?? [])];
  });
}

const makings: Record<Way, Making> = {
  'dates-unchanged': swap,
  'dates-swapped': swap,
  row: drop,
  'unknown-activity': inventActivity,
  'later-duplicate': repeatLater,
  'overtaking-duplicate': repeatOvertaking,
  'second-opening': openAgain,
  'nonsense-row': inventNonsense,
  'collection-on-penalty-day': collectOnPenaltyDay,
  'penalty-near-due-day': penaliseNearDueDay,
  'unknown-case': inventCase,
  'impossible-date': inventDate,
};

function swap(bench: Bench, way: Way): Done | null {
  const free = (place: number | null) => place !== null && !bench.touched.has(place);
  const found = pick(bench, way, (_, place) => free(nextPlace(bench, place)));
  const other = found && nextPlace(bench, found.place);
  const otherRow = other === null ? undefined : bench.rows[other];
  if (!found || other === null || !otherRow) return null;
  bench.touched.add(other);
  const swapsDates = way === 'dates-swapped';
  const withDate = (row: FineRow, timestamp: string) => (swapsDates ? { ...row, timestamp } : row);
  bench.replaced.set(found.place, withDate(otherRow, found.row.timestamp));
  bench.replaced.set(other, withDate(found.row, otherRow.timestamp));
  return { index: found.place + 1, row: found.row };
}

function drop(bench: Bench, way: Way): Done | null {
  const found = pick(bench, way, () => true);
  if (!found) return null;
  bench.replaced.set(found.place, null);
  return { index: found.place + 1, row: found.row };
}

/** Dated and placed like the row before it, so that it reaches no day which that row did not reach. */
function inventActivity(bench: Bench, way: Way): Done | null {
  const found = pick(bench, way, () => true);
  if (!found) return null;
  const activity = bench.random.oneOf(['Tow Vehicle', 'Issue Reminder', 'Close Case', 'Refund Payment']);
  const timestamp = bench.random.between(1, 4) === 1 ? impossibleDate(bench) : found.row.timestamp;
  return invent(bench, { at: found.place, side: 'after', row: blankRow(found.row.case_id, activity, timestamp) });
}

/** A once-only activity again on a later date, right behind the first time or where that date belongs. */
function repeatLater(bench: Bench, way: Way): Done | null {
  const found = pick(bench, way, (row) => onceOnly.includes(row.activity) && isBefore(row, bench.lastDay));
  const day = found && dayOf(found.row.timestamp);
  if (!found || day === null) return null;
  const later = Math.min(bench.lastDay, day + bench.random.between(1, 400));
  const belongs = found.row.activity !== 'Create Fine' && bench.random.between(0, 1) === 1;
  const beside = belongs ? placeOfDay(bench, found.row.case_id, later) : found.place;
  const row = { ...found.row, timestamp: dateOf(later) };
  return invent(bench, { at: found.place, beside: beside ?? found.place, side: 'after', row });
}

/** A second Send Fine dated after the penalty's day, placed before a row that is dated before that day. */
function repeatOvertaking(bench: Bench, way: Way): Done | null {
  const found = pick(bench, way, (row) => {
    const day = dayOf(row.timestamp);
    const penalty = dayOf(rowOfCase(bench, row.case_id, 'Add penalty')?.timestamp ?? '');
    const notified = dayOf(rowOfCase(bench, row.case_id, 'Insert Fine Notification')?.timestamp ?? '');
    const between = day !== null && penalty !== null && notified !== null && notified < day && day < penalty;
    return between && penalty < bench.lastDay;
  });
  const sending = found && rowOfCase(bench, found.row.case_id, 'Send Fine');
  const penalty = dayOf((found && rowOfCase(bench, found.row.case_id, 'Add penalty'))?.timestamp ?? '');
  if (!found || !sending || penalty === null) return null;
  const timestamp = dateOf(Math.min(bench.lastDay, penalty + bench.random.between(1, 30)));
  return invent(bench, { at: found.place, side: 'before', row: { ...sending, timestamp } });
}

/** The case's opening row once more, as it was, at the end of the case. */
function openAgain(bench: Bench, way: Way): Done | null {
  const found = pick(bench, way, (row, place) => row.activity === 'Create Fine' && nextPlace(bench, place) !== null);
  if (!found) return null;
  const beside = bench.placesOf.get(found.row.case_id)?.at(-1) ?? found.place;
  return invent(bench, { at: found.place, beside, side: 'after', row: { ...found.row } });
}

/** A notification, appeal, penalty or collection at a point and mostly on a date of chance. */
function inventNonsense(bench: Bench, way: Way): Done | null {
  const found = pick(bench, way, (row) => dayOf(row.timestamp) !== null);
  const day = found && dayOf(found.row.timestamp);
  if (!found || day === null) return null;
  const activity = bench.random.oneOf([
    'Insert Fine Notification',
    'Insert Date Appeal to Prefecture',
    'Send Appeal to Prefecture',
    'Receive Result Appeal from Prefecture',
    'Notify Result Appeal to Offender',
    'Appeal to Judge',
    'Add penalty',
    'Send for Credit Collection',
  ]);
  const away = bench.random.between(1, 3) === 1 ? 0 : bench.random.between(-100, 400);
  const timestamp = dateOf(Math.min(bench.lastDay, day + away));
  const side = bench.random.between(1, 4) === 1 ? 'before' : 'after';
  return invent(bench, { at: found.place, side, row: blankRow(found.row.case_id, activity, timestamp) });
}

function collectOnPenaltyDay(bench: Bench, way: Way): Done | null {
  const found = pick(bench, way, (row) => row.activity === 'Add penalty');
  if (!found) return null;
  const side = bench.random.between(1, 4) === 1 ? 'after' : 'before';
  const row = blankRow(found.row.case_id, 'Send for Credit Collection', found.row.timestamp);
  return invent(bench, { at: found.place, side, row });
}

/** A second penalty row: the day before the first, the same day behind it, or the day after it. */
function penaliseNearDueDay(bench: Bench, way: Way): Done | null {
  const found = pick(bench, way, (row) => row.activity === 'Add penalty' && isBefore(row, bench.lastDay));
  const day = found && dayOf(found.row.timestamp);
  if (!found || day === null) return null;
  const away = bench.random.between(-1, 1);
  const row = { ...found.row, timestamp: dateOf(day + away) };
  return invent(bench, { at: found.place, side: away < 0 ? 'before' : 'after', row });
}

function inventCase(bench: Bench, way: Way): Done | null {
  const found = pick(bench, way, () => true);
  if (!found) return null;
  const activity = bench.random.oneOf(['Payment', 'Send Fine', 'Add penalty', 'Appeal to Judge']);
  const timestamp = bench.random.between(1, 4) === 1 ? impossibleDate(bench) : found.row.timestamp;
  const row = blankRow(unusedCase(bench), activity, timestamp);
  return invent(bench, { at: found.place, side: 'after', row });
}

function inventDate(bench: Bench, way: Way): Done | null {
  const found = pick(bench, way, () => true);
  if (!found) return null;
  const row = { ...found.row, timestamp: impossibleDate(bench) };
  return invent(bench, { at: found.place, side: 'after', row });
}

function impossibleDate(bench: Bench): string {
  return bench.random.oneOf([
    '2007-02-30',
    '2007-02-29',
    '2008-04-31',
    '2009-13-01',
    '2009-00-10',
    '2010-06-00',
    '2007-2-3',
    '30/03/2007',
    'soon',
    '',
  ]);
}

function unusedCase(bench: Bench): string {
  let number = bench.invented + 1;
  while (bench.placesOf.has(`GHOST${number}`)) number += bench.rows.length;
  return `GHOST${number}`;
}

/** A row of no case in the log, with the values that its activity needs. */
function blankRow(caseId: string, activity: string, timestamp: string): FineRow {
  const needed: Record<string, string> = { case_id: caseId, activity, timestamp };
  if (activity === 'Send Fine') needed.expense = '11.0';
  if (activity === 'Payment') Object.assign(needed, { payment_amount: '10.00', total_payment_amount: '10.0' });
  if (activity === 'Insert Fine Notification') Object.assign(needed, { notification_type: 'P', last_sent: 'P' });
  if (activity === 'Add penalty') needed.amount = '71.5';
  return rowOf((column) => needed[column] ?? '');
}

function invent(bench: Bench, invention: Invention): Done {
  bench.invented += 1;
  const row = { ...invention.row, event_no: String(bench.rows.length + bench.invented) };
  const beside = invention.beside ?? invention.at;
  const places = invention.side === 'before' ? bench.before : bench.after;
  places.set(beside, [...(places.get(beside) ?? []), row]);
  return { index: beside + 1, row };
}

/** The first untouched row that fits, in the order of chance; it counts as touched from now on. */
function pick(
  bench: Bench,
  way: Way,
  fits: (row: FineRow, place: number) => boolean,
): { readonly row: FineRow; readonly place: number } | null {
  // A row that did not fit once will not fit later, so each way goes through the log only once.
  for (let seen = bench.seen.get(way) ?? 0; seen < bench.order.length; seen += 1) {
    const place = bench.order[seen] ?? 0;
    const row = bench.rows[place];
    if (!row || bench.touched.has(place) || !fits(row, place)) continue;
    bench.touched.add(place);
    bench.seen.set(way, seen + 1);
    return { row, place };
  }
  bench.seen.set(way, bench.order.length);
  return null;
}

function nextPlace(bench: Bench, place: number): number | null {
  const places = bench.placesOf.get(bench.rows[place]?.case_id ?? '') ?? [];
  return places[places.indexOf(place) + 1] ?? null;
}

function rowOfCase(bench: Bench, caseId: string, activity: Activity): FineRow | undefined {
  const places = bench.placesOf.get(caseId) ?? [];
  return places.map((place) => bench.rows[place]).find((row) => row?.activity === activity);
}

function placeOfDay(bench: Bench, caseId: string, day: number): number | undefined {
  const places = bench.placesOf.get(caseId) ?? [];
  return places.filter((place) => (dayOf(bench.rows[place]?.timestamp ?? '') ?? Infinity) <= day).at(-1);
}

function isBefore(row: FineRow, day: number): boolean {
  const own = dayOf(row.timestamp);
  return own !== null && own < day;
}
