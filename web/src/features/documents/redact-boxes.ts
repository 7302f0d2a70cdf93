// The boxes of a redaction as they are drawn and moved: in parts of the page from 0 to 1, from its upper left corner.

export interface Box {
  readonly id: number;
  /** From 1. */
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly reason: string;
}

export type Edge = 'x' | 'y' | 'width' | 'height';

export interface Point {
  readonly x: number;
  readonly y: number;
}

const STEP = 0.01;
/** What a finger or a trembling hand draws by accident is no box. */
const SMALLEST = 0.005;

/** Inside the page, whatever was asked. */
export function inside<B extends Pick<Box, Edge>>(box: B): B {
  const width = clamp(box.width, SMALLEST, 1);
  const height = clamp(box.height, SMALLEST, 1);
  return { ...box, width, height, x: clamp(box.x, 0, 1 - width), y: clamp(box.y, 0, 1 - height) };
}

/** Between two corners; null where it is too small to be meant. */
export function between(from: Point, to: Point): Pick<Box, Edge> | null {
  const width = Math.abs(from.x - to.x);
  const height = Math.abs(from.y - to.y);
  if (width < SMALLEST || height < SMALLEST) return null;
  return inside({ x: Math.min(from.x, to.x), y: Math.min(from.y, to.y), width, height });
}

/** After an arrow key, by one percent of the page; with Shift its size. Null for any other key. */
export function afterKey(box: Box, { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): Box | null {
  const by = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[key];
  const [right, down] = by ?? [0, 0];
  if (by === undefined || right === undefined || down === undefined) return null;
  if (shiftKey) return inside({ ...box, width: box.width + right, height: box.height + down });
  return inside({ ...box, x: box.x + right, y: box.y + down });
}

/** In whole percent, as people say and type it. */
export function percent(share: number): number {
  return Math.round(share * 100);
}

/** Where it is, as people say it. */
export function percents({ x, y, width, height }: Pick<Box, Edge>) {
  return { left: percent(x), top: percent(y), width: percent(width), height: percent(height) };
}

function clamp(value: number, least: number, most: number): number {
  const held = Math.min(most, Math.max(least, Number.isFinite(value) ? value : least));
  // Steps of a hundredth add up to one.
  return Math.round(held * 1e6) / 1e6;
}
