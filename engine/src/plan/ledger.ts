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

const BITS = 4;
const WIDTH = 1 << BITS;
const LAST = WIDTH - 1;
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
    const shelf = (shelves[hash >>> BITS] ??= []);
    const bucket = (shelf[hash & LAST] ??= []);
    // The key comes from the record itself, so there is a value.
    bucket.push({ key, value: record[key] as V, order });
    order += 1;
  }
  return { next: order, size: order, shelves: widened(shelves.map((shelf) => widened(shelf))) };
}

export function ledgerGet<V>(ledger: Pick<Ledger<V>, 'shelves'>, key: string): V | undefined {
  const hash = hashOf(key);
  const bucket = ledger.shelves[hash >>> BITS]?.[hash & LAST];
  if (bucket === undefined) return undefined;
  for (let at = 0; at < bucket.length; at += 1) {
    const entry = bucket[at];
    if (entry !== undefined && entry.key === key) return entry.value;
  }
  return undefined;
}

/** A version that is being made: it copies each part of the one before at most once. */
export interface LedgerEditor<V> {
  next: number;
  size: number;
  shelves: readonly (Shelf<V> | undefined)[];
  /** The same array as `shelves` once it is this editor's own. */
  own: (Shelf<V> | undefined)[] | null;
  /** A bit for each shelf that is this editor's own. */
  owned: number;
}

export function editLedger<V>({ next, size, shelves }: Ledger<V>): LedgerEditor<V> {
  return { next, size, shelves, own: null, owned: 0 };
}

/** The finished version; the editor must not be used afterwards. */
export function finishLedger<V>(editor: LedgerEditor<V>, before: Ledger<V>): Ledger<V> {
  return editor.own === null ? before : { next: editor.next, size: editor.size, shelves: editor.own };
}

export function ledgerSet<V>(editor: LedgerEditor<V>, key: string, value: V): void {
  const hash = hashOf(key);
  const before = editor.shelves[hash >>> BITS]?.[hash & LAST];
  const at = before === undefined ? -1 : placeOf(before, key);
  const known = at === -1 ? undefined : before?.[at];
  const bucket = before === undefined ? [] : before.slice();
  if (known === undefined) {
    bucket.push({ key, value, order: editor.next });
    editor.next += 1;
    editor.size += 1;
  } else {
    bucket[at] = { key, value, order: known.order };
  }
  putBucket(editor, hash, bucket);
}

export function ledgerDelete<V>(editor: LedgerEditor<V>, key: string): void {
  if (editor.size === 0) return;
  const hash = hashOf(key);
  const before = editor.shelves[hash >>> BITS]?.[hash & LAST];
  const at = before === undefined ? -1 : placeOf(before, key);
  if (before === undefined || at === -1) return;
  const bucket = before.slice();
  bucket.splice(at, 1);
  editor.size -= 1;
  putBucket(editor, hash, bucket);
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

function putBucket<V>(editor: LedgerEditor<V>, hash: number, bucket: Bucket<V>): void {
  const own = editor.own ?? editor.shelves.slice();
  editor.own = own;
  editor.shelves = own;
  const at = hash >>> BITS;
  const bit = 1 << at;
  // Own shelves were copied here, so changing them changes no version.
  const shelf = (editor.owned & bit) === 0 ? (own[at] ?? EMPTY_SHELF).slice() : (own[at] as (Bucket<V> | undefined)[]);
  editor.owned |= bit;
  shelf[hash & LAST] = bucket;
  own[at] = shelf;
}

/** Arrays without holes, so that copying one is a copy of memory. */
function widened<T>(sparse: readonly T[]): readonly (T | undefined)[] {
  return Array.from({ length: WIDTH }, (_, at) => sparse[at]);
}

function placeOf<V>(bucket: Bucket<V>, key: string): number {
  for (let at = 0; at < bucket.length; at += 1) if (bucket[at]?.key === key) return at;
  return -1;
}

/** One key is asked for several times in a row: in the items, in the tasks, before it is set and when it is. */
let lastKey = '';
let lastHash = 0;

/** Eight bits, mixed from every character. */
function hashOf(key: string): number {
  if (key === lastKey) return lastHash;
  let hash = 0;
  for (let at = 0; at < key.length; at += 1) hash = (Math.imul(hash, 31) + key.charCodeAt(at)) | 0;
  lastKey = key;
  lastHash = (hash ^ (hash >>> 8) ^ (hash >>> 16) ^ (hash >>> 24)) & 255;
  return lastHash;
}
