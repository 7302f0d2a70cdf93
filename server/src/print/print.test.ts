import { createHash } from 'node:crypto';
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import type { Letter } from '@casewright/engine/letters';
import { letterHtml, letterText } from './letter-page.ts';
import { type LetterToPrint, printLetter } from './letter-pdf.ts';

const LETTER: Letter = {
  ...{ letter: 'decision', language: 'en', direction: 'ltr', from: 'Port Authority', reference: 'INF-2024-7' },
  ...{ to: { party: 'party.applicant', role: 'Applicant', name: 'Zoë Ñandú' }, date: '5 March 2024' },
  subject: 'What we decided on your objection',
  parts: [
    { part: 'paragraph', text: 'Dear Zoë Ñandú, we looked at your objection.' },
    { part: 'heading', text: 'What we decided' },
    { part: 'list', isOrdered: false, items: ['The fine stands.', 'You may pay in parts.'] },
    { part: 'heading', text: 'What you owe' },
    {
      ...{ part: 'table', caption: 'What you owe, and until when', header: ['What', 'How much', 'Until'] },
      rows: [
        ['Fine', '€36.00', '1 May 2024'],
        ['Costs', '€12.50', '1 May 2024'],
      ],
    },
    { part: 'heading', text: 'If you do not agree' },
    { part: 'list', isOrdered: true, items: ['Write to us within 28 days.', 'Ask the tribunal.'] },
    { part: 'paragraph', text: 'Ελληνικά. Кириллица. Žluťoučký kůň. ½ “quoted” – €' },
  ],
};
const MADE = { letter: LETTER, madeAt: '2024-03-05T10:00:00Z' };

async function pdfOf(toPrint: LetterToPrint): Promise<Buffer> {
  const printed = await printLetter(toPrint);
  if ('unprintable' in printed) throw new Error(JSON.stringify(printed.unprintable));
  return printed.pdf;
}

interface Node {
  readonly role?: string;
  readonly alt?: string;
  readonly lang?: string;
  readonly children?: readonly Node[];
}

function opened(pdf: Buffer): Promise<PDFDocumentProxy> {
  return getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
}

/** Tags of all pages in their order, as `H1` or `Table > TR > TH`. */
async function tagsOf(pdf: Buffer): Promise<{ readonly tags: readonly string[]; readonly nodes: readonly Node[] }> {
  const document = await opened(pdf);
  const tags: string[] = [];
  const nodes: Node[] = [];
  const walk = (node: Node, above: readonly string[]): void => {
    const path = node.role === undefined || node.role === 'Root' ? above : [...above, node.role];
    if (node.role !== undefined) {
      tags.push(path.slice(1).join(' > '));
      nodes.push(node);
    }
    for (const child of node.children ?? []) walk(child, path);
  };
  for (let at = 1; at <= document.numPages; at += 1) {
    const tree = (await (await document.getPage(at)).getStructTree()) as Node | null;
    if (tree !== null) walk(tree, []);
  }
  return { tags: tags.filter((tag) => tag !== ''), nodes };
}

