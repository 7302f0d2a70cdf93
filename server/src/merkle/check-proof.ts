// Checks proofs that others made: that a leaf is in a tree, and that a tree, or an aligned part of one, is contained in a
// larger tree as it was (RFC 9162, 2.1.3.2 and 2.1.4.2, and their form for parts of trees). Whatever is wrong with a proof,
// the answer is no; nothing is thrown. Does no input or output.
import { EMPTY_ROOT, hashNode } from './tree-hash.ts';

export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Buffer;
  readonly proof: readonly Buffer[];
  readonly root: Buffer;
}

export interface ConsistencyClaim {
  readonly from: { readonly size: number; readonly root: Buffer };
  readonly to: { readonly size: number; readonly root: Buffer };
  readonly proof: readonly Buffer[];
}

export interface PartClaim {
  /** The part: leaves from `start` to before `end`, and its hash. */
  readonly start: number;
  readonly end: number;
  readonly partRoot: Buffer;
  readonly size: number;
  readonly root: Buffer;
  readonly proof: readonly Buffer[];
}

/** Whether the leaf stands at `index` in the tree of that root. */
export function checkInclusion({ index, size, leafHash, proof, root }: InclusionClaim): boolean {
  if (!isCount(index) || !isCount(size) || index >= size || ![leafHash, root, ...proof].every(isHash)) return false;
  let position = index;
  let last = size - 1;
  let hash = leafHash;
  for (const step of proof) {
    if (last === 0) return false;
    if (isOdd(position) || position === last) {
      hash = hashNode(step, hash);
      // A node without a right neighbour goes up as it is.
      while (!isOdd(position) && position !== 0) [position, last] = [half(position), half(last)];
    } else hash = hashNode(hash, step);
    [position, last] = [half(position), half(last)];
  }
  return last === 0 && hash.equals(root);
}

/** Whether the first leaves of the larger tree are the smaller tree. Nothing can be said of a tree without leaves. */
export function checkConsistency({ from, to, proof }: ConsistencyClaim): boolean {
  if (from.size === 0) return false;
  if (from.size === to.size) return isCount(from.size) && proof.length === 0 && from.root.equals(to.root);
  return checkPart({ start: 0, end: from.size, partRoot: from.root, size: to.size, root: to.root, proof });
}

/** Whether leaves `start` to before `end` of the tree hash to `partRoot`. The part must be one that larger trees keep. */
export function checkPart({ start, end, partRoot, size, root, proof }: PartClaim): boolean {
  if (!isPart(start, end) || !isCount(size) || end > size) return false;
  if (start === end) return proof.length === 0 && partRoot.equals(EMPTY_ROOT);
  // The whole tree is a part of itself, whatever it hashes to.
  if (start === 0 && end === size) return proof.length === 0 && partRoot.equals(root);
  if (![partRoot, root, ...proof].every(isHash)) return false;
  const [at, seed] = ownTop({ first: start, position: end - 1, last: size - 1 }, partRoot, proof);
  return seed !== undefined && climb(at, seed, { partRoot, root, steps: seed === partRoot ? proof : proof.slice(1) });
}

/** Where a claimed part begins and ends and where the tree ends, counted in nodes of one level. */
interface Place {
  readonly first: number;
  readonly position: number;
  readonly last: number;
}

/** The highest node that lies at the end of the part and within it, and its hash: the part's own, or the first step. */
function ownTop(place: Place, partRoot: Buffer, [step]: readonly Buffer[]): readonly [Place, Buffer | undefined] {
  let at = place;
  while (at.first !== at.position && (isOdd(at.position) || place.position === place.last)) at = above(at);
  return [at, at.first === at.position ? partRoot : step];
}

interface Climb {
  readonly partRoot: Buffer;
  readonly root: Buffer;
  readonly steps: readonly Buffer[];
}

function climb(from: Place, seed: Buffer, { partRoot, root, steps }: Climb): boolean {
  let at = from;
  let inner = seed;
  let outer = seed;
  for (const step of steps) {
    if (at.last === 0) return false;
    if (isOdd(at.position) || at.position === at.last) {
      if (at.first < at.position) inner = hashNode(step, inner);
      outer = hashNode(step, outer);
      while (!isOdd(at.position) && at.position !== 0) at = above(at);
    } else outer = hashNode(outer, step);
    at = above(at);
  }
  return at.last === 0 && inner.equals(partRoot) && outer.equals(root);
}

function above({ first, position, last }: Place): Place {
  return { first: half(first), position: half(position), last: half(last) };
}

/** A part begins at a multiple of the power of two that holds it, so that it is the same in every larger tree. */
export function isPart(start: number, end: number): boolean {
  if (!isCount(start) || !isCount(end) || start > end) return false;
  let power = 1;
  while (power < end - start) power *= 2;
  return start % power === 0;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function isHash(value: Buffer): boolean {
  return value.length === 32;
}

function isOdd(value: number): boolean {
  return value % 2 === 1;
}

// Shifts of numbers are of 32 bits in this language, and a log may be longer.
function half(value: number): number {
  return Math.floor(value / 2);
}
