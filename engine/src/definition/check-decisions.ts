// What must hold of the decision tables of a case type once their shapes are right: their fields exist, every rule has a
// cell for every column, every cell can be read, and every decision task uses a table that is there.
import { compileDmn } from '../dmn/evaluate.ts';
import { parseExpression } from '../expression/expression.ts';
import { checkReference, isDerived, type Judging, reportUnknown } from './check-data.ts';
import { modelOfDecision } from './compile-decision.ts';
import { type LocatedNode, type MapEntry, childOf, entriesOf, itemsOf, textAt, textOf } from './located.ts';
import { report } from './problem.ts';

export function checkDecisions(judging: Judging): void {
  const { decisions } = judging.compiled.caseType;
  for (const entry of entriesOf(childOf(judging.root, 'decisions'))) checkDecision(entry, judging);
  for (const { value } of judging.compiled.itemEntries.values()) {
    if (textAt(value, 'performs') !== 'decision') continue;
    const uses = childOf(value, 'uses');
    if (uses !== null) checkReference(judging, uses, { known: decisions, code: 'unknown-decision' });
    else {
      report(judging.findings, value, {
        code: 'unknown-decision',
        reason: 'A decision does this task, so name one under uses.',
      });
    }
  }
}

function checkDecision({ key, value }: MapEntry, judging: Judging): void {
  const { caseType } = judging.compiled;
  const decision = caseType.decisions.get(key);
  if (decision === undefined) return;
  for (const output of itemsOf(childOf(value, 'outputs'))) {
    checkReference(judging, output, { known: caseType.fields, code: 'unknown-field' });
    if (output.kind === 'scalar' && isDerived(caseType, String(output.value))) {
      const reason = `“${String(output.value)}” is derived and cannot be decided as well. Choose one of the two.`;
      report(judging.findings, output, { code: 'derived-field', reason });
    }
  }
  const rules = itemsOf(childOf(value, 'rules'));
  const columns = { when: decision.inputs.length, then: decision.outputs.length };
  if (!rules.every((rule) => hasColumns(rule, columns, judging))) return;
  if (decision.hit !== 'unique' && decision.hit !== 'first' && decision.hit !== 'any' && columns.then > 1) {
    const reason = `“${decision.hit}” adds up one output, and the table has ${columns.then}.`;
    report(judging.findings, childOf(value, 'hit') ?? value, { code: 'decision-table', reason });
    return;
  }
  const known = judging.findings.problems.length;
  for (const node of itemsOf(childOf(value, 'inputs'))) checkCell(node, textOf(node) ?? '', judging);
  for (const rule of rules) {
    for (const node of itemsOf(childOf(rule, 'when'))) checkCell(node, asExpression(textOf(node) ?? ''), judging);
    for (const node of itemsOf(childOf(rule, 'then'))) checkCell(node, textOf(node) ?? '', judging);
  }
  if (judging.findings.problems.length > known) return;
  // What only the whole table shows; its cells were read one by one above.
  for (const { path, reason } of compileDmn(modelOfDecision(decision, caseType.fields)).problems) {
    report(judging.findings, value, { code: 'decision-table', reason: `${path}: ${reason}` });
  }
}

/** Unary tests as the condition that they stand for, so that they are read and bounded as conditions are. */
export function asExpression(tests: string): string {
  const cell = tests.trim();
  if (cell === '-') return 'true';
  const inner = /^not\s*\(([\s\S]*)\)$/.exec(cell)?.[1] ?? cell;
  // A test that names the value itself is an expression already. Of others there must be two, or the parentheses would
  // only group one.
  return inner.includes('?') ? inner.replaceAll('?', 'null') : `null in (${inner}, null)`;
}

function checkCell(node: LocatedNode, expression: string, judging: Judging): void {
  const parsed = parseExpression(expression);
  if ('problems' in parsed) {
    for (const { reason } of parsed.problems) report(judging.findings, node, { code: 'decision-table', reason });
    return;
  }
  const { fields } = judging.compiled.caseType;
  for (const name of parsed.expression.names) {
    if (!fields.has(name))
      reportUnknown(judging.findings, { place: node, name }, { known: fields, code: 'unknown-name' });
  }
}

function hasColumns(
  rule: LocatedNode,
  columns: { readonly when: number; readonly then: number },
  { findings }: Judging,
): boolean {
  let right = true;
  for (const side of ['when', 'then'] as const) {
    const cells = itemsOf(childOf(rule, side)).length;
    if (cells === columns[side]) continue;
    right = false;
    const what = side === 'when' ? 'inputs' : 'outputs';
    const reason = `The rule has ${cells} cells under ${side} and the table has ${columns[side]} ${what}. Use - for any value.`;
    report(findings, childOf(rule, side) ?? rule, { code: 'decision-table', reason });
  }
  return right;
}
