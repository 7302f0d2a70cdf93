// From a case's state to the rows by which its people are met in other cases, and what a member of the register of people is called.
// The same state gives the same rows, so they can be dropped and rebuilt. Knows no SQL.
import type { CaseState } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { type Known, tracesOf } from '@casewright/engine/likeness';
import { tracesOfCase } from '@casewright/engine/view';
import type { TraceRow } from './save-traces.ts';
import { TOMBSTONE } from './seal-event.ts';

export interface TraceChanges {
  readonly removed: readonly TraceRow[];
  readonly added: readonly TraceRow[];
}

/** A keyed hash of a text, under a key of the agency that is the same in all of its cases. */
export type HashText = (text: string) => Buffer;

/** Of what is open to no unit; whoever was let in by name is led by it all the same. */
const NO_UNIT = '-';
/** Long enough that no two texts of an agency have the same by chance. */
const TRACE_BYTES = 16;

/** Somebody as the register of people calls them: a keyed hash of the id by which cases do. */
export function memberName(hash: HashText, subject: string): string {
  return traceOf(hash, `who ${subject}`).toString('hex');
}

/** The trace that leads to the cases of a member of the register. */
export function traceOfMember(member: string): Buffer {
  return Buffer.from(member, 'hex');
}

/** The traces of somebody by what is known of them. */
export function tracesOfKnown(hash: HashText, known: Known): readonly Buffer[] {
  return tracesOfTexts(hash, tracesOf(known));
}

/** The traces of texts that `tracesOf` or its like gave. */
export function tracesOfTexts(hash: HashText, texts: readonly string[]): readonly Buffer[] {
  return texts.map((text) => traceOf(hash, text));
}

function traceOf(hash: HashText, text: string): Buffer {
  return hash(`people ${text}`).subarray(0, TRACE_BYTES);
}

/** A state without what was lawfully destroyed in it, which is nobody's name. */
export function withoutDestroyed(state: CaseState): CaseState {
  const { data } = state;
  if (!Object.values(data).includes(TOMBSTONE)) return state;
  return { ...state, data: Object.fromEntries(Object.entries(data).filter(([, value]) => value !== TOMBSTONE)) };
}

export interface RowsOf {
  readonly tenant: number;
  readonly caseType: CaseType;
  readonly hash: HashText;
}

export function traceRows({ tenant, caseType, hash }: RowsOf, state: CaseState): readonly TraceRow[] {
  const unit = `in:${tenant}/${state.team}`;
  const rows = new Map<string, TraceRow>();
  for (const { text, readers } of tracesOfCase(caseType, withoutDestroyed(state))) {
    if (text === `who ${TOMBSTONE}`) continue;
    const trace = traceOf(hash, text).toString('hex');
    const tokens = readers === null ? [unit] : readers.map((role) => `${unit}#${role}`);
    for (const token of tokens.length === 0 ? [NO_UNIT] : tokens) rows.set(`${token} ${trace}`, { token, trace });
  }
  return [...rows.values()];
}

/** Rows to remove and to add so that what stood for `before` stands for `after`. `before` is null for a new case. */
export function traceChanges(
  of: RowsOf,
  {
    before,
    after,
    leaving,
  }: { readonly before: CaseState | null; readonly after: CaseState; readonly leaving?: CaseType | undefined },
): TraceChanges {
  // Folding an event that records nothing of these keeps them as they are, so identity tells.
  const isSame =
    before !== null &&
    before.data === after.data &&
    before.team === after.team &&
    before.parties === after.parties &&
    before.entries === after.entries;
  if (isSame && leaving === undefined) return SAME;
  const was = before === null ? [] : traceRows({ ...of, caseType: leaving ?? of.caseType }, before);
  const is = traceRows(of, after);
  const [old, recent] = [new Set(was.map(keyOf)), new Set(is.map(keyOf))];
  return {
    removed: was.filter((row) => !recent.has(keyOf(row))),
    added: is.filter((row) => !old.has(keyOf(row))),
  };
}

const SAME: TraceChanges = { removed: [], added: [] };

function keyOf({ token, trace }: TraceRow): string {
  return `${token} ${trace}`;
}
