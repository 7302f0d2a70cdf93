// A PDF of any number of pages, each with its number in words that can be read: made here, byte by byte (ISO 32000-1, 7.5). All pages
// hang on one node, as most programs that scan leave them.
import { randomBytes } from 'node:crypto';

interface MadePdf {
  /** On the last page alone. */
  readonly last?: string;
  /** Pixels along each side of a picture on every page, of three bytes each; none: 0. */
  readonly picture?: number;
}

/** @param title is on every page */
export function madePdf(pages: number, title: string, { last = '', picture = 0 }: MadePdf = {}): Buffer {
  const each = picture === 0 ? 2 : 3;
  const objects: string[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages} /Kids [${Array.from({ length: pages }, (_, at) => `${4 + at * each} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  for (let page = 1; page <= pages; page += 1) {
    const drawn = `BT /F1 24 Tf 60 700 Td (${title}, page ${page}${page === pages ? last : ''}) Tj ET\n${lines(page)}`;
    const contents = 4 + (page - 1) * each + 1;
    const pictures = picture === 0 ? '' : `/XObject << /I1 ${contents + 1} 0 R >>`;
    const content = picture === 0 ? drawn : `q 300 0 0 300 200 40 cm /I1 Do Q ${drawn}`;
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${contents} 0 R /Resources << /Font << /F1 3 0 R >> ${pictures} >> >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    );
    if (picture > 0) objects.push(pixels(picture));
  }
  return assembled(objects);
}

/** So that a page has as much on it as one of a letter. */
function lines(page: number): string {
  const text = Array.from(
    { length: 40 },
    (_, at) => `(Line ${at + 1} of page ${page}, which says what lines of reports say.) Tj T*`,
  );
  return `BT /F1 10 Tf 14 TL 60 660 Td ${text.join('\n')} ET`;
}

function pixels(side: number): string {
  const kind = `/Type /XObject /Subtype /Image /Width ${side} /Height ${side} /ColorSpace /DeviceRGB /BitsPerComponent 8`;
  const bytes = randomBytes(side * side * 3);
  return `<< ${kind} /Length ${bytes.length} >>\nstream\n${bytes.toString('latin1')}\nendstream`;
}

function assembled(objects: readonly string[]): Buffer {
  const pieces = ['%PDF-1.4\n'];
  let start = pieces[0]?.length ?? 0;
  const places = objects.map((object, at) => {
    const place = start;
    const piece = `${at + 1} 0 obj\n${object}\nendobj\n`;
    start += piece.length;
    pieces.push(piece);
    return place;
  });
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  pieces.push(
    `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
  );
  return Buffer.from(pieces.join(''), 'latin1');
}
