// What must hold of the routing tables of a case type once each is right in itself: the teams, queues, skills and tasks
// that they name exist, what they ask of the case yields what is needed, and each is used by work that people do.
import { evaluateExpression, type Scope, type Value } from '../expression/expression.ts';
import type { FieldDefinition } from './case-type.ts';
import { checkReference, type Judging, reportUnknown } from './check-data.ts';
import type { ExpressionSite } from './expression-site.ts';
import { type LocatedNode, type MapEntry, childOf, entriesOf, flagAt, itemsOf, textAt, textOf } from './located.ts';
import { report } from './problem.ts';

export function checkRouting(judging: Judging): void {
  const node = childOf(judging.root, 'routing');
  const tables = childOf(node, 'tables');
  const names = new Map(entriesOf(tables).map(({ key }) => [key, null]));
  const used = checkTasks(names, judging);
  const ofCase = childOf(node, 'case');
  checkReference(judging, ofCase, { known: names, code: 'unknown-routing' });
  const known: Known = {
    teams: keysOf(childOf(node, 'teams')).set(judging.compiled.caseType.team, null),
    queues: keysOf(childOf(node, 'queues')),
    skills: keysOf(childOf(node, 'skills')),
  };
  for (const entry of entriesOf(tables)) {
    const isOfCase = entry.key === textOf(ofCase);
    checkTable(entry, known, judging);
    if (isOfCase) checkTableOfCase(entry, used.has(entry.key), judging);
    else if (!used.has(entry.key)) {
      const reason = `No task is routed by “${entry.key}”. Add routedBy: ${entry.key} to one, or remove the table.`;
      report(judging.findings, entry.at, { code: 'routing-table', reason });
    }
  }
  for (const site of judging.compiled.sites) if (site.use === 'routing') checkYield(site, judging);
}

type Names = Map<string, null>;

interface Known {
  readonly teams: Names;
  readonly queues: Names;
  readonly skills: Names;
}

function keysOf(node: LocatedNode | null): Names {
  return new Map(entriesOf(node).map(({ key }) => [key, null]));
}

/** @returns the tables by which tasks are routed */
function checkTasks(tables: Names, judging: Judging): ReadonlySet<string> {
  const used = new Set<string>();
  for (const { value } of judging.compiled.itemEntries.values()) {
    const routedBy = childOf(value, 'routedBy');
    if (routedBy === null) continue;
    used.add(textOf(routedBy) ?? '');
    checkReference(judging, routedBy, { known: tables, code: 'unknown-routing' });
    const performs = textAt(value, 'performs');
    if (performs === null && flagAt(value, 'blocking', true)) continue;
    const reason = 'Only work that a person does is routed. Remove routedBy, or let a person do it.';
    report(judging.findings, routedBy, { code: 'wrong-kind', reason });
  }
  return used;
}

function checkTable({ value }: MapEntry, known: Known, judging: Judging): void {
  const { caseType } = judging.compiled;
  const decisions = itemsOf(childOf(value, 'decisions'));
  for (const decision of decisions) {
    checkReference(judging, decision, { known: caseType.items, code: 'unknown-item' });
    const item = caseType.items.get(textOf(decision) ?? '');
    if (item === undefined || item.kind === 'task') continue;
    const reason = `“${item.id}” is a ${item.kind}, and only a task is done by somebody. Name a task.`;
    report(judging.findings, decision, { code: 'wrong-kind', reason });
  }
  for (const rule of itemsOf(childOf(value, 'rules'))) {
    checkTarget(rule, known, judging);
    const needs = childOf(rule, 'needs');
    for (const { key, at } of entriesOf(childOf(needs, 'skills'))) {
      if (!known.skills.has(key))
        reportUnknown(judging.findings, { place: at, name: key }, { known: known.skills, code: 'unknown-skill' });
    }
    const uninvolved = childOf(needs, 'uninvolved');
    if (uninvolved !== null && flagAt(needs, 'uninvolved', false) && decisions.length === 0) {
      const reason = 'Uninvolved in what? Add decisions: [the tasks whose doers are kept out] to the table.';
      report(judging.findings, uninvolved, { code: 'routing-table', reason });
    }
  }
}

