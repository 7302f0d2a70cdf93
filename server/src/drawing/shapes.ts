// What is said between whoever wants pages drawn and the process that draws them. Types and plain arithmetic only.

/** A place on a page as one sees it: in PDF points (1/72 inch) from its upper left corner, y downwards. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One sign of a text: where its baseline begins, how far it goes on along it, and how large it is; in points. */
export interface Glyph {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Direction of the baseline in radians, clockwise as one sees it. */
  readonly angle: number;
  /** Height of the font. */
  readonly size: number;
  readonly advance: number;
}

/** A box on a page, which counts from 1. */
export interface PageBox extends Rect {
  readonly page: number;
  /** What is printed in it where the page is a picture of its own; in a document it is set as text. */
  readonly reason?: string;
}

export type Kind = 'application/pdf' | 'image/png' | 'image/jpeg';

export interface DrawRequest {
  readonly mediaType: Kind;
  /** What is painted over; in fractions of the page (0 to 1) where `fractions` says so, else in points. */
  readonly boxes: readonly PageBox[];
  readonly fractions: boolean;
  /** Pixels for an inch. A picture keeps the pixels that it has. */
  readonly dpi: number;
  /**
   * `seen`: signs that can be seen on the page. `recognised`: also invisible ones over ink, which is how scanners
   * lay recognised text over a page. `all`: whatever the file says, seen or not, and no picture is made.
   */
  readonly text: 'seen' | 'recognised' | 'all';
  /** Whether a photograph or scan becomes a page of a document, or a file of its own kind. */
  readonly pictures: 'as-page' | 'as-file';
  readonly limits: DrawLimits;
}

export interface DrawLimits {
  readonly pages: number;
  /** Pixels of one page. */
  readonly pixels: number;
}

/** How the pixels of a page are packed: grey or RGB by zlib, without filters, or as JPEG. */
export interface PackedPicture {
  readonly packing: 'grey' | 'rgb' | 'jpeg' | 'png';
  readonly width: number;
  readonly height: number;
}

/** Signs that did not come over, by why not. */
export interface Dropped {
  /** It touches a box. */
  readonly boxed: number;
  /** It is there and cannot be seen: invisible, covered, in the colour of what is below, outside the page. */
  readonly hidden: number;
  /** Too small to be read. */
  readonly tiny: number;
  /** The file does not say which letter it is, or claims that it is a whole sentence. */
  readonly nameless: number;
}

export interface PageFacts {
  readonly page: number;
  /** In points, with the page turned as it is shown. */
  readonly width: number;
  readonly height: number;
  readonly pages: number;
  readonly glyphs: readonly Glyph[];
  readonly dropped: Dropped;
  /** What was painted over here, in points, in the order of the request, each with its place there. */
  readonly boxes: readonly (Rect & { readonly index: number })[];
  readonly picture: PackedPicture | null;
}

export interface DrawnPage extends PageFacts {
  /** The packed pixels; empty where no picture was asked for. */
  readonly pixels: Buffer;
}

/** Why nothing was drawn. */
export type DrawRefusal =
  | 'encrypted'
  | 'unreadable'
  | 'form-without-pages'
  | 'too-many-pages'
  | 'too-large'
  | 'took-too-long'
  | 'took-too-much-memory'
  | 'box-outside';

export function overlap(one: Rect, other: Rect): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

/** The least upright rectangle that holds all of them. */
export function around(rects: readonly Rect[]): Rect {
  const x = Math.min(...rects.map((each) => each.x));
  const y = Math.min(...rects.map((each) => each.y));
  const right = Math.max(...rects.map((each) => each.x + each.width));
  const bottom = Math.max(...rects.map((each) => each.y + each.height));
  return { x, y, width: right - x, height: bottom - y };
}

/**
 * The upright rectangle around a sign: its advance, and of its height from a fifth below the baseline to three quarters
 * above it, which is where the ink of nearly all letters is.
 */
export function rectOf(glyph: Glyph): Rect {
  const [cos, sin] = [Math.cos(glyph.angle), Math.sin(glyph.angle)];
  const corners = [
    [0, -0.75 * glyph.size],
    [glyph.advance, -0.75 * glyph.size],
    [0, 0.2 * glyph.size],
    [glyph.advance, 0.2 * glyph.size],
  ].map(([along = 0, down = 0]) => ({
    ...{ x: glyph.x + along * cos - down * sin, y: glyph.y + along * sin + down * cos },
    ...{ width: 0, height: 0 },
  }));
  return around(corners);
}
