// Checks the mapping of a table of cases: that every act is one of the case type, that the first opens the case, and that no
// value of a column is lost in silence.
import type { CaseType } from '@casewright/engine/definition';
import { checkItem, checkOutcome, checkPeople, checkWithFields, type Finding } from './check-parts.ts';
import { fieldColumns } from './field-columns.ts';
import type { TableAct, TableMapping } from './table-mapping.ts';

const VERBS = ['open', 'record', 'complete', 'start', 'raise', 'close'] as const;

export function checkTable(caseType: CaseType, mapping: TableMapping): Finding[] {
  const { acts, table } = mapping;
  const found = acts.flatMap((act, index) => checkAct(caseType, ['acts', String(index)], act));
  if (acts[0]?.open !== true || acts[0].when !== undefined || acts.filter(({ open }) => open === true).length !== 1)
    found.push({ path: ['acts'], reason: 'must begin with one open: true that every row proves' });
  found.push(...checkPeople(table.actor, ['table', 'actor']), ...checkKept(mapping));
  const read = new Set([...actColumns(mapping), ...(mapping.facts ?? [])]);
  for (const column of Object.keys(mapping.left ?? {})) {
    if (read.has(column)) found.push({ path: ['left', column], reason: 'is carried as well; say one of the two' });
  }
  return found;
}

/** Every column that the mapping names and carries. */
export function tableColumns(mapping: TableMapping): readonly string[] {
  return [...new Set([...actColumns(mapping), ...(mapping.facts ?? [])])];
}

/** Columns that a file must have; what only fills fields may be absent, as from an export of fewer columns. */
export function requiredColumns({
  table,
  acts,
  refuse = [],
  pairs = [],
  clocks = {},
}: TableMapping): readonly string[] {
  const columns = [table.case, table.state, table.actor.column];
  for (const { at, when = {}, words, close } of acts) {
    columns.push(at, ...Object.keys(when), words?.column);
    if (typeof close === 'object') columns.push(close.column);
  }
  for (const { when } of refuse) columns.push(...Object.keys(when));
  for (const { code, name } of pairs) columns.push(code, name);
  for (const { due } of Object.values(clocks)) columns.push(due);
  return [...new Set(columns.filter((column) => column !== undefined))];
}

/** Every column that is read for more than to be kept as it stands. */
function actColumns(mapping: TableMapping): readonly string[] {
  return [...requiredColumns(mapping), ...mapping.acts.flatMap(({ fields }) => fieldColumns(fields))];
}

function checkAct(caseType: CaseType, path: readonly string[], act: TableAct): Finding[] {
  const verbs = VERBS.filter((verb) => act[verb] !== undefined);
  if (verbs.length !== 1)
    return [{ path, reason: `must say exactly one of ${VERBS.join(', ')}; it says ${verbs.join(', ') || 'none'}` }];
  const { raise, words, close, fields } = act;
  const found = [
    ...checkItem(caseType, [...path, 'complete'], { id: act.complete, kind: 'task' }),
    ...checkItem(caseType, [...path, 'start'], { id: act.start, kind: 'task' }),
    ...checkWithFields(caseType, path, act),
  ];
  if (raise !== undefined && !caseType.issues.has(raise))
    found.push({ path: [...path, 'raise'], reason: `${raise} is not a kind of issue` });
  if ((raise === undefined) !== (words === undefined))
    found.push({ path: [...path, 'words'], reason: 'goes with raise, and raise with it' });
  if ((raise !== undefined || close !== undefined) && fields !== undefined)
    found.push({ path: [...path, 'fields'], reason: 'cannot be recorded by this act' });
  const outcomes = typeof close === 'object' ? Object.values(close.values) : [close];
  for (const outcome of outcomes) found.push(...checkOutcome(caseType, [...path, 'close'], outcome));
  return found;
}

/** Where two texts of a column become one value, the column is kept as a fact too: else nobody could tell which it was. */
function checkKept({ acts, facts = [] }: TableMapping): Finding[] {
  const kept = new Set(facts);
  const lost: Finding[] = [];
  for (const [index, { fields = {}, close }] of acts.entries()) {
    const sources = [...Object.entries(fields), ...(close === undefined ? [] : [['close', close] as const])];
    for (const [name, source] of sources) {
      if (typeof source === 'string' || source.values === undefined || source.column === undefined) continue;
      const values = Object.values(source.values);
      if (new Set(values).size < values.length && !kept.has(source.column)) {
        const path = ['acts', String(index), ...(name === 'close' ? ['close'] : ['fields', name])];
        lost.push({ path, reason: `makes one value of several texts of "${source.column}"; list it under facts too` });
      }
    }
  }
  return lost;
}
