// Decision tables with gaps, overlaps and rows that never decide, and routing rules that nothing ever reaches; each gap and overlap
// with values on which the table was asked and failed.
import { decisionsOf, routedRule } from '../case/case.ts';
import type { DecisionDefinition } from '../definition/definition.ts';
import { childOf, itemsOf } from '../definition/located.ts';
import { type Place, report } from '../definition/problem.ts';
import { type Advising, type Data, everyCase, shownData } from './advising.ts';
import { isDerived, isFaulty } from './advise-expressions.ts';
import { factsOf } from '../plan/rules.ts';
import { isCompared } from './trial-values.ts';

export function adviseOnTables(advising: Advising): void {
  for (const decision of advising.caseType.decisions.values()) {
    checkOptionsOf(advising, decision);
    checkDecision(advising, decision);
  }
  for (const name of advising.caseType.routing.keys()) checkRouting(advising, name);
}

function tableAt({ root }: Advising, name: string): ReturnType<typeof childOf> {
  return childOf(childOf(root, 'decisions'), name);
}

/** A cell about a choice, or one that writes a choice, names its options. */
function checkOptionsOf(advising: Advising, { name, inputs, outputs }: DecisionDefinition): void {
  const rules = itemsOf(childOf(tableAt(advising, name), 'rules'));
  for (const [side, columns] of [
    ['when', inputs],
    ['then', outputs],
  ] as const) {
    columns.forEach((column, at) => {
      const field = advising.caseType.fields.get(column.trim());
      if (field?.kind !== 'choice') return;
      for (const rule of rules) {
        const cell = itemsOf(childOf(rule, side))[at];
        if (cell?.kind !== 'scalar' || typeof cell.value !== 'string') continue;
        for (const [, literal = ''] of cell.value.matchAll(/"([^"\\]*)"/g)) {
          if (field.options?.some(({ value }) => value === literal) === true) continue;
          const known = field.options?.map(({ value }) => value).join(', ') ?? '';
          const reason = `“${literal}” is no option of “${field.name}”. It has: ${known}.`;
          report(advising.findings, cell, { code: 'unknown-option', reason });
        }
      }
    });
  }
}

function checkDecision(advising: Advising, decision: DecisionDefinition): void {
  const { caseType, findings } = advising;
  const node = tableAt(advising, decision.name);
  const evaluate = decisionsOf(caseType);
  const cells = [...decision.inputs, ...decision.rules.flatMap(({ when }) => when)];
  const names = namesIn(cells).filter((name) => caseType.fields.has(name));
  const cases = names.some((name) => isDerived(caseType, name)) ? null : everyCase(caseType, names, cells);
  if (node === null || evaluate === undefined || cases === null) return;
  const reached = new Set<number>();
  let gap: Data | null = null;
  let overlap: Data | null = null;
  for (const data of cases) {
    const facts = { ...Object.fromEntries(names.map((name) => [name, null])), ...factsOf(caseType.fields, data) };
    const outcome = evaluate(decision.name, facts);
    const rules = 'outputs' in outcome ? (outcome.rules ?? []) : [];
    for (const rule of rules) reached.add(rule);
    if (Object.values(data).includes(null)) continue;
    if ('outputs' in outcome && rules.length === 0) gap ??= data;
    if ('problem' in outcome) overlap ??= data;
  }
  const at: Place = node;
  if (gap !== null && decision.hit !== 'count') {
    const reason = `No rule holds for ${shownData(gap)}, so the task fails there. Add a rule for it, or one with - in every cell.`;
    report(findings, at, { code: 'table-gap', reason, example: gap });
  }
  if (overlap !== null) {
    const reason = `The table has no one answer for ${shownData(overlap)}: more than one rule holds, or a cell cannot be evaluated. Make its rules exclude each other, or say hit: first.`;
    report(findings, at, { code: 'table-overlap', reason, example: overlap });
  }
  if (overlap === null && decision.inputs.every((input) => isCompared(input.trim()))) {
    checkRows(advising, decision, reached);
  }
}

const PLAIN_CELL = /^(?:not\s*\()?[\s\d."'<>=!,[\]()A-Za-z-]*\)?$/;

function checkRows(advising: Advising, { name, rules }: DecisionDefinition, reached: ReadonlySet<number>): void {
  if (!rules.every(({ when }) => when.every((cell) => PLAIN_CELL.test(cell)))) return;
  itemsOf(childOf(tableAt(advising, name), 'rules')).forEach((rule, at) => {
    if (reached.has(at + 1) || isFaulty(advising, rule)) return;
    const reason =
      'This rule never decides: whatever the values are, it does not hold or one before it does. Move it up, correct it, or remove it.';
    report(advising.findings, rule, { code: 'dead-rule', reason });
  });
}

function checkRouting(advising: Advising, name: string): void {
  const { caseType, findings, root } = advising;
  const table = caseType.routing.get(name)?.table;
  const rules = itemsOf(childOf(childOf(childOf(childOf(root, 'routing'), 'tables'), name), 'rules'));
  const conditions = table?.rules.flatMap(({ when }) => (when === undefined ? [] : [when])) ?? [];
  const names = conditions.flatMap((condition) => condition.names);
  const isExact =
    conditions.every(({ source }) => isCompared(source)) && !names.some((each) => isDerived(caseType, each));
  const sources = conditions.map(({ source }) => source);
  const cases = isExact ? everyCase(caseType, names, sources) : null;
  if (table === undefined || cases === null) return;
  const reached = new Set(cases.map((data) => routedRule(caseType, name, data)));
  table.rules.forEach(({ id }, at) => {
    const node = rules[at];
    if (reached.has(id) || node === undefined || isFaulty(advising, node)) return;
    const reason = `Nothing ever goes by “${id}”: whatever the values are, it does not hold or a rule before it does. Move it up, correct it, or remove it.`;
    report(findings, node, { code: 'dead-rule', reason });
  });
}

function namesIn(sources: readonly string[]): readonly string[] {
  const bare = sources.map((source) => source.replaceAll(/"[^"]*"/g, ''));
  return bare.flatMap((source) => [...source.matchAll(/[A-Za-z_]\w*/g)].map(([name]) => name));
}
