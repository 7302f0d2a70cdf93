// Why something in a case is as it is, for a reader who may read some parts of it: what rests on a value that they may not
// read is said without it. This is the door to those answers; the rooms behind it know of no reader.
import type { CaseEvent, CaseState, Rejection } from '../case/case.ts';
import type { CaseType } from '../definition/case-type.ts';
import { type CutToParts, cutToParts, mayReadField, type ReadableParts } from './readable-parts.ts';
import { type BegunCause, whyBegun, type WhyBegun } from './why-begun.ts';
import { type ItemCause, type SaidCause, whyAvailable, type WhyItem } from './why-item.ts';
import { type AskedCommand, whyNot } from './why-not.ts';

/** Whose question it is. */
interface About<T> {
  readonly of: T;
  readonly parts: ReadableParts;
}

/** Why a plan item does not go on; null for what the case type does not have. */
export function askWhyAvailable(
  caseType: CaseType,
  state: CaseState,
  { of, parts }: About<string>,
): CutToParts<WhyItem> | null {
  const why = whyAvailable(caseType, state, of);
  if (why === null) return null;
  return cutToParts(parts, () => ({ ...why, causes: cutCauses(caseType, why.causes, parts) }));
}

/** Why a command cannot be done now; null where it can. */
export function askWhyNot(
  caseType: CaseType,
  state: CaseState | null,
  { of, parts }: About<AskedCommand>,
): CutToParts<readonly SaidCause[]> | null {
  const causes = whyNot(caseType, state, of);
  return causes === null ? null : cutToParts(parts, () => cutCauses(caseType, causes, parts));
}

/** What brought a plan item where it is; null for what was never there. */
export function askWhyBegun(
  caseType: CaseType,
  events: readonly CaseEvent[],
  { of, parts }: About<string>,
): CutToParts<WhyBegun> | null {
  const why = whyBegun(caseType, events, of);
  if (why === null) return null;
  return cutToParts(parts, () => ({
    ...why,
    causes: why.causes.map(({ cause, removed, says }) => ({
      cause: cutBegun(caseType, cause, parts),
      removed: removed.map((one) => cutBegun(caseType, one, parts)),
      says: isHidden(caseType, fieldsOfBegun(cause), parts) ? HIDDEN : says,
    })),
  }));
}

const HIDDEN = 'It rests on something that you may not read.';

function cutCauses(caseType: CaseType, causes: readonly SaidCause[], parts: ReadableParts): readonly SaidCause[] {
  if (parts === null) return causes;
  return causes.map(({ cause, removed, says }) => ({
    cause: cutCause(caseType, cause, parts),
    removed: removed.map((one) => cutCause(caseType, one, parts)),
    says: isHidden(caseType, fieldsOf(caseType, cause), parts) ? HIDDEN : says,
  }));
}

function isHidden(caseType: CaseType, fields: readonly string[], parts: ReadableParts): boolean {
  return !fields.every((field) => mayReadField(caseType, field, parts));
}

function cutCause(caseType: CaseType, cause: ItemCause, parts: ReadableParts): ItemCause {
  return isHidden(caseType, fieldsOf(caseType, cause), parts) ? { kind: 'not-readable' } : cause;
}

function cutBegun(caseType: CaseType, cause: BegunCause, parts: ReadableParts): BegunCause {
  return isHidden(caseType, fieldsOfBegun(cause), parts) ? { kind: 'not-readable' } : cause;
}

/** The fields of which a cause says something. */
function fieldsOf(caseType: CaseType, cause: ItemCause): readonly string[] {
  if (cause.kind === 'condition') return cause.fields;
  if (cause.kind === 'field') return [cause.field];
  if (cause.kind === 'waits') return cause.on.source === 'field' ? [cause.on.field] : [];
  return cause.kind === 'refused' ? fieldsOfRejection(caseType, cause.rejection) : [];
}

function fieldsOfRejection({ clocks }: CaseType, rejection: Rejection): readonly string[] {
  if (rejection.code === 'expression-failed') return [rejection.where];
  if (rejection.code === 'invalid-data') return rejection.problems.map(({ field }) => field);
  if (rejection.code !== 'clock-not-running' && rejection.code !== 'clock-refused') return [];
  const from = clocks.get(rejection.clock)?.from;
  return from === undefined ? [] : [from];
}

function fieldsOfBegun(cause: BegunCause): readonly string[] {
  if (cause.kind === 'condition') return Object.keys(cause.values);
  return cause.kind === 'happened' && cause.on.source === 'field' ? [cause.on.field, cause.what] : [];
}
