// What must hold of the kinds of issues and the like: their roles and sections exist, no field has the name of their list, and a
// case that ends by itself does not end over what must be settled first.
import { checkCalendar } from './check-clocks.ts';
import { checkReference, type Judging } from './check-data.ts';
import { checkParties } from './check-parties.ts';
import { checkPersonalEntries } from './check-personal-entries.ts';
import { LISTS } from './compile-entries.ts';
import type { Unchecked } from './compile.ts';
import { blockingKinds, keptLists } from './kept-lists.ts';
import { childOf, entriesOf, itemsOf, type LocatedNode, type MapEntry, textOf } from './located.ts';
import { report } from './problem.ts';
import { GENERAL } from './access-definition.ts';
import { CASE_PLAN } from './compile-plan.ts';
import { suggestion } from './nearest.ts';

export function checkEntries(judging: Judging): void {
  checkNames(judging);
  checkParties(judging);
  checkPersonalEntries(judging);
  for (const list of LISTS) {
    for (const entry of entriesOf(childOf(judging.root, list))) checkKind(entry, judging);
  }
  for (const { value } of entriesOf(childOf(judging.root, 'goals'))) {
    for (const item of itemsOf(childOf(value, 'owner'))) checkStanding(item, judging);
  }
  for (const entry of entriesOf(childOf(judging.root, 'obligations'))) checkObligation(entry, judging);
  checkBlocking(judging);
}

/** Whether a name in a condition means a list that cases of this kind keep. */
export function isKeptList(caseType: Unchecked, name: string): boolean {
  return keptLists(caseType).some(([list, kinds]) => list === name && kinds.size > 0);
}

/** Parties were there before lists were, so a field of that name stays what it is. */
function checkNames({ root, compiled, findings }: Judging): void {
  for (const { key, at } of entriesOf(childOf(root, 'data'))) {
    if (key === 'parties' || !isKeptList(compiled.caseType, key)) continue;
    const reason = `“${key}” is the list of what stands under ${key} in this file. Give the field another name.`;
    report(findings, at, { code: 'reserved-name', reason });
  }
}

function checkObligation({ key, value }: MapEntry, judging: Judging): void {
  const { obligations, parties } = judging.compiled.caseType;
  for (const item of itemsOf(childOf(value, 'owedBy'))) {
    if (textOf(item) !== AGENCY) checkStanding(item, judging);
    else if (parties.has(AGENCY)) {
      const reason = 'Here this is the agency whose case it is, and a party has the same name. Rename the party.';
      report(judging.findings, item, { code: 'reserved-name', reason });
    }
  }
  const clock = childOf(value, 'clock');
  const rule = obligations.get(key)?.clock;
  if (clock !== null && rule !== undefined) checkCalendar({ key, at: clock, value: clock }, { rule }, judging);
}

/** Who owes something where it is no party. */
const AGENCY = 'agency';

/** Only who is known by an id can be named: a party with a subject, or one that is added with an id. */
function checkStanding(node: LocatedNode, judging: Judging): void {
  const { parties } = judging.compiled.caseType;
  checkReference(judging, node, { known: parties, code: 'unknown-party' });
  const party = parties.get(textOf(node) ?? '');
  if (party === undefined || party.subject || party.later) return;
  const reason = `“${party.name}” is in the case by name alone, so nothing can be theirs. Say subject: true, or min: 0 and add them.`;
  report(judging.findings, node, { code: 'not-accepted', reason });
}

const ROLES = ['by', 'decidedBy', 'waivedBy'] as const;

function checkKind({ value }: MapEntry, judging: Judging): void {
  const { roles } = judging.compiled.caseType;
  for (const role of ROLES) checkReference(judging, childOf(value, role), { known: roles, code: 'unknown-role' });
  checkSection(childOf(value, 'section'), judging);
}

function checkSection(node: LocatedNode | null, { compiled, findings }: Judging): void {
  const name = textOf(node);
  if (node === null || name === null || name === GENERAL) return;
  const names = (compiled.caseType.access?.sections ?? []).map((section) => section.name);
  if (names.includes(name)) return;
  const hint = suggestion(name, names, findings) || ' Define it under access: sections, or name one that exists.';
  report(findings, node, { code: 'unknown-name', reason: `There is no section “${name}”.${hint}` });
}

/** Where the case ends by itself, nobody is there who could be told what is open. */
function checkBlocking({ root, compiled, findings }: Judging): void {
  const { endsWithPlan, items } = compiled.caseType;
  const endsByItself = endsWithPlan || (items.get(CASE_PLAN)?.exit.length ?? 0) > 0;
  if (!endsByItself) return;
  const blocking = blockingKinds(compiled.caseType);
  const written = LISTS.flatMap((list) => entriesOf(childOf(root, list)).map((entry) => ({ ...entry, list })));
  for (const { key, at, list } of written) {
    if (!blocking.some((kind) => kind.list === list && kind.of === key)) continue;
    const reason = `The case ends with its plan, and “${key}” must be settled before a case ends. Say atClosing: may-stay-open, or let people close the case.`;
    report(findings, at, { code: 'not-accepted', reason });
  }
}
