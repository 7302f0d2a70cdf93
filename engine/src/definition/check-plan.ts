// What must hold in the plan: references, transitions that exist, work that someone can do, and no item that waits
// for ever or repeats without end.
import { LIFECYCLES } from '../plan/lifecycle.ts';
import { isFieldChange } from './compile-plan.ts';
import { checkReference, checkRoles, type Judging } from './check-data.ts';
import type { EntryKind } from './entry-definition.ts';
import { ENTRY_MOVES, entryMoveNamed, PRIMITIVES } from './entry-moves.ts';
import { keptKinds } from './kept-lists.ts';
import type { Criterion, PlanItemDefinition, TaskDefinition } from './case-type.ts';
import { type LocatedNode, type MapEntry, childOf, entriesOf, itemsOf, textAt, textOf } from './located.ts';
import { report } from './problem.ts';
import { stuckItems } from './reachability.ts';

export function checkPlan(judging: Judging): void {
  const { caseType, itemEntries } = judging.compiled;
  for (const [id, entry] of itemEntries) {
    const item = caseType.items.get(id);
    if (item !== undefined) checkItem(item, entry, judging);
  }
  const plan = childOf(judging.root, 'plan');
  if (plan !== null && itemEntries.size === 0) {
    report(judging.findings, plan, {
      code: 'empty-stage',
      reason: 'The plan holds no work. Add a task, or nobody can do anything in such a case.',
    });
  }
  itemsOf(childOf(plan, 'exit')).forEach((node, index) => {
    const criterion = caseType.items.get('case')?.exit[index];
    if (criterion !== undefined) checkCriterion(criterion, node, judging);
  });
  checkOutcomes(judging);
  checkReachability(judging);
}

function checkItem(item: PlanItemDefinition, { at, value }: MapEntry, judging: Judging): void {
  const { caseType } = judging.compiled;
  checkRoles(judging, childOf(value, 'by'));
  checkReference(judging, childOf(value, 'form'), { known: caseType.forms, code: 'unknown-form' });
  checkPlanning(childOf(value, 'discretionary'), judging);
  checkCompletion(item, childOf(value, 'complete'), judging);
  checkCompletion(item, childOf(value, 'notBy'), judging);
  checkNotBy(childOf(value, 'notBy'), judging);
  const performs = childOf(value, 'performs');
  if (performs !== null && textOf(performs) !== 'external' && childOf(value, 'uses') === null) {
    const reason = `“${item.id}” does not say which ${textOf(performs)} it uses. Add uses: its name.`;
    report(judging.findings, performs, { code: 'missing-key', reason });
  }
  for (const side of ['entry', 'exit'] as const) {
    itemsOf(childOf(value, side)).forEach((node, index) => {
      const criterion = item[side][index];
      if (criterion !== undefined) checkCriterion(criterion, node, judging);
    });
  }
  if (item.kind === 'stage' && caseType.children.get(item.id)?.length === 0) {
    report(judging.findings, at, {
      code: 'empty-stage',
      reason: `The stage “${item.id}” holds nothing. Add work to it or remove it.`,
    });
  }
  if (item.kind === 'milestone' && item.repeat !== false && item.entry.length === 0) {
    const reason = `“${item.id}” would occur again and again without end. Give it an entry, or remove repeat.`;
    report(judging.findings, childOf(value, 'repeat') ?? at, { code: 'endless', reason });
  }
}

/** Nobody is told why what runs by itself is refused. */
function checkCompletion({ id, task }: PlanItemDefinition, complete: LocatedNode | null, judging: Judging): void {
  if (complete === null || task === undefined) return;
  if (isCompletedByPeople(task)) return;
  const reason = `Nobody completes “${id}”: it is done by itself. Remove this, or say in entry when it begins.`;
  report(judging.findings, complete, { code: 'wrong-kind', reason });
}

function isCompletedByPeople({ performs, blocking }: TaskDefinition): boolean {
  return (performs === undefined || performs === 'external') && blocking !== false;
}

/** Nobody is known to have done what is done by itself. */
function checkNotBy(notBy: LocatedNode | null, judging: Judging): void {
  const { items } = judging.compiled.caseType;
  for (const node of itemsOf(notBy)) {
    checkReference(judging, node, { known: items, code: 'unknown-item' });
    const item = items.get(textOf(node) ?? '');
    if (item === undefined || (item.task !== undefined && isCompletedByPeople(item.task))) continue;
    const reason = `“${item.id}” is not work that somebody completes. Name a task that people do.`;
    report(judging.findings, node, { code: 'wrong-kind', reason });
  }
}

/** Of an outcome with a condition both are said: what must hold, and what whoever closes is told otherwise. */
function checkOutcomes({ root, findings }: Judging): void {
  for (const { value } of entriesOf(childOf(childOf(root, 'closing'), 'outcomes'))) {
    if (value.kind !== 'map' || (childOf(value, 'when') === null) === (childOf(value, 'otherwise') === null)) continue;
    const missing = childOf(value, 'when') === null ? 'when' : 'otherwise';
    const reason = `Say both when and otherwise. Add ${missing}.`;
    report(findings, value, { code: 'missing-key', reason });
  }
}

