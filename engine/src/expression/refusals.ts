// What is legal FEEL but is refused here, because its cost or its answer could not be bounded or repeated.
// Our evaluator counts steps and could run most of these; a case type stays simple enough to be explained.
import { COLLECTION_MEMBERS, isCollection } from './collections.ts';
import type { ExpressionProblem } from './parse.ts';
import type { SyntaxNode } from '../feel/syntax-tree.ts';

/** Product of the sizes of all nested and joined iterations of one expression. */
export const MOST_ITERATIONS = 100;

const FUNCTIONS: ReadonlySet<string> = new Set([
  ...['number', 'string', 'date', 'time', 'date and time', 'duration', 'years and months duration', 'not', 'is'],
  ...['substring', 'string length', 'upper case', 'lower case', 'substring before', 'substring after'],
  ...['contains', 'starts with', 'ends with', 'string join', 'list contains', 'count', 'min', 'max', 'sum', 'mean'],
  ...['all', 'any', 'sublist', 'append', 'concatenate', 'reverse', 'index of', 'union', 'distinct values'],
  ...['flatten', 'median', 'mode', 'decimal', 'floor', 'ceiling', 'abs', 'round up', 'round down'],
  ...['round half up', 'round half down', 'modulo', 'sqrt', 'log', 'exp', 'odd', 'even', 'before', 'after'],
  ...['day of year', 'day of week', 'month of year', 'week of year'],
]);

/** DMN 1.5, table 65: what dates, times and durations are made of. */
const PROPERTIES: ReadonlySet<string> = new Set([
  ...['year', 'month', 'day', 'weekday', 'hour', 'minute', 'second', 'time offset', 'timezone'],
  ...['years', 'months', 'days', 'hours', 'minutes', 'seconds'],
]);

const CURED: ReadonlyMap<string, string> = new Map([
  [
    'now',
    'The time of evaluation may not be used: a replay would give another answer. Compare recorded dates instead.',
  ],
  ['today', 'Today’s date may not be used: a replay would give another answer. Use a timer or a clock instead.'],
  ...['matches', 'replace', 'split'].map((name): [string, string] => [
    name,
    `“${name}” is not allowed, because a pattern can take unbounded time. Use contains, starts with or ends with.`,
  ]),
]);

const REFUSED_NODES: ReadonlyMap<string, string> = new Map([
  ['Context', 'A context in braces is not allowed in a case type. Use derived fields for the parts.'],
  ['FunctionDefinition', 'Defining a function is not allowed. Use a derived field instead.'],
  ['?', 'A question mark as a value has a meaning in decision tables only. Name the field.'],
]);

const KEYWORDS: ReadonlySet<string> = new Set(
  'and or not in between instance of if then else for some every return satisfies function external null true false item partial'.split(
    ' ',
  ),
);

/** True for words that cannot name a field, because in an expression they already mean something else. */
export function isReservedName(name: string): boolean {
  return KEYWORDS.has(name) || FUNCTIONS.has(name) || CURED.has(name) || TYPES.has(name);
}

const TYPES: ReadonlySet<string> = new Set([
  'boolean',
  'list',
  'context',
  'range',
  'days',
  'years',
  'months',
  'any',
  'sort',
  'insert',
  'remove',
]);

/** Every refused construct of a tree that parsed, in the order of the source. */
export function refusals(tree: SyntaxNode, source: string): readonly ExpressionProblem[] {
  const found: ExpressionProblem[] = [];
  inspect(tree, { source, found, iterations: 1, parents: [], elements: NONE, ofList: false });
  return found.toSorted((a, b) => a.from - b.from);
}

interface Inspecting {
  readonly source: string;
  readonly found: ExpressionProblem[];
  /** How often what is inspected now may run. */
  readonly iterations: number;
  /** Names of the nodes around, innermost last. */
  readonly parents: readonly string[];
  /** Names that are bound to elements of a list of the case. */
  readonly elements: ReadonlySet<string>;
  /** True where what stands before the point of the path around is of such a list. */
  readonly ofList: boolean;
}

