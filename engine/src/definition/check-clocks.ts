// What must hold of the clocks of a case type once their shapes are right: the fields and plan items that move them, the
// calendar that their rule needs, and what a deadline that passes writes.
import { isPlace, SHIPPED_HOLIDAYS } from '../calendar/calendar.ts';
import type { ClockDefinition, FieldDefinition } from './case-type.ts';
import { checkReference, isDerived, type Judging } from './check-data.ts';
import { stopNodes } from './compile-clock.ts';
import { type LocatedNode, type MapEntry, childOf, entriesOf, itemsOf, textAt, textOf } from './located.ts';
import { report } from './problem.ts';

export function checkClocks(judging: Judging): void {
  for (const entry of entriesOf(childOf(judging.root, 'clocks'))) {
    const clock = judging.compiled.caseType.clocks.get(entry.key);
    if (clock !== undefined) checkClock(entry, clock, judging);
  }
}

function checkClock({ at, value }: MapEntry, clock: ClockDefinition, judging: Judging): void {
  checkMoving(childOf(value, 'from'), 'A clock counts from', judging);
  for (const stop of stopNodes(value)) {
    if (textOf(stop) !== 'closing') checkMoving(stop, 'A clock is stopped by', judging);
  }
  if (clock.rule === undefined) return;
  checkCalendar({ at, value, key: clock.name }, clock, judging);
  for (const pause of entriesOf(childOf(value, 'pauses'))) checkPause(pause, judging);
  checkDeemed(value, clock, judging);
  for (const step of itemsOf(childOf(value, 'escalate'))) {
    checkReference(judging, childOf(step, 'to'), { known: judging.compiled.caseType.roles, code: 'unknown-role' });
    if (textAt(step, 'at') === 'due' && clock.kind === 'window') {
      report(judging.findings, step, {
        code: 'clock-rule',
        reason: 'A window that passes is only a fact and is escalated to nobody. Make it a deadline, or name a share.',
      });
    }
  }
}

/** A field with a day, or a plan item. */
function checkMoving(node: LocatedNode | null, verb: string, judging: Judging): void {
  const item = childOf(node, 'item');
  if (item === null) checkMoment(node, verb, judging);
  else checkReference(judging, item, { known: judging.compiled.caseType.items, code: 'unknown-item' });
}

function checkMoment(node: LocatedNode | null, verb: string, judging: Judging): void {
  const field = checkField(node, judging);
  if (node === null || field === undefined || field.kind === 'date' || field.kind === 'instant') return;
  report(judging.findings, node, {
    code: 'wrong-kind',
    reason: `${verb} a date or an instant, and “${field.name}” is ${field.kind}.`,
  });
}

/** Reports a name that is no field, and answers the field otherwise. */
function checkField(node: LocatedNode | null, judging: Judging): FieldDefinition | undefined {
  const { fields } = judging.compiled.caseType;
  checkReference(judging, node, { known: fields, code: 'unknown-field' });
  return node?.kind === 'scalar' ? fields.get(String(node.value)) : undefined;
}

/** The calendar that a rule needs, at the node that says the rule. */
export function checkCalendar(
  { at, value }: MapEntry,
  { rule }: Pick<ClockDefinition, 'rule'>,
  { findings }: Judging,
): void {
  const calendar = childOf(value, 'calendar');
  if (rule === undefined) return;
  if (rule.place !== null && calendar !== null) {
    if (isPlace(rule.place, SHIPPED_HOLIDAYS)) return;
    const places = Object.keys(SHIPPED_HOLIDAYS.places).join(', ');
    report(findings, calendar, {
      code: 'unknown-place',
      reason: `There is no calendar of “${rule.place}”. There are: ${places}.`,
    });
    return;
  }
  const periods = [
    rule.within,
    ...Object.values(rule.extensions).map(({ by }) => by),
    ...Object.values(rule.pauses).map(({ then }) => then),
  ];
  const isWorking = periods.some((one) => typeof one === 'object' && one?.unit === 'working-days');
  const needs = rule.roll !== 'none' ? 'Rolling' : isWorking ? 'Counting working days' : 'Closing hours';
  if (rule.roll === 'none' && !isWorking && rule.closesAt === undefined) return;
  report(findings, at, {
    code: 'clock-rule',
    reason: `${needs} asks which days are public holidays. Add calendar: the place, such as AU-ACT.`,
  });
}

function checkPause({ at, key, value }: MapEntry, judging: Judging): void {
  const { findings, compiled } = judging;
  const held = childOf(value, 'while');
  const field = checkField(held, judging);
  if (held !== null && field !== undefined && field.kind !== 'boolean') {
    report(findings, held, {
      code: 'wrong-kind',
      reason: `A pause holds while a boolean field is true, and “${field.name}” is ${field.kind}.`,
    });
  }
  const during = childOf(value, 'during');
  checkReference(judging, during, { known: compiled.caseType.items, code: 'unknown-item' });
  const item = compiled.caseType.items.get(textAt(value, 'during') ?? '');
  if (during !== null && item !== undefined && item.kind !== 'task' && item.kind !== 'stage') {
    report(findings, during, {
      code: 'wrong-kind',
      reason: `Only a task or a stage lasts, and “${item.id}” is a ${item.kind}.`,
    });
  }
  const from = childOf(value, 'from');
  const until = childOf(value, 'until');
  checkMoment(from, 'A pause begins with', judging);
  checkMoment(until, 'A pause ends with', judging);
  if ((from === null) !== (until === null)) {
    report(findings, at, { code: 'clock-rule', reason: `The pause “${key}” needs both from and until, or neither.` });
  }
  if ([held, during, from].filter((one) => one !== null).length > 1) {
    report(findings, at, {
      code: 'clock-rule',
      reason: `The pause “${key}” is moved by more than one thing. Keep one of while, during, and from with until.`,
    });
  }
}

function checkDeemed(clock: LocatedNode, { kind, deemedField }: ClockDefinition, judging: Judging): void {
  const deemed = childOf(clock, 'deemed');
  const { findings, compiled } = judging;
  if (deemed === null) return;
  if (kind === 'window') {
    report(findings, deemed, {
      code: 'clock-rule',
      reason: 'Only a deadline has a deemed outcome. Make this a deadline, or remove it.',
    });
  }
  const node = childOf(deemed, 'field');
  const field = checkField(node, judging);
  if (node === null || field === undefined || deemedField === undefined) return;
  if (isDerived(compiled.caseType, field.name)) {
    report(findings, node, {
      code: 'derived-field',
      reason: `“${field.name}” is derived and cannot be written. Choose another field.`,
    });
  } else if (field.kind !== 'text' && field.kind !== 'long-text' && field.kind !== 'choice') {
    report(findings, node, {
      code: 'wrong-kind',
      reason: `A deemed outcome is written into text or a choice, and “${field.name}” is ${field.kind}.`,
    });
  } else if (field.kind === 'choice' && !(field.options ?? []).some(({ value }) => value === deemedField.value)) {
    report(findings, node, {
      code: 'field-options',
      reason: `“${deemedField.value}” is not an option of “${field.name}”. Add value: one of its options.`,
    });
  }
}
