// A persistent map that remembers the order of insertion: the next version shares all but the few entries that changed,
// so that a command on a large case costs what it touches. It knows nothing of what it keeps.

interface Entry<V> {
  readonly key: string;
  readonly value: V;
  /** Place among all insertions; deleting and setting again moves an entry to the end, as in a plain object. */
  readonly order: number;
}

type Bucket<V> = readonly Entry<V>[];
type Shelf<V> = readonly (Bucket<V> | undefined)[];

/** A version of the map; never changed once it was handed out. */
export interface Ledger<V> {
  readonly next: number;
  readonly size: number;
  readonly shelves: readonly (Shelf<V> | undefined)[];
}

const WIDTH = 32;
const EMPTY: Ledger<never> = { next: 0, size: 0, shelves: Array.from({ length: WIDTH }) };
const EMPTY_SHELF: readonly undefined[] = Array.from({ length: WIDTH });

export function emptyLedger<V>(): Ledger<V> {
  return EMPTY;
}

export function ledgerOf<V>(record: Readonly<Record<string, V>>): Ledger<V> {
  const shelves: Entry<V>[][][] = [];
  let order = 0;
  for (const key of Object.keys(record)) {
    const hash = hashOf(key);
    const shelf = (shelves[hash >>> 5] ??= []);
    const bucket = (shelf[hash & 31] ??= []);
    // The key comes from the record itself, so there is a value.
    bucket.push({ key, value: record[key] as V, order });
    order += 1;
  }
  return { next: order, size: order, shelves: widened(shelves.map((shelf) => widened(shelf))) };
}

export function ledgerGet<V>(ledger: Ledger<V>, key: string): V | undefined {
  const hash = hashOf(key);
  const bucket = ledger.shelves[hash >>> 5]?.[hash & 31];
  if (bucket === undefined) return undefined;
  for (let at = 0; at < bucket.length; at += 1) {
    const entry = bucket[at];
    if (entry !== undefined && entry.key === key) return entry.value;
  }
  return undefined;
}

export function ledgerSet<V>(ledger: Ledger<V>, key: string, value: V): Ledger<V> {
  const hash = hashOf(key);
  const before = ledger.shelves[hash >>> 5]?.[hash & 31];
  const at = before === undefined ? -1 : placeOf(before, key);
  const known = at === -1 ? undefined : before?.[at];
  const bucket = before === undefined ? [] : before.slice();
  if (known === undefined) bucket.push({ key, value, order: ledger.next });
  else bucket[at] = { key, value, order: known.order };
  return {
    next: known === undefined ? ledger.next + 1 : ledger.next,
    size: known === undefined ? ledger.size + 1 : ledger.size,
    shelves: withBucket(ledger, hash, bucket),
  };
}

export function ledgerDelete<V>(ledger: Ledger<V>, key: string): Ledger<V> {
  const hash = hashOf(key);
  const before = ledger.shelves[hash >>> 5]?.[hash & 31];
  const at = before === undefined ? -1 : placeOf(before, key);
  if (before === undefined || at === -1) return ledger;
  const bucket = before.slice();
  bucket.splice(at, 1);
  return { next: ledger.next, size: ledger.size - 1, shelves: withBucket(ledger, hash, bucket) };
}

/** The entries as a plain object, in the order of insertion. */
export function ledgerRecord<V>(ledger: Ledger<V>): Record<string, V> {
  const entries: Entry<V>[] = [];
  for (const shelf of ledger.shelves) {
    for (const bucket of shelf ?? []) if (bucket !== undefined) entries.push(...bucket);
  }
  entries.sort((a, b) => a.order - b.order);
  const record: Record<string, V> = {};
  for (const { key, value } of entries) record[key] = value;
  return record;
}

function withBucket<V>(ledger: Ledger<V>, hash: number, bucket: Bucket<V>): readonly (Shelf<V> | undefined)[] {
  const shelf: (Bucket<V> | undefined)[] = (ledger.shelves[hash >>> 5] ?? EMPTY_SHELF).slice();
  shelf[hash & 31] = bucket;
  const shelves = ledger.shelves.slice();
  shelves[hash >>> 5] = shelf;
  return shelves;
}

/** Arrays without holes, so that copying one is a copy of memory. */
function widened<T>(sparse: readonly T[]): readonly (T | undefined)[] {
  return Array.from({ length: WIDTH }, (_, at) => sparse[at]);
}

function placeOf<V>(bucket: Bucket<V>, key: string): number {
  for (let at = 0; at < bucket.length; at += 1) if (bucket[at]?.key === key) return at;
  return -1;
}

/** Ten bits, mixed from every character. */
function hashOf(key: string): number {
  let hash = 0;
  for (let at = 0; at < key.length; at += 1) hash = (Math.imul(hash, 31) + key.charCodeAt(at)) | 0;
  return ((hash ^ (hash >>> 10) ^ (hash >>> 20)) >>> 0) & 1023;
}
