import { createHash } from 'node:crypto';
import PdfkitDocument from 'pdfkit';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { createCanvas } from '@napi-rs/canvas';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildDrawing } from '../drawing/drawing-under-test.ts';
import { bytesOfBuffer } from '../files/bytes.ts';
import type { Bundle, BundleDocument, BundleRequest } from './bundle-types.ts';
import { isBundleRefusal, makeBundle } from './make-bundle.ts';

beforeAll(buildDrawing);

function pdf(...pages: readonly string[]): Promise<Buffer> {
  return new Promise((resolve) => {
    const document = new PdfkitDocument({ size: 'A5', autoFirstPage: false, info: { Author: 'HIDDENAUTHOR' } });
    const pieces: Buffer[] = [];
    document.on('data', (piece: Buffer) => pieces.push(piece));
    document.on('end', () => resolve(Buffer.concat(pieces)));
    for (const text of pages) document.addPage().text(text, 60, 60);
    document.end();
  });
}

function documentOf(id: string, bytes: Buffer, more: Partial<BundleDocument> = {}): BundleDocument {
  return {
    ...{
      id,
      title: `Title of ${id}`,
      date: '2026-03-02',
      exhibit: null,
      mediaType: 'application/pdf',
      isRedacted: false,
    },
    ...{
      audience: null,
      text: null,
      bytes: bytesOfBuffer(bytes),
      content: createHash('sha256').update(bytes).digest('hex'),
    },
    ...more,
  };
}

const about: Omit<BundleRequest, 'sections'> = {
  ...{
    title: 'Hearing bundle',
    reference: 'Case 2026-00017',
    language: 'en-AU',
    date: '2026-04-01',
    earlier: null,
    dpi: 72,
  },
  recipient: { name: 'the applicant', audiences: ['parties'] },
};

async function made(request: Partial<BundleRequest>): Promise<Bundle> {
  const bundle = await makeBundle({ ...about, sections: [], ...request });
  if (isBundleRefusal(bundle)) throw new Error(bundle.code);
  return bundle;
}

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

function expectManifest({ manifest }: Bundle, contents: readonly string[]): void {
  expect(hashOf(Buffer.from(manifest.json))).toBe(manifest.hash);
  const [, first = '', ...others] = manifest.csv.split('\r\n');
  expect(first).toBe(`1,Application,Title of a,2026-03-02,A1,application/pdf,${contents[0]},whole,2,1,2`);
  expect([first, ...others].slice(0, -1).map((line) => line.split(',')[6])).toEqual(contents);
  expect(others.map((line) => line.split(',')[7])).toEqual(['whole', 'whole', 'sheet', 'redacted', undefined]);
}

async function read({ pieces }: Bundle) {
  const loading = getDocument({ data: new Uint8Array(Buffer.concat(pieces)), verbosity: 0, isEvalSupported: false });
  const document = await loading.promise;
  const texts: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    texts.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
  }
  const [labels, outline, metadata] = [
    await document.getPageLabels(),
    await document.getOutline(),
    await document.getMetadata(),
  ];
  const annotations = await (await document.getPage(1)).getAnnotations();
  const tree = await (await document.getPage(1)).getStructTree();
  await loading.destroy();
  return { texts, labels, outline, metadata, annotations, tree: JSON.stringify(tree) };
}

