import PdfkitDocument from 'pdfkit';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildDrawing } from '../drawing/drawing-under-test.ts';
import { DRAW_BOUNDS } from '../drawing/draw-pages.ts';
import { bytesOfBuffer } from '../files/bytes.ts';
import { extract } from '../full/extractors.ts';
import { isRefusal, redactFile, type RedactionBox, type RedactionOptions } from './redact-file.ts';

beforeAll(buildDrawing);

const options: RedactionOptions = { reasons: ['s 47F'], title: 'Redacted document', language: 'en-AU', dpi: 100 };
const box: RedactionBox = { page: 1, x: 60, y: 90, width: 120, height: 16, reason: 's 47F' };

function made(draw: (document: PDFKit.PDFDocument) => void, more: PDFKit.PDFDocumentOptions = {}): Promise<Buffer> {
  return new Promise((resolve) => {
    const document = new PdfkitDocument({ size: 'A5', margin: 0, ...more });
    const pieces: Buffer[] = [];
    document.on('data', (piece: Buffer) => pieces.push(piece));
    document.on('end', () => resolve(Buffer.concat(pieces)));
    draw(document);
    document.end();
  });
}

async function redacted(bytes: Buffer, boxes: readonly RedactionBox[], more: Partial<RedactionOptions> = {}) {
  const answer = await redactFile(
    bytesOfBuffer(bytes),
    { mediaType: 'application/pdf', boxes },
    { ...options, ...more },
  );
  if (isRefusal(answer)) return answer;
  const pieces: Buffer[] = [];
  for await (const piece of answer.bytes) pieces.push(piece);
  return { report: answer.report, bytes: Buffer.concat(pieces) };
}

async function textOf(bytes: Buffer): Promise<string> {
  const texts = await extract(bytes, 'application/pdf', { programs: new Set(), readsPixels: false });
  return texts.get('pdf.js') ?? '';
}

describe('a redacted document', () => {
  const letter = (document: PDFKit.PDFDocument): void => {
    document.font('Courier').fontSize(12);
    document.text('Above', 60, 60).text('CONFIDANTE', 60, 92).text('Beside', 240, 92).text('Below', 60, 130);
    document.addPage().text('Second', 60, 60);
  };

  test('keeps what is outside the box, says the reason in it, and counts what it dropped', async () => {
    const answer = await redacted(await made(letter), [box]);
    if ('sentence' in answer) throw new Error(answer.sentence);
    const text = await textOf(answer.bytes);
    for (const word of ['ABOVE', 'BESIDE', 'BELOW', 'SECOND', 'REDACTED:S47F']) expect(text).toContain(word);
    expect(text).not.toContain('CONFIDANTE');
    expect(answer.report).toMatchObject({ pages: 2, boxes: 1, reasons: { 's 47F': 1 } });
    expect(answer.report.dropped.map(({ boxed, hidden }) => [boxed, hidden])).toEqual([
      [10, 0],
      [0, 0],
    ]);
  });

  test('is the same file twice', async () => {
    const bytes = await made(letter);
    const [one, other] = [await redacted(bytes, [box]), await redacted(bytes, [box])];
    if ('sentence' in one || 'sentence' in other) throw new Error('refused');
    expect(one.bytes.equals(other.bytes)).toBe(true);
  });
});

describe('what cannot be redacted is refused with a sentence', () => {
  const plain = (document: PDFKit.PDFDocument): void => void document.text('words', 60, 60);
  const codeOf = async (bytes: Buffer, boxes = [box], more: Partial<RedactionOptions> = {}): Promise<string> => {
    const answer = await redacted(bytes, boxes, more);
    if (!('sentence' in answer)) return 'redacted';
    expect(answer.sentence).toMatch(/\w\.$/);
    return answer.code;
  };

  test('a locked document', async () => {
    expect(await codeOf(await made(plain, { userPassword: 'open', pdfVersion: '1.7' }))).toBe('encrypted');
    expect(await codeOf(await made(plain, { ownerPassword: 'change', pdfVersion: '1.7' }))).toBe('redacted');
  });

  test('what is no document, or one that is cut off', async () => {
    const whole = await made(plain);
    expect(await codeOf(Buffer.from('%PDF-1.7 and nothing more'))).toBe('unreadable');
    expect(await codeOf(whole.subarray(0, 200))).toBe('unreadable');
  });

  test('boxes that lie elsewhere, are empty, or have a reason that is not on the list', async () => {
    const bytes = await made(plain);
    expect(await codeOf(bytes, [{ ...box, page: 2 }])).toBe('box-outside');
    expect(await codeOf(bytes, [{ ...box, x: 9000 }])).toBe('box-outside');
    expect(await codeOf(bytes, [{ ...box, width: 0 }])).toBe('box-outside');
    expect(await codeOf(bytes, [{ ...box, y: Number.NaN }])).toBe('box-outside');
    expect(await codeOf(bytes, [{ ...box, reason: 'because' }])).toBe('unknown-reason');
    expect(await codeOf(bytes, [])).toBe('no-box');
  });

  test('what takes too long or too much memory', async () => {
    const bytes = await made(plain);
    expect(await codeOf(bytes, [box], { bounds: { ...DRAW_BOUNDS, pageMs: 50 } })).toBe('took-too-long');
    expect(await codeOf(bytes, [box], { bounds: { ...DRAW_BOUNDS, bytes: 100 } })).toBe('too-large');
    const large = await made((document) => {
      for (let page = 0; page < 40; page += 1) document.addPage().text('words', 60, 60);
    });
    expect(await codeOf(large, [box], { dpi: 300, bounds: { ...DRAW_BOUNDS, memoryMb: 120 } })).toBe(
      'took-too-much-memory',
    );
    expect(await codeOf(await made(plain, { size: [14_000, 14_000] }))).toBe('too-large');
  });
});
