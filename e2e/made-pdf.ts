// A PDF of any number of pages, each with its number in words that can be read: made here, byte by byte (ISO 32000-1, 7.5).

/** @param title is on every page; `last` on the last one alone */
export function madePdf(pages: number, title: string, last = ''): Buffer {
  const objects: string[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages} /Kids [${Array.from({ length: pages }, (_, at) => `${4 + at * 2} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  for (let page = 1; page <= pages; page += 1) {
    const drawn = `BT /F1 24 Tf 60 700 Td (${title}, page ${page}${page === pages ? last : ''}) Tj ET\n${lines(page)}`;
    const contents = 2 + page * 2 + 1;
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${contents} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
    );
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

function assembled(objects: readonly string[]): Buffer {
  let text = '%PDF-1.4\n';
  const places = objects.map((object, at) => {
    const place = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const start = text.length;
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  text += `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}
