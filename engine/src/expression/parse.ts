// Reads a FEEL expression and refuses what cannot be bounded, before anything is evaluated.
import { COLLECTIONS } from './collections.ts';
import { compiledFormOf } from './compiled-form.ts';
import { refusals } from './refusals.ts';
import { syntaxTree, type SyntaxNode } from '../feel/syntax-tree.ts';

/** A checked expression. Plain data; its compiled form lives beside the evaluator, keyed by this object. */
export interface Expression {
  readonly source: string;
  /** Names it reads from its scope, sorted, each once; names it binds itself are not among them. */
  readonly names: readonly string[];
  /** Those of `names` whose value matters, and not only whether there is one (`amount != null`). */
  readonly valueNames: readonly string[];
}

export interface ExpressionProblem {
  readonly code: 'empty' | 'too-long' | 'too-deep' | 'syntax' | 'not-allowed' | 'too-many-steps';
  readonly reason: string;
  /** Places in the source, counted in UTF-16 units from 0. */
  readonly from: number;
  readonly to: number;
}

export const LONGEST_EXPRESSION = 2000;
export const DEEPEST_EXPRESSION = 32;

type Parsed = { readonly expression: Expression } | { readonly problems: readonly ExpressionProblem[] };

/** Case types say the same short things again and again, and the grammar takes about a millisecond to read one. */
const REMEMBERED_SOURCES = 500;

const parsedSources = new Map<string, Parsed>();

/**
 * Parses FEEL (DMN 1.5, clause 10.3). Every problem is reported, each with its place.
 *
 * Bounded by refusal: at most 2,000 characters, 32 levels, and 100 iterations in one expression. `for`, `some`,
 * `every` and filters run only over lists written out, ranges between whole numbers written out, or one of the lists of a case; contexts,
 * function definitions, patterns, `now()` and `today()` are refused, each with what to do instead.
 *
 * @example parseExpression('notifiedOn + duration("P60D")') // { expression: { source, names: ['notifiedOn'], … } }
 */
export function parseExpression(source: string): Parsed {
  const known = parsedSources.get(source);
  if (known !== undefined) return known;
  const parsed = parseWithin(source);
  if (parsedSources.size >= REMEMBERED_SOURCES) parsedSources.clear();
  if (source.length <= LONGEST_EXPRESSION) parsedSources.set(source, parsed);
  return parsed;
}

/** How much of the stack is left is for the caller to know: a text that does not fit into it nests too deeply too. */
function parseWithin(source: string): Parsed {
  try {
    return parse(source);
  } catch (caught) {
    if (!(caught instanceof RangeError)) throw caught;
    const reason = 'The expression nests too deeply to be read. Split it into derived fields.';
    return { problems: [{ code: 'too-deep', reason, from: 0, to: source.length }] };
  }
}

function parse(source: string): Parsed {
  if (source.trim() === '') {
    return {
      problems: [{ code: 'empty', reason: 'The expression is empty. Write a condition or a value.', from: 0, to: 0 }],
    };
  }
  if (source.length > LONGEST_EXPRESSION) {
    const reason = `The expression has ${source.length} characters; at most ${LONGEST_EXPRESSION} are allowed. Split it into derived fields.`;
    return { problems: [{ code: 'too-long', reason, from: LONGEST_EXPRESSION, to: source.length }] };
  }
  const tree = syntaxTree(source);
  const broken = firstBroken(tree);
  if (broken !== null) return { problems: [syntaxProblem(source, broken)] };
  const deep = tooDeep(tree);
  if (deep !== null) return { problems: [deep] };
  const problems = refusals(tree, source);
  if (problems.length > 0) return { problems };
  const collecting = { source, names: new Set<string>(), valueNames: new Set<string>(), bound: new Set<string>() };
  collectNames(tree, collecting);
  const { names, valueNames } = collecting;
  const expression = { source, names: [...names].toSorted(), valueNames: [...valueNames].toSorted() };
  // A long chain is one level here and many for the evaluator: what it cannot take is refused now and not when it is asked.
  const form = compiledFormOf(expression);
  if ('compiled' in form) return { expression };
  const { reason, from, to } = form.problem;
  return { problems: [{ code: 'too-deep', reason: `${reason} Split it into derived fields.`, from, to }] };
}