const NONE: ReadonlySet<string> = new Set();

function inspect(node: SyntaxNode, here: Inspecting): void {
  const refused = REFUSED_NODES.get(node.name);
  if (refused !== undefined) report(node, here, refused);
  if (node.name === 'FunctionInvocation') inspectCall(node, here);
  const named = node.name === 'VariableName' || (node.name === 'Name' && here.parents.at(-1) === 'InExpression');
  if (named) inspectName(node, here);
  if (node.name === 'PathName') inspectProperty(node, here);
  const misplaced = misplacement(node, here.parents.at(-1));
  if (misplaced !== null) report(node, here, misplaced);
  const inside = {
    ...here,
    iterations: iterationsInside(node, here),
    parents: [...here.parents, node.name],
    elements: elementsInside(node, here),
    ofList: isOfList(node.children[0], here),
  };
  const children = node.name === 'FunctionInvocation' ? node.children.slice(1) : node.children;
  for (const child of children) if (!isCheckedDomain(child)) inspect(child, inside);
}

function inspectName(node: SyntaxNode, here: Inspecting): void {
  const name = here.source.slice(node.from, node.to);
  if (name === 'partial') {
    report(node, here, 'Partial results may not be used in an iteration: they can double at every step.');
  } else if (!/^[A-Za-z]\w*$/.test(name)) {
    const shown = name.length > 30 ? `${name.slice(0, 30)}…` : name;
    const reason = `“${shown}” is not a name: names are made of letters, digits and underscores. Texts are written in double quotes.`;
    here.found.push({ code: 'syntax', reason, from: node.from, to: node.to });
  }
}

function inspectProperty(node: SyntaxNode, here: Inspecting): void {
  const name = here.source.slice(node.from, node.to).replaceAll(/\s+/g, ' ');
  if (PROPERTIES.has(name) || (here.ofList && COLLECTION_MEMBERS.has(name))) return;
  const known = [...PROPERTIES].join(', ');
  const members = [...COLLECTION_MEMBERS].join(', ');
  report(
    node,
    here,
    `Only parts of dates and durations may follow a point: ${known}; and members of what a case keeps lists of: ${members}.`,
  );
}

/** The names that iterations and filters give to the elements of a list of the case. */
function elementsInside(node: SyntaxNode, { source, elements }: Inspecting): ReadonlySet<string> {
  const isList = (one: SyntaxNode | undefined): boolean =>
    one !== undefined && one.name === 'VariableName' && isCollection(textOf(one, source));
  if (node.name === 'FilterExpression') return isList(node.children[0]) ? new Set([...elements, 'item']) : elements;
  const variables = node.children.filter(({ name }) => name === 'InExpressions').flatMap(({ children }) => children);
  const found = variables.flatMap(({ children: [name, , domain] }) =>
    name !== undefined && isList(domain?.children[0]) ? [textOf(name, source)] : [],
  );
  return found.length === 0 ? elements : new Set([...elements, ...found]);
}

/** Whether a value is a list of the case, one that was filtered from it, or one of its elements. */
function isOfList(
  node: SyntaxNode | undefined,
  { source, elements }: Pick<Inspecting, 'source' | 'elements'>,
): boolean {
  if (node?.name === 'FilterExpression') return isOfList(node.children[0], { source, elements });
  if (node?.name !== 'VariableName') return false;
  const name = textOf(node, source);
  return isCollection(name) || elements.has(name);
}

function inspectCall(node: SyntaxNode, here: Inspecting): void {
  const called = node.children[0];
  if (called === undefined) return;
  const name = here.source.slice(called.from, called.to).replaceAll(/\s+/g, ' ');
  if (FUNCTIONS.has(name)) return;
  report(called, here, CURED.get(name) ?? `There is no function “${name}” for conditions.`);
}

/**
 * What the grammar takes but would not do what it seems to say. `x in [1..3]` only tests a range, whereas elsewhere a
 * range could be run through; and without parentheses the grammar reads `x in 5 and y` as `x in (5 and y)`.
 */