/** Who may plan an item, and while which task. */
function checkPlanning(table: LocatedNode | null, judging: Judging): void {
  const { caseType } = judging.compiled;
  for (const role of itemsOf(childOf(table, 'roles'))) {
    checkReference(judging, role, { known: caseType.roles, code: 'unknown-role' });
  }
  const during = childOf(table, 'during');
  checkReference(judging, during, { known: caseType.items, code: 'unknown-item' });
  const task = caseType.items.get(textOf(during) ?? '');
  if (during !== null && task !== undefined && task.kind !== 'task') {
    report(judging.findings, during, { code: 'wrong-kind', reason: `“${task.id}” is a ${task.kind}. Name a task.` });
  }
}

function checkCriterion(criterion: Criterion, node: LocatedNode, judging: Judging): void {
  const after = childOf(node, 'after');
  if (after === null && criterion.when === undefined && node.kind === 'map') {
    report(judging.findings, node, {
      code: 'empty-criterion',
      reason: 'This criterion says nothing. Add after, when, or both.',
    });
  }
  for (const part of after === null ? [] : after.kind === 'list' ? after.items : [after]) checkPart(part, judging);
}

function checkPart(part: LocatedNode, judging: Judging): void {
  const { items, fields } = judging.compiled.caseType;
  const named = textOf(part) === null ? childOf(part, 'item') : part;
  const field = childOf(part, 'field');
  const entries = PRIMITIVES.filter((primitive) => childOf(part, primitive) !== null);
  if (part.kind === 'map' && entries.length + Number(named !== null) + Number(field !== null) !== 1) {
    const reason = `Name one thing here: an item, a field, or one of ${PRIMITIVES.join(', ')}.`;
    report(judging.findings, part, { code: 'empty-criterion', reason });
    return;
  }
  const [primitive] = entries;
  if (primitive !== undefined) {
    checkEntryPart(part, primitive, judging);
    return;
  }
  checkReference(judging, named, { known: items, code: 'unknown-item' });
  checkReference(judging, field, { known: fields, code: 'unknown-field' });
  const on = textAt(part, 'on');
  const place = childOf(part, 'on');
  if (on === null || place === null) return;
  const item = items.get(textOf(named) ?? '');
  if (item !== undefined && !Object.hasOwn(LIFECYCLES[item.kind], on)) {
    const known = Object.keys(LIFECYCLES[item.kind]).join(', ');
    report(judging.findings, place, {
      code: 'unknown-transition',
      reason: `A ${item.kind} has no “${on}”. It has: ${known}.`,
    });
  }
  if (field !== null && !isFieldChange(on)) {
    report(judging.findings, place, {
      code: 'unknown-transition',
      reason: `A field has no “${on}”. It has: create, update, replace, delete, addChild, removeChild.`,
    });
  }
}

/** What happens to an entry has no usual case, so it must be said. */
function checkEntryPart(part: LocatedNode, primitive: EntryKind, judging: Judging): void {
  const kinds = keptKinds(judging.compiled.caseType, primitive);
  checkReference(judging, childOf(part, primitive), { known: kinds, code: 'unknown-name' });
  if (entryMoveNamed(primitive, textAt(part, 'on')) !== null) return;
  const on = childOf(part, 'on');
  const moves = ENTRY_MOVES[primitive].join(', ');
  const reason =
    on === null
      ? `It does not say what happens to the ${primitive}. Add on: one of ${moves}.`
      : `This primitive, ${primitive}, has no “${textOf(on) ?? ''}”. It has: ${moves}.`;
  report(judging.findings, on ?? part, { code: on === null ? 'missing-key' : 'unknown-transition', reason });
}

/**
 * A cause is reported once: a circle at its first item in the file, and nothing of what only comes after something that is stuck.
 * Where two items have one id, nobody knows yet for which of them others wait.
 */
function checkReachability({ compiled, findings }: Judging): void {
  if (findings.problems.some(({ code }) => code === 'duplicate-id')) return;
  const reported = new Set<readonly string[]>();
  const all = stuckItems(compiled.caseType.items);
  const stuck = new Set(all.map(({ item }) => item));
  for (const { item, waitsFor, circle } of all) {
    const entry = compiled.itemEntries.get(item);
    if (entry === undefined || (circle !== null && reported.has(circle))) continue;
    if (circle === null) {
      if (waitsFor.some((other) => stuck.has(other))) continue;
      const reason = `“${item}” can never start: it waits for ${waitsFor.slice(0, LONGEST_WAY).join(', ')}, which cannot happen before it. Change what it waits for.`;
      report(findings, entry.at, { code: 'unreachable', reason });
      continue;
    }
    reported.add(circle);
    const reason = `“${item}” can never start: it waits for ${wayRound(item, circle)}. Remove one of these waits or add another way in.`;
    report(findings, entry.at, { code: 'cycle', reason });
  }
}

const LONGEST_WAY = 8;

function wayRound(item: string, circle: readonly string[]): string {
  if (circle.length === 1) return 'itself';
  const at = circle.indexOf(item);
  const others = [...circle.slice(at + 1), ...circle.slice(0, at)];
  const shown =
    others.length > LONGEST_WAY ? [...others.slice(0, LONGEST_WAY), `${others.length - LONGEST_WAY} more`] : others;
  return [...shown, item].join(', which waits for ');
}
