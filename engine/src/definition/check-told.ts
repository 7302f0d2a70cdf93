// Whether a case type tells of fields to roles that may not read them. What follows from a hidden field is hidden with it, but
// work cannot be hidden from whoever has to do it, nor a notice from whoever gets it, nor the team and the end of a case from
// anybody who may know of the case. Where one of these follows from a field, its role must be among the readers, or the case
// type must say in writing that it may tell.
import { GENERAL, isOneSection } from './access-definition.ts';
import type { Judging } from './check-data.ts';
import { blockingKinds } from './kept-lists.ts';
import { childOf, entriesOf, itemsOf, textAt } from './located.ts';
import { type Place, report } from './problem.ts';
import { CASE_PLAN } from './compile-plan.ts';
import { partsAsked, whatFollows, type WhatFollows } from './what-follows.ts';

export function checkTold(judging: Judging): void {
  if (isOneSection(judging.compiled.caseType)) return;
  const follows = whatFollows(judging.compiled.caseType);
  checkWork(judging, follows);
  checkLadders(judging, follows);
  checkCase(judging, follows);
  checkClosing(judging);
  checkWritten(judging, follows);
  checkNeeded(judging);
  checkPublished(judging, follows);
}

/** What is published tells of a field that not everybody may read only as something sensitive. An outcome that tells is refused above. */
function checkPublished(judging: Judging, { fields }: WhatFollows): void {
  const { caseType } = judging.compiled;
  for (const { key, at, value } of entriesOf(childOf(childOf(judging.root, 'publish'), 'columns'))) {
    const column = caseType.publish?.columns.get(key);
    if (column === undefined || column.role === 'sensitive' || !('field' in column.source)) continue;
    const from = [...(fields.get(column.source.field) ?? [])];
    const hidden = from.find((field) => partsAsked(caseType, field).some((part) => part !== GENERAL));
    if (hidden === undefined) continue;
    const reason = `“${key}” follows from “${hidden}”, which not everybody may read. Write role: sensitive.`;
    report(judging.findings, childOf(value, 'field') ?? at, { code: 'tells-hidden', reason });
  }
}

function checkWork(judging: Judging, { begins, ends, assigned }: WhatFollows): void {
  for (const { id, task } of judging.compiled.caseType.items.values()) {
    const at = judging.compiled.itemEntries.get(id);
    if (task === undefined || at === undefined || !isForPeople(task)) continue;
    const from = union([begins.get(id), ends.get(id), assigned.get(id)]);
    const place = { at: childOf(at.value, 'by') ?? at.at, what: 'This work', from, key: `item: ${id}` };
    for (const role of task.by) tell(judging, { ...place, role });
  }
}

function isForPeople({ performs, blocking }: { readonly performs?: string; readonly blocking?: boolean }): boolean {
  return performs === undefined && blocking !== false;
}

/** Whoever is told that a clock runs out is told its due date. */
function checkLadders(judging: Judging, { clocks }: WhatFollows): void {
  for (const { key, value } of entriesOf(childOf(judging.root, 'clocks'))) {
    for (const step of itemsOf(childOf(value, 'escalate'))) {
      const at = childOf(step, 'to') ?? step;
      const from = clocks.get(key) ?? new Set<string>();
      tell(judging, { at, what: 'This notice', role: textAt(step, 'to') ?? '', from, key: `clock: ${key}` });
    }
  }
}

function checkCase(judging: Judging, { ends, team, outcome, fields }: WhatFollows): void {
  const { root } = judging;
  const plan = childOf(root, 'plan');
  const end = ends.get(CASE_PLAN) ?? new Set<string>();
  const at = childOf(plan, 'exit') ?? childOf(plan, 'autoComplete') ?? plan ?? root;
  tell(judging, { at, what: 'The end of a case', role: null, from: end, key: 'item: case' });
  tell(judging, {
    ...{ at: outcomeThatTells(judging, fields), what: 'The outcome of a case', role: null },
    ...{ from: outcome, key: 'item: case' },
  });
  const routed = childOf(childOf(root, 'routing'), 'case') ?? root;
  tell(judging, { at: routed, what: 'The team of a case', role: null, from: team, key: 'item: case' });
}

/** The condition of the first outcome that asks what not everybody reads; all outcomes where none does by itself. */
function outcomeThatTells(judging: Judging, fields: WhatFollows['fields']): Place {
  const { caseType } = judging.compiled;
  const outcomes = childOf(childOf(judging.root, 'closing'), 'outcomes');
  const telling = caseType.closing.outcomes.find(
    ({ guard }) => guard?.when.names.some((name) => readersOf(judging, fields.get(name) ?? [name]) !== null) === true,
  );
  return childOf(childOf(outcomes, telling?.value ?? ''), 'when') ?? outcomes ?? judging.root;
}