describe('a letter as a PDF', () => {
  it('says its language and title, and that it is tagged', async () => {
    const document = await opened(await pdfOf(MADE));
    const { info } = (await document.getMetadata()) as unknown as { readonly info: Readonly<Record<string, unknown>> };
    expect(info).toMatchObject({ Language: 'en', Title: LETTER.subject, Author: 'Port Authority' });
    expect(await document.getMarkInfo()).toMatchObject({ Marked: true });
    expect(await document.getViewerPreferences()).toMatchObject({ DisplayDocTitle: true });
  });

  it('has its parts under tags, in the order in which they are read', async () => {
    const { tags } = await tagsOf(await pdfOf(MADE));
    expect(tags.filter((tag) => /^H\d$/.test(tag))).toEqual(['H1', 'H2', 'H2', 'H2']);
    expect(tags.filter((tag) => !tag.includes(' > '))).toEqual([
      ...['P', 'P', 'P', 'P', 'H1', 'P', 'H2', 'L', 'H2', 'Table', 'H2', 'L', 'P'],
    ]);
    expect(tags.filter((tag) => tag.startsWith('L > LI > LBody'))).toHaveLength(4);
  });

  it('has a table with a caption and header cells, of which each says of what', async () => {
    const pdf = await pdfOf(MADE);
    const { tags } = await tagsOf(pdf);
    const counted = ['Table > Caption', 'Table > TR', 'Table > TR > TH', 'Table > TR > TD'].map(
      (tag) => tags.filter((one) => one === tag).length,
    );
    expect(counted).toEqual([1, 3, 3, 6]);
    expect(pdf.toString('latin1').match(/\/Scope \/Column/g)).toHaveLength(3);
  });

  it('says in words what its picture shows', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const { nodes } = await tagsOf(await pdfOf({ ...MADE, emblem: { png, words: 'Arms of the port' } }));
    expect(nodes.filter(({ role }) => role === 'Figure')).toMatchObject([{ alt: 'Arms of the port' }]);
  });

  it('is the same bytes for the same letter, and others for another', async () => {
    const hash = (pdf: Buffer): string => createHash('sha256').update(pdf).digest('hex');
    const [one, again, other] = [
      await pdfOf(MADE),
      await pdfOf(MADE),
      await pdfOf({ ...MADE, letter: { ...LETTER, date: '6 March 2024' } }),
    ].map(hash);
    expect(again).toBe(one);
    expect(other).not.toBe(one);
  });

  it('has every text, over as many pages as it takes, with all rows of a long table', async () => {
    const rows = Array.from({ length: 90 }, (_, at) => [`Row ${at} ${'and more words '.repeat(at % 7)}`, `${at}`, 'x']);
    const long: Letter = {
      ...LETTER,
      parts: [
        ...LETTER.parts,
        { part: 'table', caption: 'Long', header: ['a', 'b', 'c'], rows },
        { part: 'table', caption: 'High', header: ['a', 'b'], rows: [['very long '.repeat(900), 'b']] },
      ],
    };
    const pdf = await pdfOf({ ...MADE, letter: long });
    const document = await opened(pdf);
    const texts: string[] = [];
    for (let at = 1; at <= document.numPages; at += 1) {
      const { items } = await (await document.getPage(at)).getTextContent();
      texts.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
    }
    const { tags } = await tagsOf(pdf);
    expect(document.numPages).toBeGreaterThan(4);
    expect(texts.every((text, at) => text.includes(`INF-2024-7 · ${at + 1}/${document.numPages}`))).toBe(true);
    expect(new Set(texts.join(' ').match(/Row \d+/g)).size).toBe(90);
    expect(texts.join(' ').match(/very/g)).toHaveLength(900);
    expect(tags.filter((tag) => tag === 'Table > TR > TD').length).toBeGreaterThanOrEqual(6 + 270 + 2);
  });

  it('is not made where the font has no sign, nor from right to left', async () => {
    const chinese = { ...LETTER, parts: [{ part: 'paragraph', text: '你好 abc 你' } as const] };
    expect(await printLetter({ ...MADE, letter: chinese })).toEqual({
      unprintable: { code: 'no-such-signs', signs: ['你', '好'] },
    });
    const arabic = { ...LETTER, to: { ...LETTER.to, name: 'أحمد' } };
    expect(await printLetter({ ...MADE, letter: arabic })).toEqual({ unprintable: { code: 'right-to-left' } });
  });
});

describe('a letter as a page and as text', () => {
  const hostile = '<script>alert(1)</script> & "x"';

  it('escapes what somebody wrote, loads nothing and has no script', () => {
    const page = letterHtml({
      ...LETTER,
      subject: hostile,
      to: { ...LETTER.to, name: hostile },
      parts: [{ part: 'list', isOrdered: true, items: [hostile] }],
    });
    expect(page).not.toMatch(/<script|src=|href=|url\(/);
    expect(page.match(/&lt;script&gt;alert\(1\)&lt;\/script&gt; &amp; /g)).toHaveLength(4);
  });

  it('has headings in order, and header cells', () => {
    const page = letterHtml(LETTER);
    expect([...page.matchAll(/<h(\d)>/g)].map(([, level]) => level)).toEqual(['1', '2', '2', '2']);
    expect(page.match(/<th scope="col">/g)).toHaveLength(3);
    expect(page).toContain('<html lang="en" dir="ltr">');
    expect(letterHtml({ ...LETTER, language: 'ar', direction: 'rtl' })).toContain('<html lang="ar" dir="rtl">');
  });

  it('says the same in plain text', () => {
    expect(letterText(LETTER)).toContain('What: Costs\nHow much: €12.50\nUntil: 1 May 2024');
  });
});
