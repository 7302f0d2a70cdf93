// Expressions that yield another kind of value than is asked, compare a choice with what it never is, or never hold.
import type { CaseType, FieldDefinition } from '../definition/definition.ts';
import type { ExpressionSite } from '../definition/expression-site.ts';
import { entriesOf, itemsOf, type LocatedNode, textOf } from '../definition/located.ts';
import { report } from '../definition/problem.ts';
import { evaluateExpression, type Scope, type Value } from '../expression/expression.ts';
import { factsOf } from '../plan/rules.ts';
import { type Advising, everyCase } from './advising.ts';
import { isCompared, someValue } from './trial-values.ts';

export function adviseOnExpressions(advising: Advising): void {
  checkOptions(advising, advising.root);
  for (const site of advising.sites) {
    if (isFaulty(advising, site.place) || !isTried(advising.caseType, site)) continue;
    if (checkKind(advising, site)) checkHolds(advising, site);
  }
}

/** What is wrong in itself is not tried out: the rest would only follow from it. */
export function isFaulty({ findings }: Advising, { path }: { readonly path: string }): boolean {
  return findings.problems.some((known) => known.path === path || known.path.startsWith(`${path}.`));
}

/** What runs through lists or is long is not tried: nothing that a case type says may cost more than reading it. */
function isTried({ fields }: CaseType, { use, expression }: ExpressionSite): boolean {
  if (use === 'mapped' || use === 'routing' || expression.source.length > 300) return false;
  return expression.names.every((name) => fields.has(name) || name === 'repetition');
}

/** Tries it on fields that are all filled in. @returns whether it yields what is asked */
function checkKind({ caseType, findings }: Advising, site: ExpressionSite): boolean {
  const { expression, place, use, target } = site;
  const { value, problems } = evaluateExpression(expression, filledIn(caseType, expression.names));
  const [problem] = problems;
  if (problem !== undefined) {
    const reason = `With every field filled in, this cannot be evaluated: ${problem} It would never hold.`;
    report(findings, place, { code: 'yields-another-kind', reason });
    return false;
  }
  const field = caseType.fields.get(target ?? '');
  const asked =
    use === 'condition' || use === 'rule' || use === 'form' ? 'boolean' : use === 'due' ? 'due' : field?.kind;
  if (value === null || asked === undefined || isOfKind(value, asked, field)) return true;
  const reason = `This must yield ${WORDS[asked] ?? asked} and yields ${wordsOf(value)}. Write it so that it does.`;
  report(findings, place, { code: 'yields-another-kind', reason });
  return false;
}

function filledIn({ fields }: CaseType, names: readonly string[]): Scope {
  const data = names.flatMap((name) => {
    const field = fields.get(name);
    return field === undefined ? [] : [[name, someValue(field)] as const];
  });
  return { ...factsOf(fields, Object.fromEntries(data)), repetition: 1 };
}

const WORDS: Readonly<Record<string, string>> = {
  ...{ boolean: 'true or false', due: 'a date, an instant or a duration', number: 'a number', money: 'an amount' },
  ...{ date: 'a date', instant: 'an instant', text: 'text', 'long-text': 'text', choice: 'one of its options' },
};

function isOfKind(value: Value, kind: string, field: FieldDefinition | undefined): boolean {
  const is = kindOf(value);
  if (kind === 'due') return is === 'date' || is === 'instant' || is === 'duration';
  if (kind === 'money' || kind === 'number') return is === 'number' || is === 'decimal';
  if (kind === 'choice') return field?.options?.some((option) => option.value === value) === true;
  return kind === 'long-text' ? is === 'text' : is === kind;
}

function kindOf(value: Value): string {
  if (typeof value === 'string') return 'text';
  if (typeof value !== 'object' || value === null) return typeof value;
  if (Array.isArray(value)) return 'list';
  return ['date', 'instant', 'decimal', 'context'].find((kind) => kind in value) ?? 'duration';
}

function wordsOf(value: Value): string {
  if (typeof value === 'string') return `“${value}”`;
  return typeof value === 'boolean' || typeof value === 'number' ? String(value) : `a ${kindOf(value)}`;
}

/** A condition that does nothing but compare fields is tried on every value that it tells apart. */
function checkHolds({ caseType, findings }: Advising, { expression, place, use }: ExpressionSite): void {
  if ((use !== 'condition' && use !== 'rule' && use !== 'form') || !isCompared(expression.source)) return;
  if (expression.names.includes('repetition') || expression.names.some((name) => isDerived(caseType, name))) return;
  const cases = everyCase(caseType, expression.names, [expression.source]);
  if (cases === null || cases.length === 0) return;
  const holds = cases.some((data) => {
    const facts = {
      ...Object.fromEntries(expression.names.map((name) => [name, null])),
      ...factsOf(caseType.fields, data),
    };
    return evaluateExpression(expression, facts).value === true;
  });
  if (holds) return;
  const reason = `“${expression.source}” never holds, whatever its fields are (${cases.length} combinations tried). Correct it, or remove what waits for it.`;
  report(findings, place, { code: 'never-holds', reason });
}

export function isDerived({ derived }: CaseType, name: string): boolean {
  return derived.some(({ field }) => field === name);
}

/** Every text of the file that compares a choice with a value. */
function checkOptions(advising: Advising, node: LocatedNode): void {
  const { fields } = advising.caseType;
  const source = textOf(node) ?? '';
  for (const [, name = '', compared = ''] of source.matchAll(COMPARED)) {
    const field = fields.get(name);
    const options = field?.kind === 'choice' ? (field.options ?? []).map(({ value }) => value) : null;
    if (options === null) continue;
    for (const [, literal = ''] of compared.matchAll(/"([^"\\]*)"/g)) {
      if (options.includes(literal)) continue;
      const reason = `“${literal}” is no option of “${name}”. It has: ${options.join(', ')}.`;
      report(advising.findings, node, { code: 'unknown-option', reason });
    }
  }
  for (const item of itemsOf(node)) checkOptions(advising, item);
  for (const { value } of entriesOf(node)) checkOptions(advising, value);
}

/** `kind = "birth"`, `kind in ("birth", "death")`. */
const COMPARED = /(?<![.\w])([a-z]\w*)\s*(?:=|!=|\bin\b)\s*("[^"\\]*"|\([^()]*\))/g;