function checkTarget(rule: LocatedNode, known: Known, judging: Judging): void {
  const { findings, compiled } = judging;
  const to = childOf(rule, 'to');
  const team = childOf(to, 'team');
  checkReference(judging, team, { known: known.teams, code: 'unknown-team' });
  checkReference(judging, childOf(to, 'queue'), { known: known.queues, code: 'unknown-queue' });
  const pick = childOf(rule, 'pick');
  if (pick === null || textOf(pick) !== 'nobody') return;
  if (childOf(to, 'person') !== null) {
    const reason = 'One person is named, so there is nobody else to pull it. Remove pick, or name a queue.';
    report(findings, pick, { code: 'routing-table', reason });
  } else if (team !== null && textOf(team) !== compiled.caseType.team && known.teams.has(textOf(team) ?? '')) {
    const reason = `Only the team of the case sees what nobody is assigned to, and “${textOf(team)}” is another one. Let one be picked, or name a queue.`;
    report(findings, pick, { code: 'routing-table', reason });
  }
}

/** A case goes to a team before there is work in it: its table has teams only, and knows what the opening form asks. */
function checkTableOfCase({ at, value }: MapEntry, isUsed: boolean, judging: Judging): void {
  const { findings, compiled } = judging;
  if (isUsed) {
    const reason = 'This table is for new cases and cannot be for a task as well. Make two tables.';
    report(findings, at, { code: 'routing-table', reason });
  }
  const { caseType } = compiled;
  const form = caseType.forms.get(caseType.opening.form);
  const asked = new Set((form?.fields ?? []).map(({ field }) => field));
  for (const rule of itemsOf(childOf(value, 'rules'))) {
    const to = childOf(rule, 'to');
    if (to !== null && childOf(to, 'team') === null) {
      report(findings, to, { code: 'routing-table', reason: 'A new case goes to a team. Say to: { team: its name }.' });
    }
    for (const key of ['needs', 'relax', 'pick', 'weight']) {
      const extra = childOf(rule, key);
      if (extra === null) continue;
      const reason = `A new case goes to a team and to nobody in it, so “${key}” means nothing here. Remove it.`;
      report(findings, extra, { code: 'routing-table', reason });
    }
    const when = childOf(rule, 'when');
    const site = compiled.sites.find(({ place }) => place === when);
    const late = site?.expression.names.find((name) => caseType.fields.has(name) && !asked.has(name));
    // That there is no such form is said where it is named.
    if (site === undefined || late === undefined || form === undefined) continue;
    const reason = `“${late}” is not asked when a case is opened, so it is not known yet. Ask it in the opening form.`;
    report(findings, site.place, { code: 'routing-table', reason });
  }
}

const WORDS = { boolean: 'true or false', number: 'a number', text: 'text' } as const;
/** What is longer or repeats is not tried out: nothing that a case type says may cost more than reading it. */
const LONGEST_TRIED = 300;
const REPEATS = /\b(for|some|every)\b|\.\./;

/** Tries an expression on fields that are all filled in: what then fails, or yields something else, is wrong. */
function checkYield(site: ExpressionSite, { compiled, findings }: Judging): void {
  const { expression, place, yields, open } = site;
  const { fields } = compiled.caseType;
  const own = expression.names.flatMap((name) => fields.get(name) ?? []);
  const personal = open === true ? own.find((field) => field.personal) : undefined;
  if (personal !== undefined) {
    const reason = `“${personal.name}” is personal, and how heavy work is stands in lists. Use a field that is not personal.`;
    report(findings, place, { code: 'personal-field', reason });
  }
  const { source } = expression;
  if (own.length < expression.names.length || source.length > LONGEST_TRIED || REPEATS.test(source)) return;
  for (const variant of [0, 1]) {
    const { value, problems } = evaluateExpression(expression, sampleOf(own, variant));
    const [problem] = problems;
    if (problem !== undefined) {
      report(findings, place, { code: 'expression', reason: `This cannot be evaluated: ${problem}` });
      return;
    }
    if (value === null || yields === undefined || isA(value, yields)) continue;
    const reason = `“${source}” must yield ${WORDS[yields]} and yields something else.`;
    report(findings, place, { code: 'expression', reason });
    return;
  }
}

function isA(value: Value, kind: keyof typeof WORDS): boolean {
  if (kind === 'text') return typeof value === 'string';
  return typeof value === kind;
}

function sampleOf(fields: readonly FieldDefinition[], variant: number): Scope {
  return Object.fromEntries(fields.map((field) => [field.name, sampleValue(field, variant)]));
}

function sampleValue({ kind, options }: FieldDefinition, variant: number): Value {
  switch (kind) {
    case 'number':
      return variant + 1;
    case 'money':
      return { decimal: '12.50' };
    case 'date':
      return { date: '2024-02-29' };
    case 'instant':
      return { instant: '2024-02-29T12:00:00Z' };
    case 'boolean':
      return variant === 0;
    case 'choice':
      return options?.at(-variant)?.value ?? '';
    case 'text':
    case 'long-text':
      return 'text';
  }
}
