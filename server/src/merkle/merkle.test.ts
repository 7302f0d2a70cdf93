import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkConsistency, checkInclusion, checkPart, isPart } from './check-proof.ts';
import { consistencyRanges, hashRanges, inclusionRanges, type Node } from './prove.ts';
import { EMPTY_EDGE, EMPTY_ROOT, extendEdge, hashLeaf, hashNode, rootOfLeaves, rootOfParts } from './tree-hash.ts';

const leaves = Array.from({ length: 300 }, (_, index) => hashLeaf(`entry ${index}`));

/** The definition, word for word: the slow way, from the leaves. */
function naiveRoot(of: readonly Buffer[]): Buffer {
  const [only] = of;
  if (only === undefined) return EMPTY_ROOT;
  if (of.length === 1) return only;
  let split = 1;
  while (split * 2 < of.length) split *= 2;
  return hashNode(naiveRoot(of.slice(0, split)), naiveRoot(of.slice(split)));
}

const made = new Map<string, Buffer>();
/** Each is reckoned once, since many proofs ask for the same ones. */
function rangeRoot(start: number, end: number): Buffer {
  const found = made.get(`${start} ${end}`) ?? naiveRoot(leaves.slice(start, end));
  made.set(`${start} ${end}`, found);
  return found;
}
const nodeOf = ({ level, index }: Node): Buffer => rangeRoot(index * 2 ** level, (index + 1) * 2 ** level);
const root = (size: number): Buffer => rangeRoot(0, size);

describe('the tree', () => {
  it('hashes to the roots that the certificate logs published', () => {
    const entries = [
      '',
      '00',
      '10',
      '2021',
      '3031',
      '40414243',
      '5051525354555657',
      '606162636465666768696a6b6c6d6e6f',
    ];
    const hashes = entries.map((entry) => hashLeaf(Buffer.from(entry, 'hex')));
    expect(rootOfLeaves([]).toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(rootOfLeaves(hashes.slice(0, 1)).toString('hex')).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    );
    expect(rootOfLeaves(hashes).toString('hex')).toBe(
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    );
  });

  it('grows leaf by leaf to what its leaves hash to, at every size', () => {
    let edge = EMPTY_EDGE;
    for (const [index, leaf] of leaves.entries()) {
      edge = extendEdge(edge, [leaf]);
      if (index < 70) expect(rootOfParts(edge.parts).equals(root(index + 1))).toBe(true);
    }
    expect(extendEdge(EMPTY_EDGE, leaves)).toEqual(edge);
  });
});

describe('proofs', () => {
  it('of every leaf in every small tree are accepted, and not for another leaf, place, size or root', () => {
    for (let size = 1; size <= 18; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const proof = hashRanges(inclusionRanges(index, size), nodeOf);
        const claim = { index, size, leafHash: leaves[index] ?? EMPTY_ROOT, proof, root: root(size) };
        expect(checkInclusion(claim)).toBe(true);
        expect(checkInclusion({ ...claim, leafHash: leaves[index + 1] ?? EMPTY_ROOT })).toBe(false);
        expect(checkInclusion({ ...claim, root: root(size + 1) })).toBe(false);
        expect(checkInclusion({ ...claim, index: size })).toBe(false);
        expect(checkInclusion({ ...claim, index: -1 })).toBe(false);
        expect(checkInclusion({ ...claim, proof: [...proof, EMPTY_ROOT] })).toBe(false);
        if (size > 1) {
          expect(checkInclusion({ ...claim, index: (index + 1) % size })).toBe(false);
          expect(checkInclusion({ ...claim, proof: proof.slice(1) })).toBe(false);
        }
      }
    }
  });

  it('of every smaller tree in every larger one are accepted, and not for another tree', () => {
    for (let to = 1; to <= 18; to += 1) {
      for (let from = 1; from <= to; from += 1) {
        const proof = hashRanges(consistencyRanges(from, to), nodeOf);
        const claim = { from: { size: from, root: root(from) }, to: { size: to, root: root(to) }, proof };
        expect(checkConsistency(claim)).toBe(true);
        const forked = naiveRoot([...leaves.slice(0, from - 1), EMPTY_ROOT]);
        expect(checkConsistency({ ...claim, from: { size: from, root: forked } })).toBe(false);
        expect(checkConsistency({ ...claim, to: { size: to, root: root(to + 1) } })).toBe(false);
        expect(checkConsistency({ ...claim, proof: [...proof, EMPTY_ROOT] })).toBe(false);
      }
    }
  });

  it('of large trees are as long as the tree is deep, and one changed bit anywhere makes them false', () => {
    fc.assert(
      fc.property(fc.nat(299), fc.integer({ min: 1, max: 300 }), fc.nat(), (index, size, at) => {
        if (index >= size) return;
        const proof = hashRanges(inclusionRanges(index, size), nodeOf);
        expect(proof.length).toBeLessThanOrEqual(9);
        const claim = { index, size, leafHash: leaves[index] ?? EMPTY_ROOT, proof, root: root(size) };
        expect(checkInclusion(claim)).toBe(true);
        if (proof.length === 0) return;
        const bent = proof.map((step) => Buffer.from(step));
        const step = bent[at % bent.length];
        if (step !== undefined) step[at % 32] = (step[at % 32] ?? 0) ^ 1;
        expect(checkInclusion({ ...claim, proof: bent })).toBe(false);
      }),
      { numRuns: 100 },
    );
  });
});

