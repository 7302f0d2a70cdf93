// Makes exports of cases in the shapes of four products from a seed, with dirty rows of every kind and what must become of each
// row: Salesforce (CSV), Dynamics 365, ServiceNow and Oracle (JSON). All of it is made up; only the shapes are those that the
// products document.
import { seededChance, type Chance } from './seeded-chance.ts';

export interface MadeExport {
  readonly product: Product;
  /** Name of the file, as it would be called. */
  readonly file: string;
  readonly text: string;
  readonly rows: number;
  /** Rows that must become cases, and how many of these must be closed. */
  readonly cases: number;
  readonly closed: number;
  /** The code of every row that must be rejected, by its place in the file, from 1. */
  readonly rejections: ReadonlyMap<number, string>;
}

export const PRODUCTS = ['salesforce-case', 'dynamics-incident', 'servicenow-case', 'oracle-service-request'] as const;
export type Product = (typeof PRODUCTS)[number];

const STATES = ['new', 'working', 'waiting', 'closed'] as const;
/** What may be wrong with a row, and the code that it must be rejected with. */
const DIRT = {
  'ends-before-it-begins': 'out-of-order',
  'no-number': 'unknown-case',
  'number-twice': 'duplicate-row',
  'no-date': 'unparsable-date',
  'date-of-another-country': 'unparsable-date',
  'unknown-channel': 'invalid-data',
  'too-long': 'invalid-data',
  contradiction: 'contradiction',
  'to-come': 'in-the-future',
  malformed: 'malformed-row',
} as const;
export type Dirt = keyof typeof DIRT;
export const KINDS_OF_DIRT = Object.keys(DIRT).filter((kind): kind is Dirt => kind in DIRT);

/** A case as any of the products might hold it. */
export interface MadeCase {
  readonly number: string;
  readonly state: (typeof STATES)[number];
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly changed: number;
  readonly channel: 'phone' | 'email' | 'web' | 'pigeon';
  readonly category: string;
  readonly subject: string;
  readonly description: string;
  readonly name: string;
  readonly priority: 0 | 1 | 2;
  readonly owner: number;
  readonly dirt: Dirt | null;
}

const HOUR = 3_600_000;
const FIRST = Date.UTC(2023, 0, 2);
const TO_COME = Date.UTC(2190, 0, 1);
const SUBJECTS = ['Street light is out', 'Bill is wrong, "again"', 'Größe der Tonne', 'Lost card; please stop it'];

/** @returns cases as they come, about one in eight of them dirty, each kind of dirt at least once from 80 cases on */
export function madeCases(seed: number, count: number): readonly MadeCase[] {
  const chance = seededChance(seed);
  return Array.from({ length: count }, (_, index) => madeCase(chance, index));
}

function madeCase(chance: Chance, index: number): MadeCase {
  const dirt = index % 8 === 7 ? (KINDS_OF_DIRT[((index - 7) / 8) % KINDS_OF_DIRT.length] ?? null) : null;
  const created = FIRST + chance.between(0, 500 * 24) * HOUR + chance.between(0, 3_599_999);
  const drawn = STATES[chance.between(0, 5)] ?? 'closed';
  const early = dirt === 'ends-before-it-begins';
  return {
    number: dirt === 'no-number' ? '' : String(10_001 + (dirt === 'number-twice' ? 0 : index)).padStart(8, '0'),
    state: early || dirt === 'contradiction' ? 'closed' : drawn,
    created: dirt === 'to-come' ? TO_COME : created,
    changed: (dirt === 'to-come' ? TO_COME : created) + (early ? -1 : 1) * chance.between(1, 900) * HOUR,
    channel:
      dirt === 'unknown-channel' ? 'pigeon' : ((['phone', 'email', 'web'] as const)[chance.between(0, 2)] ?? 'web'),
    category: chance.percent(20) ? '' : 'Question',
    subject: dirt === 'too-long' ? 'x'.repeat(301) : (SUBJECTS[chance.between(0, 3)] ?? ''),
    description: chance.percent(30) ? 'First line,\nand "a second" one.\r\nA third.' : 'Please help.',
    name: `Person ${index}`,
    ...{ priority: ([0, 1, 2] as const)[chance.between(0, 2)] ?? 1, owner: chance.between(1, 6), dirt },
  };
}

/** A row under the names of its product, in their order; an absent value is null. */
export type ProductRow = Readonly<Record<string, unknown>>;

/** How a product writes its cases. */
export interface ProductShape {
  readonly file: string;
  readonly rowOf: (made: MadeCase) => ProductRow;
  readonly textOf: (rows: readonly { readonly row: ProductRow; readonly dirt: Dirt | null }[]) => string;
}

export function makeExport(product: Product, shape: ProductShape, cases: readonly MadeCase[]): MadeExport {
  const rejections = new Map<number, string>();
  cases.forEach(({ dirt }, index) => {
    if (dirt !== null) rejections.set(index + 1, DIRT[dirt]);
  });
  const clean = cases.filter(({ dirt }) => dirt === null);
  return {
    ...{ product, file: shape.file, rejections, rows: cases.length, cases: clean.length },
    text: shape.textOf(cases.map((made) => ({ row: shape.rowOf(made), dirt: made.dirt }))),
    closed: clean.filter(({ state }) => state === 'closed').length,
  };
}
