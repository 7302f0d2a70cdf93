// Gives the values that a FEEL text asks for other names, such as names without spaces. Only whole names are touched, so
// texts in quotes, properties and functions stay as they are.
import { type Dialect, normalName, strictTree, type SyntaxNode } from '../feel/syntax-tree.ts';

/** @returns the text with the new names, or why it cannot be read */
export function renameNames(
  source: string,
  names: ReadonlyMap<string, string>,
  dialect: Dialect = 'Expression',
): { readonly text: string } | { readonly problem: string } {
  const shape = Object.fromEntries([...names.keys()].map((name) => [name, 1 as const]));
  const reading = strictTree(source, shape, dialect);
  if ('brokenAt' in reading) {
    return { problem: `It cannot be read from “${source.slice(reading.brokenAt, reading.brokenAt + 20)}” on.` };
  }
  const found: SyntaxNode[] = [];
  collect(reading.tree, found);
  const nameOf = (node: SyntaxNode): string => normalName(source.slice(node.from, node.to));
  const bound = found.find((node) => node.name === 'Name' && names.has(nameOf(node)));
  if (bound !== undefined) return { problem: `It gives “${nameOf(bound)}” a second meaning.` };
  let text = '';
  let at = 0;
  for (const node of found) {
    const name = node.name === 'VariableName' ? names.get(nameOf(node)) : undefined;
    if (name === undefined) continue;
    text += source.slice(at, node.from) + name;
    at = node.to;
  }
  return { text: text + source.slice(at) };
}

/** In the order of the text. What binds a name for a part of the text holds a `Name`. */
function collect(node: SyntaxNode, found: SyntaxNode[]): void {
  if (node.name === 'VariableName' || node.name === 'Name') found.push(node);
  for (const child of node.children) collect(child, found);
}
