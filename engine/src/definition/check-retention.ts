// What must hold of retention: every outcome comes to a class, every class can be reached, every period can be read, and every trigger
// is something that a case can have. Nothing that is stored in the clear tells a person's day.
import { parsePeriod } from '../retention/parse-period.ts';
import { checkReference, type Judging, reportUnknown } from './check-data.ts';
import { childOf, entriesOf, itemsOf, type LocatedNode, type MapEntry, textAt, textOf } from './located.ts';
import { report } from './problem.ts';
import type { RetentionClass } from './retention-definition.ts';

export function checkRetention(judging: Judging): void {
  const node = childOf(judging.root, 'retention');
  if (node === null) return;
  for (const entry of entriesOf(childOf(node, 'classes'))) checkClass(entry, node, judging);
  for (const entry of entriesOf(childOf(node, 'floors'))) checkFloor(entry, node, judging);
  checkReached(node, judging);
  for (const { use, place, expression } of judging.compiled.sites) {
    const personal = expression.names.find((name) => judging.compiled.caseType.fields.get(name)?.personal === true);
    if (use !== 'retention' || personal === undefined) continue;
    const reason = `“${personal}” says something about a person, and which class counts stands in lists in the clear. Ask for a field that is not personal.`;
    report(judging.findings, place, { code: 'personal-field', reason });
  }
}

function checkClass(entry: MapEntry, root: LocatedNode, judging: Judging): void {
  const { at, value } = entry;
  const { findings, compiled } = judging;
  checkRuled(entry, root, judging);
  const known = new Map(compiled.caseType.closing.outcomes.map((outcome) => [outcome.value, outcome]));
  for (const outcome of itemsOf(childOf(value, 'outcomes'))) {
    if (compiled.caseType.endsWithPlan && PLAN_OUTCOMES.includes(textOf(outcome) ?? '')) continue;
    checkReference(judging, outcome, { known, code: 'unknown-name' });
  }
  const said = parsePeriod(textAt(value, 'period') ?? '');
  const own = textAt(value, 'action');
  if (said === null) return;
  if (said.action === null && own === null) {
    const reason = `“${entry.key}” does not say what is done then. Add action: destroy, transfer, review or retain.`;
    report(findings, at, { code: 'retention', reason });
  }
  if (said.action !== null && own !== null && said.action !== own) {
    const reason = `The period says “${said.action}” and the action “${own}”. Remove the action, or write another period.`;
    report(findings, childOf(value, 'action') ?? at, { code: 'retention', reason });
  }
}

/** How a case ends by itself where its plan ends it. */
const PLAN_OUTCOMES: readonly string[] = ['completed', 'terminated'];

function checkFloor(entry: MapEntry, root: LocatedNode, judging: Judging): void {
  checkRuled(entry, root, judging);
  const period = childOf(entry.value, 'period');
  const said = parsePeriod(textOf(period) ?? '');
  if (said === null || period === null || !('permanent' in said.period)) return;
  const reason = 'A floor has an end. Make it a class where records are kept for good.';
  report(judging.findings, period, { code: 'retention', reason });
}

function checkRuled({ value, at }: MapEntry, root: LocatedNode, judging: Judging): void {
  const { findings } = judging;
  const period = childOf(value, 'period');
  const said = parsePeriod(textOf(period) ?? '');
  if (period !== null && said === null) {
    const reason =
      'This is no period. Write it as published: P7Y, CY+2y nil DE, “Destroy 7 years after action completed”, “Retain as national archives”.';
    report(findings, period, { code: 'retention', reason });
  }
  const from = said === null || 'permanent' in said.period ? null : said.period.from;
  if (from === 'financial-year' && childOf(root, 'financialYearStarts') === null) {
    const reason =
      'It counts from the end of a financial year. Say in which month that begins: financialYearStarts: 7.';
    report(findings, period ?? at, { code: 'missing-key', reason });
  }
  checkTrigger(childOf(value, 'trigger'), { rolls: from !== 'trigger' }, judging);
}

interface Counting {
  /** Whether only the year of the trigger counts. */
  readonly rolls: boolean;
}

