// From the elements of WordprocessingML and DrawingML (ISO/IEC 29500) to text. Knows no archive.
import type { XmlElement, XmlHandler } from './read-xml.ts';

/** What stands in the file and is not read out: the other drawing of the same, instructions of fields, what was struck out. */
const SKIPPED = new Set(['Fallback', 'instrText', 'delText', 'delInstrText']);

/** Calls on, save within elements of these names. */
function skipping(names: ReadonlySet<string>, handler: XmlHandler): XmlHandler {
  let within = 0;
  return {
    open(element) {
      if (within > 0 || names.has(element.name)) within += 1;
      else handler.open(element);
    },
    close(name) {
      if (within > 0) within -= 1;
      else handler.close(name);
    },
    text(text) {
      if (within === 0) handler.text(text);
    },
  };
}

/** Pages are those of Word when it last saved the file, where it said so; a break that somebody set ends one as well. */
export function wordXml(): { readonly handler: XmlHandler; readonly pages: () => readonly string[] } {
  const pages: string[] = [];
  let text = '';
  let isText = false;
  const endPage = (): void => {
    // A set break is followed by the mark of the page that it began.
    if (text.trim() === '') return;
    pages.push(text);
    text = '';
  };
  const marks: Readonly<Record<string, string>> = { tab: '\t', cr: '\n', noBreakHyphen: '-' };
  const open = ({ name, attributes }: XmlElement): void => {
    if (name === 't') isText = true;
    else if (name === 'lastRenderedPageBreak' || (name === 'br' && attributes.get('type') === 'page')) endPage();
    else if (name === 'br') text += '\n';
    else if (name === 'symEx') text += characterOf(attributes.get('char'));
    else text += marks[name] ?? '';
  };
  const close = (name: string): void => {
    if (name === 't') isText = false;
    else if (name === 'p') text += '\n';
    else if (name === 'tc') text += '\t';
  };
  const handler = skipping(SKIPPED, { open, close, text: (more) => (text += isText ? more : '') });
  return { handler, pages: () => [...pages, text] };
}

/** Word keeps what its older versions cannot draw by its number in hexadecimal. */
function characterOf(number = ''): string {
  const code = Number.parseInt(number, 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

/** The text of a slide or its notes. */
export function drawingXml(): { readonly handler: XmlHandler; readonly text: () => string } {
  let text = '';
  let isText = false;
  const handler = skipping(SKIPPED, {
    open: ({ name }) => {
      if (name === 't') isText = true;
      if (name === 'br') text += '\n';
    },
    close: (name) => {
      if (name === 't') isText = false;
      if (name === 'p') text += '\n';
    },
    text: (more) => (text += isText ? more : ''),
  });
  return { handler, text: () => text };
}
