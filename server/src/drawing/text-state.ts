// Where every sign of a page stands: follows the operators that a page is drawn by and keeps the state of texts as the
// specification of PDF says (ISO 32000-2, 9.3 and 9.4). Draws nothing and does not know what can be seen.
import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Glyph } from './shapes.ts';

export type Matrix = readonly [number, number, number, number, number, number];

/** A sign and the operator that shows it. */
export interface PlacedGlyph extends Glyph {
  readonly op: number;
  /** Invisible by its render mode, as texts that were recognised are. */
  readonly invisible: boolean;
  /** It cuts what is drawn later, so the operator cannot be left out to see what changes. */
  readonly clips: boolean;
}

/** Of a font what the places of its signs depend on; pdf.js has more. */
export interface FontFacts {
  readonly fontMatrix?: readonly number[];
  readonly vertical?: boolean;
  readonly defaultVMetrics?: readonly number[];
}

/** The operators of a page as pdf.js hands them to whoever draws. */
export interface Operators {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

interface TextState {
  readonly ctm: Matrix;
  readonly textMatrix: Matrix;
  readonly x: number;
  readonly y: number;
  readonly lineX: number;
  readonly lineY: number;
  readonly leading: number;
  readonly charSpacing: number;
  readonly wordSpacing: number;
  readonly scale: number;
  readonly rise: number;
  readonly mode: number;
  readonly font: FontFacts | null;
  readonly size: number;
  readonly direction: number;
  readonly inMask: boolean;
}

/** A sign in a text operator of pdf.js. */
interface ShownSign {
  readonly unicode: string;
  readonly width: number;
  readonly isSpace: boolean;
  readonly vmetric?: readonly number[] | null;
}

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];
const FONT_MATRIX: readonly number[] = [0.001, 0, 0, 0.001, 0, 0];
const INVISIBLE = 3;
const CLIPS = 4;

/**
 * @param operators of one page
 * @param view from the page's own space to points as one sees it
 * @param fontOf the font of a name, null where there is none
 */
export function placeGlyphs(
  operators: Operators,
  view: Matrix,
  fontOf: (name: string) => FontFacts | null,
): readonly PlacedGlyph[] {
  const glyphs: PlacedGlyph[] = [];
  const stack: TextState[] = [];
  let state = fresh(view);
  const setFont = (name: unknown, size: unknown): void => {
    const height = numberOf(size);
    const font = typeof name === 'string' ? fontOf(name) : null;
    state = { ...state, font, size: Math.abs(height), direction: height < 0 ? -1 : 1 };
  };
  for (const [op, fn] of operators.fnArray.entries()) {
    const args = listOf(operators.argsArray[op]);
    if (OPENS.has(fn)) stack.push(state);
    if (CLOSES.has(fn)) state = stack.pop() ?? state;
    else if (fn === OPS.showText) state = show({ state, op, glyphs }, listOf(args[0]));
    else if (fn === OPS.setFont) setFont(args[0], args[1]);
    else if (fn === OPS.setGState) listOf(args[0]).forEach((entry) => fontOfState(entry, setFont));
    else if (fn === OPS.beginAnnotation)
      state = { ...fresh(times(times(view, matrixOf(args[2])), matrixOf(args[3]))), inMask: false };
    else state = changed(state, fn, args);
  }
  return glyphs;
}

const OPENS: ReadonlySet<number> = new Set([OPS.save, OPS.paintFormXObjectBegin, OPS.beginGroup, OPS.beginAnnotation]);
const CLOSES: ReadonlySet<number> = new Set([OPS.restore, OPS.paintFormXObjectEnd, OPS.endGroup, OPS.endAnnotation]);

function fresh(ctm: Matrix): TextState {
  return {
    ...{ ctm, textMatrix: IDENTITY, x: 0, y: 0, lineX: 0, lineY: 0, leading: 0, charSpacing: 0, wordSpacing: 0 },
    ...{ scale: 1, rise: 0, mode: 0, font: null, size: 0, direction: 1, inMask: false },
  };
}

function changed(state: TextState, fn: number, args: readonly unknown[]): TextState {
  const [first] = args;
  switch (fn) {
    case OPS.transform:
      return { ...state, ctm: times(state.ctm, matrixOf(args)) };
    case OPS.paintFormXObjectBegin:
      return first === null || first === undefined ? state : { ...state, ctm: times(state.ctm, matrixOf(first)) };
    case OPS.beginGroup:
      return isMask(first) ? { ...state, inMask: true } : state;
    case OPS.beginText:
      return { ...state, textMatrix: IDENTITY, x: 0, y: 0, lineX: 0, lineY: 0 };
    case OPS.setTextMatrix:
      // pdf.js wraps the six numbers in some versions, and in others hands them over one by one.
      return {
        ...state,
        textMatrix: matrixOf(typeof first === 'number' ? args : first),
        ...{ x: 0, y: 0, lineX: 0, lineY: 0 },
      };
    case OPS.moveText:
      return moved(state, numberOf(first), numberOf(args[1]));
    case OPS.setLeadingMoveText:
      return moved({ ...state, leading: numberOf(args[1]) }, numberOf(first), numberOf(args[1]));
    case OPS.nextLine:
      return moved(state, 0, state.leading);
    default:
      return textParameter(state, fn, numberOf(first));
  }
}

