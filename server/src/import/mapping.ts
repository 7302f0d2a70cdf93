// What a mapping says: of an event log, which columns are the case, the activity, the time and the actor, and which
// activity is which command; of a table of cases see table-mapping.ts. It reads the YAML and checks its shape; what the
// names refer to in a case type is checked in check-mapping.ts.
import { LineCounter, parseDocument, type Document } from 'yaml';
import { checkShape, type Shape, type ShapeProblem } from './check-shape.ts';
import { TABLE_MAPPING, type TableMapping } from './table-mapping.ts';
import { actor, clocks, column, fieldSource, name, text } from './mapping-shapes.ts';

/** Where the value of a field comes from: a column, the row's own date or time, the case's name, or a constant. */
export type FieldSource =
  /** `$date`, `$time`, `$case`, or the name of a column. */
  | string
  | {
      readonly column?: string;
      /** Several columns as one text: those that are filled, with " / " between them. */
      readonly columns?: readonly string[];
      /** What a text of the column becomes; a text that is not listed is refused. */
      readonly values?: Readonly<Record<string, FieldConstant>>;
      /** Recorded where the column is empty; without it the field stays empty. */
      readonly missing?: FieldConstant;
      readonly value?: FieldConstant;
    };

export type FieldConstant = string | number | boolean;

/** One activity: exactly one of the verbs, and the fields that go with it. */
export interface ActivityMapping {
  readonly open?: true;
  readonly complete?: string;
  readonly start?: string;
  readonly listener?: string;
  /** The engine's own timer, which the row is compared with; fields are recorded after it fired. */
  readonly matches?: string;
  readonly record?: true;
  /** The outcome with which the case is closed. */
  readonly close?: string;
  readonly fields?: Readonly<Record<string, FieldSource>>;
}

export interface TimeMapping {
  readonly column: string;
  readonly precision: 'day' | 'instant';
  /** Zone of times without an offset. Without it such times are refused. */
  readonly local?: string;
}

export interface PersonTemplate {
  readonly id: string;
  readonly name: string;
}

export interface ActorMapping {
  readonly column?: string;
  /** `{value}` stands for what the column has. */
  readonly id: string;
  readonly name: string;
  /** Who stands for an actor that the log does not name. */
  readonly missing: PersonTemplate;
}

/** How a file is to be read, as an event log or as a table of cases. */
export type ImportMapping = LogMapping | TableMapping;

export interface LogMapping {
  readonly mapping: string;
  readonly caseType: string;
  /** Team that gets the cases and the people; absent: the team of the case type. */
  readonly team?: string;
  readonly log: {
    readonly format?: 'csv' | 'xes';
    readonly delimiter?: string;
    readonly encoding?: 'utf8' | 'latin1';
    readonly case: string;
    readonly activity: string;
    /** Column of the lifecycle transition; rows that are not `complete` are refused. */
    readonly lifecycle?: string;
    readonly time: TimeMapping;
    readonly actor: ActorMapping;
    /** Texts that mean that there is no value. */
    readonly empty?: readonly string[];
  };
  readonly activities: Readonly<Record<string, ActivityMapping>>;
  /** Clocks whose due date the log states; a difference is recorded as a change of the due date after opening. */
  readonly clocks?: Readonly<Record<string, { readonly due: string; readonly reason: string }>>;
  /** A case opens with its first row, whatever that row is; the row itself comes after it. */
  readonly opens?: { readonly fields: Readonly<Record<string, FieldSource>> };
  /** A row of a case that was closed opens it again first. */
  readonly reopens?: { readonly again: readonly string[]; readonly reason: string };
  /** The closing of a case, where the log states it in a column and not in a row. */
  readonly closing?: { readonly at: string; readonly outcome: string; readonly actor?: string };
}

export interface MappingProblem {
  /** For example `activities.Create Fine.fields.amount`. */
  readonly path: string;
  /** Line of the YAML, or null where the problem is not at one. */
  readonly line: number | null;
  readonly reason: string;
}

export interface MappingSource {
  readonly mapping: ImportMapping;
  /** The line of a path, for problems that are found later. */
  readonly lineOf: (path: readonly string[]) => number | null;
}

const MAX_CHARS = 262_144;

const activity: Shape = {
  is: 'object',
  required: {},
  optional: {
    open: { is: 'yes', what: 'true' },
    complete: name,
    start: name,
    listener: name,
    matches: name,
    record: { is: 'yes', what: 'true' },
    close: name,
    fields: { is: 'map', of: fieldSource },
  },
};

const time: Shape = {
  is: 'object',
  required: { column, precision: { is: 'text', pattern: /^(?:day|instant)$/u, what: 'day or instant' } },
  optional: { local: text },
};

const MAPPING: Shape = {
  is: 'object',
  required: {
    mapping: name,
    caseType: name,
    log: {
      is: 'object',
      required: {
        case: column,
        activity: column,
        time,
        actor,
      },
      optional: {
        format: { is: 'text', pattern: /^(?:csv|xes)$/u, what: 'csv or xes' },
        delimiter: { is: 'text', pattern: /^[^"\r\n]$/u, what: 'one character' },
        encoding: { is: 'text', pattern: /^(?:utf8|latin1)$/u, what: 'utf8 or latin1' },
        lifecycle: column,
        empty: { is: 'list', of: text },
      },
    },
    activities: { is: 'map', of: activity },
  },
  optional: {
    team: name,
    clocks,
    opens: { is: 'object', required: { fields: { is: 'map', of: fieldSource } }, optional: {} },
    reopens: { is: 'object', required: { again: { is: 'list', of: name }, reason: text }, optional: {} },
    closing: { is: 'object', required: { at: column, outcome: name }, optional: { actor: column } },
  },
};

/** Reads a mapping from YAML. All problems of its shape are found at once, each with its path and line. */
export function parseMapping(source: string): MappingSource | { readonly problems: readonly MappingProblem[] } {
  if (source.length > MAX_CHARS)
    return { problems: [{ path: '', line: null, reason: `is longer than ${MAX_CHARS} characters` }] };
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, uniqueKeys: true, merge: false });
  const lineOf = (path: readonly string[]): number | null => findLine(document, lines, path);
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      path: '',
      line: lines.linePos(error.pos[0]).line,
      reason: error.message.split('\n')[0] ?? '',
    }));
    return { problems };
  }
  const value = toPlain(document);
  if (value === undefined)
    return { problems: [{ path: '', line: null, reason: 'uses an alias (*name); write the value out' }] };
  // A table says so; what says neither is told what a log needs.
  const isTable = typeof value === 'object' && value !== null && 'table' in value;
  const found = checkShape(isTable ? TABLE_MAPPING : MAPPING, value);
  if (found.length > 0) return { problems: found.map((problem) => located(problem, lineOf)) };
  // The shape was checked just above against the same members.
  return { mapping: value as ImportMapping, lineOf };
}

/** A problem with its path written out and its line looked up. */
export function located(problem: ShapeProblem, lineOf: MappingSource['lineOf']): MappingProblem {
  return { path: problem.path.join('.'), line: lineOf(problem.path), reason: problem.reason };
}

/** Aliases are refused: a mapping does not need them, and nested ones are how a small file becomes a large one. */
function toPlain(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch {
    return undefined;
  }
}

/** The line of the value at a path, or of the nearest thing above it that is there. */
function findLine(document: Document.Parsed, lines: LineCounter, path: readonly string[]): number | null {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      const start: unknown = node.range[0];
      if (typeof start === 'number') return lines.linePos(start).line;
    }
  }
  return null;
}
