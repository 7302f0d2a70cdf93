// What people of the mail room do with letters on paper: asking that they be printed, saying when they were posted, and that one came back.
// Each is in one transaction with its line in the access log. They learn from it of no case: a letter has a label, and nothing else here.
import { addDays, dateOf } from '@casewright/engine/calendar';
import { appendAccessLog } from '../store/append-access-log.ts';
import { programContext } from '../store/context.ts';
import { commit, flight, rollback, type Tx } from '../store/database.ts';
import { bounceDispatch } from '../store/dispatches.ts';
import {
  addLinesAgain,
  type AgainReason,
  askBatch,
  countLines,
  countWaiting,
  type Label,
  lineOfLabel,
  openBatches,
  postBatch,
  readBatch,
} from '../store/print-batches.ts';
import { uuidV7 } from '../store/uuid-v7.ts';
import { keepingStep, type StepDone, type Stepping } from './keeping-step.ts';
import type { OverseeDeps, Overseen, Overseer } from './oversee.ts';

export { AGAIN_REASONS } from '../store/print-batches.ts';

/** Why nothing is printed, posted or taken back. */
export type PrintRefusal = 'print-nothing' | 'print-label' | 'print-day' | 'print-posted';

type Printed<T> = Overseen<T, PrintRefusal>;
type Done<T> = Exclude<StepDone<T, PrintRefusal>, 'absent'>;
type Asking = Pick<Stepping, 'tenant' | 'person' | 'at'>;

/** Why a letter came back, as the post says it. */
export const RETURN_REASONS = ['unknown-address', 'moved', 'refused', 'unclaimed', 'incomplete', 'other'] as const;
export type ReturnReason = (typeof RETURN_REASONS)[number];

export interface PrintAsked {
  /** What was printed and is to be printed once more, and why; null: what waits. */
  readonly again: { readonly label: string; readonly reason: AgainReason } | null;
}

export interface BatchAsked {
  readonly number: number;
  /** How many letters it will have, as it stands. */
  readonly letters: number;
}

export interface BatchPosted {
  readonly number: number;
  /** A date. */
  readonly on: string;
}

export interface LetterReturned {
  readonly label: string;
  readonly reason: ReturnReason;
}

/** What stands on a cover sheet: `12-3`, or `12` for a whole batch. @returns null for anything else */
export function labelOf(text: string): Label | null {
  const [, number, position] = /^([1-9]\d{0,8})(?:-([1-9]\d{0,8}))?$/.exec(text.trim()) ?? [];
  return number === undefined
    ? null
    : { number: Number(number), position: position === undefined ? null : Number(position) };
}

/** Asks that what waits be printed; where that was asked for and is not done, it is that batch. */
export function askPrint(deps: OverseeDeps, by: Overseer, asked: PrintAsked): Promise<Printed<BatchAsked>> {
  return keepingStep(deps, { by, action: 'ask-print', asks: 'keep-print-queue' }, (tx, stepping) =>
    ask(tx, stepping, asked),
  );
}

const OPERATOR = 'system.command-line';

/** The same by whoever keeps the installation, at its command line: they hold the keys of all letters as it is. */
export function askPrintHere(
  { database, nowMs }: OverseeDeps,
  tenant: number,
  asked: PrintAsked,
): Promise<Printed<BatchAsked>> {
  const atMs = nowMs();
  const at = new Date(atMs).toISOString();
  const line = {
    entryId: uuidV7(atMs),
    person: OPERATOR,
    authority: 'operator',
    onBehalfOf: null,
    action: 'ask-print',
  };
  return database.transaction<Printed<BatchAsked>>(programContext(tenant, OPERATOR), async (tx) => {
    const done = await ask(tx, { tenant, person: OPERATOR, at }, asked);
    if (done === 'changed' || 'refusal' in done) {
      rollback(tx);
      return done === 'changed' ? { kind: 'changed' } : { kind: 'refused', refusal: done.refusal };
    }
    const entry = { ...line, caseIds: [], denied: false, rule: 'operator', purpose: null };
    await commit(tx, appendAccessLog(tenant, at, [entry]));
    return { kind: 'done', value: done.value };
  });
}