/** Whoever closes is told what keeps the case open. */
function checkClosing(judging: Judging): void {
  const { compiled, findings, root } = judging;
  const { closing } = compiled.caseType;
  for (const { list, of } of blockingKinds(compiled.caseType)) {
    if (readersOf(judging, [`${list}.${of}`])?.includes(closing.by) !== false) continue;
    const at = childOf(childOf(root, 'closing'), 'by') ?? root;
    const reason = `A case cannot be closed while “${of}” is open, which tells the role “${closing.by}” of it, and they may not read its section. Let them read it, let another role close, or say atClosing: may-stay-open.`;
    report(findings, at, { code: 'tells-hidden', reason });
  }
}

/** A value that the case writes itself is hidden with what it follows from; then its own section should say so. */
function checkWritten(judging: Judging, { fields }: WhatFollows): void {
  const { caseType } = judging.compiled;
  const derived = new Set(caseType.derived.map(({ field }) => field));
  for (const { key, at } of entriesOf(childOf(judging.root, 'data'))) {
    const from = fields.get(key);
    if (from === undefined || from.size < 2 || derived.has(key)) continue;
    const readers = readersOf(judging, [key]) ?? [...caseType.roles.keys()];
    const all = readersOf(judging, from);
    const left = readers.filter((role) => all?.includes(role) === false);
    if (left.length === 0) continue;
    const reason = `“${key}” is written by the case from ${hiddenIn(judging, from, left[0] ?? '')}, which not all may read who may read it. Put it where that is, or add to access: tells: [{ field: ${key}, of: the field, reason: why }].`;
    report(judging.findings, at, { code: 'tells-hidden', reason });
  }
}

/** An exception that excepts nothing would say that something is told which is not. */
function checkNeeded(judging: Judging): void {
  const { fields, clocks, begins, ends, assigned, team, outcome } = whatFollows(judging.compiled.caseType, false);
  const told = itemsOf(childOf(childOf(judging.root, 'access'), 'tells'));
  for (const node of told) {
    const [item, clock, field] = ['item', 'clock', 'field'].map((kind) => textAt(node, kind) ?? '');
    const ofItem = [begins, ends, assigned].map((followed) => followed.get(item ?? ''));
    const from = union([
      ...[...ofItem, ...(item === CASE_PLAN ? [team, outcome] : [])],
      ...[clocks.get(clock ?? ''), fields.get(field ?? '')],
    ]);
    const of = textAt(node, 'of') ?? '';
    if (from.has(of) && of !== field) continue;
    report(judging.findings, node, {
      code: 'not-accepted',
      reason: `It does not follow from “${of}”. Remove this line.`,
    });
  }
}

interface Telling {
  readonly at: Place;
  readonly what: string;
  /** Null: everybody who may know of the case. */
  readonly role: string | null;
  readonly from: ReadonlySet<string>;
  readonly key: string;
}

function tell(judging: Judging, { at, what, role, from, key }: Telling): void {
  const readers = readersOf(judging, from);
  if (readers === null || (role !== null && readers.includes(role))) return;
  const whom = role === null ? 'everybody who may know of it' : `the role “${role}”`;
  const reason = `${what} tells ${whom} of ${hiddenIn(judging, from, role ?? '')}, which they may not read. Let them read it, give it to another role, or add to access: tells: [{ ${key}, of: the field, reason: why }].`;
  report(judging.findings, at, { code: 'tells-hidden', reason });
}

/** Names of those fields that a role may not read. */
function hiddenIn(judging: Judging, from: ReadonlySet<string>, role: string): string {
  const hidden = [...from].filter((field) => readersOf(judging, [field])?.includes(role) === false);
  return hidden.map((field) => `“${field}”`).join(', ');
}

/** Roles that may read all of these fields, as far as roles decide; null: any. */
function readersOf({ compiled }: Judging, fields: Iterable<string>): readonly string[] | null {
  const { access } = compiled.caseType;
  let common: readonly string[] | null = null;
  for (const part of new Set([...fields].flatMap((field) => partsAsked(compiled.caseType, field)))) {
    const readers =
      access?.fields.get(part)?.readers ?? access?.sections.find(({ name }) => name === part)?.readers ?? null;
    if (readers === null) continue;
    common = common === null ? readers : common.filter((role) => readers.includes(role));
  }
  return common;
}

function union(sets: readonly (ReadonlySet<string> | undefined)[]): ReadonlySet<string> {
  return new Set(sets.flatMap((each) => [...(each ?? [])]));
}
