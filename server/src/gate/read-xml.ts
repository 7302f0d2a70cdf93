// XML as it lies in office files, drawings and data: streamed through a parser that resolves nothing. A DOCTYPE with words
// of its own is refused before anything is read with them, so that no entity ever grows.
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { Refused, refuse } from './refusals.ts';

export interface XmlElement {
  /** Namespace. */
  readonly space: string;
  readonly local: string;
  readonly attributes: readonly { readonly space: string; readonly local: string; readonly value: string }[];
}

export interface XmlWatch {
  readonly onElement: (element: XmlElement, above: readonly string[]) => void;
  /** Text with the local name of the element around it. */
  readonly onText?: (text: string, within: string) => void;
  readonly onInstruction?: (target: string, body: string) => void;
  /** Office parts have no DOCTYPE at all; drawings may name one of the W3C. */
  readonly doctype: 'none' | 'plain';
}

export interface XmlReader {
  readonly take: (piece: Buffer) => void;
  readonly end: () => void;
}

const DEEPEST = 500;
const MOST_TEXT = 32 * 1024 ** 2;

/** Elements whose text is asked for piece by piece, so that a large one is not gathered. */
export function openXml(watch: XmlWatch): XmlReader {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const above: string[] = [];
  let text = 0;
  parser.on('error', () => refuse('broken'));
  parser.on('doctype', (doctype) => {
    if (watch.doctype === 'none' || /[[<!]|%/.test(doctype)) refuse('entities');
  });
  parser.on('opentag', (tag) => {
    watch.onElement(elementOf(tag), above);
    above.push(tag.local);
    if (above.length > DEEPEST) refuse('broken');
  });
  parser.on('closetag', () => void above.pop());
  const onText = (piece: string): void => {
    text += piece.length;
    if (text > MOST_TEXT) refuse('too-much-inside');
    watch.onText?.(piece, above.at(-1) ?? '');
  };
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.on('processinginstruction', ({ target, body }) => watch.onInstruction?.(target, body));
  return readerInto(
    (piece) => void parser.write(piece),
    () => void parser.close(),
  );
}

function elementOf(tag: SaxesTagNS): XmlElement {
  const attributes = Object.values(tag.attributes).map(({ uri, local, value }) => ({ space: uri, local, value }));
  return { space: tag.uri, local: tag.local, attributes };
}

/** Decodes UTF-8 and UTF-16 by their marks; another encoding that is declared is read as Latin letters. */
function readerInto(write: (text: string) => void, close: () => void): XmlReader {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  const guarded = (act: () => void): void => {
    try {
      act();
    } catch (error) {
      if (error instanceof Refused) throw error;
      // The decoder and the parser throw what they think; to the gate it is all damage.
      refuse('broken');
    }
  };
  return {
    take(piece) {
      decoder ??= new TextDecoder(encodingOf(piece), { fatal: true });
      const made = decoder;
      guarded(() => write(made.decode(piece, { stream: true })));
    },
    end() {
      guarded(() => {
        write(decoder?.decode() ?? '');
        close();
      });
    },
  };
}

function encodingOf(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head[0] === 0x3c && head[1] === 0) return 'utf-16le';
  if (head[0] === 0 && head[1] === 0x3c) return 'utf-16be';
  const declared = /^(?:\xef\xbb\xbf)?<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.-]{1,40})["']/.exec(
    head.subarray(0, 300).toString('latin1'),
  );
  const name = (declared?.[1] ?? 'utf-8').toLowerCase();
  if (name === 'utf-8' || name === 'utf8' || name === 'us-ascii' || name === 'ascii') return 'utf-8';
  // Read in one way by us and in another by a browser, it could hide what it says.
  if (!/^(iso-8859-(1|2|5|7|9|15)|windows-125[0-8]|utf-16)$/.test(name)) refuse('odd-encoding');
  return name === 'utf-16' ? refuse('odd-encoding') : name;
}

export function attributeOf(element: XmlElement, local: string): string {
  return element.attributes.find((attribute) => attribute.local === local)?.value ?? '';
}