describe('a bundle', () => {
  const canvas = createCanvas(400, 200);
  canvas.getContext('2d').fillRect(20, 20, 100, 100);
  const picture = canvas.toBuffer('image/png');
  const mail = Buffer.from('From: a\r\n\r\nThe words of a mail.');
  const sound = Buffer.from('no pages');

  test('has an index, numbered pages, bookmarks and a manifest whose hash it prints', async () => {
    const [application, decision] = [await pdf('First words', 'Second words'), await pdf('The decision')];
    const bundle = await made({
      sections: [
        {
          title: 'Application',
          documents: [
            documentOf('a', application, { exhibit: 'A1' }),
            documentOf('p', picture, { mediaType: 'image/png' }),
          ],
        },
        {
          title: 'Correspondence',
          documents: [
            documentOf('m', mail, { mediaType: 'message/rfc822', text: mail.toString() }),
            documentOf('s', sound, { mediaType: 'audio/wav' }),
            documentOf('d', decision, { isRedacted: true, audience: 'parties' }),
          ],
        },
      ],
    });
    const { texts, labels, outline, metadata, annotations, tree } = await read(bundle);
    expect(labels).toEqual(['i', '1', '2', '3', '4', '5', '6']);
    expect(bundle.pages).toBe(7);
    for (const words of [
      'Hearing bundle',
      'For the applicant',
      bundle.manifest.hash,
      'Title of a',
      'A1',
      '1–2',
      '(redacted)',
    ])
      expect(texts[0]).toContain(words);
    expect(texts.slice(1).map((text) => text.replaceAll(/\s+/g, ''))).toEqual([
      'Firstwords1',
      'Secondwords2',
      '3',
      'From:aThewordsofamail.4',
      expect.stringContaining('thathasnopages'),
      'Thedecision6',
    ]);
    expect(outline?.map(({ title, items }) => [title, items.map((item: { title: string }) => item.title)])).toEqual([
      ['Application', ['1–2  Title of a', '3  Title of p']],
      ['Correspondence', ['4  Title of m', '5  Title of s', '6  Title of d']],
    ]);
    expect(annotations.map(({ subtype }: { subtype: string }) => subtype)).toEqual([
      'Link',
      'Link',
      'Link',
      'Link',
      'Link',
    ]);
    for (const role of ['H1', 'H2', 'Table', 'TR', 'TH', 'TD', 'Link']) expect(tree).toContain(`"${role}"`);
    expect(metadata.info).toMatchObject({ Title: 'Hearing bundle', Language: 'en-AU' });
    expect(Buffer.concat(bundle.pieces).includes('HIDDENAUTHOR')).toBe(false);
    const contents = [application, picture, mail, sound, decision].map(hashOf);
    expectManifest(bundle, contents);
  });

  test('says all of its own in French where the case is in French', async () => {
    const pages = await pdf('Bonjour');
    const sound = Buffer.from('RIFF');
    const documents = [
      documentOf('a', pages, { title: 'Demande', isRedacted: true }),
      documentOf('b', sound, { title: 'Enregistrement', mediaType: 'audio/wav' }),
    ];
    const bundle = await made({
      ...{ title: 'Liasse', language: 'fr', recipient: { name: 'la requérante', audiences: ['parties'] } },
      sections: [{ title: 'Requête', documents }],
    });
    const { texts, metadata } = await read(bundle);
    for (const words of ['N°', 'Titre', 'Pièce', 'Pour la requérante', 'Faite le 2026-04-01', '2 documents, 2 pages'])
      expect(texts[0]?.replaceAll(/\s+/g, ' ')).toContain(words);
    expect(texts[0]).toContain('(occulté)');
    expect(texts.join(' ')).not.toMatch(/\b(For|Made on|Title|redacted|manifest|file)\b/);
    expect(texts[2]?.replaceAll(/\s+/g, '')).toContain('quin’apasdepages');
    expect(metadata.info).toMatchObject({ Language: 'fr' });
    const [heads, first] = bundle.manifest.csv.split('\r\n');
    expect(heads).toMatch(/^numero,partie,titre,/);
    expect(first).toContain(',occulte,');
    // What programs read has one form, whatever the language.
    expect(JSON.parse(bundle.manifest.json)).toMatchObject({ documents: [{ shape: 'redacted' }, { shape: 'sheet' }] });
  });

  test('is the same file twice, and keeps its numbers when something is put between', async () => {
    const [a, b, c] = [await pdf('one', 'two'), await pdf('three'), await pdf('between')];
    const both = [{ title: 'All', documents: [documentOf('a', a), documentOf('b', b)] }];
    const [first, again] = [await made({ sections: both }), await made({ sections: both })];
    expect(Buffer.concat(first.pieces).equals(Buffer.concat(again.pieces))).toBe(true);
    const documents = [documentOf('a', a), documentOf('c', c), documentOf('b', b)];
    const second = await made({ sections: [{ title: 'All', documents }], earlier: first.numbering });
    expect(Object.keys(second.numbering.documents[0] ?? {})).toEqual(['id', 'content', 'labels']);
    expect((await read(second)).labels).toEqual(['i', '1', '2', '2A', '3']);
  });

  test('has nothing that its recipient may not be given, nothing twice, and only what the manifest says', async () => {
    const bytes = await pdf('words');
    const codeOf = async (documents: readonly BundleDocument[]): Promise<unknown> => {
      const answer = await makeBundle({ ...about, sections: [{ title: 'All', documents }] });
      return isBundleRefusal(answer) ? answer : 'a bundle';
    };
    const secret = documentOf('b', bytes, { audience: 'staff' });
    expect(await codeOf([documentOf('a', bytes), secret])).toEqual({ code: 'not-for-recipient', document: 'b' });
    expect(await codeOf([documentOf('a', bytes), documentOf('a', bytes)])).toEqual({
      code: 'same-twice',
      document: 'a',
    });
    expect(await codeOf([documentOf('a', bytes, { content: '00' })])).toEqual({
      code: 'content-differs',
      document: 'a',
    });
    expect(await codeOf([documentOf('a', Buffer.from('%PDF-1.4 broken'))])).toEqual({
      code: 'unreadable',
      document: 'a',
    });
    expect(await codeOf([])).toEqual({ code: 'no-document', document: null });
  });
});
