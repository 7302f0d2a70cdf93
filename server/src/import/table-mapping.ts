// What the mapping of a table of cases says: one row is one case, with what it proves that was done in it, and when. Types
// and their shape; what the names refer to in a case type is checked in check-table.ts.
import type { Shape } from './check-shape.ts';
import type { ActorMapping, FieldSource } from './mapping.ts';
import { actor, clocks, column, fieldSource, name, text } from './mapping-shapes.ts';

/** Columns and what they must say, all of them: one of some texts, anything at all, or nothing. */
export type RowCondition = Readonly<Record<string, readonly string[] | 'filled' | 'empty'>>;

/** Something that a row proves: exactly one of the verbs. */
export interface TableAct {
  readonly open?: true;
  readonly record?: true;
  readonly complete?: string;
  readonly start?: string;
  /** A kind of issue, one for each part of the text in `words`. */
  readonly raise?: string;
  /** An outcome, or the column that says which. */
  readonly close?: string | { readonly column: string; readonly values: Readonly<Record<string, string>> };
  /** The column that says when. */
  readonly at: string;
  /** Absent: every row proves it. */
  readonly when?: RowCondition;
  readonly fields?: Readonly<Record<string, FieldSource>>;
  /** Where the words of an issue come from, and what stands between those of several. */
  readonly words?: { readonly column: string; readonly split?: string };
}

/** How days and times are written. */
export type Written = 'iso' | 'month-day-year' | 'day-month-year';

export interface TableLayout {
  readonly format?: 'csv' | 'json';
  readonly delimiter?: string;
  readonly encoding?: 'utf8' | 'latin1';
  /** Of JSON: the member that holds the rows; without it the file is a list, or one row to a line. */
  readonly rows?: string;
  /** Of JSON: a member beside the rows that says that there are more of them in another file. */
  readonly more?: string;
  /** The column that tells rows apart. */
  readonly case: string;
  /** Name of the case; `{value}` stands for what the column of the case has. Without it, just that. */
  readonly reference?: string;
  /** The column by which rows are counted in the report. */
  readonly state?: string;
  readonly precision: 'day' | 'instant';
  readonly dates?: Written;
  /** Zone of times without an offset. Without it such times are refused. */
  readonly local?: string;
  readonly actor: ActorMapping;
  /** Texts that mean that there is no value; each is counted where it was met. */
  readonly empty?: readonly string[];
}

export interface TableMapping {
  readonly mapping: string;
  readonly caseType: string;
  readonly team?: string;
  /** What the rows are, for the note with what the case type has no place for. */
  readonly source: string;
  readonly table: TableLayout;
  /** In the order in which they are done; the first opens the case. */
  readonly acts: readonly TableAct[];
  /** Rows that contradict themselves, with the reason that is told. */
  readonly refuse?: readonly { readonly when: RowCondition; readonly reason: string }[];
  /** Codes and names that should go together, each as it is; where they do not, it is counted. */
  readonly pairs?: readonly { readonly code: string; readonly name: string }[];
  readonly clocks?: Readonly<Record<string, { readonly due: string; readonly reason: string }>>;
  /** Columns that are kept word for word in a note of the case. */
  readonly facts?: readonly string[];
  /** Columns that are not carried, each with the reason; those that had a value are counted. */
  readonly left?: Readonly<Record<string, string>>;
}

const condition: Shape = {
  is: 'map',
  of: {
    is: 'text-or-object',
    text: { is: 'text', pattern: /^(?:filled|empty)$/u, what: 'filled, empty, or a list of texts' },
    object: { is: 'list', of: text },
  },
};

const act: Shape = {
  is: 'object',
  required: { at: column },
  optional: {
    open: { is: 'yes', what: 'true' },
    record: { is: 'yes', what: 'true' },
    complete: name,
    start: name,
    raise: name,
    close: {
      is: 'text-or-object',
      text: name,
      object: { is: 'object', required: { column, values: { is: 'map', of: name } }, optional: {} },
    },
    when: condition,
    fields: { is: 'map', of: fieldSource },
    words: { is: 'object', required: { column }, optional: { split: text } },
  },
};

const table: Shape = {
  is: 'object',
  required: {
    case: column,
    precision: { is: 'text', pattern: /^(?:day|instant)$/u, what: 'day or instant' },
    actor,
  },
  optional: {
    format: { is: 'text', pattern: /^(?:csv|json)$/u, what: 'csv or json' },
    delimiter: { is: 'text', pattern: /^[^"\r\n]$/u, what: 'one character' },
    encoding: { is: 'text', pattern: /^(?:utf8|latin1)$/u, what: 'utf8 or latin1' },
    rows: text,
    more: text,
    reference: { is: 'text', pattern: /\{value\}/u, what: 'a text with {value}, or all cases would have one name' },
    state: column,
    dates: {
      is: 'text',
      pattern: /^(?:iso|month-day-year|day-month-year)$/u,
      what: 'iso, month-day-year or day-month-year',
    },
    local: text,
    empty: { is: 'list', of: text },
  },
};

export const TABLE_MAPPING: Shape = {
  is: 'object',
  required: { mapping: name, caseType: name, source: text, table, acts: { is: 'list', of: act } },
  optional: {
    team: name,
    refuse: {
      is: 'list',
      of: { is: 'object', required: { when: condition, reason: text }, optional: {} },
    },
    pairs: { is: 'list', of: { is: 'object', required: { code: column, name: column }, optional: {} } },
    clocks,
    facts: { is: 'list', of: column },
    left: { is: 'map', of: text },
  },
};