function misplacement(node: SyntaxNode, parent: string | undefined): string | null {
  if (node.name === 'SimplePositiveUnaryTest' && parent !== 'PositiveUnaryTest') {
    return 'A range or a comparison without its left side may stand only after “in”.';
  }
  if (!LOGIC.has(node.name)) return null;
  if (parent === 'PositiveUnaryTest' || parent === 'SimplePositiveUnaryTest') {
    return 'Put the whole test with “in” in parentheses: (points in [1..5]) and paid.';
  }
  return node.name === 'Comparison' && parent === 'Comparison'
    ? 'Comparisons cannot be chained. Join two of them with “and”.'
    : null;
}

const LOGIC: ReadonlySet<string> = new Set(['Conjunction', 'Disjunction', 'Comparison']);

/** The domain of an iteration was judged as a whole by `domainSize`. */
function isCheckedDomain(node: SyntaxNode): boolean {
  return node.name === 'IterationContext';
}

function iterationsInside(node: SyntaxNode, here: Inspecting): number {
  const sizes = domains(node).map((domain) => ({ domain, size: domainSize(domain, here.source) }));
  let iterations = here.iterations;
  for (const { domain, size } of sizes) {
    if (size === null) {
      report(
        domain,
        here,
        `“${here.source.slice(domain.from, domain.to)}” cannot be run through: only a list that the case keeps (such as issues), a list of single names and values, or a range between two whole numbers.`,
      );
      continue;
    }
    iterations *= size;
    if (iterations > MOST_ITERATIONS) {
      const reason = `This would run more than ${MOST_ITERATIONS} times. Shorten the lists or ranges.`;
      here.found.push({ code: 'too-many-steps', reason, from: domain.from, to: domain.to });
      return here.iterations;
    }
  }
  return iterations;
}

/** What a node runs through: the lists of `for`, `some` and `every`, or the list that a filter filters. */
function domains(node: SyntaxNode): readonly SyntaxNode[] {
  if (node.name === 'FilterExpression') return node.children.slice(0, 1);
  if (node.name !== 'ForExpression' && node.name !== 'QuantifiedExpression') return [];
  return node.children
    .filter((child) => child.name === 'InExpressions')
    .flatMap((child) => child.children)
    .flatMap((child) => child.children.filter((part) => part.name === 'IterationContext'));
}

/** Number of values, or null where it cannot be known from the text. Computed values are refused: they could grow. */
function domainSize(node: SyntaxNode, source: string): number | null {
  const [only, second, third] = node.children;
  // A case holds a bounded number of them; one run through is all that an expression may have.
  if (node.name === 'VariableName' && isCollection(textOf(node, source))) return MOST_ITERATIONS;
  if (node.name === 'List') return listSize(node);
  if (node.name === 'IterationContext' && second?.name === '..') return rangeSize([only, third], source);
  if (node.name === 'IterationContext' && only !== undefined && second === undefined) return domainSize(only, source);
  return null;
}

function textOf({ from, to }: SyntaxNode, source: string): string {
  return source.slice(from, to).trim();
}

const SINGLE: ReadonlySet<string> = new Set([
  'VariableName',
  'NumericLiteral',
  'StringLiteral',
  'BooleanLiteral',
  'null',
]);

function listSize(list: SyntaxNode): number | null {
  const elements = list.children.filter((child) => child.name !== '[' && child.name !== ']' && child.name !== ',');
  return elements.every((element) => SINGLE.has(element.name)) ? Math.max(elements.length, 1) : null;
}

function rangeSize(ends: readonly (SyntaxNode | undefined)[], source: string): number | null {
  const [first, last] = ends.map((end) => (end === undefined ? Number.NaN : Number(source.slice(end.from, end.to))));
  if (first === undefined || last === undefined || !Number.isSafeInteger(first) || !Number.isSafeInteger(last))
    return null;
  return Math.abs(last - first) + 1;
}

function report(node: SyntaxNode, here: Inspecting, reason: string): void {
  here.found.push({ code: 'not-allowed', reason, from: node.from, to: node.to });
}
