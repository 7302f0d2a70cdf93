// Reads a release as anybody can: its description and its CSV files, and nothing else.

export interface OpenColumn {
  readonly name: string;
  /** Finest categories. */
  readonly finest: readonly string[];
  /** Of a finest category every category in which it is, itself among them. */
  readonly within: ReadonlyMap<string, readonly string[]>;
}

export interface OpenRow {
  readonly period: string;
  /** Category of each column of the set, by its name; `total` for all. */
  readonly at: Readonly<Record<string, string>>;
  /** Null where it is kept back. */
  readonly count: number | null;
}

export interface OpenTable {
  readonly name: string;
  readonly columns: readonly OpenColumn[];
  readonly rows: readonly OpenRow[];
}

export interface OpenFile {
  readonly name: string;
  readonly text: string;
}

interface Description {
  readonly resources: readonly {
    readonly path: string;
    readonly format?: string;
    readonly schema?: {
      readonly fields: readonly {
        readonly name: string;
        readonly categories?: readonly { readonly value: string }[];
        readonly within?: Readonly<Record<string, string>>;
      }[];
    };
  }[];
}

const OWN = ['period', 'count', 'withheld'];
export const TOTAL = 'total';

/** Tables of counts of a release, from the text of its files. */
export function readTables(files: readonly OpenFile[]): readonly OpenTable[] {
  return setsOf(files).map(({ name, header, rows, fields }) => ({
    name,
    columns: fields.filter((field) => !OWN.includes(field.name)).map(columnOf),
    rows: rows.map((row) => {
      const cells = Object.fromEntries(header.map((head, at) => [head, row[at] ?? '']));
      const { period = '', count = '', withheld = '' } = cells;
      if ((count === '') !== (withheld === 'true')) throw new Error(`${name}: a count is neither told nor kept back.`);
      const at = Object.fromEntries(Object.entries(cells).filter(([head]) => !OWN.includes(head)));
      return { period, at, count: count === '' ? null : Number(count) };
    }),
  }));
}

export interface OpenRows {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function readRows(files: readonly OpenFile[]): OpenRows {
  const [set] = setsOf(files);
  if (set === undefined) throw new Error('The release has no data.');
  return set;
}

interface OpenSet extends OpenRows {
  readonly name: string;
  readonly fields: NonNullable<Description['resources'][number]['schema']>['fields'];
}

function setsOf(files: readonly OpenFile[]): readonly OpenSet[] {
  const textOf = (name: string): string => files.find((file) => file.name === name)?.text ?? '';
  // The shape is that of Data Package 2; a description that is of another fails on the next line.
  const description = JSON.parse(textOf('datapackage.json')) as Description;
  return description.resources.flatMap(({ path, format, schema }): readonly OpenSet[] => {
    if (format !== 'csv' || schema === undefined) return [];
    const [header = [], ...rows] = linesOf(textOf(path));
    return [{ name: path, header, rows, fields: schema.fields }];
  });
}

/** None of our cells has a comma or a line end; a quote would be one of a cell that has. */
function linesOf(text: string): readonly (readonly string[])[] {
  if (text.includes('"')) throw new Error('A cell is quoted, which was not expected.');
  return text
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => line.split(','));
}

function columnOf({ name, categories = [], within = {} }: OpenSet['fields'][number]): OpenColumn {
  const above = new Set(Object.values(within));
  const finest = categories.map(({ value }) => value).filter((value) => value !== TOTAL && !above.has(value));
  return { name, finest, within: new Map(finest.map((value) => [value, upFrom(value, within)])) };
}

function upFrom(category: string, within: Readonly<Record<string, string>>): readonly string[] {
  const up = within[category];
  return up === undefined ? [category] : [category, ...upFrom(up, within)];
}
