// Ways in which a text stands on a page and is seen: fonts, encodings, matrices, forms. In each there is a secret under a
// box, and most have words beside it that must stay.
import { literal } from './made-pdf.ts';
import { type Sheet, SHEET_WIDTH, show } from './made-sheet.ts';

export type Feature = (sheet: Sheet) => void;

export const TEXTS: Readonly<Record<string, Feature>> = {
  'one line with words around': (sheet) => {
    const base = sheet.line();
    const [before, secret, after] = [sheet.keep(), sheet.secret(), sheet.keep()];
    sheet.page.content.push(show(sheet, { x: 30, base }, `${before} ${secret} ${after}`));
    sheet.box({ x: 30 + 11 * 6.6, base, size: 11, letters: 10 });
  },
  'letters with gaps between': (sheet) => {
    const base = sheet.line();
    const [secret, after] = [sheet.secret(), sheet.keep()];
    const parts = Array.from(`${secret} ${after}`, (letter, index) => ({ letter, index })).map(
      ({ letter, index }) => `${literal(letter)} ${index % 3 === 0 ? -20 : 10}`,
    );
    sheet.page.content.push(`BT /C 11 Tf 30 ${sheet.up(base)} Td [${parts.join(' ')}] TJ ET`);
    sheet.boxAt(29, base - 9.5, [68.5, 12.5]);
  },
  'hex strings': (sheet) => {
    const base = sheet.line();
    const [secret, after] = [sheet.secret(), sheet.keep()];
    const hex = Buffer.from(`${secret}  ${after}`, 'latin1').toString('hex');
    sheet.page.content.push(`BT /C 11 Tf 30 ${sheet.up(base)} Td <${hex}> Tj ET`);
    sheet.box({ x: 30, base, size: 11, letters: 10 });
  },
  'an encoding of its own': (sheet) => {
    const base = sheet.line();
    const [secret, after] = [sheet.secret(), sheet.keep()];
    const text = `${secret} ${after}`;
    const letters = [...new Set(text)];
    const names = letters.map((letter) => (letter === ' ' ? '/space' : `/${letter}`)).join(' ');
    const font = sheet.pdf.add(
      `<</Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding <</Type /Encoding /Differences [1 ${names}]>>>>`,
    );
    fontOf(sheet, `/E${font}`, font);
    const codes = Buffer.from(Array.from(text).map((letter) => letters.indexOf(letter) + 1)).toString('hex');
    sheet.page.content.push(`BT /E${font} 11 Tf 30 ${sheet.up(base)} Td <${codes}> Tj ET`);
    sheet.box({ x: 30, base, size: 11, letters: 10 });
  },
  'a font of drawings': (sheet) => {
    const base = sheet.line();
    const [secret, after] = [sheet.secret(), sheet.keep()];
    drawnFont(sheet, { text: `${secret} ${after}`, base });
    sheet.box({ x: 30, base, size: 11, letters: 10 });
  },
  'upright on its side': (sheet) => {
    const base = sheet.line();
    const secret = sheet.secret();
    const x = 240 + sheet.boxes.length * 11;
    sheet.page.content.push(`BT /C 9 Tf 0 1 -1 0 ${x} ${sheet.up(base)} Tm ${literal(secret)} Tj ET`);
    sheet.boxAt(x - 8, base - 55, [10.5, 56]);
  },
  aslant: (sheet) => {
    sheet.line();
    sheet.line();
    const base = sheet.line();
    const [secret, after] = [sheet.secret(), sheet.keep()];
    const [cos, sin] = [Math.cos(0.3), Math.sin(0.3)];
    sheet.page.content.push(
      `BT /C 11 Tf ${cos} ${sin} ${-sin} ${cos} 30 ${sheet.up(base)} Tm ${literal(`${secret}      ${after}`)} Tj ET`,
    );
    sheet.boxAt(24, base - 32, [78, 36]);
  },
  'forms within forms': (sheet) => {
    const base = sheet.line();
    const [secret, after] = [sheet.secret(), sheet.keep()];
    const bounds = '/Type /XObject /Subtype /Form /BBox [0 -20 500 100]';
    const inner = sheet.pdf.addStream(
      `${bounds} /Matrix [2 0 0 2 0 0] /Resources <</Font <</C 1 0 R>>>>`,
      `BT /C 5.5 Tf 0 0 Td ${literal(`${secret} ${after}`)} Tj ET`,
      true,
    );
    const outer = sheet.pdf.addStream(
      `${bounds} /Group <</S /Transparency>> /Resources <</XObject <</X ${inner} 0 R>>>>`,
      'q 1 0 0 1 10 0 cm /X Do Q',
    );
    objectOf(sheet, `/X${outer}`, outer);
    sheet.page.content.push(`q 1 0 0 1 20 ${sheet.up(base)} cm /X${outer} Do Q`);
    sheet.box({ x: 30, base, size: 11, letters: 10 });
  },
  'struck twice': (sheet) => {
    const base = sheet.line();
    const [secret, after] = [sheet.secret(), sheet.keep()];
    for (const shift of [0, 0.3]) sheet.page.content.push(show(sheet, { x: 30 + shift, base }, `${secret} ${after}`));
    sheet.boxAt(29, base - 9.5, [68.5, 12.5]);
  },
  'letters one by one in no order': (sheet) => {
    const base = sheet.line();
    const [secret, after] = [sheet.secret(), sheet.keep()];
    const letters = Array.from(secret).map((letter, index) => show(sheet, { x: 30 + 6.6 * index, base }, letter));
    sheet.page.content.push(...sheet.chance.shuffled(letters), show(sheet, { x: 110, base }, after));
    sheet.box({ x: 30, base, size: 11, letters: 10 });
  },
  'spaced, narrowed and raised': (sheet) => {
    const base = sheet.line();
    const [secret, after] = [sheet.secret(), sheet.keep()];
    sheet.page.content.push(
      `BT /C 11 Tf 1 Tc 2 Tw 80 Tz 3 Ts 30 ${sheet.up(base)} Td ${literal(`${secret} ${after}`)} Tj ET BT 0 Tc 0 Tw 100 Tz 0 Ts ET`,
    );
    sheet.boxAt(29.5, base - 12.5, [61.5, 12.5]);
  },
  'another text said of it': (sheet) => {
    const base = sheet.line();
    const [secret, after] = [sheet.secret(), sheet.keep()];
    sheet.page.content.push(
      `/Span <</ActualText ${literal(sheet.secret())} /Alt ${literal(secret)}>> BDC ${show(sheet, { x: 30, base }, secret)} EMC`,
      show(sheet, { x: 110, base }, after),
    );
    sheet.box({ x: 30, base, size: 11, letters: 10 });
  },
  mirrored: (sheet) => {
    const base = sheet.line();
    const secret = sheet.secret();
    sheet.page.content.push(`BT /C 11 Tf 1 0 0 -1 30 ${sheet.up(base)} Tm ${literal(secret)} Tj ET`);
    sheet.boxAt(29, base - 2, [68, 11]);
  },
  'outlined, and as a window': (sheet) => {
    const [base, below] = [sheet.line(), sheet.line()];
    const [one, other] = [sheet.secret(), sheet.secret()];
    sheet.page.content.push(
      `q 0.3 w BT 1 Tr /C 11 Tf 30 ${sheet.up(base)} Td ${literal(one)} Tj ET Q`,
      `q BT 7 Tr /C 11 Tf 30 ${sheet.up(below)} Td ${literal(other)} Tj ET 0 0 ${SHEET_WIDTH} 595 re f Q`,
    );
    sheet.box({ x: 30, base, size: 11, letters: 10 });
    sheet.box({ x: 30, base: below, size: 11, letters: 10 });
  },
  'painted as a pattern': (sheet) => {
    const base = sheet.line();
    const pattern = sheet.pdf.addStream(
      '/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 80 20] /XStep 80 /YStep 20 /Resources <</Font <</C 1 0 R>>>>',
      `BT /C 11 Tf 2 5 Td ${literal(sheet.secret())} Tj ET`,
    );
    (sheet.page.resources['Pattern'] ??= []).push(`/P${pattern} ${pattern} 0 R`);
    sheet.page.content.push(`q /Pattern cs /P${pattern} scn 30 ${sheet.up(base)} 100 12 re f Q`);
    sheet.boxAt(29, base - 13, [102, 14]);
  },
};

