// What a case type says of publishing its finished cases as open data: columns with the steps by which they are made coarser, tables
// of counts over them, or rows. Types only. docs/decisions/0050-release.md.

/** How near a column comes to a person. A direct one can never be published, so no compiled column has it. */
export type ColumnRole = 'quasi' | 'sensitive' | 'other';

export type PeriodUnit = 'month' | 'quarter' | 'year';

/** Where the value of a column comes from: a field, the outcome of the case, or the days from its opening to its closing. */
export type ColumnSource = { readonly field: string } | { readonly case: 'outcome' | 'days-open' };

export interface ColumnGroup {
  readonly name: string;
  readonly title: string;
  /** Categories of the step before; at the first step of a choice its values. */
  readonly of: readonly string[];
  /** Of a text, at the first step alone: how the texts of this group begin. */
  readonly starts: readonly string[];
}

/** One step from what is recorded to what may be told. Each is a function of the one before it. */
export type ColumnStep =
  | { readonly kind: 'values' }
  /** Where one band ends and the next begins, rising. `ages` counts whole years and `days` days, from the date to the closing. */
  | { readonly kind: 'bands' | 'ages' | 'days'; readonly bounds: readonly number[] }
  | { readonly kind: 'period'; readonly unit: PeriodUnit }
  | { readonly kind: 'groups'; readonly groups: readonly ColumnGroup[] };

export interface PublishColumn {
  readonly name: string;
  readonly title: string;
  readonly source: ColumnSource;
  readonly role: ColumnRole;
  /** From fine to coarse, at least one. After the last a column can only be left out. */
  readonly steps: readonly ColumnStep[];
}

export interface PublishSet {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly columns: readonly string[];
}

export interface PublishDefinition {
  /** The privacy impact assessment under which it may be published. */
  readonly assessment: string;
  /** Address of the licence. */
  readonly licence: string;
  /** Cases are published by the period in which they were closed, once it is over. */
  readonly every: PeriodUnit;
  /** What place they are about, in words or as an address. */
  readonly place: string;
  readonly keywords: readonly string[];
  /** No figure and no group of rows is about fewer people than this. */
  readonly threshold: number;
  /** So many different sensitive values at least in every group. */
  readonly diversity: number;
  readonly columns: ReadonlyMap<string, PublishColumn>;
  /** Tables of counts with all their totals. Empty where rows are published. */
  readonly tables: ReadonlyMap<string, PublishSet>;
  /** One row for each case, coarser than it was. Absent where tables are published. */
  readonly rows?: PublishSet;
  /** How many of a hundred rows may be left out at most. */
  readonly leaveOut: number;
}

/** The least of `threshold` and what it is where a case type does not say; the second where anything sensitive is told. */
export const LEAST_THRESHOLD = { ordinary: 5, sensitive: 10 } as const;
/** Base cells of all tables of a case type together, so that a release is reckoned in minutes. */
export const MOST_CELLS = 2_000;
