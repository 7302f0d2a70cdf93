// Which parts of a tree prove that a leaf is in it (RFC 6962, 2.1.1) or that a smaller tree is its beginning (2.1.2). A proof
// is first a list of ranges; a range is made of complete nodes, which somebody else looks up. Does no input or output.
import { rootOfParts } from './tree-hash.ts';

/** Leaves from `start` to before `end`; their hash is one step of a proof. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A complete part of a tree: `2 ** level` leaves, the `index`-th part of that size. */
export interface Node {
  readonly level: number;
  readonly index: number;
}

/** The steps from a leaf to the root of the tree of the first `size` leaves. */
export function inclusionRanges(index: number, size: number): readonly Range[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`There is no leaf ${index} in a tree of ${size}.`);
  const ranges: Range[] = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    const middle = start + largestPowerBelow(end - start);
    if (index < middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  return ranges.toReversed();
}

/** The steps that lead from the tree of the first `from` leaves to that of the first `to`. */
export function consistencyRanges(from: number, to: number): readonly Range[] {
  if (!(from > 0 && from <= to)) throw new RangeError(`There is no step from a tree of ${from} to one of ${to}.`);
  const ranges: Range[] = [];
  let start = 0;
  let end = to;
  while (from !== end) {
    const middle = start + largestPowerBelow(end - start);
    if (from <= middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  // Where the smaller tree is a part of the larger one as it stands, whoever checks has its root already.
  if (start > 0) ranges.push({ start, end });
  return ranges.toReversed();
}

/** The complete nodes of a range, from left to right; each is at most as large as the one before. */
export function nodesOf({ start, end }: Range): readonly Node[] {
  const nodes: Node[] = [];
  for (let at = start; at < end;) {
    let level = 0;
    let length = 1;
    while (at % (length * 2) === 0 && at + length * 2 <= end) {
      length *= 2;
      level += 1;
    }
    nodes.push({ level, index: at / length });
    at += length;
  }
  return nodes;
}

/** The hash of each range. @param hashOf the hash of a complete node */
export function hashRanges(ranges: readonly Range[], hashOf: (node: Node) => Buffer): readonly Buffer[] {
  return ranges.map((range) => rootOfParts(nodesOf(range).map(hashOf)));
}

function largestPowerBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}
