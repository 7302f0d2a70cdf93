// Reads a part of an Office file as a stream of elements, bounded in depth; it stops at the first DOCTYPE, so that no entity is ever
// defined. Runs in a reader process.
import { SaxesParser } from 'saxes';
import { PaperError } from './paper.ts';

export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  /** By their names without prefixes. */
  readonly attributes: ReadonlyMap<string, string>;
}

export interface XmlHandler {
  readonly open: (element: XmlElement) => void;
  readonly close: (name: string) => void;
  readonly text: (text: string) => void;
}

export interface XmlReader {
  readonly write: (piece: string) => void;
  readonly end: () => void;
}

/** @throws PaperError `damaged`, from its functions, where it is not well-formed, too deep or has a DOCTYPE */
export function readXml(depthMost: number, handler: XmlHandler): XmlReader {
  const parser = new SaxesParser({ xmlns: false, fragment: false, position: false });
  let depth = 0;
  parser.on('error', damaged);
  parser.on('doctype', damaged);
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    if (depth > depthMost) damaged();
    handler.open({
      name: localName(name),
      attributes: new Map(Object.entries(attributes).map(([key, value]) => [localName(key), value])),
    });
  });
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    handler.close(localName(name));
  });
  parser.on('text', handler.text);
  parser.on('cdata', handler.text);
  return { write: (piece) => void parser.write(piece), end: () => void parser.close() };
}

function damaged(): never {
  throw new PaperError('damaged');
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
