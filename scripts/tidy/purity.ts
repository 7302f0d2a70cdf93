// What keeps the engine pure: no input or output, no clock, no chance, no waiting, nothing that differs between two
// machines. Tests of the engine are exempt, since they read scenarios from files.
import { type AstNode, type CodeFile, type Finding, isNode, isTest, nameOf, type Rule, walk } from './tree.ts';

const OUTSIDE = new Set([
  'process',
  'Buffer',
  'require',
  'module',
  '__dirname',
  '__filename',
  'global',
  'globalThis',
  'console',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'requestAnimationFrame',
  'performance',
  'crypto',
  'window',
  'document',
  'navigator',
  'location',
  'history',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'alert',
  'XMLHttpRequest',
  'WebSocket',
  'EventSource',
  'Worker',
  'HTMLElement',
  'Element',
  'Node',
  'DOMParser',
  'eval',
  'Function',
]);

/** Getters and setters of Date that answer in the zone of the machine. */
const LOCAL_DATE = /^[gs]et(FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds|TimezoneOffset|Year)$/;
const LOCAL_TEXT = new Set([
  'toLocaleString',
  'toLocaleDateString',
  'toLocaleTimeString',
  'toLocaleUpperCase',
  'toLocaleLowerCase',
]);

export const purityRules: readonly Rule[] = [
  {
    name: 'engine-purity',
    cure: 'The engine takes time, ids, chance and data as arguments and answers at once; do this in server or web and pass the result in.',
    find: (tree) =>
      [...tree.code.values()]
        .filter((file) => file.path.startsWith('engine/src/') && !isTest(file.path))
        .flatMap(impurities),
  },
];

function impurities(file: CodeFile): readonly Finding[] {
  const declared = declaredNames(file.program);
  const findings: Finding[] = [];
  for (const { specifier, line } of file.imports) {
    if (specifier.startsWith('node:')) findings.push({ path: file.path, line, what: `imports ${specifier}` });
  }
  walk(file.program, (node, ancestors) => {
    const what = impurity(node, ancestors.at(-1), declared);
    if (what !== null) findings.push({ path: file.path, line: file.lineAt(node.start), what });
  });
  return findings;
}

function impurity(node: AstNode, parent: AstNode | undefined, declared: ReadonlySet<string>): string | null {
  if (node['async'] === true) return 'has an async function';
  switch (node.type) {
    case 'AwaitExpression':
      return 'waits (await)';
    case 'Identifier':
    case 'TSTypeReference':
      return nameImpurity(node, parent, declared);
    case 'NewExpression':
      return dateImpurity(node);
    case 'CallExpression':
      return callImpurity(node);
    default:
      return null;
  }
}

function nameImpurity(node: AstNode, parent: AstNode | undefined, declared: ReadonlySet<string>): string | null {
  const name = nameOf(node.type === 'TSTypeReference' ? node['typeName'] : node);
  if (name === 'Promise') return parent?.type === 'TSTypeReference' ? null : 'uses Promise';
  if (node.type !== 'Identifier' || !OUTSIDE.has(name) || declared.has(name)) return null;
  return isReference(node, parent) ? `uses the global ${name}` : null;
}

/** False for the `x` of `a.x`, `{ x: 1 }` and of type members, which name no global. */
function isReference(node: AstNode, parent: AstNode | undefined): boolean {
  if (parent === undefined) return false;
  if (parent.type === 'MemberExpression') return parent['object'] === node || parent['computed'] === true;
  if (parent.type === 'Property') return parent['value'] === node;
  return !parent.type.startsWith('TS') && !parent.type.startsWith('Import') && !parent.type.startsWith('Export');
}

function dateImpurity(node: AstNode): string | null {
  const name = calleeName(node);
  const given = argumentsOf(node);
  if (name === 'Date' && given.length === 0) return 'reads the clock (new Date())';
  if (name === 'Date' && given.length > 1) return 'builds a Date in the zone of the machine (new Date(y, m, ...))';
  return intlImpurity(name, given);
}

function callImpurity(node: AstNode): string | null {
  const name = calleeName(node);
  const given = argumentsOf(node);
  if (name === 'Date') return 'reads the clock (Date())';
  if (name === 'Date.now' || name === 'Math.random' || name.startsWith('Temporal.Now')) return `calls ${name}`;
  const method =
    isNode(node['callee']) && node['callee'].type === 'MemberExpression' ? nameOf(node['callee']['property']) : '';
  if (LOCAL_DATE.test(method)) return `calls ${method}, which answers in the zone of the machine; use the UTC form`;
  if (LOCAL_TEXT.has(method) && given.length === 0) return `calls ${method} without a locale`;
  if (method === 'localeCompare' && given.length < 2) return 'calls localeCompare without a locale';
  return intlImpurity(name, given);
}

function intlImpurity(name: string, given: readonly AstNode[]): string | null {
  if (!/^Intl\.[A-Z]/.test(name)) return null;
  if (given.length === 0) return `uses ${name} without a locale`;
  const options = given[1];
  if (name !== 'Intl.DateTimeFormat') return null;
  if (options === undefined) return 'uses Intl.DateTimeFormat without a zone';
  const members =
    options.type === 'ObjectExpression' && Array.isArray(options['properties'])
      ? options['properties'].filter(isNode)
      : null;
  // Options that are not written in place cannot be judged here.
  if (members === null || members.some((member) => member.type === 'SpreadElement')) return null;
  return members.some((member) => nameOf(member['key']) === 'timeZone')
    ? null
    : 'uses Intl.DateTimeFormat without a zone';
}

/** `Date`, `Date.now`, `Intl.DateTimeFormat`; empty for anything longer or computed. */
function calleeName(node: AstNode): string {
  const callee = node['callee'];
  if (!isNode(callee)) return '';
  if (callee.type === 'MemberExpression') return `${nameOf(callee['object'])}.${nameOf(callee['property'])}`;
  return nameOf(callee);
}

function argumentsOf(node: AstNode): readonly AstNode[] {
  return Array.isArray(node['arguments']) ? node['arguments'].filter(isNode) : [];
}

/** Names that the file declares itself; a parameter called `document` is not the browser's. */
function declaredNames(program: AstNode): ReadonlySet<string> {
  const names = new Set<string>();
  const bind = (pattern: unknown): void => {
    if (!isNode(pattern)) return;
    if (pattern.type === 'Identifier') names.add(nameOf(pattern));
    else walk(pattern, (node) => (node.type === 'Identifier' ? names.add(nameOf(node)) : names));
  };
  walk(program, (node) => {
    if (node.type === 'VariableDeclarator' || node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration')
      bind(node['id']);
    if (node.type.startsWith('Import') && node.type.endsWith('Specifier')) bind(node['local']);
    if (Array.isArray(node['params'])) node['params'].forEach(bind);
  });
  return names;
}
