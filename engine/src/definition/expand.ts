// Makes a case type whole: what it imports under `uses` is merged into its text, which is then checked, hashed and published like
// any other. Problems of the whole text are led back to the file and line where somebody can mend them.
import { isMap, isScalar, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml';
import { BLOCK_HEAD, type BlockShelf, PLACE_OF_PARAMETER } from './block.ts';
import { filledIn, type Import, importsOf, unfitNames } from './block-imports.ts';
import { childOf } from './located.ts';
import { fillIn, keyOf, mergeSections, nodesOf } from './merge-block.ts';
import { type CaseTypeProblem, inOrder, report } from './problem.ts';
import { readYaml } from './read-yaml.ts';

export interface Expansion {
  /** The whole text; the very text that came in where it imports nothing. */
  readonly source: string;
  /** A problem of the whole text, where it stands in the files. */
  readonly relocate: (problem: CaseTypeProblem) => CaseTypeProblem;
}

type Problems = { readonly problems: readonly CaseTypeProblem[] };

/**
 * Expands the source of a case type.
 *
 * @example expandCaseType(source, new Map([['internal-review@1.0.0', { file, source }]])) // { source, relocate }
 */
export function expandCaseType(source: string, shelf: BlockShelf): Expansion | Problems {
  if (!/\buses\b/.test(source)) return unchanged(source);
  const { root, findings } = readYaml(source);
  // What cannot be read is for the checker to say.
  if (root === null || findings.problems.length > 0 || childOf(root, 'uses') === null) return unchanged(source);
  const imports = importsOf(root, { shelf, findings });
  const broken = imports.flatMap(problemsOf);
  if (findings.problems.length + broken.length > 0) return { problems: [...inOrder(findings.problems), ...broken] };
  const whole = merged(source, imports);
  if ('problems' in whole) return whole;
  const text = readYaml(whole.source);
  for (const { at, ...problem } of unfitNames(imports, text.root)) report(findings, at, problem);
  return findings.problems.length > 0 ? { problems: inOrder(findings.problems) } : whole;
}

function unchanged(source: string): Expansion {
  return { source, relocate: (problem) => problem };
}

function problemsOf({ id, read, file: { file } }: Import): readonly CaseTypeProblem[] {
  if ('block' in read) return [];
  return read.problems.map((problem) => ({ ...problem, from: { file, block: id } }));
}

/** Where a node came from. */
interface Origin {
  readonly text: string;
  readonly offset: number;
  readonly value: unknown;
  readonly from?: { readonly file: string; readonly block: string };
}

function merged(source: string, imports: readonly Import[]): Expansion | Problems {
  const document = parse(source);
  const root = document.contents;
  if (!isMap(root)) return unchanged(source);
  const origins = new Map<Node, Origin>();
  remember(root, { text: source }, origins);
  const problems: CaseTypeProblem[] = [];
  for (const one of imports) {
    if (!('block' in one.read)) continue;
    const from = { file: one.file.file, block: one.id };
    const fragment = parse(one.file.source).contents;
    if (!isMap(fragment)) continue;
    remember(fragment, { text: one.file.source, from }, origins);
    fillIn(fragment, filledIn(one.read.block, one.values), PLACE_OF_PARAMETER);
    fragment.items = fragment.items.filter((pair) => !BLOCK_HEAD.has(keyOf(pair)));
    for (const { path, node } of mergeSections(root, fragment)) {
      problems.push(conflict(path, { first: firstAt(root, path), second: node }, origins));
    }
  }
  if (problems.length > 0) return { problems };
  for (const pair of root.items) if (keyOf(pair) === 'uses' && isScalar(pair.key)) pair.key.value = 'expanded';
  const text = document.toString({ lineWidth: 0 });
  return { source: text, relocate: (problem) => relocated(problem, { text, root, origins }) };
}

function parse(source: string): ReturnType<typeof parseDocument> {
  return parseDocument(source, { uniqueKeys: false, prettyErrors: false, merge: false, version: '1.2' });
}

function remember(root: Node, of: Pick<Origin, 'text' | 'from'>, origins: Map<Node, Origin>): void {
  for (const node of nodesOf(root)) {
    origins.set(node, { ...of, offset: node.range?.[0] ?? 0, value: isScalar(node) ? node.value : null });
  }
}

/** The node that defined a name first, which may be a key of the case type or of another block. */
function firstAt(root: YAMLMap, path: string): Node | null {
  let at: unknown = root;
  let key: Node | null = null;
  for (const name of path.split('.')) {
    const pair: Pair | undefined = isMap(at) ? at.items.find((one) => keyOf(one) === name) : undefined;
    if (pair === undefined) return key;
    key = isScalar(pair.key) ? pair.key : key;
    at = pair.value;
  }
  return key;
}

function conflict(
  path: string,
  { first, second }: { readonly first: Node | null; readonly second: Node },
  origins: ReadonlyMap<Node, Origin>,
): CaseTypeProblem {
  const other = first === null ? undefined : origins.get(first);
  const mine = origins.get(second);
  const line = other === undefined ? 1 : positionIn(other.text, other.offset).line;
  const where = other?.from === undefined ? `the case type, line ${line}` : `${other.from.block}, line ${line}`;
  return {
    ...positionIn(mine?.text ?? '', mine?.offset ?? 0),
    path,
    code: 'block-conflict',
    reason: `“${path.split('.').at(-1) ?? ''}” is defined already, by ${where}. Give one of the two another name.`,
    ...(mine?.from === undefined ? {} : { from: mine.from }),
  };
}

function relocated(
  problem: CaseTypeProblem,
  { text, root, origins }: { readonly text: string; readonly root: Node; readonly origins: ReadonlyMap<Node, Origin> },
): CaseTypeProblem {
  const offset = offsetIn(text, problem);
  const written = nodesOf(parse(text).contents);
  const meant = nodesOf(root);
  // The text was written from the one tree and read into the other, so that they have the same nodes in the same order.
  let at = -1;
  written.forEach((node, index) => {
    if ((node.range?.[0] ?? 0) <= offset) at = index;
  });
  const node = meant[at];
  const origin = node === undefined ? undefined : origins.get(node);
  if (node === undefined || origin === undefined) return problem;
  const isSame = isScalar(node) && node.value === origin.value;
  const beyond = isSame ? offset - (written[at]?.range?.[0] ?? offset) : 0;
  const place = positionIn(origin.text, origin.offset + beyond);
  return { ...problem, ...place, ...(origin.from === undefined ? {} : { from: origin.from }) };
}

function positionIn(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

function offsetIn(text: string, { line, column }: CaseTypeProblem): number {
  const lines = text.split('\n').slice(0, line - 1);
  return lines.reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
}
