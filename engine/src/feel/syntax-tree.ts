// Turns the grammar's tree into plain nodes that a checker and the compiler can walk. The only file that knows the
// parser; refuses texts so long or so deep that reading them would take long.
import { parser, trackVariables } from 'lezer-feel';

type Tree = ReturnType<typeof parser.parse>;

export interface SyntaxNode {
  /** The grammar's own name, for example `Comparison` or `VariableName`. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly broken: boolean;
  readonly children: readonly SyntaxNode[];
}

/** Names that hold characters of operators, or that look like keywords, each with the shape of what is below it. */
export interface NameShape {
  readonly [name: string]: NameShape | 1;
}

export type Dialect = 'Expression' | 'UnaryTests';

interface OpenNode {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly broken: boolean;
  readonly children: OpenNode[];
}

const COMMENTS: ReadonlySet<string> = new Set(['LineComment', 'BlockComment']);

/** The tree of a FEEL text. Never fails: what could not be read is a node marked `broken`. */
export function syntaxTree(source: string, names: NameShape = {}, dialect: Dialect = 'Expression'): SyntaxNode {
  const configured = parser.configure({ top: dialect, contextTracker: trackVariables(names), strict: false });
  return plainTree(configured.parse(withRanges(source)), source.length);
}

/**
 * The tree of a FEEL text that can be read, or the first place from which it cannot. Does not try to make sense of what
 * follows such a place, so it takes far less time than `syntaxTree` on a text that is made to be hard to read.
 */
export function strictTree(
  source: string,
  names: NameShape,
  dialect: Dialect,
): { readonly tree: SyntaxNode } | { readonly brokenAt: number } {
  const configured = parser.configure({ top: dialect, contextTracker: trackVariables(names), strict: true });
  try {
    return { tree: plainTree(configured.parse(withRanges(source)), source.length) };
  } catch (caught) {
    const [, place = '0'] = caught instanceof Error ? (/at (\d+)$/.exec(caught.message) ?? []) : [];
    return { brokenAt: Number(place) };
  }
}

/** Open brackets at the deepest place, outside of texts; asked before a text is read, since reading depth takes long. */
export function bracketDepth(source: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [sign] of source.matchAll(/"(?:[^"\\]|\\.)*"|[([{)\]}]/gs)) {
    if (sign === '(' || sign === '[' || sign === '{') depth += 1;
    else if (!sign.startsWith('"')) depth = Math.max(0, depth - 1);
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function plainTree(parsed: Tree, length: number): SyntaxNode {
  const root: OpenNode = { name: 'Root', from: 0, to: length, broken: false, children: [] };
  const open: OpenNode[] = [root];
  parsed.iterate({
    enter(found) {
      if (COMMENTS.has(found.name)) return false;
      const node: OpenNode = {
        name: found.name,
        from: found.from,
        to: found.to,
        broken: found.type.isError,
        children: [],
      };
      open.at(-1)?.children.push(node);
      open.push(node);
      return true;
    },
    leave() {
      open.pop();
    },
  });
  return root.children[0] ?? root;
}

/**
 * The grammar has no type `range<…>` yet, so it is read as a list type of the same length. The compiler looks at the
 * text itself and sees which of the two it is.
 */
function withRanges(source: string): string {
  return source.replaceAll(
    /(\bof\s+|[:<,]\s*|->\s*)range(?=\s*<\s*[a-z])/g,
    (_whole, before: string) => `${before} list`,
  );
}

/** Levels of nesting, counted without recursion since it is asked before anything else walks the tree. */
export function depthOf(tree: SyntaxNode): number {
  let deepest = 0;
  const pending: { readonly node: SyntaxNode; readonly depth: number }[] = [{ node: tree, depth: 1 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    deepest = Math.max(deepest, next.depth);
    for (const child of next.node.children) pending.push({ node: child, depth: next.depth + 1 });
  }
  return deepest;
}

/** The first part that could not be read, in the order of the text. */
export function firstBroken(tree: SyntaxNode): SyntaxNode | null {
  const pending: SyntaxNode[] = [tree];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.broken) return node;
    for (const child of node.children.toReversed()) pending.push(child);
  }
  return null;
}

/** A name with its inner spaces as FEEL compares names: single, and none around the characters of operators. */
export function normalName(text: string): string {
  if (/^[\w?]*$/.test(text)) return text;
  return text
    .trim()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([./'+*-]) ?/g, '$1');
}