function checkTrigger(node: LocatedNode | null, counting: Counting, judging: Judging): void {
  const { caseType } = judging.compiled;
  checkOneTrigger(node, judging);
  const latest = childOf(node, 'latest');
  if (latest !== null && entriesOf(latest).length === 0)
    report(judging.findings, latest, {
      code: 'retention',
      reason: 'Name at least one of closed, linked, fields and entries.',
    });
  const death = childOf(node, 'death');
  checkReference(judging, death, { known: caseType.parties, code: 'unknown-party' });
  if (death !== null && !counting.rolls) {
    const reason =
      'When somebody died is theirs, and the due date would tell it. Count from the end of a year, such as CY+7y.';
    report(judging.findings, death, { code: 'personal-field', reason });
  }
  for (const kind of namesAt(node, 'determination')) {
    if (textOf(kind) !== 'all') checkReference(judging, kind, { known: caseType.determinations, code: 'unknown-name' });
  }
  const fields = [childOf(node, 'field'), childOf(node, 'born'), ...itemsOf(childOf(latest, 'fields'))];
  for (const field of fields) if (field !== null) checkDay(field, counting, judging);
}

const TOGETHER: readonly string[] = [
  ...['closedPlus', 'field', 'latest', 'determination+on', 'manual', 'age+born', 'death', 'repeal'],
];

function checkOneTrigger(node: LocatedNode | null, { findings }: Judging): void {
  if (node?.kind !== 'map') return;
  const keys = entriesOf(node).map(({ key }) => key);
  const isOne = TOGETHER.some((one) => keys.toSorted().join('+') === one.split('+').toSorted().join('+'));
  if (isOne) return;
  const reason = `A trigger is closed, parent-closed, last-contact or one of: ${TOGETHER.map((one) => one.replace('+', ' with ')).join(', ')}.`;
  report(findings, node, { code: 'retention', reason });
}

function namesAt(node: LocatedNode | null, key: string): readonly LocatedNode[] {
  const child = childOf(node, key);
  if (child === null) return [];
  return child.kind === 'list' ? child.items : [child];
}

function checkDay(node: LocatedNode, { rolls }: Counting, { findings, compiled }: Judging): void {
  const name = textOf(node) ?? '';
  const { fields } = compiled.caseType;
  const field = fields.get(name);
  if (field === undefined) {
    reportUnknown(findings, { place: node, name }, { known: fields, code: 'unknown-field' });
    return;
  }
  if (field.kind !== 'date' && field.kind !== 'instant') {
    const reason = `A period counts from a day, and “${name}” is of the kind ${field.kind}. Name a date or an instant.`;
    report(findings, node, { code: 'wrong-kind', reason });
  }
  if (!field.personal || rolls) return;
  const reason = `“${name}” says something about a person, and the due date would tell it. Count from the end of a year, such as CY+7y.`;
  report(findings, node, { code: 'personal-field', reason });
}

/** Every outcome comes to a class whatever else holds, and no class stands behind one that always comes first. */
function checkReached(root: LocatedNode, { findings, compiled }: Judging): void {
  const { closing, endsWithPlan, retention } = compiled.caseType;
  const classes = retention?.classes ?? [];
  const outcomes = [...closing.outcomes.map(({ value }) => value), ...(endsWithPlan ? PLAN_OUTCOMES : [])];
  const always = classes.filter(({ when }) => when === null);
  const missing = outcomes.filter((outcome) => !always.some((one) => covers(one, outcome)));
  if (missing.length > 0) {
    const reason = `A case that ends with ${missing.map((one) => `“${one}”`).join(', ')} may come to no class, and would be kept for good without a reason. Add a class for it without when.`;
    report(findings, childOf(root, 'classes') ?? root, { code: 'retention', reason });
  }
  if (retention?.choose !== 'first') return;
  for (const [index, { name, outcomes: own }] of classes.entries()) {
    const before = classes.slice(0, index).filter(({ when }) => when === null);
    if (!(own ?? outcomes).every((outcome) => before.some((one) => covers(one, outcome)))) continue;
    const { at } = entriesOf(childOf(root, 'classes'))[index] ?? {};
    const reason = `No case ever comes to “${name}”: a class before it takes every one. Move it up, or remove it.`;
    if (at !== undefined) report(findings, at, { code: 'unreachable', reason });
  }
}

function covers({ outcomes }: RetentionClass, outcome: string): boolean {
  return outcomes === null || outcomes.includes(outcome);
}
