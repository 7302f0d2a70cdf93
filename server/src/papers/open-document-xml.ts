// From the elements of OpenDocument (ISO/IEC 26300) to text: of texts, sheets and slides. Knows no archive.
import type { XmlElement, XmlHandler } from './read-xml.ts';

/** What was struck out and is kept for the history of the text. */
const HISTORY = 'tracked-changes';
/** Spaces that one element may stand for. */
const SPACES_MOST = 1_000;

/** A page for each sheet or slide; of a text, those that its program said when it saved it. */
export function openDocumentXml(): { readonly handler: XmlHandler; readonly pages: () => readonly string[] } {
  const pages: string[] = [];
  const at = { paragraphs: 0, history: 0, isSheet: false };
  let text = '';
  // The end of a paragraph is written when more comes: the last of a cell has none.
  let pending = '';
  const add = (more: string): void => {
    text += pending + more;
    pending = '';
  };
  const endPage = (): void => {
    if (text.trim() !== '') pages.push(text);
    text = '';
    pending = '';
  };
  const open = ({ name, attributes }: XmlElement): void => {
    if (name === 'spreadsheet') at.isSheet = true;
    if (name === 'p' || name === 'h') at.paragraphs += 1;
    else if (name === 'soft-page-break' || name === 'page' || (name === 'table' && at.isSheet)) endPage();
    else if (name === 's') add(' '.repeat(Math.min(SPACES_MOST, Math.max(1, Number(attributes.get('c')) || 1))));
    else if (name in MARKS) add(MARKS[name] ?? '');
    if (name === 'table' && at.isSheet) add(`${attributes.get('name') ?? ''}\n`);
  };
  const close = (name: string): void => {
    if (name === 'p' || name === 'h') {
      at.paragraphs -= 1;
      pending += '\n';
    } else if (name === 'table-cell') {
      pending = '';
      add('\t');
    } else if (name === 'table-row') add('\n');
  };
  return {
    handler: {
      open(element) {
        if (at.history > 0 || element.name === HISTORY) at.history += 1;
        else open(element);
      },
      close(name) {
        if (at.history > 0) at.history -= 1;
        else close(name);
      },
      text(more) {
        if (at.paragraphs > 0 && at.history === 0) add(more);
      },
    },
    pages: () => [...pages, text].filter((page) => page.trim() !== ''),
  };
}

const MARKS: Readonly<Record<string, string>> = { tab: '\t', 'line-break': '\n' };
