// Things that only one place may do: speak SQL, set the context, register a route. Anywhere else they would go round
// the policy or the audit without anybody noticing.
import { roomOf, SOLE_CALLERS } from './house.ts';
import {
  type AstNode,
  type CodeFile,
  type Finding,
  isNode,
  isTest,
  nameOf,
  type Rule,
  type Tree,
  walk,
} from './tree.ts';

const SQL_ROOMS: readonly string[] = ['server/store', 'server/bench', 'server/full'];
/** What the launcher may say to a server before there is a database of ours: roles, databases, whether it answers. */
const LAUNCH_SQL = /^\s*(?:select 1|select [^;]* from pg_|(?:create|alter|drop) (?:role|database) |begin|commit)/i;
const SQL =
  /^\s*(?:--[^\n]*\n\s*)*(?:(?:select|SELECT)\s|(?:insert into|INSERT INTO)\s|(?:update|UPDATE) \w+(?: \w+)? (?:set|SET)\s|(?:delete from|DELETE FROM)\s|(?:with|WITH) \w+ (?:as|AS) \(|(?:create|alter|drop|CREATE|ALTER|DROP) (?:table|role|database|schema|policy|index|function|extension|user|TABLE|ROLE|DATABASE|SCHEMA|POLICY|INDEX|FUNCTION|EXTENSION|USER)\s|(?:truncate|TRUNCATE)\s|(?:set local|SET LOCAL)\s|(?:grant|revoke|GRANT|REVOKE) \w+.* (?:to|from|on|TO|FROM|ON)\s|(?:begin|commit|rollback|BEGIN|COMMIT|ROLLBACK);?\s*$)/;
const METHODS = new Set(['get', 'post', 'put', 'patch', 'delete', 'options', 'head', 'all']);
const ROUTE_FILE = 'server/src/api/route.ts';

export const doorRules: readonly Rule[] = [
  {
    name: 'sql-in-the-store',
    cure: 'Write the statement as one operation in server/src/store, or as a numbered file in server/migrations, and call that.',
    find: (tree) =>
      strings(tree).flatMap(({ path, line, text }) =>
        speaksSql(path, text) ? [{ path, line, what: `SQL: ${text.trim().slice(0, 40)}` }] : [],
      ),
  },
  {
    name: 'no-set-config',
    cure: 'Set the context by the literal `SET LOCAL app.ctx` of the store: set_config() is not carried to the shards of Citus and gives empty lists instead of an error.',
    find: (tree) =>
      [...tree.files.values()]
        .filter((file) => /^(server|engine|web|e2e)\/.*\.(ts|tsx|mjs|sql)$/.test(file.path))
        .flatMap((file) =>
          file.text
            .split('\n')
            .flatMap((text, index) =>
              /\bset_config\s*\(/i.test(text) ? [{ path: file.path, line: index + 1, what: 'calls set_config' }] : [],
            ),
        ),
  },
  {
    name: 'routes-by-one-door',
    cure: `Register it through ${ROUTE_FILE}, which binds every route to its policy and its audit.`,
    find: findRoutes,
  },
  {
    name: 'sole-callers',
    cure: 'Go through the file that calls it (SOLE_CALLERS in scripts/tidy/house.ts): what that file does before, such as recording the read, must not be skipped.',
    find: (tree) =>
      [...tree.code.values()]
        .filter((file) => /^(server|web)\/src\//.test(file.path) && !isTest(file.path))
        .flatMap(strangeCallers),
  },
];

function strangeCallers(file: CodeFile): readonly Finding[] {
  const findings: Finding[] = [];
  walk(file.program, (node) => {
    const name = node.type === 'ImportSpecifier' ? nameOf(node['imported']) : '';
    const callers = Object.hasOwn(SOLE_CALLERS, name) ? SOLE_CALLERS[name] : undefined;
    if (callers === undefined || callers.includes(file.path) || node['importKind'] === 'type') return;
    findings.push({
      path: file.path,
      line: file.lineAt(node.start),
      what: `imports ${name}, which only ${callers.join(', ')} may call`,
    });
  });
  return findings;
}

function speaksSql(path: string, text: string): boolean {
  const room = roomOf(path);
  if (!/^(server|engine|web)(\/|$)/.test(room) || SQL_ROOMS.includes(room) || isTest(path)) return false;
  return SQL.test(text) && !(room === 'server/launch' && LAUNCH_SQL.test(text));
}

function strings(tree: Tree): readonly (Finding & { readonly text: string })[] {
  const found: (Finding & { readonly text: string })[] = [];
  for (const file of tree.code.values()) {
    walk(file.program, (node) => {
      const text = textOf(node);
      if (text !== '') found.push({ path: file.path, line: file.lineAt(node.start), what: '', text });
    });
  }
  return found;
}

/** A string literal's text, or the first part of a template. */
function textOf(node: AstNode): string {
  if (node.type === 'Literal') return nameOf(node);
  const first: unknown = node.type === 'TemplateLiteral' && Array.isArray(node['quasis']) ? node['quasis'][0] : null;
  const value: unknown = isNode(first) ? first['value'] : null;
  return typeof value === 'object' && value !== null && 'raw' in value ? String(value.raw) : '';
}

function findRoutes(tree: Tree): readonly Finding[] {
  const findings: Finding[] = [];
  for (const file of tree.code.values()) {
    if (!file.path.startsWith('server/src/') || file.path === ROUTE_FILE || isTest(file.path)) continue;
    walk(file.program, (node) => {
      if (registersRoute(node))
        findings.push({ path: file.path, line: file.lineAt(node.start), what: 'registers a route' });
    });
  }
  return findings;
}

function registersRoute(node: AstNode): boolean {
  const callee = node['callee'];
  if (node.type !== 'CallExpression' || !isNode(callee) || callee.type !== 'MemberExpression') return false;
  const method = nameOf(callee['property']);
  const first: unknown = Array.isArray(node['arguments']) ? node['arguments'][0] : null;
  if (!isNode(first)) return false;
  if (method === 'route') return first.type === 'ObjectExpression';
  return METHODS.has(method) && textOf(first).startsWith('/');
}
