import PdfkitDocument from 'pdfkit';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildDrawing } from '../drawing/drawing-under-test.ts';
import { bytesOfBuffer } from '../files/bytes.ts';
import { phrasesOfName, suggestBoxes, type Wanted } from './suggest-boxes.ts';

beforeAll(buildDrawing);

async function foundIn(lines: readonly string[], wanted: Partial<Wanted>): Promise<readonly (readonly string[])[]> {
  const bytes = await new Promise<Buffer>((resolve) => {
    const document = new PdfkitDocument({ size: 'A5', margin: 40 });
    const pieces: Buffer[] = [];
    document.on('data', (piece: Buffer) => pieces.push(piece));
    document.on('end', () => resolve(Buffer.concat(pieces)));
    for (const line of lines) document.text(line);
    document.end();
  });
  const found = await suggestBoxes(bytesOfBuffer(bytes), { phrases: [], patterns: [], names: [], ...wanted });
  if ('code' in found) return [[found.code]];
  return found.boxes.map(({ words, because }) => [words, because]);
}

describe('boxes are proposed', () => {
  test('for phrases in any case, with other accents, over line ends and hyphens, as whole words', async () => {
    const lines = [
      'Renée MÜLLER and the mullerian office; Mrs Renee',
      'Muller wrote. The Mül-',
      'ler file, and Müller-Lüdenscheidt.',
    ];
    expect(await foundIn(lines, { phrases: ['renee muller', 'müller'] })).toEqual([
      ['Renée MÜLLER', 'renee muller'],
      ['Renee', 'renee muller'],
      ['Muller', 'renee muller'],
      ['Mül', 'müller'],
      ['ler', 'müller'],
    ]);
  });

  test('for patterns, also where a line end divides what they mean', async () => {
    const lines = ['Call 0412 345 678 or write to a.b@example.org; the file is AB-', '1234.'];
    const found = await foundIn(lines, { patterns: ['04\\d\\d \\d{3} \\d{3}', '[a-z.]+@[a-z.]+', 'AB\\d{4}'] });
    expect(found.map(([words]) => words)).toEqual(
      ['0412 345 678', 'a.b@example.org;', 'AB', '1234.'].map((word) => word.replace(/[;.]$/, '')),
    );
  });

  test('for names, turned around and in part', async () => {
    expect(phrasesOfName('Ann Maria Citizen').map(([way]) => way)).toEqual([
      'Ann Maria Citizen',
      'Citizen Ann Maria',
      'Ann Citizen',
      'A Citizen',
      'Ann',
      'Maria',
      'Citizen',
    ]);
    const lines = ['Citizen, Ann Maria paid. A. Citizen did not. Annual fees rose.'];
    expect((await foundIn(lines, { names: ['Ann Maria Citizen'] })).map(([words]) => words)).toEqual([
      'Citizen, Ann Maria',
      'A. Citizen',
    ]);
  });

  test('and nothing is proposed for a pattern that is none, or where nothing is asked for', async () => {
    expect(await foundIn(['words'], { patterns: ['('] })).toEqual([['bad-pattern']]);
    expect(await foundIn(['words'], { phrases: ['---'] })).toEqual([['nothing-wanted']]);
  });
});
