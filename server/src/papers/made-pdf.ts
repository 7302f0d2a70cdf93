// Makes PDFs with known words, for trials, long proofs and the bench: as plain as the format allows, by hand. Never for people.
import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';

export interface MadePdf {
  /** A page for each, with a line for each line; letters of Western Europe. */
  readonly pages: readonly string[];
  readonly title?: string;
  /** Bytes that lie between pages, as pictures do, and pack no smaller. */
  readonly ballast?: number;
}

export function madePdf({ pages, title = '', ballast = 0 }: MadePdf): Buffer {
  const count = pages.length;
  const [step, filler] = [ballast === 0 ? 2 : 3, randomBytes(ballast)];
  const objects: Buffer[] = [
    text('<< /Type /Catalog /Pages 2 0 R >>'),
    text(`<< /Type /Pages /Count ${count} /Kids [${pages.map((_, at) => `${5 + at * step} 0 R`).join(' ')}] >>`),
    text('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>'),
    text(`<< /Title ${literal(title)} >>`),
  ];
  for (const [at, page] of pages.entries()) {
    objects.push(
      text(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${6 + at * step} 0 R >>`,
      ),
      stream(contentOf(page)),
      ...(ballast === 0 ? [] : [stream(filler)]),
    );
  }
  return fileOf(objects);
}

function fileOf(objects: readonly Buffer[]): Buffer {
  const pieces = [text('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n')];
  const places: number[] = [];
  let at = pieces[0]?.length ?? 0;
  for (const [index, object] of objects.entries()) {
    const piece = Buffer.concat([text(`${index + 1} 0 obj\n`), object, text('\nendobj\n')]);
    places.push(at);
    at += piece.length;
    pieces.push(piece);
  }
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  pieces.push(
    text(`xref\n0 ${size}\n0000000000 65535 f \n${rows}`),
    text(`trailer\n<< /Size ${size} /Root 1 0 R /Info 4 0 R >>\nstartxref\n${at}\n%%EOF\n`),
  );
  return Buffer.concat(pieces);
}

function contentOf(page: string): Buffer {
  const lines = page.split('\n').map((line) => `${literal(line)} Tj T*`);
  return text(`BT /F1 11 Tf 14 TL 50 790 Td\n${lines.join('\n')}\nET`);
}

function stream(content: Buffer): Buffer {
  const packed = deflateSync(content);
  return Buffer.concat([
    text(`<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n`),
    packed,
    text('\nendstream'),
  ]);
}

function literal(words: string): string {
  return `(${words.replaceAll(/[\\()]/g, String.raw`\$&`)})`;
}

function text(words: string): Buffer {
  return Buffer.from(words, 'latin1');
}
