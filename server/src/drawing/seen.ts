// Which signs of a page can be seen: a sign is seen when the picture of the page changes where it stands once it is left
// out. So nothing has to be known of colours, covers, clips, layers or transparency. Knows no boxes.
import { overlap, type Rect, rectOf } from './shapes.ts';
import type { PlacedGlyph } from './text-state.ts';

/** A picture of the page for comparing: RGBA, four bytes a pixel. */
export interface Look {
  readonly width: number;
  readonly height: number;
  /** Pixels for a point. */
  readonly scale: number;
  readonly rgba: Uint8ClampedArray;
}

/** By how much one of the three colours of a pixel must change, of 255, to be noticed by a person. */
const NOTICED = 28;
/** Passes in which operators that share a place are left out one after the other; what needs more is held to be hidden. */
const MOST_PASSES = 6;

/**
 * Puts the operators that show text into passes, so that no two of a pass share a place: what changes in a place when a
 * pass is left out is then by the only operator of the pass that is there.
 */
export function passesOf(glyphs: readonly PlacedGlyph[]): readonly ReadonlySet<number>[] {
  const places = new Map<number, Rect[]>();
  for (const glyph of glyphs) {
    if (glyph.invisible || glyph.clips || glyph.text.trim() === '') continue;
    const own = places.get(glyph.op);
    if (own === undefined) places.set(glyph.op, [rectOf(glyph)]);
    else own.push(rectOf(glyph));
  }
  const passes: { readonly ops: Set<number>; readonly taken: Grid }[] = [];
  for (const [op, rects] of places) {
    const free = passes.find(({ taken }) => !rects.some((rect) => taken.meets(rect)));
    if (free === undefined && passes.length === MOST_PASSES) continue;
    const pass = free ?? { ops: new Set<number>(), taken: gridOf() };
    if (free === undefined) passes.push(pass);
    pass.ops.add(op);
    for (const rect of rects) pass.taken.add(rect);
  }
  return passes.map(({ ops }) => ops);
}

/** Whether the two looks differ, to the eye, in the middle of the place of a sign. */
export function differsAt(whole: Look, without: Look, glyph: PlacedGlyph): boolean {
  const { x, y, width, height } = rectOf(glyph);
  const margin = glyph.angle === 0 ? width * 0.1 : 0;
  const left = Math.max(0, Math.floor((x + margin) * whole.scale));
  const right = Math.min(whole.width, Math.ceil((x + width - margin) * whole.scale));
  const top = Math.max(0, Math.floor(y * whole.scale));
  const bottom = Math.min(whole.height, Math.ceil((y + height) * whole.scale));
  for (let row = top; row < bottom; row += 1) {
    for (let at = (row * whole.width + left) * 4; at < (row * whole.width + right) * 4; at += 1) {
      if (Math.abs((whole.rgba[at] ?? 0) - (without.rgba[at] ?? 0)) >= NOTICED) return true;
    }
  }
  return false;
}

/** Whether there is ink in the place of a sign: the darkest and the lightest of it differ. For recognised text over a scan. */
export function hasInk(whole: Look, glyph: PlacedGlyph): boolean {
  const { x, y, width, height } = rectOf(glyph);
  let [least, most] = [255, 0];
  const bottom = Math.min(whole.height, Math.ceil((y + height) * whole.scale));
  for (let row = Math.max(0, Math.floor(y * whole.scale)); row < bottom; row += 1) {
    const end = Math.min(whole.width, Math.ceil((x + width) * whole.scale));
    for (let column = Math.max(0, Math.floor(x * whole.scale)); column < end; column += 1) {
      const value = whole.rgba[(row * whole.width + column) * 4 + 1] ?? 0;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  }
  return most - least >= 2 * NOTICED;
}

interface Grid {
  readonly add: (rect: Rect) => void;
  readonly meets: (rect: Rect) => boolean;
}

/** Places by squares of half an inch, so that a page of thousands of signs is not compared each with each. */
function gridOf(): Grid {
  const SQUARE = 36;
  const MOST_SQUARES = 400;
  const squares = new Map<string, Rect[]>();
  const squaresOf = (rect: Rect): readonly string[] => {
    const names: string[] = [];
    for (let column = Math.floor(rect.x / SQUARE); column <= Math.floor((rect.x + rect.width) / SQUARE); column += 1)
      for (let row = Math.floor(rect.y / SQUARE); row <= Math.floor((rect.y + rect.height) / SQUARE); row += 1) {
        names.push(`${column} ${row}`);
        if (names.length > MOST_SQUARES) return names;
      }
    return names;
  };
  return {
    add: (rect) => {
      for (const name of squaresOf(rect)) {
        const there = squares.get(name);
        if (there === undefined) squares.set(name, [rect]);
        else there.push(rect);
      }
    },
    meets: (rect) => squaresOf(rect).some((name) => squares.get(name)?.some((each) => overlap(each, rect)) === true),
  };
}
