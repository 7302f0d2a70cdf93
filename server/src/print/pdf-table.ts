// A table on paper: a caption, header cells that are known as such, and rows that are not torn between two pages. One that is higher than
// a page is written as lines, each under the name of its column.
import type { LetterPart } from '@casewright/engine/letters';
import { MARGINS, type Page, SIZES, type Struct, tagged } from './pdf-page.ts';

type Table = Extract<LetterPart, { part: 'table' }>;

const PADDING = 4;

export function drawTable(page: Page, whole: Struct, table: Table): void {
  const { caption, header, rows } = table;
  const element = page.struct('Table');
  whole.add(element);
  page.font('bold').fontSize(SIZES.cell);
  if (page.y > page.page.height - MARGINS.bottom - 70) page.addPage();
  tagged(page, element, { tag: 'Caption', draw: () => void page.text(caption, MARGINS.left) });
  page.moveDown(0.3);
  drawRow(page, element, { cells: header, isHeader: true, header });
  for (const cells of rows) drawRow(page, element, { cells, isHeader: false, header });
  element.end();
  page.x = MARGINS.left;
}

interface Row {
  readonly cells: readonly string[];
  readonly isHeader: boolean;
  readonly header: readonly string[];
}

function drawRow(page: Page, table: Struct, row: Row): void {
  const { cells, isHeader } = row;
  page.font(isHeader ? 'bold' : 'regular').fontSize(SIZES.cell);
  const width = (page.page.width - MARGINS.left - MARGINS.right) / cells.length;
  const heights = cells.map((cell) => page.heightOfString(cell, { width: width - PADDING * 2 }));
  const height = Math.max(...heights, SIZES.cell) + PADDING * 2;
  const room = page.page.height - MARGINS.top - MARGINS.bottom;
  const element = page.struct('TR');
  table.add(element);
  if (height > room) drawLines(page, element, row);
  else {
    if (page.y + height > page.page.height - MARGINS.bottom) nextPage(page, row);
    page.font(isHeader ? 'bold' : 'regular').fontSize(SIZES.cell);
    drawCells(page, element, { ...row, width, height });
  }
  element.end();
}

/** What the columns are is printed again, for the eye: whoever hears the table knows it from the header. */
function nextPage(page: Page, { header, isHeader }: Row): void {
  page.addPage();
  if (isHeader) return;
  page.font('bold').fontSize(SIZES.cell);
  const width = (page.page.width - MARGINS.left - MARGINS.right) / header.length;
  const { y } = page;
  page.markContent('Artifact', { type: 'Layout' });
  for (const [at, cell] of header.entries())
    page.text(cell, MARGINS.left + at * width + PADDING, y, {
      width: width - PADDING * 2,
      height: SIZES.cell * 1.5,
      ellipsis: true,
    });
  page.endMarkedContent();
  page.x = MARGINS.left;
  page.y = y + SIZES.cell * 1.8;
}

function drawCells(
  page: Page,
  row: Struct,
  { cells, isHeader, width, height }: Row & { readonly width: number; readonly height: number },
): void {
  const { y } = page;
  for (const [at, cell] of cells.entries()) {
    const draw = (): void =>
      void page.text(cell, MARGINS.left + at * width + PADDING, y + PADDING, { width: width - PADDING * 2 });
    drawCell(page, row, { isHeader, draw });
  }
  page.markContent('Artifact', { type: 'Layout' });
  const right = page.page.width - MARGINS.right;
  page
    .lineWidth(isHeader ? 1 : 0.5)
    .moveTo(MARGINS.left, y + height)
    .lineTo(right, y + height)
    .stroke('#555555');
  page.endMarkedContent();
  page.x = MARGINS.left;
  page.y = y + height;
}

function drawLines(page: Page, row: Struct, { cells, header, isHeader }: Row): void {
  for (const [at, cell] of cells.entries()) {
    const name = isHeader ? '' : `${header[at] ?? ''}: `;
    drawCell(page, row, { isHeader, draw: () => void page.text(`${name}${cell}`, MARGINS.left) });
  }
  page.moveDown(0.3);
}

function drawCell(
  page: Page,
  row: Struct,
  { isHeader, draw }: { readonly isHeader: boolean; readonly draw: () => void },
): void {
  tagged(page, row, { tag: isHeader ? 'TH' : 'TD', draw, ...(isHeader ? { scope: 'Column' as const } : {}) });
}
