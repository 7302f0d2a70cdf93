// A made document under way: pages with free lines on them, and what in it is secret, must stay, and is to be boxed.
import { literal, type MadePage, type MadePdf, makePdf } from './made-pdf.ts';
import type { Chance } from './seeded-chance.ts';

export interface MadeBox {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly reason: string;
}

export interface Sheet {
  readonly pdf: MadePdf;
  readonly page: MadePage;
  readonly chance: Chance;
  /** Words that must be gone, those that must stay, and those that are only in pixels. */
  readonly secrets: string[];
  readonly keeps: string[];
  readonly boxes: MadeBox[];
  /** What stands behind the end of the file. */
  readonly behind: string[];
  /** A baseline for the next line, in points from the top. */
  readonly line: () => number;
  readonly secret: () => string;
  readonly keep: () => string;
  /** Boxes letters of Courier, or whatever is as wide. */
  readonly box: (place: {
    readonly x: number;
    readonly base: number;
    readonly size: number;
    readonly letters: number;
  }) => void;
  /** @param size its width and height */
  readonly boxAt: (x: number, y: number, size: readonly [number, number]) => void;
  /** Says where a baseline is in the space of the page. */
  readonly up: (base: number) => number;
}

export const REASONS = ['s 33', 's 42', 's 45', 's 47F', 's 47G(1)(a)'] as const;
export const [SHEET_WIDTH, SHEET_HEIGHT] = [420, 595];
const LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ';

export function openSheet(chance: Chance): Sheet {
  const pdf = makePdf();
  const page = pdf.page(SHEET_WIDTH, SHEET_HEIGHT);
  page.resources['Font'] = ['/C 1 0 R'];
  pdf.add('<</Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding>>');
  const [secrets, keeps, boxes]: [string[], string[], MadeBox[]] = [[], [], []];
  let lines = 0;
  const boxAt = (x: number, y: number, [width, height]: readonly [number, number]): void => {
    const reason = REASONS[chance.between(0, REASONS.length - 1)] ?? 's 33';
    boxes.push({ page: 1, x, y, width, height, reason });
  };
  return {
    ...{ pdf, page, chance, secrets, keeps, boxes, behind: [], boxAt },
    line: () => 30 + 22 * lines++,
    secret: () => noted(secrets, word(chance)),
    keep: () => noted(keeps, word(chance)),
    box: ({ x, base, size, letters }) => boxAt(x - 0.3, base - 0.85 * size, [letters * 0.6 * size + 0.6, 1.12 * size]),
    up: (base) => SHEET_HEIGHT - base,
  };
}

/** Shows a text of Courier. */
export function show(
  sheet: Sheet,
  at: { readonly x: number; readonly base: number; readonly size?: number },
  text: string,
): string {
  return `BT /C ${at.size ?? 11} Tf 1 0 0 1 ${at.x} ${sheet.up(at.base)} Tm ${literal(text)} Tj ET`;
}

export function word(chance: Chance): string {
  return Array.from({ length: 10 }, () => LETTERS.charAt(chance.between(0, LETTERS.length - 1))).join('');
}

function noted(list: string[], text: string): string {
  list.push(text);
  return text;
}