async function ask(tx: Tx, stepping: Asking, { again }: PrintAsked): Promise<Done<BatchAsked>> {
  const { tenant, person, at } = stepping;
  if (again !== null) return askAgain(tx, stepping, again);
  const [waiting, open] = await flight(tx, [countWaiting(tenant), openBatches(tenant)]);
  const letters = waiting.rows[0]?.waiting ?? 0;
  const [known] = open.rows.filter((batch) => batch.again === null);
  if (known !== undefined) return { value: { number: known.number, letters: letters + known.lines } };
  if (letters === 0) return { refusal: 'print-nothing' };
  const [added] = await flight(tx, [askBatch(tenant, { by: person, at, again: null })]);
  const [batch] = added.rows;
  return batch === undefined ? 'changed' : { value: { number: batch.number, letters } };
}

async function askAgain(
  tx: Tx,
  { tenant, person, at }: Asking,
  { label, reason }: NonNullable<PrintAsked['again']>,
): Promise<Done<BatchAsked>> {
  const of = labelOf(label);
  if (of === null) return { refusal: 'print-label' };
  const [added] = await flight(tx, [askBatch(tenant, { by: person, at, again: reason })]);
  const [batch] = added.rows;
  if (batch === undefined) return 'changed';
  const [lines] = await flight(tx, [addLinesAgain(tenant, { number: batch.number, at, of })]);
  if (lines.count === 0) return { refusal: 'print-label' };
  await flight(tx, [countLines(tenant, batch.number)]);
  return { value: { number: batch.number, letters: lines.count } };
}

/** All of a batch was handed to the post on a day, which is not to come and not before it was asked for. */
export function sayPosted(
  deps: OverseeDeps,
  by: Overseer,
  { number, on }: BatchPosted,
): Promise<Printed<{ readonly number: number }>> {
  return keepingStep(
    deps,
    { by, action: 'post-batch', asks: 'keep-print-queue' },
    async (tx, { tenant, person, at }) => {
      const [found] = await flight(tx, [readBatch(tenant, number)]);
      const [batch] = found.rows;
      if (batch === undefined || batch.state !== 'printed') return { refusal: 'print-label' };
      if (batch.posted_on !== null) return { refusal: 'print-posted' };
      // A day is where somebody is: one either way of ours.
      const [first, last] = [dayAround(batch.asked_at, -1), dayAround(at, 1)];
      if (on < first || on > last) return { refusal: 'print-day' };
      const [posted] = await flight(tx, [postBatch(tenant, { number, on, by: person })]);
      return posted.count === 0 ? 'changed' : { value: { number } };
    },
  );
}

function dayAround(instant: string, days: number): string {
  return addDays(dateOf(instant, 'UTC'), days);
}

/** A letter is in somebody's hands again. Its case is told by the program, and has work for somebody. */
export function sayReturned(
  deps: OverseeDeps,
  by: Overseer,
  { label, reason }: LetterReturned,
): Promise<Printed<{ readonly label: string }>> {
  return keepingStep(deps, { by, action: 'return-letter', asks: 'keep-print-queue' }, async (tx, { tenant, at }) => {
    const of = labelOf(label);
    if (of === null || of.position === null) return { refusal: 'print-label' };
    const [found] = await flight(tx, [lineOfLabel(tenant, of)]);
    const [line] = found.rows;
    if (line === undefined) return { refusal: 'print-label' };
    const [bounced] = await flight(tx, [
      bounceDispatch(tenant, { dispatch: line.dispatch, reason: `post-${reason}`, at }),
    ]);
    return bounced.count === 0 ? { refusal: 'print-label' } : { value: { label } };
  });
}

export interface PrintDoors {
  readonly askPrint: (by: Overseer, asked: PrintAsked) => Promise<Printed<BatchAsked>>;
  readonly sayPosted: (by: Overseer, asked: BatchPosted) => Promise<Printed<{ readonly number: number }>>;
  readonly sayReturned: (by: Overseer, asked: LetterReturned) => Promise<Printed<{ readonly label: string }>>;
}

export function printDoors(deps: OverseeDeps): PrintDoors {
  return {
    askPrint: (by, asked) => askPrint(deps, by, asked),
    sayPosted: (by, asked) => sayPosted(deps, by, asked),
    sayReturned: (by, asked) => sayReturned(deps, by, asked),
  };
}
