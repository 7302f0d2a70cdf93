// Reads XML into a small tree that knows where each element stands. Refuses what an exchanged model never needs and an
// attacker likes: a DOCTYPE, entities of its own, depth and size without bound. It knows nothing of CMMN.
import { SaxesParser, type SaxesTagNS } from 'saxes';

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
const MOST_ELEMENTS = 50_000;

interface Open {
  readonly element: Omit<XmlElement, 'text' | 'children'>;
  readonly children: XmlElement[];
  readonly text: string[];
}

/** Thrown inside the parser's callbacks to stop it, and never outside this file. */
class Stop extends Error {
  readonly problem: XmlProblem;
  constructor(problem: XmlProblem) {
    super(problem.reason);
    this.problem = problem;
  }
}

/** @returns the outermost element, or the first problem that was found */
export function readXml(source: string): { readonly root: XmlElement } | { readonly problem: XmlProblem } {
  if (source.length > LARGEST_XML) {
    const reason = `The file has ${source.length} characters; at most ${LARGEST_XML} are read. Split it.`;
    return { problem: { line: 1, column: 1, code: 'too-large', reason } };
  }
  try {
    return { root: parse(source) };
  } catch (error) {
    if (error instanceof Stop) return { problem: error.problem };
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'It cannot be read.';
    return { problem: { line: 1, column: 1, code: 'not-xml', reason: `This is not well-formed XML: ${reason}` } };
  }
}

function parse(source: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const stack: Open[] = [];
  const found: { root: XmlElement | null } = { root: null };
  let elements = 0;
  const here = (): XmlPlace => ({ line: parser.line, column: parser.column + 1 });
  const stop = (code: XmlProblemCode, reason: string): never => {
    throw new Stop({ ...here(), code, reason });
  };
  parser.on('error', (error) => stop('not-xml', `This is not well-formed XML: ${plainMessage(error.message)}`));
  parser.on('doctype', () => stop('doctype', 'A DOCTYPE is not accepted. Remove it; models need none.'));
  parser.on('opentag', (tag) => {
    elements += 1;
    if (stack.length >= DEEPEST_XML) stop('too-deep', `Elements are nested more than ${DEEPEST_XML} deep.`);
    if (elements > MOST_ELEMENTS) stop('too-large', `There are more than ${MOST_ELEMENTS} elements. Split the file.`);
    stack.push({ element: { ...elementOf(tag), ...here() }, children: [], text: [] });
  });
  parser.on('text', (text) => void stack.at(-1)?.text.push(text));
  parser.on('cdata', (text) => void stack.at(-1)?.text.push(text));
  parser.on('closetag', () => {
    const open = stack.pop();
    if (open === undefined) return;
    const element = { ...open.element, children: open.children, text: open.text.join('') };
    const outer = stack.at(-1);
    if (outer === undefined) found.root = element;
    else outer.children.push(element);
  });
  parser.write(source).close();
  return found.root ?? stop('not-xml', 'There is no element in this file.');
}

function elementOf(tag: SaxesTagNS): Pick<XmlElement, 'name' | 'namespace' | 'attributes'> {
  const attributes = Object.values(tag.attributes)
    .filter((attribute) => attribute.prefix !== 'xmlns' && attribute.name !== 'xmlns')
    .map(({ local, uri, value }) => ({ name: local, namespace: uri, value }));
  return { name: tag.local, namespace: tag.uri, attributes };
}

/** The parser's messages begin with line and column, which are given apart. */
function plainMessage(message: string): string {
  return message.replace(/^\d+:\d+:\s*/, '');
}
