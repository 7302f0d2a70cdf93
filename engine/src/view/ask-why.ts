// Why something in a case is as it is, for a reader who may read some parts of it: what rests on a value that they may not
// read is said without it. This is the door to those answers; the rooms behind it know of no reader.
import { say } from '../sentences/say.ts';
import type { CaseEvent, CaseState, Rejection } from '../case/case.ts';
import type { CaseType, OnPart } from '../definition/case-type.ts';
import { COLLECTION_OF } from '../entries/entries.ts';
import { CASE_PLAN, definitionOf } from '../plan/instance.ts';
import {
  type CutToParts,
  cutToParts,
  mayReadAll,
  mayReadField,
  mayReadItem,
  missingForCommand,
  type ReadableParts,
} from './readable-parts.ts';
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
  if (isItemHidden(caseType, of, parts))
    return cutToParts(parts, () => ({ instance: null, state: 'not-readable', causes: NOT_READABLE }));
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
  // What does not go because of what is hidden, and what would go, are said alike.
  if (missingForCommand(caseType, of.command, parts).length > 0) return cutToParts(parts, () => NOT_READABLE);
  const causes = whyNot(caseType, state, of);
  return causes === null ? null : cutToParts(parts, () => cutCauses(caseType, causes, parts));
}

/** What brought a plan item where it is; null for what was never there, or may not be known. */
export function askWhyBegun(
  caseType: CaseType,
  events: readonly CaseEvent[],
  { of, parts }: About<string>,
): CutToParts<WhyBegun> | null {
  // Whether it was ever there is hidden too.
  if (isItemHidden(caseType, of, parts)) return null;
  const why = whyBegun(caseType, events, of);
  if (why === null) return null;
  return cutToParts(parts, () => ({
    ...why,
    // Its place among the changes of its event would count those that are hidden.
    change: mayReadAll(caseType, parts) ? why.change : 0,
    causes: why.causes.map(({ cause, removed, sentence }) => ({
      cause: cutBegun(caseType, cause, parts),
      removed: removed.map((one) => cutBegun(caseType, one, parts)),
      sentence: cutBegun(caseType, cause, parts) === cause ? sentence : HIDDEN,
    })),
  }));
}

const HIDDEN = say('it-rests-on-something-that-you');
const NOT_READABLE = [
  { cause: { kind: 'not-readable' }, removed: [{ kind: 'not-readable' }], sentence: HIDDEN },
] as const satisfies readonly SaidCause[];

/** Of what the case type does not have it is said that there is nothing. */
function isItemHidden(caseType: CaseType, item: string, parts: ReadableParts): boolean {
  return caseType.items.has(definitionOf(item)) && !mayReadItem(caseType, item, parts);
}

function cutCauses(caseType: CaseType, causes: readonly SaidCause[], parts: ReadableParts): readonly SaidCause[] {
  if (parts === null) return causes;
  return causes.map(({ cause, removed, sentence }) => ({
    cause: cutCause(caseType, cause, parts),
    removed: removed.map((one) => cutCause(caseType, one, parts)),
    sentence: cutCause(caseType, cause, parts) === cause ? sentence : HIDDEN,
  }));
}

/** Also items of which it may not be known how they stand, where the case type says that what waits for them may be known. */
function namesHidden(caseType: CaseType, cause: ItemCause | BegunCause, parts: ReadableParts): boolean {
  return itemsOf(cause).some((item) => item !== CASE_PLAN && isItemHidden(caseType, item, parts));
}

function itemsOf(cause: ItemCause | BegunCause): readonly string[] {
  const own = 'item' in cause ? [cause.item] : 'stage' in cause ? [cause.stage] : 'task' in cause ? [cause.task] : [];
  const on = 'on' in cause && typeof cause.on === 'object' && cause.on.source === 'item' ? [cause.on.item] : [];
  return [...own, ...on, ...('after' in cause ? [cause.after] : [])];
}

function isHidden(caseType: CaseType, fields: readonly string[], parts: ReadableParts): boolean {
  return !fields.every((field) => mayReadField(caseType, field, parts));
}

function cutCause(caseType: CaseType, cause: ItemCause, parts: ReadableParts): ItemCause {
  return isHidden(caseType, fieldsOf(caseType, cause), parts) || namesHidden(caseType, cause, parts)
    ? { kind: 'not-readable' }
    : cause;
}

function cutBegun(caseType: CaseType, cause: BegunCause, parts: ReadableParts): BegunCause {
  return isHidden(caseType, fieldsOfBegun(cause), parts) || namesHidden(caseType, cause, parts)
    ? { kind: 'not-readable' }
    : cause;
}

/** Which entries there are is known to whoever may read their list: of a single kind nobody asks here. */
function listOf({ primitive }: Extract<OnPart, { source: 'entry' }>): string {
  return COLLECTION_OF[primitive];
}

/** The fields of which a cause says something. */
function fieldsOf(caseType: CaseType, cause: ItemCause): readonly string[] {
  if (cause.kind === 'condition') return cause.fields;
  if (cause.kind === 'field') return [cause.field];
  if (cause.kind === 'waits' && cause.on.source === 'field') return [cause.on.field];
  if (cause.kind === 'waits' && cause.on.source === 'entry') return [listOf(cause.on)];
  return cause.kind === 'refused' ? fieldsOfRejection(caseType, cause.rejection) : [];
}

function fieldsOfRejection({ clocks, items, closing }: CaseType, rejection: Rejection): readonly string[] {
  if (rejection.code === 'expression-failed') return [rejection.where];
  if (rejection.code === 'condition-not-met') {
    const ofTask = items.get(definitionOf(rejection.of))?.task?.complete;
    const guard = ofTask ?? closing.outcomes.find(({ value }) => value === rejection.of)?.guard;
    return guard?.when.names ?? [];
  }
  if (rejection.code === 'invalid-data') return rejection.problems.map(({ field }) => field);
  if (rejection.code !== 'clock-not-running' && rejection.code !== 'clock-refused') return [];
  const from = clocks.get(rejection.clock)?.from;
  return from === undefined || 'item' in from ? [] : [from.field];
}

function fieldsOfBegun(cause: BegunCause): readonly string[] {
  if (cause.kind === 'condition') return Object.keys(cause.values);
  if (cause.kind !== 'happened') return [];
  if (cause.on.source === 'entry') return [listOf(cause.on)];
  return cause.on.source === 'field' ? [cause.on.field, cause.what] : [];
}
