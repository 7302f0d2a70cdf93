// The Merkle tree of RFC 6962, section 2.1: what a leaf and a node hash to, and the tree as its complete parts from left to
// right, to which leaves are added one by one. Does no input or output; knows no log and no table.
import { hash } from 'node:crypto';

// A node is always of this form; one place for all of them, since a log is hashed by the million.
const node = Buffer.alloc(65, 1);

/** What the tree of no leaves hashes to. */
export const EMPTY_ROOT: Buffer = hash('sha256', '', 'buffer');

/** The hash of a leaf, over the entry that it stands for. */
export function hashLeaf(entry: Buffer | string): Buffer {
  const leaf = typeof entry === 'string' ? `\0${entry}` : Buffer.concat([Buffer.of(0), entry]);
  return sha256(leaf);
}

/** The hash of a node, over those of its two children. */
export function hashNode(left: Buffer, right: Buffer): Buffer {
  left.copy(node, 1);
  right.copy(node, 33);
  return sha256(node);
}

/** By way of hexadecimal: a digest that comes as a Buffer has memory of its own, which costs more than the hash. */
function sha256(bytes: Buffer | string): Buffer {
  return Buffer.from(hash('sha256', bytes, 'hex'), 'hex');
}

/** A tree that grows: its size, and the hash of each complete part, the largest and leftmost first. */
export interface Edge {
  readonly size: number;
  readonly parts: readonly Buffer[];
}

export const EMPTY_EDGE: Edge = { size: 0, parts: [] };

/** The tree with more leaves at its end. */
export function extendEdge(edge: Edge, leafHashes: readonly Buffer[]): Edge {
  const parts = [...edge.parts];
  let { size } = edge;
  for (const leafHash of leafHashes) {
    let part = leafHash;
    // Each whole part of the same size is joined with the new one; their number is that of the ones at the size's end.
    for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
      const left = parts.pop();
      if (left === undefined) throw new TypeError('The edge of a tree lacks a part.');
      part = hashNode(left, part);
    }
    parts.push(part);
    size += 1;
  }
  return { size, parts };
}

/** The tree with a whole part of `width` leaves at its end, a power of two by which the size of the tree can be divided. */
export function extendByPart({ size, parts: before }: Edge, width: number, root: Buffer): Edge {
  const parts = [...before];
  let part = root;
  for (let rest = size / width; rest % 2 === 1; rest = Math.floor(rest / 2)) {
    const left = parts.pop();
    if (left === undefined) throw new TypeError('The edge of a tree lacks a part.');
    part = hashNode(left, part);
  }
  parts.push(part);
  return { size: size + width, parts };
}

/** The root of a tree, or of any part of one, from its complete parts. */
export function rootOfParts(parts: readonly Buffer[]): Buffer {
  const last = parts.at(-1);
  return last === undefined ? EMPTY_ROOT : parts.slice(0, -1).reduceRight((right, left) => hashNode(left, right), last);
}

/** The root of the tree with these leaves. */
export function rootOfLeaves(leafHashes: readonly Buffer[]): Buffer {
  return rootOfParts(extendEdge(EMPTY_EDGE, leafHashes).parts);
}
