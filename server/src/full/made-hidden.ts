// Places of a PDF in which something can be kept without being seen on a page, or only at second glance. Each gets a secret
// outside every box: nobody marks what nobody sees, and it must be gone all the same.
import { literal, wideHex } from './made-pdf.ts';
import { type Sheet, SHEET_HEIGHT, SHEET_WIDTH, show } from './made-sheet.ts';
import { type Feature, objectOf } from './made-texts.ts';

export const HIDDEN: Readonly<Record<string, Feature>> = {
  'invisible text': (sheet) => {
    sheet.page.content.push(`BT 3 Tr /C 11 Tf 30 ${sheet.up(sheet.line())} Td ${literal(sheet.secret())} Tj 0 Tr ET`);
  },
  'white on white': (sheet) => {
    sheet.page.content.push(`q 1 g ${show(sheet, { x: 30, base: sheet.line() }, sheet.secret())} Q`);
  },
  'nearly white on white': (sheet) => {
    sheet.page.content.push(`q 0.985 g ${show(sheet, { x: 30, base: sheet.line() }, sheet.secret())} Q`);
  },
  'black on black': (sheet) => {
    const base = sheet.line();
    sheet.page.content.push(
      `q 0 g 28 ${sheet.up(base) - 3} 90 13 re f Q`,
      show(sheet, { x: 30, base }, sheet.secret()),
    );
  },
  'under a picture': (sheet) => {
    const base = sheet.line();
    const picture = sheet.pdf.addStream(
      '/Type /XObject /Subtype /Image /Width 4 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8',
      Buffer.from([200, 90, 220, 40]),
    );
    objectOf(sheet, `/I${picture}`, picture);
    sheet.page.content.push(
      show(sheet, { x: 30, base }, sheet.secret()),
      `q 100 0 0 16 26 ${sheet.up(base) - 4} cm /I${picture} Do Q`,
    );
  },
  'under a black box that somebody drew': (sheet) => {
    const base = sheet.line();
    sheet.page.content.push(
      show(sheet, { x: 30, base }, sheet.secret()),
      `q 0 g 26 ${sheet.up(base) - 4} 100 16 re f Q`,
    );
  },
  'under another text': (sheet) => {
    const base = sheet.line();
    sheet.page.content.push(
      show(sheet, { x: 30, base }, sheet.secret()),
      `q 1 g 26 ${sheet.up(base) - 4} 100 16 re f Q`,
      show(sheet, { x: 30, base }, sheet.keep()),
    );
  },
  'outside the page': (sheet) => {
    sheet.page.content.push(
      show(sheet, { x: -300, base: 100 }, sheet.secret()),
      show(sheet, { x: 30, base: -100 }, sheet.secret()),
      show(sheet, { x: SHEET_WIDTH + 40, base: SHEET_HEIGHT + 300 }, sheet.secret()),
    );
  },
  'cut away': (sheet) => {
    const base = sheet.line();
    sheet.page.content.push(`q 0 0 10 10 re W n ${show(sheet, { x: 30, base }, sheet.secret())} Q`);
  },
  'too small to read': (sheet) => {
    sheet.page.content.push(show(sheet, { x: 30, base: sheet.line(), size: 1 }, sheet.secret()));
  },
  'seen through': (sheet) => {
    const state = sheet.pdf.add('<</Type /ExtGState /ca 0 /CA 0>>');
    (sheet.page.resources['ExtGState'] ??= []).push(`/G${state} ${state} 0 R`);
    sheet.page.content.push(`q /G${state} gs ${show(sheet, { x: 30, base: sheet.line() }, sheet.secret())} Q`);
  },
  'a layer that is off': (sheet) => {
    const layer = sheet.pdf.add(`<</Type /OCG /Name ${literal(sheet.secret())}>>`);
    (sheet.page.resources['Properties'] ??= []).push(`/L${layer} ${layer} 0 R`);
    sheet.pdf.catalog.push(`/OCProperties <</OCGs [${layer} 0 R] /D <</OFF [${layer} 0 R] /Order [${layer} 0 R]>>>>`);
    sheet.page.content.push(`/OC /L${layer} BDC ${show(sheet, { x: 30, base: sheet.line() }, sheet.secret())} EMC`);
  },
  'notes and links': (sheet) => {
    const add = (body: string): void => void sheet.page.annotations.push(`${sheet.pdf.add(body)} 0 R`);
    const base = sheet.up(sheet.line());
    add(
      `<</Type /Annot /Subtype /Text /Rect [300 ${base} 312 ${base + 12}] /Contents ${literal(sheet.secret())} /T ${wideHex(sheet.secret())}>>`,
    );
    add(
      `<</Type /Annot /Subtype /Link /Rect [320 ${base} 340 ${base + 12}] /Border [0 0 0] /A <</S /URI /URI ${literal(`https://${sheet.secret()}.example/`)}>>>>`,
    );
    add(`<</Type /Annot /Subtype /Popup /Rect [350 ${base} 360 ${base + 12}] /Contents ${literal(sheet.secret())}>>`);
    const looks = sheet.pdf.addStream(
      '/Type /XObject /Subtype /Form /BBox [0 0 80 12] /Resources <</Font <</C 1 0 R>>>>',
      `BT /C 9 Tf 2 2 Td ${literal(sheet.secret())} Tj ET`,
    );
    add(`<</Type /Annot /Subtype /Stamp /F 2 /Rect [30 ${base} 110 ${base + 12}] /AP <</N ${looks} 0 R>>>>`);
  },
  'fields of a form': (sheet) => {
    const base = sheet.line();
    const [y, seen] = [sheet.up(base), sheet.secret()];
    const looks = sheet.pdf.addStream(
      '/Type /XObject /Subtype /Form /BBox [0 0 90 14] /Resources <</Font <</C 1 0 R>>>>',
      `/Tx BMC BT /C 11 Tf 2 3 Td ${literal(seen)} Tj ET EMC`,
    );
    const field = sheet.pdf.add(
      `<</Type /Annot /Subtype /Widget /FT /Tx /F 4 /T ${literal(sheet.secret())} /V ${literal(seen)} /DV ${literal(sheet.secret())} /TU ${wideHex(sheet.secret())} /DA (/C 11 Tf 0 g) /Rect [30 ${y - 3} 120 ${y + 11}] /AP <</N ${looks} 0 R>>>>`,
    );
    const unseen = sheet.pdf.add(`<</FT /Tx /T (unseen) /V ${literal(sheet.secret())} /Kids []>>`);
    sheet.page.annotations.push(`${field} 0 R`);
    sheet.boxAt(29, base - 12, [92, 16]);
    sheet.pdf.catalog.push(
      `/AcroForm <</Fields [${field} 0 R ${unseen} 0 R] /DR <</Font <</C 1 0 R>>>> /DA (/C 11 Tf 0 g)>>`,
    );
  },
  'files within': (sheet) => {
    const file = sheet.pdf.addStream('/Type /EmbeddedFile', `a file that says ${sheet.secret()}`, true);
    const name = sheet.secret();
    const spec = sheet.pdf.add(
      `<</Type /Filespec /F ${literal(`${name}.txt`)} /UF ${wideHex(`${name}.txt`)} /Desc ${literal(sheet.secret())} /EF <</F ${file} 0 R>>>>`,
    );
    names(sheet).push(`/EmbeddedFiles <</Names [${literal(name)} ${spec} 0 R]>>`);
    const y = sheet.up(sheet.line());
    sheet.page.annotations.push(
      `${sheet.pdf.add(`<</Type /Annot /Subtype /FileAttachment /F 2 /FS ${spec} 0 R /Contents ${literal(sheet.secret())} /Rect [380 ${y} 392 ${y + 12}]>>`)} 0 R`,
    );
  },
  'what is said of the file': (sheet) => {
    for (const key of ['Title', 'Author', 'Subject', 'Keywords', 'Creator', 'Producer', 'OurReference'])
      sheet.pdf.info.push(`/${key} ${sheet.chance.percent(50) ? literal(sheet.secret()) : wideHex(sheet.secret())}`);
    const metadata = sheet.pdf.addStream(
      '/Type /Metadata /Subtype /XML',
      `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>${sheet.secret()}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`,
    );
    sheet.pdf.catalog.push(`/Metadata ${metadata} 0 R /PieceInfo <</Maker <</Private ${literal(sheet.secret())}>>>>`);
  },
  'bookmarks, targets and labels': (sheet) => {
    // The list of bookmarks is the object after next.
    const root = sheet.pdf.add('null') + 2;
    const mark = sheet.pdf.add(`<</Title ${wideHex(sheet.secret())} /Parent ${root} 0 R>>`);
    sheet.pdf.add(`<</Type /Outlines /First ${mark} 0 R /Last ${mark} 0 R /Count 1>>`);
    sheet.pdf.catalog.push(`/Outlines ${root} 0 R /PageLabels <</Nums [0 <</P ${literal(sheet.secret())}>>]>>`);
    names(sheet).push(`/Dests <</Names [${literal(sheet.secret())} [0 /Fit]]>>`);
  },
  scripts: (sheet) => {
    const script = sheet.pdf.add(`<</S /JavaScript /JS ${literal(`app.alert("${sheet.secret()}")`)}>>`);
    sheet.pdf.catalog.push(`/OpenAction ${script} 0 R`);
    names(sheet).push(`/JavaScript <</Names [${literal(sheet.secret())} ${script} 0 R]>>`);
  },
  'a preview of the page': (sheet) => {
    const preview = sheet.pdf.addStream(
      '/Width 10 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8',
      sheet.secret(),
      true,
    );
    sheet.page.members.push(`/Thumb ${preview} 0 R`);
  },
  'objects that nothing names': (sheet) => {
    sheet.pdf.add(literal(sheet.secret()));
    sheet.pdf.addStream('', `BT /C 11 Tf ${literal(sheet.secret())} Tj ET`, true);
    sheet.behind.push(`% ${sheet.secret()}\n`);
  },
  'an older revision': (sheet) => {
    sheet.pdf.replaceLater(sheet.page, show(sheet, { x: 30, base: 60 }, `${sheet.secret()} ${sheet.secret()}`));
  },
  'what is said to who cannot see': (sheet) => {
    const figure = sheet.pdf.add(
      `<</Type /StructElem /S /Figure /Alt ${literal(sheet.secret())} /ActualText ${wideHex(sheet.secret())} /T ${literal(sheet.secret())} /K []>>`,
    );
    sheet.pdf.catalog.push(`/StructTreeRoot <</Type /StructTreeRoot /K [${figure} 0 R]>> /MarkInfo <</Marked true>>`);
  },
};

/** Members of the tree of names, which several features fill; `made-documents.ts` puts it into the catalogue. */
const TREES = new WeakMap<Sheet, string[]>();

export function names(sheet: Sheet): string[] {
  const known = TREES.get(sheet) ?? [];
  TREES.set(sheet, known);
  return known;
}
