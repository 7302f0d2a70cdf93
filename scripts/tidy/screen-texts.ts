// No sentence stands in a component of the staff app: each is in the texts of a language, so that it can be in every language.
// It looks at what people see or hear of an element, and not at names and classes.
import { type AstNode, type CodeFile, isNode, isTest, nameOf, type Rule, walk } from './tree.ts';

/** Of elements and of our own components. */
const SPOKEN = new Set([
  ...['title', 'aria-label', 'aria-description', 'aria-valuetext', 'aria-roledescription', 'aria-placeholder'],
  ...['placeholder', 'alt', 'label', 'caption', 'hint', 'heading', 'text', 'says', 'summary'],
]);
const HAS_LETTER = /\p{L}/u;

export const screenTextRules: readonly Rule[] = [
  {
    name: 'no-text-in-components',
    cure: 'Put the sentence into web/src/texts/en, with its French beside it, and import it from there (web/src/texts/README.md).',
    find: (tree) =>
      [...tree.code.values()]
        .filter(({ path }) => /^web\/src\/(?!texts\/).*\.tsx?$/.test(path) && !isTest(path))
        .flatMap((file) => textsIn(file).map((node) => ({ ...placeOf(file, node), what: `says ${said(node)}` }))),
  },
];

function textsIn({ program }: CodeFile): readonly AstNode[] {
  const found: AstNode[] = [];
  walk(program, (node, ancestors) => {
    if (node.type === 'JSXText' && HAS_LETTER.test(String(node['value']))) found.push(node);
    else if (isWords(node) && isSaid(node, ancestors)) found.push(node);
  });
  return found;
}

/** A text or a template that has letters of its own. */
function isWords(node: AstNode): boolean {
  if (node.type === 'Literal') return typeof node['value'] === 'string' && HAS_LETTER.test(node['value']);
  if (node.type !== 'TemplateLiteral' || !Array.isArray(node['quasis'])) return false;
  return node['quasis'].filter(isNode).some((part) => HAS_LETTER.test(rawOf(part)));
}

/** Whether it is what an element shows: its child, what is said of it, or what is read out. Choices between texts are looked into. */
function isSaid(node: AstNode, ancestors: readonly AstNode[]): boolean {
  let inner = node;
  for (const outer of ancestors.toReversed()) {
    if (outer.type === 'JSXAttribute') return SPOKEN.has(nameOf(outer['name']) || attributeName(outer));
    if (outer.type === 'JSXElement' || outer.type === 'JSXFragment') return true;
    if (outer.type === 'CallExpression') return nameOf(outer['callee']) === 'announce' && inner !== outer['callee'];
    if (outer.type === 'Property' || outer.type === 'ObjectProperty')
      return SPOKEN.has(nameOf(outer['key'])) && inner === outer['value'] && isSentence(inner);
    const passes =
      outer.type === 'JSXExpressionContainer' ||
      outer.type === 'LogicalExpression' ||
      (outer.type === 'ConditionalExpression' && inner !== outer['test']);
    if (!passes) return false;
    inner = outer;
  }
  return false;
}

/** In plain data a member may be called `text` and hold a code; a sentence has a space or begins with a capital. */
function isSentence(node: AstNode): boolean {
  const text = node.type === 'Literal' ? String(node['value']) : '';
  return text === '' || /\s|^\p{Lu}/u.test(text);
}

function attributeName({ name }: AstNode): string {
  return isNode(name) ? String(name['name']) : '';
}

function rawOf({ value }: AstNode): string {
  return typeof value === 'object' && value !== null && 'raw' in value ? String(value.raw) : '';
}

function placeOf(file: CodeFile, node: AstNode): { readonly path: string; readonly line: number } {
  return { path: file.path, line: file.lineAt(node.start) };
}

function said(node: AstNode): string {
  const text = node.type === 'TemplateLiteral' ? 'a template with words' : String(node['value']).trim().slice(0, 40);
  return node.type === 'TemplateLiteral' ? text : `“${text}”`;
}
