// What must hold of what a case type publishes: nothing that tells of whom a case is, no text that somebody wrote, thresholds that the
// law of small numbers asks for, and steps that are each made of the one before.
import type { FieldDefinition, FieldKind } from './case-type.ts';
import { checkReference, type Judging } from './check-data.ts';
import { childOf, entriesOf, itemsOf, type LocatedNode, type MapEntry, textOf } from './located.ts';
import { type CaseTypeProblemCode, report } from './problem.ts';
import { levelsOf, OTHER, TOTAL, UNKNOWN, valuesOf } from './publish-categories.ts';
import { type ColumnStep, LEAST_THRESHOLD, MOST_CELLS, type PublishColumn } from './publish-definition.ts';

/** What the steps of a kind of field may begin with. A text is told by how it begins, and never itself. */
const FIRST: Readonly<Record<FieldKind, readonly ColumnStep['kind'][]>> = {
  choice: ['values', 'groups'],
  boolean: ['values'],
  number: ['bands'],
  money: ['bands'],
  date: ['ages', 'days', 'period'],
  instant: ['days', 'period'],
  text: ['groups'],
  'long-text': [],
};
const OWN_NAMES: readonly string[] = [UNKNOWN.name, OTHER.name, TOTAL];
const UNITS = ['month', 'quarter', 'year'];

export function checkPublish(judging: Judging): void {
  const node = childOf(judging.root, 'publish');
  const { publish } = judging.compiled.caseType;
  if (node === null || publish === undefined) return;
  for (const entry of entriesOf(childOf(node, 'columns'))) checkColumn(entry, judging);
  checkThresholds(node, judging);
  const rows = childOf(node, 'rows');
  const tables = entriesOf(childOf(node, 'tables'));
  const say = teller(judging);
  if (rows !== null && tables.length > 0)
    say(
      rows,
      'not-accepted',
      'Publish tables or rows, not both: together they tell which cases were left out of the rows.',
    );
  if (rows === null && tables.length === 0)
    say(node, 'missing-key', 'Say what is published: tables of counts, or rows.');
  for (const { value } of tables) checkSet(value, judging, 'table');
  if (rows !== null) checkSet(rows, judging, 'rows');
  checkSize(node, judging);
}

type Say = (at: LocatedNode | MapEntry['at'], code: CaseTypeProblemCode, reason: string) => void;

function teller({ findings }: Judging): Say {
  return (at, code, reason) => report(findings, at, { code, reason });
}

function checkThresholds(node: LocatedNode, judging: Judging): void {
  const { publish } = judging.compiled.caseType;
  if (publish === undefined) return;
  const isSensitive = [...publish.columns.values()].some(({ role }) => role === 'sensitive');
  const least = LEAST_THRESHOLD[isSensitive ? 'sensitive' : 'ordinary'];
  const say = teller(judging);
  const threshold = childOf(node, 'threshold');
  if (threshold !== null && publish.threshold < least) {
    const why = isSensitive ? 'Something sensitive is told, so no' : 'No';
    say(threshold, 'not-accepted', `${why} figure may be about fewer than ${least} people. Write ${least} or more.`);
  }
  const diversity = childOf(node, 'diversity');
  if (diversity !== null && publish.diversity < 2)
    say(
      diversity,
      'not-accepted',
      'Where all of a group have the same sensitive value, it is told of each. Write 2 or more.',
    );
}

function checkColumn({ key, at, value }: MapEntry, judging: Judging): void {
  const { caseType } = judging.compiled;
  const column = caseType.publish?.columns.get(key);
  if (column === undefined) return;
  const say = teller(judging);
  const named = childOf(value, 'field');
  const ofCase = childOf(value, 'case');
  if (OWN_NAMES.includes(key) || key === 'period' || key === 'count')
    say(at, 'reserved-name', `Every table has “${key}” by itself. Use another name.`);
  if ((named === null) === (ofCase === null)) {
    say(
      at,
      'missing-key',
      'A column tells a field or something of the case itself: write field or case, and not both.',
    );
    return;
  }
  if (named !== null) checkReference(judging, named, { known: caseType.fields, code: 'unknown-field' });
  const field = 'field' in column.source ? caseType.fields.get(column.source.field) : undefined;
  if (named !== null && field === undefined) return;
  if (field !== undefined && named !== null && isDirect(field)) {
    const reason = `“${field.name}” tells who somebody is, in no step coarse enough. It can never be published.`;
    say(named, 'personal-field', reason);
    return;
  }
  checkSteps(childOf(value, 'steps') ?? value, judging, { column, field });
}

/** Whoever knows it knows of whom the case is; and what somebody wrote in words may say anything. */
function isDirect({ kind, identifies }: FieldDefinition): boolean {
  return kind === 'long-text' || (identifies !== undefined && identifies !== 'born');
}

interface OfColumn {
  readonly column: PublishColumn;
  readonly field: FieldDefinition | undefined;
}

