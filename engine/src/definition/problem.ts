// Problems of a case type: one sentence each that says what to do, at one place of the source.

export type CaseTypeProblemCode =
  | 'too-large'
  | 'too-deep'
  | 'alias'
  | 'yaml'
  | 'duplicate-key'
  | 'unknown-key'
  | 'missing-key'
  | 'wrong-type'
  | 'not-accepted'
  | 'bad-name'
  | 'reserved-name'
  | 'duplicate-id'
  | 'unknown-item'
  | 'unknown-field'
  | 'unknown-form'
  | 'unknown-role'
  | 'unknown-party'
  | 'unknown-zone'
  | 'unknown-place'
  | 'unknown-transition'
  | 'unknown-name'
  | 'expression'
  | 'personal-field'
  | 'derived-field'
  | 'field-options'
  | 'wrong-kind'
  | 'cycle'
  | 'unreachable'
  | 'endless'
  | 'empty-criterion'
  | 'empty-stage'
  | 'timer-without-date'
  | 'clock-rule'
  | 'tells-hidden'
  | 'unknown-decision'
  | 'decision-table'
  | 'unknown-routing'
  | 'unknown-team'
  | 'unknown-queue'
  | 'unknown-skill'
  | 'routing-table'
  | 'retention'
  | 'block'
  | AdviceCode
  | 'block-parameter'
  | 'block-conflict'
  | 'no-translation';

/** What is advised and does not keep a case type from being published. */
type AdviceCode =
  | 'yields-another-kind'
  | 'unknown-option'
  | 'never-holds'
  | 'table-gap'
  | 'table-overlap'
  | 'dead-rule'
  | 'unused'
  | 'no-breach-path'
  | 'read-by-nobody'
  | 'read-by-everybody'
  | 'cannot-do';

export interface CaseTypeProblem {
  /** 1-based, in the source text. */
  readonly line: number;
  readonly column: number;
  /** Where it is by keys: `plan.tasks.send-fine.entry[0].after`. Empty for the file as a whole. */
  readonly path: string;
  readonly code: CaseTypeProblemCode;
  readonly reason: string;
  /** Values on which it can be seen again. */
  readonly example?: Readonly<Record<string, string | number | boolean | null>>;
  /** Where it stands in a block that the case type imports: the file whose line it is, and the block. */
  readonly from?: { readonly file: string; readonly block: string };
}

/** A place in the source: an offset in UTF-16 units, and the keys that lead there. */
export interface Place {
  readonly offset: number;
  readonly path: string;
}

export interface Findings {
  readonly problems: CaseTypeProblem[];
  readonly positionAt: (offset: number) => { readonly line: number; readonly column: number };
}

/** Adds a problem at a place. */
export function report(
  findings: Findings,
  place: Place,
  problem: Pick<CaseTypeProblem, 'code' | 'reason' | 'example'>,
): void {
  findings.problems.push({ ...findings.positionAt(place.offset), path: place.path, ...problem });
}

/** Problems in the order of the file, each once. */
export function inOrder(problems: readonly CaseTypeProblem[]): readonly CaseTypeProblem[] {
  const seen = new Set<string>();
  return problems
    .filter(({ line, column, code, reason }) => {
      const key = `${line}:${column}:${code}:${reason}`;
      return !seen.has(key) && seen.add(key);
    })
    .toSorted((a, b) => a.line - b.line || a.column - b.column);
}