function firstBroken(node: SyntaxNode): SyntaxNode | null {
  for (const child of node.children) {
    const found = firstBroken(child);
    if (found !== null) return found;
  }
  return node.broken ? node : null;
}

function syntaxProblem(source: string, broken: SyntaxNode): ExpressionProblem {
  const rest = source.slice(broken.from).trim();
  const near = rest.length > 20 ? `${rest.slice(0, 20)}…` : rest;
  const reason =
    near === ''
      ? 'The expression ends too early: something is missing at its end.'
      : `The expression cannot be read from “${near}” on. Texts are written in double quotes, equality as one =.`;
  return { code: 'syntax', reason, from: broken.from, to: Math.max(broken.to, broken.from) };
}

/** A chain such as `a and b and c` is one level, although the grammar nests it to the left. */
const CHAINS: ReadonlySet<string> = new Set(['ArithmeticExpression', 'Conjunction', 'Disjunction', 'PathExpression']);

function tooDeep(tree: SyntaxNode): ExpressionProblem | null {
  const pending: { node: SyntaxNode; depth: number }[] = [{ node: tree, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, depth } = next;
    if (depth > DEEPEST_EXPRESSION) {
      const reason = `The expression is nested more than ${DEEPEST_EXPRESSION} levels deep. Split it into derived fields.`;
      return { code: 'too-deep', reason, from: node.from, to: node.to };
    }
    node.children.forEach((child, index) => {
      const continuesChain = index === 0 && CHAINS.has(node.name) && child.name === node.name;
      const leaf = child.children.length === 0;
      pending.push({ node: child, depth: continuesChain || leaf ? depth : depth + 1 });
    });
  }
  return null;
}

interface Collecting {
  readonly source: string;
  readonly names: Set<string>;
  readonly valueNames: Set<string>;
  readonly bound: ReadonlySet<string>;
}

function collectNames(node: SyntaxNode, into: Collecting): void {
  if (node.name === 'VariableName') {
    const name = nameOf(node, into.source);
    if (into.bound.has(name)) return;
    into.names.add(name);
    into.valueNames.add(name);
    return;
  }
  const tested = testedForNull(node, into.source);
  if (tested !== null) {
    if (!into.bound.has(tested)) into.names.add(tested);
    return;
  }
  // A type's name is no variable, and a called function was checked against the list of allowed ones.
  if (node.name === 'Type') return;
  const children = node.name === 'FunctionInvocation' ? node.children.slice(1) : node.children;
  const bound = boundBy(node, into);
  for (const child of children) collectNames(child, bound === into.bound ? into : { ...into, bound });
}

/** The name in `name = null`, `name != null` or the other way round. */
function testedForNull(node: SyntaxNode, source: string): string | null {
  const [left, operator, right] = node.children;
  if (node.name !== 'Comparison' || left === undefined || operator === undefined || right === undefined) return null;
  const sign = source.slice(operator.from, operator.to);
  if (sign !== '=' && sign !== '!=') return null;
  if (left.name === 'VariableName' && right.name === 'null') return nameOf(left, source);
  return left.name === 'null' && right.name === 'VariableName' ? nameOf(right, source) : null;
}

/** Names bound for everything inside a node: iteration variables, and `item` in a filter. */
function boundBy(node: SyntaxNode, into: Collecting): ReadonlySet<string> {
  if (node.name === 'FilterExpression') return new Set([...into.bound, 'item', ...membersIn(node, into.source)]);
  if (node.name !== 'ForExpression' && node.name !== 'QuantifiedExpression') return into.bound;
  const names = node.children
    .filter((child) => child.name === 'InExpressions')
    .flatMap((child) => child.children)
    .flatMap((child) => child.children.filter((part) => part.name === 'Name'))
    .map((name) => nameOf(name, into.source));
  return new Set([...into.bound, ...names]);
}

/** What the elements of a filtered list of the case are asked for by name. */
function membersIn({ children: [list] }: SyntaxNode, source: string): readonly string[] {
  const name = list?.name === 'VariableName' ? nameOf(list, source) : '';
  return Object.hasOwn(COLLECTIONS, name) ? (COLLECTIONS[name] ?? []) : [];
}

/** A name with its inner spaces made single, as FEEL compares names (DMN 1.5, 10.3.1.2). */
export function nameOf(node: SyntaxNode, source: string): string {
  return source.slice(node.from, node.to).trim().replaceAll(/\s+/g, ' ');
}
