// Limits on size: a page for a function, a sitting for a file. A limit that is in the way is a sign to split, so none
// of them can be switched off in place; see `comments.ts`.
import { WIDE_CONTRACTS } from './house.ts';
import {
  type AstNode,
  childrenOf,
  type CodeFile,
  type Finding,
  isGenerated,
  isNode,
  isTest,
  nameOf,
  type Rule,
  type Tree,
  walk,
} from './tree.ts';

export const FILE_LINES = 400;
export const TEST_FILE_LINES = 600;
export const FUNCTION_LINES = 60;
export const PARAMETERS = 3;
export const NESTING = 3;

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);
const NESTED = new Set([
  'IfStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'WhileStatement',
  'DoWhileStatement',
  'SwitchStatement',
  'TryStatement',
]);

export const sizeRules: readonly Rule[] = [
  {
    name: 'file-size',
    cure: `Split the file by what its parts do: at most ${FILE_LINES} lines, ${TEST_FILE_LINES} in a test.`,
    find: (tree) => [...tree.files.values()].flatMap(fileSize),
  },
  {
    name: 'function-size',
    cure: `Keep the control flow here and move the leaves into functions of their own: at most ${FUNCTION_LINES} lines.`,
    find: (tree) => inFunctions(tree, functionSize),
  },
  {
    name: 'parameters',
    cure: `Take at most ${PARAMETERS} parameters; put the rest into one options object with names.`,
    find: (tree) => inFunctions(tree, parameterCount),
  },
  {
    name: 'nesting',
    cure: `Return early or name the inner part as a function: at most ${NESTING} levels.`,
    find: (tree) => inFunctions(tree, nesting),
  },
];

function fileSize(file: { readonly path: string; readonly text: string }): readonly Finding[] {
  if (!/\.(ts|tsx|mjs|css)$/.test(file.path) || isGenerated(file)) return [];
  const lines = file.text.split('\n').length - (file.text.endsWith('\n') ? 1 : 0);
  const limit = isTest(file.path) ? TEST_FILE_LINES : FILE_LINES;
  return lines <= limit ? [] : [{ path: file.path, line: limit + 1, what: `${lines} lines` }];
}

type FunctionCheck = (file: CodeFile, node: AstNode, parent: AstNode | undefined) => string | null;

function inFunctions(tree: Tree, check: FunctionCheck): readonly Finding[] {
  const findings: Finding[] = [];
  for (const file of tree.code.values()) {
    if (isGenerated(file)) continue;
    walk(file.program, (node, ancestors) => {
      const what = FUNCTIONS.has(node.type) ? check(file, node, ancestors.at(-1)) : null;
      if (what !== null) findings.push({ path: file.path, line: file.lineAt(node.start), what });
    });
  }
  return findings;
}

function functionSize(file: CodeFile, node: AstNode, parent: AstNode | undefined): string | null {
  // The callback of `describe` is a chapter of tests, not a function that somebody has to hold in mind.
  if (isTest(file.path) && parent?.type === 'CallExpression' && /^describe\b/.test(calledName(parent))) return null;
  const lines = file.lineAt(node.end) - file.lineAt(node.start) + 1;
  return lines <= FUNCTION_LINES ? null : `${functionName(node, parent)} has ${lines} lines`;
}

function parameterCount(file: CodeFile, node: AstNode, parent: AstNode | undefined): string | null {
  // What a callback takes is the choice of whoever calls it.
  if (node.type === 'ArrowFunctionExpression' && /^(CallExpression|NewExpression|Property)$/.test(parent?.type ?? ''))
    return null;
  const parameters = Array.isArray(node['params']) ? node['params'].length : 0;
  const name = functionName(node, parent);
  return parameters <= PARAMETERS || WIDE_CONTRACTS.includes(`${file.path}:${name}`)
    ? null
    : `${name} takes ${parameters} parameters`;
}

function nesting(_file: CodeFile, node: AstNode, parent: AstNode | undefined): string | null {
  const body = node['body'];
  const deepest = isNode(body) ? depthBelow(body) : 0;
  return deepest <= NESTING ? null : `${functionName(node, parent)} nests ${deepest} levels`;
}

/** Levels of control flow below a node; an inner function starts again at none, `else if` adds none. */
function depthBelow(node: AstNode): number {
  let deepest = 0;
  for (const child of childrenOf(node)) {
    if (FUNCTIONS.has(child.type)) continue;
    const chained = node.type === 'IfStatement' && node['alternate'] === child && child.type === 'IfStatement';
    const own = NESTED.has(child.type) && !chained ? 1 : 0;
    deepest = Math.max(deepest, own + depthBelow(child));
  }
  return deepest;
}

function functionName(node: AstNode, parent: AstNode | undefined): string {
  const own = nameOf(node['id']);
  if (own !== '') return own;
  if (parent?.type === 'VariableDeclarator') return nameOf(parent['id']);
  if (parent?.type === 'Property' || parent?.type === 'MethodDefinition') return nameOf(parent['key']);
  return parent?.type === 'CallExpression' ? `a function given to ${calledName(parent)}` : 'a function';
}

function calledName(call: AstNode): string {
  const callee = call['callee'];
  if (!isNode(callee)) return '';
  if (callee.type === 'MemberExpression')
    return `${calledName({ ...callee, callee: callee['object'] })}.${nameOf(callee['property'])}`;
  if (callee.type === 'CallExpression') return calledName(callee);
  return nameOf(callee);
}
