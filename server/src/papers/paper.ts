// What is read of a paper: its pages as text, or why there are none; and the bounds within which it is read. Types and figures
// only; how each format is read is known to the files beside this one.

export interface Page {
  readonly text: string;
}

/** Something inside a paper that was left out, such as an entry that is broken or pages after the bound. */
export interface RefusedPart {
  /** Where, e.g. `page 3` or `sheet 2`; never words of the paper. */
  readonly part: string;
  readonly reason: PartReason;
}

export const PART_REASONS = ['damaged', 'encrypted', 'too-large', 'too-many', 'no-text'] as const;
export type PartReason = (typeof PART_REASONS)[number];

export interface PaperText {
  readonly kind: 'text';
  /** In order, from the first; a format without pages has one for each sheet or slide, or one for all. */
  readonly pages: readonly Page[];
  /** How many the paper has, also where fewer were asked for or taken. */
  readonly pageCount: number;
  readonly title: string | null;
  /** As the paper says of itself (BCP 47); nobody guesses. */
  readonly language: string | null;
  readonly partsRefused: readonly RefusedPart[];
}

/**
 * Why there is no text. `format`: nothing here reads it; `no-picture-reader`: it is a picture and no operator set up a reader;
 * `size`: it is too large or gave too much; `ended`: the process that read it ended by itself; `stopped`: nobody waits any more.
 */
export const UNREADABLE_REASONS = [
  ...(['format', 'no-picture-reader', 'encrypted', 'damaged'] as const),
  ...(['time', 'memory', 'size', 'ended', 'stopped'] as const),
] as const;
export type UnreadableReason = (typeof UNREADABLE_REASONS)[number];

export interface Unreadable {
  readonly kind: 'unreadable';
  readonly reason: UnreadableReason;
}

export interface PaperLimits {
  /** Wall time, in milliseconds, after which the reader is killed. */
  readonly timeMs: number;
  /** For the values of the reader's JavaScript, in MiB; V8 ends it beyond. */
  readonly heapMb: number;
  /** For everything of the reader, its buffers included, in MiB; it is killed beyond. Watched on Linux. */
  readonly memoryMb: number;
  /** Bytes that a reader may answer with. */
  readonly outputBytes: number;
  /** Bytes of a paper that is read as a whole, because its format knows no ranges: mail, old Word, text. */
  readonly wholeBytes: number;
  /** Bytes that come out of a compressed paper in all. */
  readonly inflatedBytes: number;
  /** Entries of an archive, levels of its XML, parts of a mail. */
  readonly parts: number;
  readonly depth: number;
  readonly pages: number;
  /** Of text in all, in UTF-16 units. */
  readonly characters: number;
}

export const PAPER_LIMITS: PaperLimits = {
  timeMs: 120_000,
  heapMb: 512,
  memoryMb: 1_024,
  outputBytes: 160 * 2 ** 20,
  wholeBytes: 100 * 2 ** 20,
  inflatedBytes: 512 * 2 ** 20,
  parts: 10_000,
  depth: 256,
  pages: 10_000,
  characters: 20_000_000,
};

/** What a reader is asked for. */
export interface PaperTask {
  readonly ask: 'text' | 'mail';
  readonly mediaType: string;
  readonly size: number;
  /** Only so many pages from the first; null: all. */
  readonly firstPages: number | null;
  readonly limits: PaperLimits;
  /** The folder of character maps that PDFs of East Asia refer to. */
  readonly characterMaps: string;
}

/** A paper that cannot be read, thrown inside a reader and answered as a value. */
export class PaperError extends Error {
  readonly reason: UnreadableReason;
  constructor(reason: UnreadableReason) {
    super(`The paper is unreadable: ${reason}.`);
    this.name = 'PaperError';
    this.reason = reason;
  }
}