function textParameter(state: TextState, fn: number, value: number): TextState {
  switch (fn) {
    case OPS.setCharSpacing:
      return { ...state, charSpacing: value };
    case OPS.setWordSpacing:
      return { ...state, wordSpacing: value };
    case OPS.setHScale:
      return { ...state, scale: value / 100 };
    case OPS.setLeading:
      return { ...state, leading: -value };
    case OPS.setTextRise:
      return { ...state, rise: value };
    case OPS.setTextRenderingMode:
      return { ...state, mode: value };
    default:
      return state;
  }
}

function moved(state: TextState, x: number, y: number): TextState {
  const [lineX, lineY] = [state.lineX + x, state.lineY + y];
  return { ...state, x: lineX, y: lineY, lineX, lineY };
}

interface Showing {
  readonly state: TextState;
  readonly op: number;
  readonly glyphs: PlacedGlyph[];
}

/** Places the signs of one operator, and answers the state after it. */
function show({ state, op, glyphs }: Showing, signs: readonly unknown[]): TextState {
  const { font, size, direction } = state;
  if (font === null || size === 0) return state;
  const fontMatrix = font.fontMatrix ?? FONT_MATRIX;
  const scale = state.scale * direction;
  const perUnit = size * (fontMatrix[0] ?? 0.001);
  const vertical = font.vertical === true;
  const frame = times(state.ctm, state.textMatrix);
  let along = 0;
  for (const sign of signs) {
    if (typeof sign === 'number') {
      along += ((vertical ? 1 : -1) * sign * size) / 1000;
      continue;
    }
    if (!isSign(sign)) continue;
    const spacing = (sign.isSpace ? state.wordSpacing : 0) + state.charSpacing;
    const metric = sign.vmetric ?? font.defaultVMetrics ?? [-1000, 500, 880];
    const width = (vertical ? -(metric[0] ?? 0) : sign.width) * perUnit;
    const step = width + (vertical ? -spacing : spacing) * direction;
    if (!state.inMask) {
      const [x, y] = vertical
        ? [state.x - size / 2, state.y - along - (metric[2] ?? 0) * perUnit]
        : [state.x + along * scale, state.y + state.rise];
      glyphs.push(
        placed({ frame, x, y, advance: vertical ? size : width * scale, size }, { op, state, text: sign.unicode }),
      );
    }
    along += step;
  }
  return vertical ? { ...state, y: state.y - along } : { ...state, x: state.x + along * scale };
}

interface Spot {
  readonly frame: Matrix;
  readonly x: number;
  readonly y: number;
  readonly advance: number;
  readonly size: number;
}

function placed({ frame, x, y, advance, size }: Spot, of: { op: number; state: TextState; text: string }): PlacedGlyph {
  const [a, b, c, d, e, f] = frame;
  const backwards = advance < 0 ? Math.PI : 0;
  // A mirrored sign hangs below its baseline: it is held to begin higher, so that what is taken for its place holds its ink.
  const hung = a * d - b * c > 0 ? -0.55 * size : 0;
  return {
    text: of.text,
    x: a * x + c * (y - hung) + e,
    y: b * x + d * (y - hung) + f,
    angle: Math.atan2(b, a) + backwards,
    // The height of the font across its own baseline: the area that the frame makes of a unit, by its length along the baseline.
    size: Math.hypot(a, b) === 0 ? 0 : (size * Math.abs(a * d - b * c)) / Math.hypot(a, b),
    advance: Math.abs(advance) * Math.hypot(a, b),
    op: of.op,
    invisible: (of.state.mode & 3) === INVISIBLE,
    clips: of.state.mode >= CLIPS,
  };
}

function fontOfState(entry: unknown, setFont: (name: unknown, size: unknown) => void): void {
  const [key, value] = listOf(entry);
  const [name, size] = listOf(value);
  if (key === 'Font') setFont(name, size);
}

function isMask(group: unknown): boolean {
  return typeof group === 'object' && group !== null && 'smask' in group && Boolean(group.smask);
}

function isSign(value: unknown): value is ShownSign {
  return typeof value === 'object' && value !== null && 'unicode' in value && typeof value.unicode === 'string';
}

/** First `right`, then `left`, as PDF writes matrices. */
export function times(left: Matrix, right: Matrix): Matrix {
  const [a, b, c, d, e, f] = left;
  const [g, h, i, j, k, l] = right;
  return [
    ...([a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j] as const),
    ...([a * k + c * l + e, b * k + d * l + f] as const),
  ];
}

function matrixOf(value: unknown): Matrix {
  const numbers = listOf(value);
  const at = (index: number): number => numberOf(numbers[index]);
  return numbers.length < 6 ? IDENTITY : [at(0), at(1), at(2), at(3), at(4), at(5)];
}

/** Lists and typed arrays alike. */
function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return ArrayBuffer.isView(value) && Symbol.iterator in value ? [...(value as unknown as Iterable<unknown>)] : []; // a typed array is iterable
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}
