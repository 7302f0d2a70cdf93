// Reads XML into a tree while the parser goes through it. Refuses what an exchanged model never needs and an attacker
// likes: a DOCTYPE, and with it every entity but the five of XML itself; depth and size without bound. What an element
// keeps of a tag, how much is too much, and in what words it is said is for the room that reads.
import { SaxesParser, type SaxesTag } from 'saxes';

export interface XmlLimits {
  readonly characters: number;
  readonly depth: number;
  /** Elements and attributes together. */
  readonly nodes: number;
}

/** What a tree is made of; only `readTree` adds to it. */
export interface XmlNodeInProgress<E> {
  readonly children: E[];
  text: string;
}

/** Where the parser stood: the line from 1, the column as the number of characters before it on that line. */
export interface XmlStand {
  readonly line: number;
  readonly column: number;
}

export interface XmlFault extends XmlStand {
  readonly kind: 'too-long' | 'too-deep' | 'too-many' | 'doctype' | 'not-well-formed' | 'empty';
  /** What the parser says of text that is not well-formed; null where the parser itself failed, and for other kinds. */
  readonly detail: string | null;
}

export interface XmlReader<E> {
  readonly limits: XmlLimits;
  /** Whether prefixes must be declared; tags then say to which namespace they belong. */
  readonly namespaces: boolean;
  readonly elementOf: (tag: SaxesTag, stand: XmlStand) => E;
}

/** @returns the outermost element, or the first fault, which ends the reading */
export function readTree<E extends XmlNodeInProgress<E>>(
  source: string,
  { limits, namespaces, elementOf }: XmlReader<E>,
): { readonly root: E } | { readonly fault: XmlFault } {
  if (source.length > limits.characters) {
    return { fault: { kind: 'too-long', detail: null, line: 1, column: 0 } };
  }
  const parser = new SaxesParser<{ xmlns: boolean; position: true }>({ xmlns: namespaces, position: true });
  const open: E[] = [];
  let root: E | null = null;
  let nodes = 0;
  const refuse = (kind: XmlFault['kind'], detail: string | null = null): never => {
    throw new Refused(kind, detail);
  };
  // The parser's messages begin with line and column, which are given apart.
  parser.on('error', (error) => refuse('not-well-formed', error.message.replace(/^\d+:\d+:\s*/, '')));
  parser.on('doctype', () => refuse('doctype'));
  const countNode = (): void => {
    nodes += 1;
    if (nodes > limits.nodes) refuse('too-many');
  };
  parser.on('attribute', countNode);
  parser.on('opentag', (tag) => {
    countNode();
    if (open.length >= limits.depth) refuse('too-deep');
    open.push(elementOf(tag, { line: parser.line, column: parser.column }));
  });
  const addText = (text: string): void => {
    const current = open.at(-1);
    if (current !== undefined) current.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const closed = open.pop();
    if (closed === undefined) return;
    const outer = open.at(-1);
    if (outer === undefined) root = closed;
    else outer.children.push(closed);
  });
  try {
    parser.write(source).close();
    return root === null ? { fault: { kind: 'empty', detail: null, line: 1, column: 0 } } : { root };
  } catch (caught) {
    const stand = { line: parser.line, column: parser.column };
    if (caught instanceof Refused) return { fault: { kind: caught.kind, detail: caught.detail, ...stand } };
    return { fault: { kind: 'not-well-formed', detail: null, ...stand } };
  }
}

/** Thrown inside the parser's callbacks to stop it, and never outside this file. */
class Refused extends Error {
  readonly kind: XmlFault['kind'];
  readonly detail: string | null;
  constructor(kind: XmlFault['kind'], detail: string | null) {
    super(kind);
    this.kind = kind;
    this.detail = detail;
  }
}
