// A letter as a page of its own and as plain text. The page loads nothing and has no script; everything that somebody wrote is escaped. It
// is read from right to left where its language is.
import type { Letter, LetterPart } from '@casewright/engine/letters';
import { el, type Html, join } from '../handbook/html.ts';

const STYLE = `body{margin:2rem auto;max-width:42rem;padding:0 1rem;font:1.0625rem/1.6 system-ui,sans-serif;color:#16211d;background:#fff}h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.125rem;margin-top:1.75rem}table{border-collapse:collapse;width:100%}caption{text-align:start;font-weight:600;padding:.25rem 0}th,td{text-align:start;vertical-align:top;padding:.4rem .75rem .4rem 0;border-bottom:1px solid #8ba398}thead th{border-bottom:2px solid #16211d}@media print{body{margin:0;max-width:none}}`;

/** A whole document of HTML. */
export function letterHtml(letter: Letter): string {
  const { language, direction, subject, from, to, reference, date, parts } = letter;
  const head = el(
    'head',
    {},
    el('meta', { charset: 'utf-8' }),
    el('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    el('meta', { 'http-equiv': 'Content-Security-Policy', content: "default-src 'none'; style-src 'unsafe-inline'" }),
    el('title', {}, subject),
    { text: `<style>${STYLE}</style>` },
  );
  const about = [from, `${to.name} (${to.role})`, reference, date].map((line) => el('p', { dir: 'auto' }, line));
  const main = el('main', {}, ...about, el('h1', {}, subject), ...parts.map(partHtml));
  return `<!doctype html>\n${el('html', { lang: language, dir: direction }, head, el('body', {}, main)).text}\n`;
}

function partHtml(part: LetterPart): Html {
  switch (part.part) {
    case 'heading':
      return el('h2', {}, part.text);
    case 'paragraph':
      return join(part.text.split('\n').map((line) => el('p', {}, line)));
    case 'list':
      return el(
        part.isOrdered ? 'ol' : 'ul',
        {},
        part.items.map((item) => el('li', {}, item)),
      );
    case 'table': {
      const header = el(
        'tr',
        {},
        part.header.map((cell) => el('th', { scope: 'col' }, cell)),
      );
      const rows = part.rows.map((row) =>
        el(
          'tr',
          {},
          row.map((cell) => el('td', {}, cell)),
        ),
      );
      return el('table', {}, el('caption', {}, part.caption), el('thead', {}, header), el('tbody', {}, rows));
    }
  }
}

/** Plain text, with an empty line between parts. */
export function letterText(letter: Letter): string {
  const { from, to, reference, date, subject, parts } = letter;
  return `${[`${from}\n${to.name} (${to.role})\n${reference}\n${date}`, subject, ...parts.map(partText)].join('\n\n')}\n`;
}

function partText(part: LetterPart): string {
  switch (part.part) {
    case 'heading':
    case 'paragraph':
      return part.text;
    case 'list':
      return part.items.map((item, at) => `${part.isOrdered ? `${at + 1}.` : '-'} ${item}`).join('\n');
    case 'table': {
      const rows = part.rows.map((row) => row.map((cell, at) => `${part.header[at] ?? ''}: ${cell}`).join('\n'));
      return [part.caption, ...rows].join('\n\n');
    }
  }
}
