// From the fields of a definition to fields of a case type: a group is taken apart into its parts, down to what holds a value. Each
// knows its path in CCD's own words, and the rows that made it.
import {
  COLLECTION,
  baseTypeOf,
  type BaseType,
  NESTED_TOO_DEEP,
  predefinedParts,
  unknownType,
  WITHOUT_LIST,
} from './field-types.ts';
import type { CodeLists } from './lists.ts';
import type { Naming } from './names.ts';
import { carry, type Ledger, lose, refuse } from './report.ts';
import { cell, numberIn, type Row } from './row.ts';
import type { Selected } from './select-rows.ts';

/** A field of the case type. */
export interface Leaf {
  /** `appeal.appellant.name.firstName`. */
  readonly path: string;
  readonly field: string;
  readonly type: BaseType;
  readonly label: string;
  readonly hint: string;
  readonly list?: string;
  readonly maxLength?: number;
  /** Conditions of the groups that hold it, each with the path of the group in which it is said. */
  readonly conditions: readonly { readonly source: string; readonly within: string; readonly row: Row }[];
}

export interface CaseFieldSource {
  readonly id: string;
  readonly row: Row;
  readonly leaves: readonly Leaf[];
}

const DEEPEST = 8;
const MOST_LEAVES = 20_000;

interface Taking {
  readonly ledger: Ledger;
  readonly names: Naming;
  readonly lists: CodeLists;
  readonly groups: ReadonlyMap<string, readonly Row[]>;
  readonly leaves: Leaf[];
}

/** What a row says of one field, or CCD itself of a part of a group that it knows. */
interface Said {
  readonly type: string;
  readonly parameter: string;
  readonly label: string;
  readonly hint: string;
  readonly path: string;
  readonly row: Row;
  readonly conditions: Leaf['conditions'];
}

export function takeFields(
  selected: Selected,
  { ledger, names, lists }: Pick<Taking, 'ledger' | 'names' | 'lists'>,
): ReadonlyMap<string, CaseFieldSource> {
  const groups = groupsOf(selected, ledger);
  const fields = new Map<string, CaseFieldSource>();
  let count = 0;
  for (const row of lastOfEach(selected.of('CaseField'), ledger)) {
    const id = cell(row, 'ID');
    if (id === '') {
      refuse(ledger, row, 'It has no ID.');
      continue;
    }
    const taking: Taking = { ledger, names, lists, groups, leaves: [] };
    const [type, parameter] = [cell(row, 'FieldType'), cell(row, 'FieldTypeParameter')];
    take(
      taking,
      { type, parameter, label: cell(row, 'Label'), hint: cell(row, 'HintText'), path: id, row, conditions: [] },
      [],
    );
    count += taking.leaves.length;
    if (count > MOST_LEAVES) {
      refuse(ledger, row, `There are more than ${MOST_LEAVES} fields already.`);
      continue;
    }
    carry(ledger, row);
    fields.set(id, { id, row, leaves: taking.leaves });
  }
  for (const rows of groups.values()) {
    for (const row of rows)
      refuse(ledger, row, 'No field outside a list holds this group, and the parts of a list are no fields.');
  }
  return fields;
}

function groupsOf(selected: Selected, ledger: Ledger): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of lastOfEach(selected.of('ComplexTypes'), ledger, 'ListElementCode')) {
    groups.set(cell(row, 'ID'), [...(groups.get(cell(row, 'ID')) ?? []), row]);
  }
  return groups;
}

/** Of rows that say the same thing the last counts. */
function lastOfEach(rows: readonly Row[], ledger: Ledger, ...further: readonly string[]): readonly Row[] {
  const last = new Map<string, Row>();
  for (const row of rows) {
    const key = ['ID', ...further].map((column) => cell(row, column)).join('|');
    const before = last.get(key);
    if (before !== undefined) refuse(ledger, before, 'A later row says the same again, and that one counts.');
    last.set(key, row);
  }
  const kept = new Set(last.values());
  return rows.filter((row) => kept.has(row));
}

function take(taking: Taking, said: Said, around: readonly string[]): void {
  const { type, parameter } = said;
  const group = type === 'Complex' ? parameter : type;
  if (type !== 'Collection' && (taking.groups.has(group) || predefinedParts(group) !== null)) {
    if (around.length >= DEEPEST || around.includes(group)) addLeaf(taking, said, NESTED_TOO_DEEP);
    else takeGroup(taking, said, { group, around: [...around, group] });
    return;
  }
  const list = type === 'FixedList' || type === 'FixedRadioList' ? taking.lists.named(parameter) : undefined;
  if (list !== undefined) addChoice(taking, said, list);
  else addLeaf(taking, said, type === 'Collection' ? COLLECTION : (baseTypeOf(type) ?? unknownType(type)));
}

function takeGroup(
  taking: Taking,
  said: Said,
  { group, around }: { readonly group: string; readonly around: readonly string[] },
): void {
  const rows = taking.groups.get(group);
  if (rows === undefined) {
    for (const { code, type, label } of predefinedParts(group) ?? [])
      take(taking, { ...said, type, parameter: '', label, hint: '', path: `${said.path}.${code}` }, around);
    return;
  }
  for (const row of rows) {
    const code = cell(row, 'ListElementCode');
    if (code === '') continue;
    carry(taking.ledger, row);
    const source = cell(row, 'FieldShowCondition');
    const own = source === '' ? [] : [{ source, within: said.path, row }];
    const part: Said = {
      ...{
        type: cell(row, 'FieldType'),
        parameter: cell(row, 'FieldTypeParameter'),
        row,
        path: `${said.path}.${code}`,
      },
      ...{ label: cell(row, 'ElementLabel'), hint: cell(row, 'HintText'), conditions: [...said.conditions, ...own] },
    };
    take(taking, part, around);
  }
}

function addChoice(taking: Taking, said: Said, list: string | null): void {
  if (list === null) return addLeaf(taking, said, WITHOUT_LIST);
  addLeaf(taking, said, { kind: 'choice', compared: 'choice' }, list);
}

// One more than three: the list belongs to choices alone.
function addLeaf(taking: Taking, said: Said, ...[type, list]: readonly [BaseType, string?]): void {
  const { path, label, hint, row, conditions } = said;
  if (type.loss !== undefined) lose(taking.ledger, row, type.loss);
  const maxLength = boundsOf(taking.ledger, row, type);
  taking.leaves.push({
    ...{ path, field: taking.names.nameOf(path), type, label: label === '' ? path : label, hint, conditions },
    ...(list === undefined ? {} : { list }),
    ...(maxLength === undefined ? {} : { maxLength }),
  });
}

const LONGEST_TEXT = 100_000;

/** The most of a text is its longest length; all other bounds are lost. */
function boundsOf(ledger: Ledger, row: Row, { kind, maxLength }: BaseType): number | undefined {
  const isText = kind === 'text' || kind === 'long-text';
  const most = numberIn(row, 'Max');
  if (cell(row, 'RegularExpression') !== '') lose(ledger, row, 'The pattern that a value must fit is not checked.');
  if (cell(row, 'Min') !== '') lose(ledger, row, 'The least that a value may be is not checked.');
  if (most === null) return maxLength;
  if (isText && Number.isInteger(most) && most >= 1 && most <= LONGEST_TEXT) return most;
  lose(ledger, row, 'The most that a value may be is not checked.');
  return maxLength;
}