function fontOf(sheet: Sheet, name: string, font: number): void {
  sheet.page.resources['Font']?.push(`${name} ${font} 0 R`);
}

export function objectOf(sheet: Sheet, name: string, object: number): void {
  (sheet.page.resources['XObject'] ??= []).push(`${name} ${object} 0 R`);
}

/** A font whose letters are drawings, as old scanners and TeX make it: squares here, told apart by their table of names alone. */
function drawnFont(sheet: Sheet, { text, base }: { readonly text: string; readonly base: number }): void {
  const letters = [...new Set(text)];
  const drawing = (letter: string): number =>
    sheet.pdf.addStream(
      '',
      letter === ' ' ? '600 0 d0' : `600 0 0 0 600 700 d1 40 0 ${300 + ((8 * letter.charCodeAt(0)) % 200)} 650 re f`,
    );
  const drawings = letters.map((letter, index) => `/g${index} ${drawing(letter)} 0 R`);
  const rows = letters.map((letter, index) => `<${hex(index + 1, 2)}> <${hex(letter.charCodeAt(0), 4)}>`).join('\n');
  const table = sheet.pdf.addStream(
    '',
    `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def
1 begincodespacerange <00> <ff> endcodespacerange ${letters.length} beginbfchar ${rows} endbfchar endcmap end end`,
  );
  const font = sheet.pdf.add(
    `<</Type /Font /Subtype /Type3 /FontBBox [0 0 600 700] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 1 /LastChar ${letters.length}
/Widths [${letters.map(() => 600).join(' ')}] /CharProcs <<${drawings.join(' ')}>> /ToUnicode ${table} 0 R /Resources <<>>
/Encoding <</Type /Encoding /Differences [1 ${letters.map((_, index) => `/g${index}`).join(' ')}]>>>>`,
  );
  fontOf(sheet, `/D${font}`, font);
  const codes = Array.from(text)
    .map((letter) => hex(letters.indexOf(letter) + 1, 2))
    .join('');
  sheet.page.content.push(`BT /D${font} 11 Tf 30 ${sheet.up(base)} Td <${codes}> Tj ET`);
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
