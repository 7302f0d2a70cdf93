// Gives the values that a FEEL text asks for other names, such as names without spaces. Only whole names are touched, so
// texts in quotes, properties and functions stay as they are.
import { bracketDepth, type Dialect, normalName, strictTree, type SyntaxNode } from '../feel/syntax-tree.ts';

/** What a case type would refuse anyway; asked first, since reading depth takes long. */
const LONGEST = 2000;
const DEEPEST = 32;

/** @returns the text with the new names, or why it cannot be read */
export function renameNames(
  source: string,
  names: ReadonlyMap<string, string>,
  dialect: Dialect = 'Expression',
): { readonly text: string } | { readonly problem: string } {
  // Reading takes long where many names are known, and most texts ask for few of them.
  const asked = [...names.keys()].filter((name) => name.split(/\s+/).every((word) => source.includes(word)));
  if (asked.every((name) => names.get(name) === name)) return { text: source };
  if (source.length > LONGEST || bracketDepth(source) > DEEPEST)
    return { problem: 'It is too long or nests too deeply.' };
  const shape = Object.fromEntries(asked.map((name) => [name, 1 as const]));
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
