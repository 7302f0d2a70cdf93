// XML of a decision model: elements by local name, whatever their prefixes, and short ways to ask them. Knows no words
// of DMN.
import type { SaxesTag } from 'saxes';
import { readTree, type XmlFault, type XmlStand } from '../xml/read-tree.ts';
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

interface OpenElement extends XmlElement {
  readonly children: OpenElement[];
  text: string;
}

export const LONGEST_XML = 2_000_000;
const LIMITS = { characters: LONGEST_XML, depth: 200, nodes: 60_000 };

export type XmlReading = { readonly root: XmlElement } | { readonly problem: DmnProblem };

/** Reads a document. A problem says where it is, and ends the reading. */
export function readXml(text: string): XmlReading {
  const read = readTree<OpenElement>(text, { limits: LIMITS, namespaces: false, elementOf });
  if ('root' in read) return read;
  const { line, column } = read.fault;
  return { problem: { code: 'xml', reason: reasonOf(read.fault), path: 'document', line, column: column + 1 } };
}

function elementOf({ name, attributes }: SaxesTag, { line, column }: XmlStand): OpenElement {
  return { name: localName(name), attributes: localAttributes(attributes), children: [], text: '', line, column };
}

function reasonOf({ kind, detail }: XmlFault): string {
  switch (kind) {
    case 'too-long':
      return 'The document is longer than 2 million characters. Split it.';
    case 'too-deep':
      return `Elements nest deeper than ${LIMITS.depth} levels.`;
    case 'too-many':
      return `There are more than ${LIMITS.nodes} elements and attributes. Split the document.`;
    case 'doctype':
      return 'A document type is not allowed. Remove the DOCTYPE and every entity that it defines.';
    case 'not-well-formed':
      return detail ?? 'The document is not well-formed XML.';
    case 'empty':
      return 'The document is empty.';
  }
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

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** `xsi:type` and `type` are both `type`; declarations of namespaces are left out. */
function localAttributes(attributes: SaxesTag['attributes']): Map<string, string> {
  // Without namespaces the parser tells plain values, as `readTree` was asked to.
  const told = Object.entries(attributes as Readonly<Record<string, string>>);
  return new Map(
    told
      .filter(([name]) => name !== 'xmlns' && !name.startsWith('xmlns:'))
      .map(([name, value]) => [localName(name), value]),
  );
}