function checkSteps(node: LocatedNode, judging: Judging, { column, field }: OfColumn): void {
  const say = teller(judging);
  const [first] = column.steps;
  const kinds = field === undefined ? kindsOfCase(column) : FIRST[field.kind];
  const items = node.kind === 'list' ? itemsOf(node) : [];
  const placeOf = (at: number): LocatedNode => items[at] ?? node;
  if (first !== undefined && !kinds.includes(first.kind)) {
    const what = field === undefined ? 'This' : `A ${field.kind}`;
    say(placeOf(0), 'wrong-kind', `${what} is published by steps that begin with ${kinds.join(' or ')}. Write steps.`);
    return;
  }
  if (field?.identifies === 'born' && first?.kind !== 'ages')
    say(placeOf(0), 'personal-field', 'A day of birth is published as ages in bands: steps: [{ ages: [18, 30, 65] }].');
  const values = first?.kind === 'values' ? valuesOf(column.source, judging.compiled.caseType) : [];
  if (values.some(({ name }) => name === TOTAL || name === 'any'))
    say(
      placeOf(0),
      'reserved-name',
      '“total” and “any” say other things in what is published. Put the value into a group.',
    );
  for (const [at, step] of column.steps.entries()) {
    if (placeOf(at).kind === 'map' && items[at] !== undefined && entriesOf(placeOf(at)).length !== 1)
      say(
        placeOf(at),
        'missing-key',
        'A step is one thing: values, month, quarter, year, bands, ages, days or groups.',
      );
    if ('bounds' in step && step.bounds.some((bound, index) => index > 0 && bound <= (step.bounds[index - 1] ?? bound)))
      say(
        placeOf(at),
        'not-accepted',
        'Each band begins above the one before. Write the bounds in rising order, each once.',
      );
    if (step.kind === 'groups') checkGroups(placeOf(at), judging, { column, at, isText: field?.kind === 'text' });
    if (at > 0) checkFollows(placeOf(at), say, { finer: column.steps[at - 1], step });
  }
}

function kindsOfCase({ source }: PublishColumn): readonly ColumnStep['kind'][] {
  return 'case' in source && source.case === 'days-open' ? ['bands'] : ['values', 'groups'];
}

interface Pair {
  readonly finer: ColumnStep | undefined;
  readonly step: ColumnStep;
}

function checkFollows(place: LocatedNode, say: Say, { finer, step }: Pair): void {
  if (finer === undefined || (step.kind === 'groups' && finer.kind !== 'period')) return;
  if ('bounds' in step && 'bounds' in finer && step.kind === finer.kind) {
    const isNested = step.bounds.every((bound) => finer.bounds.includes(bound));
    if (!isNested || step.bounds.length >= finer.bounds.length)
      say(place, 'not-accepted', 'A coarser step keeps some of the bounds of the step before and has no others.');
    return;
  }
  if (step.kind === 'period' && finer.kind === 'period' && UNITS.indexOf(step.unit) > UNITS.indexOf(finer.unit)) return;
  say(
    place,
    'not-accepted',
    'This step cannot be made of the one before it. Write steps from fine to coarse, of one kind.',
  );
}

function checkGroups(
  place: LocatedNode,
  judging: Judging,
  { column, at, isText }: { readonly column: PublishColumn; readonly at: number; readonly isText: boolean },
): void {
  const say = teller(judging);
  const { caseType } = judging.compiled;
  const before = (at === 0 ? valuesOf(column.source, caseType) : levelsOf(column, caseType)[at - 1]?.categories) ?? [];
  const names = new Set(before.map(({ name }) => name));
  const seen = new Set<string>();
  for (const { key, at: where, value } of entriesOf(childOf(place, 'groups'))) {
    if (OWN_NAMES.includes(key)) say(where, 'reserved-name', `Every column has “${key}” by itself. Use another name.`);
    if (at > 0 && names.has(key))
      say(where, 'duplicate-id', `“${key}” names a category of the step before. Use another name.`);
    const begins = isText && at === 0;
    const listed = childOf(value, begins ? 'starts' : 'of');
    if (listed === null || childOf(value, begins ? 'of' : 'starts') !== null)
      say(
        where,
        'missing-key',
        begins ? 'Say with starts how texts of this group begin.' : 'Say with of what is in this group.',
      );
    for (const item of itemsOf(listed)) {
      const name = textOf(item) ?? '';
      if (!begins && !names.has(name))
        say(
          item,
          'unknown-name',
          `“${name}” is no category of the step before. Name one that is: ${[...names].join(', ')}.`,
        );
      if (seen.has(name)) say(item, 'duplicate-id', `“${name}” is in two groups. Leave it in one.`);
      seen.add(name);
    }
  }
}

function checkSet(node: LocatedNode, judging: Judging, kind: 'table' | 'rows'): void {
  const { caseType } = judging.compiled;
  const say = teller(judging);
  const columns = childOf(node, 'columns');
  const seen = new Set<string>();
  for (const item of itemsOf(columns)) {
    const name = textOf(item) ?? '';
    const column = caseType.publish?.columns.get(name);
    if (column === undefined) say(item, 'unknown-name', `“${name}” is not among the columns. Name one that is.`);
    if (seen.has(name)) say(item, 'duplicate-id', `“${name}” stands here twice. Leave it once.`);
    seen.add(name);
    if (kind === 'table' && column?.steps.some((step) => step.kind === 'period'))
      say(
        item,
        'not-accepted',
        'A table has categories that are known before any case is. Count days or ages in bands.',
      );
  }
}

/** What is reckoned with grows with the product of all columns that tables have together. */
function checkSize(node: LocatedNode, judging: Judging): void {
  const { caseType } = judging.compiled;
  const { tables, columns } = caseType.publish ?? { tables: new Map(), columns: new Map<string, PublishColumn>() };
  const used = new Set([...tables.values()].flatMap((table: { readonly columns: readonly string[] }) => table.columns));
  const sizes = [...used].map((name) => {
    const column = columns.get(name);
    return column === undefined ? 1 : (levelsOf(column, caseType)[0]?.categories?.length ?? 1);
  });
  const cells = sizes.reduce((product, size) => product * size, 1);
  if (cells <= MOST_CELLS) return;
  const reason = `The columns of all tables have ${cells} combinations, and ${MOST_CELLS} can be protected. Publish fewer columns, or begin with coarser steps.`;
  report(judging.findings, childOf(node, 'tables') ?? node, { code: 'too-large', reason });
}