const shared = process.env['CASEWRIGHT_SHARED'] ?? fileURLToPath(new URL('../../../../shared', import.meta.url));
const vectors = join(shared, 'vectors', 'rfc6962');

interface Vector {
  readonly desc: string;
  readonly wantErr: boolean;
  readonly proof: readonly string[] | null;
  readonly [name: string]: string | number | boolean | readonly string[] | null;
}

function read(kind: string): readonly Vector[] {
  const folder = join(vectors, kind);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
}

const bytes = (vector: Vector, name: string): Buffer =>
  Buffer.from(typeof vector[name] === 'string' ? vector[name] : '', 'base64');
const number = (vector: Vector, name: string): number => Number(vector[name]);
const proofOf = (vector: Vector): readonly Buffer[] => (vector.proof ?? []).map((step) => Buffer.from(step, 'base64'));

const judges: Readonly<Record<string, (vector: Vector) => boolean>> = {
  inclusion: (v) =>
    checkInclusion({
      ...{ index: number(v, 'leafIdx'), size: number(v, 'treeSize'), leafHash: bytes(v, 'leafHash') },
      ...{ proof: proofOf(v), root: bytes(v, 'root') },
    }),
  consistency: (v) =>
    checkConsistency({
      from: { size: number(v, 'size1'), root: bytes(v, 'root1') },
      to: { size: number(v, 'size2'), root: bytes(v, 'root2') },
      proof: proofOf(v),
    }),
  subtreeinclusion: (v) =>
    isPart(number(v, 'start'), number(v, 'end')) &&
    checkInclusion({
      ...{ index: number(v, 'leafIdx') - number(v, 'start'), size: number(v, 'end') - number(v, 'start') },
      ...{ leafHash: bytes(v, 'leafHash'), proof: proofOf(v), root: bytes(v, 'root') },
    }),
  subtreeconsistency: (v) =>
    checkPart({
      ...{ start: number(v, 'start'), end: number(v, 'end'), partRoot: bytes(v, 'root1') },
      ...{ size: number(v, 'size'), root: bytes(v, 'root2'), proof: proofOf(v) },
    }),
};

describe.skipIf(!existsSync(vectors))('the RFC 6962 vectors (skipped where they are not beside the project)', () => {
  it.each([
    ['inclusion', 98],
    ['consistency', 98],
    ['subtreeinclusion', 204],
    ['subtreeconsistency', 118],
  ])('%s: all are judged as they should be', (kind, count) => {
    const all = read(kind);
    expect(all).toHaveLength(count);
    const wrong = all.filter((vector) => judges[kind]?.(vector) !== !vector.wantErr);
    expect(wrong.map(({ desc, wantErr }) => ({ desc, wantErr }))).toEqual([]);
  });

  it('the verifier of one file, which shares no code with this, judges them all the same', async () => {
    const verifier: Verifier = await import(new URL('../../casewright-verify.mjs', import.meta.url).href);
    const wrong = [
      ...read('inclusion').filter(
        (v) =>
          verifier.inclusionHolds({
            ...{ index: BigInt(number(v, 'leafIdx')), size: BigInt(number(v, 'treeSize')), leaf: bytes(v, 'leafHash') },
            ...{ proof: proofOf(v), root: bytes(v, 'root') },
          }) === v.wantErr,
      ),
      ...read('consistency').filter(
        (v) =>
          verifier.consistencyHolds({
            ...{ first: BigInt(number(v, 'size1')), second: BigInt(number(v, 'size2')) },
            ...{ firstRoot: bytes(v, 'root1'), secondRoot: bytes(v, 'root2'), proof: proofOf(v) },
          }) === v.wantErr,
      ),
    ];
    expect(wrong.map(({ desc, wantErr }) => ({ desc, wantErr }))).toEqual([]);
  });
});

interface Verifier {
  readonly inclusionHolds: (claim: object) => boolean;
  readonly consistencyHolds: (claim: object) => boolean;
}
