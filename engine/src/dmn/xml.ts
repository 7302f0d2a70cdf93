// Reads XML into a tree of plain elements by local name, whatever their prefixes. Refuses document types, and with them
// every entity but the five of XML itself; refuses depth and size beyond what any model needs. Knows no DMN.
import { SaxesParser } from 'saxes';
import type { DmnProblem } from './model.ts';

export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

interface OpenElement {
  name: string;
  attributes: Map<string, string>;
  children: XmlElement[];
  text: string;
  line: number;
  column: number;
}

const DEEPEST = 200;
const MOST_ELEMENTS = 500_000;
export const LONGEST_XML = 5_000_000;

export type XmlReading = { readonly root: XmlElement } | { readonly problem: DmnProblem };

/** Reads a document. A problem says where it is, and ends the reading. */
export function readXml(text: string): XmlReading {
  if (text.length > LONGEST_XML)
    return { problem: problemAt('The document is longer than 5 million characters.', 1, 1) };
  const parser = new SaxesParser({ xmlns: false, position: true });
  const open: OpenElement[] = [];
  let root: XmlElement | null = null;
  let count = 0;
  parser.on('error', (error) => {
    throw new Refused(error.message.replace(/^\d+:\d+: /, ''));
  });
  parser.on('doctype', () => {
    throw new Refused('A document type is not allowed. Remove the DOCTYPE and every entity that it defines.');
  });
  parser.on('opentag', (tag) => {
    count += 1;
    if (open.length >= DEEPEST) throw new Refused(`Elements nest deeper than ${DEEPEST} levels.`);
    if (count > MOST_ELEMENTS) throw new Refused(`There are more than ${MOST_ELEMENTS} elements.`);
    open.push({
      name: localName(tag.name),
      attributes: localAttributes(tag.attributes),
      children: [],
      text: '',
      line: parser.line,
      column: parser.column,
    });
  });
  const addText = (characters: string): void => {
    const current = open.at(-1);
    if (current !== undefined) current.text += characters;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const closed = open.pop();
    if (closed === undefined) return;
    const parent = open.at(-1);
    if (parent === undefined) root = closed;
    else parent.children.push(closed);
  });
  try {
    parser.write(text).close();
  } catch (caught) {
    const reason = caught instanceof Refused ? caught.message : 'The document is not well-formed XML.';
    return { problem: problemAt(reason, parser.line, parser.column + 1) };
  }
  return root === null ? { problem: problemAt('The document is empty.', 1, 1) } : { root };
}

/** Elements of these names directly below. */
export function childrenNamed(element: XmlElement, ...names: readonly string[]): readonly XmlElement[] {
  return element.children.filter((child) => names.includes(child.name));
}

export function childNamed(element: XmlElement, ...names: readonly string[]): XmlElement | null {
  return childrenNamed(element, ...names)[0] ?? null;
}

export function attribute(element: XmlElement | null, name: string): string | null {
  return element?.attributes.get(name) ?? null;
}

/** A problem of an element, with its place in the document. */
export function problemOf(element: XmlElement, path: string, reason: string): DmnProblem {
  return { code: 'model', reason, path, line: element.line, column: element.column };
}

class Refused extends Error {}

function problemAt(reason: string, line: number, column: number): DmnProblem {
  return { code: 'xml', reason, path: 'document', line, column };
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** `xsi:type` and `type` are both `type`; declarations of namespaces are left out. */
function localAttributes(attributes: Readonly<Record<string, string>>): Map<string, string> {
  const local = new Map<string, string>();
  for (const [name, value] of Object.entries(attributes)) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) local.set(localName(name), value);
  }
  return local;
}
