// Made documents for the proof of redaction, each from a number: what is in it, what of it is secret, what must stay, and
// the boxes that a person would have drawn. Some are made by another program than ours.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import PdfkitDocument from 'pdfkit';
import { HIDDEN, names } from './made-hidden.ts';
import { literal } from './made-pdf.ts';
import { jpegWith, pngWith, scanOf, widthOf } from './made-scans.ts';
import { type MadeBox, openSheet, REASONS, type Sheet, SHEET_HEIGHT, SHEET_WIDTH, word } from './made-sheet.ts';
import { TEXTS } from './made-texts.ts';
import { type Chance, seededChance } from './seeded-chance.ts';

export interface MadeDocument {
  readonly index: number;
  readonly maker: 'by hand' | 'by pdfkit' | 'scan' | 'png' | 'jpeg';
  /** What is in it, by the names of the features. */
  readonly features: readonly string[];
  readonly mediaType: 'application/pdf' | 'image/png' | 'image/jpeg';
  readonly bytes: Buffer;
  /** None where they are to be proposed from the words in `found`. */
  readonly boxes: readonly MadeBox[];
  readonly secrets: readonly string[];
  readonly keeps: readonly string[];
  /** Words that are found by their text, to be boxed where they are proposed. */
  readonly found: readonly string[];
  /** Secrets that are in the pixels of the page too: who reads pixels recovers them from the original. */
  readonly inPixels: readonly string[];
  readonly keepsRecognised: boolean;
}

export async function madeDocument(seed: number, index: number): Promise<MadeDocument> {
  const chance = seededChance(seed * 7_919 + index);
  // Far apart, so that a few documents are of every maker.
  const lot = (index * 9) % 25;
  if (lot < 17) return byHand(chance, index);
  if (lot < 21) return byPdfkit(chance, index);
  if (lot < 23) return scan(chance, index);
  return picture(chance, index, lot === 23 ? 'png' : 'jpeg');
}

/** Three ways of showing texts and four of hiding them, or all that fit. */
function byHand(chance: Chance, index: number): MadeDocument {
  const sheet = openSheet(chance);
  const texts = chance.shuffled(Object.keys(TEXTS)).slice(0, 4);
  const hidden = chance.shuffled(Object.keys(HIDDEN)).slice(0, 5);
  for (const name of texts) TEXTS[name]?.(sheet);
  for (const name of hidden) HIDDEN[name]?.(sheet);
  const tree = names(sheet);
  if (tree.length > 0) sheet.pdf.catalog.push(`/Names <<${tree.join(' ')}>>`);
  const turned = turn(sheet, chance);
  const hasRevision = hidden.includes('an older revision');
  const packedObjects = !hasRevision && chance.percent(40);
  const bytes = sheet.pdf.end({ packedObjects, packedContent: chance.percent(50), behind: sheet.behind.join('') });
  return {
    ...{ index, maker: 'by hand', mediaType: 'application/pdf', bytes, boxes: turned.boxes, found: [] },
    features: [...texts, ...hidden, ...(packedObjects ? ['packed objects'] : []), ...turned.features],
    ...{ secrets: sheet.secrets, keeps: sheet.keeps, inPixels: [], keepsRecognised: false },
  };
}

/** Some pages are shown turned, or only a part of them; the boxes are where one sees them. */
function turn(
  sheet: Sheet,
  chance: Chance,
): { readonly boxes: readonly MadeBox[]; readonly features: readonly string[] } {
  const [width, height] = [SHEET_WIDTH, SHEET_HEIGHT];
  const angle = chance.percent(30) ? [90, 180, 270][chance.between(0, 2)] : 0;
  if (angle === 90 || angle === 180 || angle === 270) {
    sheet.page.members.push(`/Rotate ${angle}`);
    const turned = {
      90: (box: MadeBox) => ({ x: height - box.y - box.height, y: box.x, width: box.height, height: box.width }),
      180: (box: MadeBox) => ({ ...box, x: width - box.x - box.width, y: height - box.y - box.height }),
      270: (box: MadeBox) => ({ x: box.y, y: width - box.x - box.width, width: box.height, height: box.width }),
    }[angle];
    return { boxes: sheet.boxes.map((box) => ({ ...box, ...turned(box) })), features: [`turned by ${angle}`] };
  }
  if (!chance.percent(30)) return { boxes: sheet.boxes, features: [] };
  sheet.page.members.push(`/CropBox [12 8 ${width - 10} ${height - 14}]`);
  sheet.page.content.push(`BT /C 3 Tf 1 0 0 1 1 ${height - 8} Tm ${literal(sheet.secret())} Tj ET`);
  return {
    boxes: sheet.boxes.map((box) => ({ ...box, x: box.x - 12, y: box.y - 14 })),
    features: ['a part of the page'],
  };
}

