// The form of the code: what may be exported and how, which parts of the language are left alone, and which casts
// need a reason. It reads single files; who may import whom is in `directions.ts`.
import { BRANDS, LOADED_BY_TOOLS } from './house.ts';
import {
  type AstNode,
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

export const formRules: readonly Rule[] = [
  {
    name: 'code-parses',
    cure: 'Mend the syntax first: no other rule can see into a file that does not parse.',
    find: (tree) =>
      [...tree.code.values()].flatMap(({ path, fault }) =>
        fault === null ? [] : [{ path, line: fault.line, what: fault.reason }],
      ),
  },
  {
    name: 'no-default-export',
    cure: 'Export by name, so that every import says the same word. Only configuration files that a tool loads have a default.',
    find: (tree) =>
      nodeFaults(tree, (node, { file }) =>
        node.type === 'ExportDefaultDeclaration' && !LOADED_BY_TOOLS.test(file.path) ? 'has a default export' : null,
      ),
  },
  {
    name: 'erasable-syntax',
    cure: 'Node runs these files by taking the types away: use a union of literals, a module, or an assignment in the constructor.',
    find: (tree) => nodeFaults(tree, unerasable),
  },
  {
    name: 'no-barrels',
    cure: 'Name what the door gives out, one by one. `export type *` is allowed.',
    find: (tree) =>
      nodeFaults(tree, (node) =>
        node.type === 'ExportAllDeclaration' && node['exportKind'] !== 'type'
          ? `exports everything of ${nameOf(node['source'])}`
          : null,
      ),
  },
  {
    name: 'no-classes',
    cure: 'Use plain data and functions. A class is for an error (`extends Error`) or where a library demands one by name.',
    find: (tree) =>
      nodeFaults(tree, (node) =>
        /^Class(Declaration|Expression)$/.test(node.type) && !isErrorClass(node) ? `class ${nameOf(node['id'])}` : null,
      ),
  },
  {
    name: 'top-level-functions',
    cure: 'At the top of a file use `function`, so that it reads from the top down; arrows are for callbacks.',
    find: (tree) => nodeFaults(tree, topLevelArrow),
  },
  {
    name: 'casts-need-a-reason',
    cure: 'Write the reason in a comment on this line or the one above, or better: let the types say it. Tests are exempt.',
    find: (tree) =>
      [...tree.code.values()].filter((file) => !isTest(file.path) && !isGenerated(file)).flatMap(bareCasts),
  },
  {
    name: 'brands-minted-once',
    cure: 'Get the value from the function that checks it; a cast skips the check. Brands and their mints are listed in scripts/tidy/house.ts.',
    find: (tree) => nodeFaults(tree, mintedElsewhere),
  },
  {
    name: 'brands-listed',
    cure: 'List the brand and the one file that mints it in BRANDS, scripts/tidy/house.ts.',
    find: (tree) => nodeFaults(tree, unlistedBrand),
  },
];

interface Place {
  readonly file: CodeFile;
  readonly ancestors: readonly AstNode[];
}

function nodeFaults(tree: Tree, judge: (node: AstNode, place: Place) => string | null): readonly Finding[] {
  const findings: Finding[] = [];
  for (const file of tree.code.values()) {
    if (isGenerated(file)) continue;
    walk(file.program, (node, ancestors) => {
      const what = judge(node, { file, ancestors });
      if (what !== null) findings.push({ path: file.path, line: file.lineAt(node.start), what });
    });
  }
  return findings;
}

function unerasable(node: AstNode): string | null {
  if (node.type === 'TSEnumDeclaration') return `enum ${nameOf(node['id'])}`;
  // `declare module 'x'` and `declare global` only add types and vanish.
  if (node.type === 'TSModuleDeclaration' && node['declare'] !== true) return 'namespace';
  if (node.type === 'TSParameterProperty') return 'parameter property';
  if (node.type === 'TSExportAssignment' || node.type === 'TSImportEqualsDeclaration')
    return 'import or export by assignment';
  return node.type === 'Decorator' ? 'decorator' : null;
}

function isErrorClass(node: AstNode): boolean {
  return /Error$|Failed$|Problem$/.test(nameOf(node['superClass']));
}

function topLevelArrow(node: AstNode, { file, ancestors }: Place): string | null {
  // The small words of a test stand better in a line of their own.
  if (node.type !== 'VariableDeclarator' || isTest(file.path)) return null;
  const [, declaration] = ancestors.slice(-2);
  const above = ancestors.at(-2);
  const top = declaration !== undefined && (above?.type === 'Program' || above?.type === 'ExportNamedDeclaration');
  const init = node['init'];
  return top && isNode(init) && init.type === 'ArrowFunctionExpression' ? `${nameOf(node['id'])} is an arrow` : null;
}

function bareCasts(file: CodeFile): readonly Finding[] {
  const findings: Finding[] = [];
  const excused = new Set<number>();
  walk(file.program, (node, ancestors) => {
    const what = castOf(node, ancestors.at(-1));
    if (what === null) return;
    const line = file.lineAt(node.start);
    // Casts on lines that follow each other share the reason of the first.
    if (excused.has(line - 1) || hasReason(file, node, ancestors)) excused.add(line);
    else findings.push({ path: file.path, line, what: `${what} without a reason` });
  });
  return findings;
}

function castOf(node: AstNode, parent: AstNode | undefined): string | null {
  if (node.type === 'TSAnyKeyword') return '`any`';
  if (node.type === 'TSNonNullExpression') return '`!`';
  if (node.type === 'TSTypeAssertion') return '`<T>` cast';
  if (node.type !== 'TSAsExpression' || castTarget(node) === 'const') return null;
  // `x as unknown as T` is one cast, reported at its outer end.
  return parent?.type === 'TSAsExpression' ? null : '`as`';
}

/** A comment on any line that the cast's statement takes up to the cast, or that ends on the line above either. */
function hasReason(file: CodeFile, node: AstNode, ancestors: readonly AstNode[]): boolean {
  const statement = ancestors.findLast((each) =>
    /Statement$|Declaration$|^Property$|Definition$|^TSPropertySignature$/.test(each.type),
  );
  const first = file.lineAt(statement?.start ?? node.start);
  const last = file.lineAt(node.end);
  const nodeLine = file.lineAt(node.start);
  return file.comments.some(
    ({ firstLine, lastLine }) =>
      lastLine === first - 1 || lastLine === nodeLine - 1 || (firstLine >= first && firstLine <= last),
  );
}

function mintedElsewhere(node: AstNode, { file }: Place): string | null {
  if (node.type !== 'TSAsExpression' && node.type !== 'TSTypeAssertion') return null;
  const brand = castTarget(node);
  const mint = Object.hasOwn(BRANDS, brand) ? BRANDS[brand] : undefined;
  return mint === undefined || mint === file.path ? null : `casts to ${brand}, which only ${mint} mints`;
}

function unlistedBrand(node: AstNode, { file, ancestors }: Place): string | null {
  if (node.type !== 'TSPropertySignature' || node['computed'] !== true) return null;
  const key = nameOf(node['key']);
  if (key === '' || !new RegExp(`declare const ${key}: unique symbol`).test(file.text)) return null;
  const owner = ancestors.findLast((each) => /^TS(Interface|TypeAlias)Declaration$/.test(each.type));
  const name = nameOf(owner?.['id']);
  return Object.hasOwn(BRANDS, name) ? null : `the brand ${name} is not listed`;
}

function castTarget(node: AstNode): string {
  const type = node['typeAnnotation'];
  return isNode(type) && type.type === 'TSTypeReference' ? nameOf(type['typeName']) : '';
}
