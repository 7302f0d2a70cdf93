// From the elements of SpreadsheetML (ISO/IEC 29500) to text: a line for each row, tabs between cells. Values are as they are kept,
// so a date is its number. Knows no archive.
import type { XmlHandler } from './read-xml.ts';

/** Texts that cells name by their number. */
export function sharedTextsXml(): { readonly handler: XmlHandler; readonly texts: () => readonly string[] } {
  const texts: string[] = [];
  let text = '';
  let isText = false;
  let isHint = false;
  return {
    handler: {
      open: ({ name }) => {
        if (name === 'si') text = '';
        if (name === 't') isText = true;
        // How Japanese is read aloud stands beside it.
        if (name === 'rPh') isHint = true;
      },
      close: (name) => {
        if (name === 't') isText = false;
        if (name === 'rPh') isHint = false;
        if (name === 'si') texts.push(text);
      },
      text: (more) => (text += isText && !isHint ? more : ''),
    },
    texts: () => texts,
  };
}

/** @param most characters: cells may name one long text many times, and what is beyond is left out */
export function sheetXml(
  shared: readonly string[],
  most: number,
): { readonly handler: XmlHandler; readonly text: () => string } {
  let text = '';
  let value = '';
  let type = '';
  let isValue = false;
  return {
    handler: {
      open: ({ name, attributes }) => {
        if (name === 'c') {
          value = '';
          type = attributes.get('t') ?? '';
        }
        if (name === 'v' || name === 't') isValue = true;
      },
      close: (name) => {
        if (name === 'v' || name === 't') isValue = false;
        if (name === 'c' && text.length <= most) text += `${type === 's' ? (shared[Number(value)] ?? '') : value}\t`;
        if (name === 'row' && text.length <= most) text += '\n';
      },
      text: (more) => (value += isValue ? more : ''),
    },
    text: () => text,
  };
}
