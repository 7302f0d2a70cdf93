// What somebody would read of a page of HTML: its text with the breaks of its blocks, without scripts, styles and comments. Nothing is
// loaded and nothing runs.
import { Parser } from 'htmlparser2';
import type { Bytes } from '../files/bytes.ts';
import { makePages } from './pages.ts';
import type { PaperTask, PaperText } from './paper.ts';
import { charsetOf, decodeText, wholeOf } from './plain-text.ts';

export interface HtmlWords {
  readonly text: string;
  readonly title: string;
  readonly language: string;
}

const UNREAD = new Set(['script', 'style', 'template', 'noscript', 'iframe', 'object', 'svg', 'head', 'title']);
const BLOCKS = new Set([
  ...['p', 'div', 'section', 'article', 'header', 'footer', 'main', 'aside', 'nav', 'ul', 'ol', 'li', 'dl', 'dt', 'dd'],
  ...['table', 'tr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'form', 'fieldset', 'hr', 'br', 'option'],
]);

export async function htmlText(bytes: Bytes, task: PaperTask): Promise<PaperText> {
  const html = await wholeOf(bytes, task);
  const words = wordsOfHtml(decodeText(html, charsetOf(task.mediaType) ?? charsetOfHtml(html)));
  const pages = makePages(task.limits, task.firstPages);
  pages.say({ title: words.title, language: words.language });
  pages.add(words.text);
  return pages.made();
}

export function wordsOfHtml(html: string): HtmlWords {
  const found = { text: '', title: '', language: '' };
  let unread = 0;
  let isTitle = false;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'html') found.language = attributes['lang'] ?? '';
      if (name === 'title') isTitle = true;
      if (UNREAD.has(name)) unread += 1;
      else if (BLOCKS.has(name)) found.text += '\n';
      else if (name === 'td' || name === 'th') found.text += '\t';
      if (name === 'img' && unread === 0) found.text += ` ${attributes['alt'] ?? ''} `;
    },
    onclosetag(name) {
      if (name === 'title') isTitle = false;
      if (UNREAD.has(name)) unread = Math.max(0, unread - 1);
      else if (BLOCKS.has(name)) found.text += '\n';
    },
    ontext(text) {
      if (isTitle) found.title += text;
      if (unread === 0) found.text += text.replaceAll(/\s+/g, ' ');
    },
  });
  parser.end(html);
  return { ...found, text: found.text.replaceAll(/ *\n */g, '\n').replaceAll(/ {2,}/g, ' ') };
}

/** As its own head says, which browsers look for in the first kilobyte. */
function charsetOfHtml(html: Buffer): string | null {
  return (
    /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{1,40})/i.exec(html.subarray(0, 1_024).toString('latin1'))?.[1] ?? null
  );
}
