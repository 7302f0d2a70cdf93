// A list of files, parsed once, that every tidy rule reads. It knows nothing of the disk: a rule gets the same from
// a fixture of three lines as from the real tree, which is how the rules themselves are tested.
import { parseSync, visitorKeys } from 'oxc-parser';

/** A file by its path from the root of the project, with forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** ESTree as the parser gives it; which members there are depends on `type`. */
export interface AstNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [member: string]: unknown;
}

export interface CodeComment {
  readonly text: string;
  readonly start: number;
  readonly firstLine: number;
  readonly lastLine: number;
}

export interface ImportedModule {
  readonly specifier: string;
  /** True where nothing is left of it when types are stripped. */
  readonly typeOnly: boolean;
  readonly line: number;
}

export interface CodeFile extends SourceFile {
  readonly program: AstNode;
  readonly comments: readonly CodeComment[];
  readonly imports: readonly ImportedModule[];
  /** The first reason why it does not parse, and where; rules then see only what came before. */
  readonly fault: { readonly line: number; readonly reason: string } | null;
  /** Line, from 1, of an offset in the text. */
  readonly lineAt: (offset: number) => number;
}

export interface Tree {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly code: ReadonlyMap<string, CodeFile>;
}

/** One broken rule at one place. */
export interface Finding {
  readonly path: string;
  readonly line: number;
  readonly what: string;
}

/** `cure` is a sentence that says what to do; it is printed with every finding. */
export interface Rule {
  readonly name: string;
  readonly cure: string;
  readonly find: (tree: Tree) => readonly Finding[];
}

/** Parses what is code. A file that does not parse keeps its fault, for a rule to report. */
export function makeTree(files: readonly SourceFile[]): Tree {
  const code = new Map<string, CodeFile>();
  for (const file of files) {
    if (/\.(ts|tsx|mjs)$/.test(file.path)) code.set(file.path, parse(file));
  }
  return { files: new Map(files.map((file) => [file.path, file])), code };
}

/** Visits every node of a tree, parents first, with the chain of its ancestors, nearest last. */
export function walk(root: AstNode, visit: (node: AstNode, ancestors: readonly AstNode[]) => void): void {
  const ancestors: AstNode[] = [];
  const descend = (node: AstNode): void => {
    visit(node, ancestors);
    ancestors.push(node);
    for (const child of childrenOf(node)) descend(child);
    ancestors.pop();
  };
  descend(root);
}

/** The nodes directly below one, in the order of the text. */
export function childrenOf(node: AstNode): readonly AstNode[] {
  const children: AstNode[] = [];
  for (const key of visitorKeys[node.type] ?? []) {
    const member = node[key];
    if (Array.isArray(member)) children.push(...member.filter(isNode));
    else if (isNode(member)) children.push(member);
  }
  return children;
}

export function isNode(value: unknown): value is AstNode {
  return (
    typeof value === 'object' && value !== null && 'type' in value && 'start' in value && typeof value.type === 'string'
  );
}

/** The name of an identifier or the text of a string literal, else an empty string. */
export function nameOf(node: unknown): string {
  if (!isNode(node)) return '';
  if (node.type === 'Identifier' || node.type === 'JSXIdentifier') return String(node['name']);
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value'];
  return '';
}

/** True for tests of any kind and for what only tests use: they may reach further than the code that they test. */
export function isTest(path: string): boolean {
  return (
    /\.(test|e2e)\.tsx?$/.test(path) ||
    /(^|\/)(test-[a-z0-9-]+|[a-z0-9-]+-under-test)\.tsx?$/.test(path) ||
    path.startsWith('e2e/')
  );
}

/** True for files that a program writes; people do not edit them, so the limits on form do not apply. */
export function isGenerated(file: SourceFile): boolean {
  const opening = file.text.slice(0, 300).split('\n')[0] ?? '';
  return /^(\/\/|\/\*+|--|#) ?Generated\b/.test(opening) || opening.includes('written by `npm run generate`');
}

function parse(file: SourceFile): CodeFile {
  const result = parseSync(file.path, file.text, { astType: file.path.endsWith('mjs') ? 'js' : 'ts' });
  const lineAt = lineFinder(file.text);
  // The parser's own node types are a closed union without an index; rules look members up by name.
  const program = result.program as unknown as AstNode;
  const comments = result.comments.map((comment) => ({
    text: comment.value.trim(),
    start: comment.start,
    firstLine: lineAt(comment.start),
    lastLine: lineAt(comment.end),
  }));
  const [error] = result.errors;
  const fault = error === undefined ? null : { line: lineAt(error.labels[0]?.start ?? 0), reason: error.message };
  return { ...file, program, comments, imports: importsIn(program, lineAt), fault, lineAt };
}

function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}

const IMPORTING = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
]);

function importsIn(program: AstNode, lineAt: (offset: number) => number): readonly ImportedModule[] {
  const found: ImportedModule[] = [];
  walk(program, (node) => {
    if (!IMPORTING.has(node.type)) return;
    const specifier = nameOf(node['source']);
    if (specifier !== '') found.push({ specifier, typeOnly: isTypeOnly(node), line: lineAt(node.start) });
  });
  return found;
}

function isTypeOnly(node: AstNode): boolean {
  if (node.type === 'TSImportType' || node['importKind'] === 'type' || node['exportKind'] === 'type') return true;
  const specifiers = Array.isArray(node['specifiers']) ? node['specifiers'].filter(isNode) : [];
  return (
    specifiers.length > 0 && specifiers.every((each) => each['importKind'] === 'type' || each['exportKind'] === 'type')
  );
}