async function byPdfkit(chance: Chance, index: number): Promise<MadeDocument> {
  const [secrets, keeps, found]: [string[], string[], string[]] = [[], [], []];
  const take = (list: string[]): string => {
    const text = word(chance);
    list.push(text);
    return text;
  };
  const secretTitle = take(secrets);
  const document = new PdfkitDocument({
    ...{ size: 'A5', margin: 40, compress: chance.percent(50), info: { Title: secretTitle, Author: take(secrets) } },
    ...{ tagged: chance.percent(50), pdfVersion: '1.7', lang: 'en-AU', displayTitle: true },
  });
  const pieces: Buffer[] = [];
  document.on('data', (piece: Buffer) => pieces.push(piece));
  const ended = new Promise((resolve) => document.on('end', resolve));
  const folder = join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), 'standard_fonts');
  document.registerFont('Office', join(folder, `LiberationSans-${chance.percent(50) ? 'Regular' : 'Italic'}.ttf`));
  const fonts = chance.shuffled(['Office', 'Times-Roman', 'Helvetica-Bold', 'Courier']);
  for (const font of fonts) {
    const secret = take(secrets);
    found.push(secret);
    document.font(font).fontSize(chance.between(8, 16));
    document.text(`Affluent office: ${take(keeps)} of ${secret}, ${take(keeps)} and a final word.`).moveDown(0.6);
  }
  // One that goes over a line end, with a hyphen.
  const [one, two] = [take(secrets), take(secrets)];
  found.push(one + two);
  document
    .font('Office')
    .fontSize(11)
    .text(`${take(keeps)} ${one}-`)
    .text(`${two} ${take(keeps)}`);
  document.file(Buffer.from(`within: ${take(secrets)}`), { name: `${take(secrets)}.txt` });
  document.outline.addItem(take(secrets));
  document.note(300, 500, 20, 20, take(secrets));
  document.end();
  await ended;
  return {
    ...{
      index,
      maker: 'by pdfkit',
      features: ['proposed boxes', ...fonts],
      mediaType: 'application/pdf',
      keepsRecognised: false,
    },
    ...{ bytes: Buffer.concat(pieces), boxes: [], secrets, keeps, found, inPixels: [] },
  };
}

/** A page that is a picture, with what a scanner recognised laid over it; half of them keep that text. */
function scan(chance: Chance, index: number): MadeDocument {
  const sheet = openSheet(chance);
  const scale = 2;
  const size = 14;
  const secret = sheet.secret();
  const keepsRecognised = chance.percent(50);
  const keep = sheet.keep();
  const words = [
    { text: secret, x: 40, base: 60 },
    { text: keep, x: 40, base: 110 },
  ];
  const canvas = scanOf(
    ...([SHEET_WIDTH * scale, SHEET_HEIGHT * scale] as const),
    words.map(({ text, x, base }) => ({ text, x: x * scale, y: base * scale, size: size * scale })),
  );
  const image = sheet.pdf.addStream(
    `/Type /XObject /Subtype /Image /Width ${canvas.width} /Height ${canvas.height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode`,
    jpegWith(canvas, [sheet.secret(), sheet.secret(), sheet.secret(), sheet.secret()]),
  );
  sheet.page.resources['XObject'] = [`/S ${image} 0 R`];
  sheet.page.content.push(`q ${SHEET_WIDTH} 0 0 ${SHEET_HEIGHT} 0 0 cm /S Do Q`);
  for (const { text, x, base } of words) {
    const stretch = (100 * widthOf(canvas, text, size)) / (text.length * 0.6 * size);
    sheet.page.content.push(
      `BT 3 Tr /C ${size} Tf ${stretch.toFixed(2)} Tz 1 0 0 1 ${x} ${sheet.up(base)} Tm ${literal(text)} Tj ET`,
    );
  }
  // Planted over empty paper: no scanner recognised it.
  sheet.page.content.push(`BT 3 Tr /C 11 Tf 100 Tz 1 0 0 1 40 200 Tm ${literal(sheet.secret())} Tj ET`);
  sheet.boxAt(39, 46, [widthOf(canvas, secret, size) + 2, 19]);
  const bytes = sheet.pdf.end({ packedObjects: chance.percent(50), packedContent: true, behind: '' });
  return {
    ...{ index, maker: 'scan', features: ['recognised text'], mediaType: 'application/pdf', bytes, boxes: sheet.boxes },
    ...{ secrets: sheet.secrets, keeps: keepsRecognised ? [keep] : [], found: [], inPixels: [secret], keepsRecognised },
  };
}

function picture(chance: Chance, index: number, maker: 'png' | 'jpeg'): MadeDocument {
  const secrets = Array.from({ length: 5 }, () => word(chance));
  const [secret = '', ...others] = secrets;
  const canvas = scanOf(700, 300, [
    { text: secret, x: 40, y: 80, size: 36 },
    { text: word(chance), x: 40, y: 180, size: 36 },
  ]);
  const box = { page: 1, x: 35 / 700, y: 45 / 300, width: (widthOf(canvas, secret, 36) + 10) / 700, height: 50 / 300 };
  const bytes = maker === 'png' ? pngWith(canvas, others) : jpegWith(canvas, others);
  return {
    ...{ index, maker, features: ['picture'], mediaType: maker === 'png' ? 'image/png' : 'image/jpeg', bytes },
    ...{ boxes: [{ ...box, reason: REASONS[index % REASONS.length] ?? 's 33' }], secrets, keeps: [], found: [] },
    ...{ inPixels: [secret], keepsRecognised: false },
  };
}
