// What must hold of the kinds of issues and the like: their roles and sections exist, no field has the name of their list, and a
// case that ends by itself does not end over what must be settled first.
import { checkCalendar } from './check-clocks.ts';
import { checkReference, type Judging } from './check-data.ts';
import { checkKindNamed, checkSection, checkStanding, checkStandingOrAgency } from './check-standing.ts';
import { checkEvidence } from './check-evidence.ts';
import { checkCommunications } from './check-communications.ts';
import { checkDocuments } from './check-documents.ts';
import { checkDeterminations } from './check-determinations.ts';
import { checkReferrals } from './check-referrals.ts';
import { checkParties } from './check-parties.ts';
import { checkPersonalEntries } from './check-personal-entries.ts';
import { LISTS } from './compile-entries.ts';
import type { Unchecked } from './compile.ts';
import { blockingKinds, keptLists } from './kept-lists.ts';
import { childOf, entriesOf, itemsOf, type MapEntry } from './located.ts';
import { report } from './problem.ts';
import { CASE_PLAN } from './compile-plan.ts';

export function checkEntries(judging: Judging): void {
  checkNames(judging);
  checkParties(judging);
  checkPersonalEntries(judging);
  for (const list of LISTS) {
    for (const entry of entriesOf(childOf(judging.root, list))) checkKind(entry, judging);
  }
  for (const issue of entriesOf(childOf(judging.root, 'issues'))) checkWithin(issue, judging);
  for (const { value } of entriesOf(childOf(judging.root, 'goals'))) {
    for (const item of itemsOf(childOf(value, 'owner'))) checkStanding(item, judging);
  }
  for (const entry of entriesOf(childOf(judging.root, 'obligations'))) checkObligation(entry, judging);
  checkDeterminations(judging);
  checkEvidence(judging);
  checkReferrals(judging);
  checkCommunications(judging);
  checkDocuments(judging);
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
  const { obligations } = judging.compiled.caseType;
  for (const item of itemsOf(childOf(value, 'owedBy'))) checkStandingOrAgency(item, judging);
  const clock = childOf(value, 'clock');
  const rule = obligations.get(key)?.clock;
  if (clock !== null && rule !== undefined) checkCalendar({ key, at: clock, value: clock }, { rule }, judging);
}

const ROLES = ['by', 'decidedBy', 'waivedBy', 'admittedBy', 'answeredBy', 'approvedBy'] as const;

function checkKind({ value }: MapEntry, judging: Judging): void {
  const { roles } = judging.compiled.caseType;
  for (const role of ROLES) checkReference(judging, childOf(value, role), { known: roles, code: 'unknown-role' });
  checkSection(childOf(value, 'section'), judging);
}

/** A part is raised within a whole that is there, so none may be a part of itself. */
function checkWithin({ key, value }: MapEntry, judging: Judging): void {
  const { issues } = judging.compiled.caseType;
  const within = childOf(value, 'within');
  checkKindNamed(within, { list: 'issues', kinds: issues }, judging);
  let above = issues.get(key)?.within;
  for (let seen = 0; above !== undefined && seen < issues.size; seen += 1) {
    if (above === key && within !== null) {
      const reason = `“${key}” would be a part of itself, and none could be raised. Name another kind.`;
      report(judging.findings, within, { code: 'cycle', reason });
      return;
    }
    above = issues.get(above)?.within;
  }
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
    const reason =
      list === 'documents'
        ? `The case ends with its plan, and “${key}” must be there before a case ends. Remove required, or let people close the case.`
        : `The case ends with its plan, and “${key}” must be settled before a case ends. Say atClosing: may-stay-open, or let people close the case.`;
    report(findings, at, { code: 'not-accepted', reason });
  }
}
