// XML of an exchanged plan: a small tree that knows the namespace of each element and where it stands, and what is said
// when there is none. It knows nothing of CMMN.
import type { SaxesAttributeNS, SaxesTag } from 'saxes';
import { readTree, type XmlFault, type XmlStand } from '../xml/read-tree.ts';

export interface XmlPlace {
  /** 1-based. */
  readonly line: number;
  readonly column: number;
}

export interface XmlElement extends XmlPlace {
  /** Local name; prefixes are the writer's business. */
  readonly name: string;
  readonly namespace: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** Text directly inside, sections of CDATA included. */
  readonly text: string;
}

export interface XmlAttribute {
  readonly name: string;
  /** Empty where it has no prefix. */
  readonly namespace: string;
  readonly value: string;
}

export interface XmlProblem extends XmlPlace {
  readonly code: XmlProblemCode;
  readonly reason: string;
}

export type XmlProblemCode =
  | 'too-large'
  | 'too-deep'
  | 'doctype'
  | 'not-xml'
  | 'not-cmmn'
  | 'missing'
  | 'duplicate-id'
  | 'dangling'
  | 'unsupported'
  | 'condition'
  | 'self-reference';

export const LARGEST_XML = 2_000_000;
export const DEEPEST_XML = 100;
const LIMITS = { characters: LARGEST_XML, depth: DEEPEST_XML, nodes: 60_000 };

interface OpenElement extends XmlElement {
  readonly children: OpenElement[];
  text: string;
}

/** @returns the outermost element, or the first problem that was found */
export function readXml(source: string): { readonly root: XmlElement } | { readonly problem: XmlProblem } {
  const read = readTree<OpenElement>(source, { limits: LIMITS, namespaces: true, elementOf });
  if ('root' in read) return read;
  const { line, column } = read.fault;
  return { problem: { line, column: column + 1, ...problemOf(read.fault, source) } };
}

function elementOf({ name, local, uri, attributes }: SaxesTag, { line, column }: XmlStand): OpenElement {
  // The parser tells attributes with their namespaces, as `readTree` was asked to.
  const told = Object.values(attributes as Readonly<Record<string, SaxesAttributeNS>>);
  return {
    name: local ?? name,
    namespace: uri ?? '',
    attributes: told
      .filter((one) => one.prefix !== 'xmlns' && one.name !== 'xmlns')
      .map((one) => ({ name: one.local, namespace: one.uri, value: one.value })),
    ...{ line, column: column + 1, children: [], text: '' },
  };
}

function problemOf({ kind, detail }: XmlFault, source: string): Pick<XmlProblem, 'code' | 'reason'> {
  switch (kind) {
    case 'too-long':
      return {
        code: 'too-large',
        reason: `The file has ${source.length} characters; at most ${LARGEST_XML} are read. Split it.`,
      };
    case 'too-deep':
      return { code: 'too-deep', reason: `Elements are nested more than ${DEEPEST_XML} deep.` };
    case 'too-many':
      return {
        code: 'too-large',
        reason: `There are more than ${LIMITS.nodes} elements and attributes. Split the file.`,
      };
    case 'doctype':
      return { code: 'doctype', reason: 'A DOCTYPE is not accepted. Remove it; models need none.' };
    case 'not-well-formed':
      return { code: 'not-xml', reason: `This is not well-formed XML: ${detail ?? 'It cannot be read.'}` };
    case 'empty':
      return { code: 'not-xml', reason: 'There is no element in this file.' };
  }
}
