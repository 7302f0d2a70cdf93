// What an event asks: the rows of its form by pages, in their order, with groups taken apart.
import type { CcdEvent } from './events.ts';
import { line } from './events.ts';
import type { CaseFieldSource, Leaf } from './leaves.ts';
import { hyphenNames } from './names.ts';
import { carry, type Ledger, lose, refuse } from './report.ts';
import type { Translate } from './resolve.ts';
import { cell, numberIn, type Row, saysYes } from './row.ts';

export interface AskedField {
  readonly leaf: Leaf;
  readonly ask: 'required' | 'optional' | 'read-only';
  readonly page: string;
  readonly label?: string;
  readonly when?: string;
}

export interface FormPageSource {
  readonly name: string;
  /** CCD's own id of it. */
  readonly id: string;
  readonly title: string;
  readonly when?: string;
}

export interface EventForm {
  readonly pages: readonly FormPageSource[];
  readonly fields: readonly AskedField[];
}

export interface FormReading {
  readonly fields: ReadonlyMap<string, CaseFieldSource>;
  readonly translate: Translate;
  readonly ledger: Ledger;
}

/** The rows of one event. */
export interface EventRows {
  readonly asked: readonly Row[];
  readonly parts: readonly Row[];
}

const HIDDEN = 'A hidden field is never shown; what fills it is a callback.';
const LATER = 'A later row says the same again, and that one counts.';
const UNSHOWN =
  'No part of it has a row of its own, and of such a group CCD hides all other parts, so nothing is asked.';
const READ_WITHIN = 'A part of a list is not asked by itself: the list is, as one text that may only be read.';
const WRITTEN_WITHIN =
  'Not all rows within this list say READONLY, so it may be written as one text, and this part with it.';
const UNNEEDED_WITHIN = 'A part of a list is not asked by itself: the list is, as one text, and is not needed for it.';
const EMPTY_GROUP = 'It names a group of which no part has a row of its own, and CCD hides parts without one.';

/** @returns null where the event asks nothing */
export function formOfEvent({ asked, parts }: EventRows, reading: FormReading): EventForm | null {
  const { fields, ledger } = reading;
  const last = new Map(asked.map((row) => [cell(row, 'CaseFieldID'), row]));
  const rows = asked.filter((row) => {
    const id = cell(row, 'CaseFieldID');
    const field = fields.get(id);
    if (field === undefined) refuse(ledger, row, `There is no field ${id} in the definition.`);
    else if (last.get(id) !== row) refuse(ledger, row, LATER);
    else if (isHidden(row)) refuse(ledger, row, HIDDEN);
    else if (asksNothing(row, field, partsOf(row, parts))) refuse(ledger, row, UNSHOWN);
    else return true;
    return false;
  });
  const pages = pagesOf(rows, reading);
  const found = new Map<Leaf, AskedField>();
  for (const { page, condition, rows: held } of pages) {
    for (const row of inOrder(held, 'PageFieldDisplayOrder')) {
      carry(ledger, row);
      for (const field of askedBy(row, { page: page.name, condition, parts: partsOf(row, parts) }, reading))
        found.set(field.leaf, field);
    }
  }
  for (const part of parts)
    refuse(ledger, part, isHidden(part) ? HIDDEN : 'Its field is not asked in parts by this event.');
  const asking = [...found.values()];
  return asking.length === 0 ? null : { pages: pages.map(({ page }) => page), fields: asking };
}

/** Rows of the same event about parts of the field of a row. */
function partsOf(row: Row, parts: readonly Row[]): readonly Row[] {
  return parts.filter((part) => cell(part, 'CaseFieldID') === cell(row, 'CaseFieldID'));
}

function isHidden(row: Row): boolean {
  return cell(row, 'DisplayContext').toUpperCase() === 'HIDDEN';
}

function isReadOnly(row: Row): boolean {
  return cell(row, 'DisplayContext').toUpperCase() === 'READONLY';
}

/** Whether rows about parts of a list are there and let all that they show only be read. */
function areReadOnly(parts: readonly Row[]): boolean {
  const shown = parts.filter((part) => !isHidden(part));
  return shown.length > 0 && shown.every(isReadOnly);
}

function isWhole({ id, leaves }: CaseFieldSource): boolean {
  return leaves.length === 1 && leaves[0]?.path === id;
}

/** A group with the context COMPLEX shows only parts that have rows of their own, as CCD hides every other one. */
function isAskedInParts(row: Row, field: CaseFieldSource): boolean {
  return !isWhole(field) && cell(row, 'DisplayContext').toUpperCase() === 'COMPLEX';
}

function asksNothing(row: Row, field: CaseFieldSource, parts: readonly Row[]): boolean {
  if (!isAskedInParts(row, field)) return field.leaves.length === 0;
  return !parts.some((part) => isShown(field, part));
}

/** Whether a row shows a part by itself, and not only speaks of a group. */
function isShown(field: CaseFieldSource, part: Row): boolean {
  const { leaves, kind } = foundPart(field, part);
  return leaves.length > 0 && kind !== 'group' && !isHidden(part);
}

interface Page {
  readonly page: FormPageSource;
  /** Its condition, for whoever must know whether it was lost. */
  readonly condition: Above;
  readonly rows: readonly Row[];
}

/** Pages by the least place that one of their rows says, those without one last. */
function pagesOf(rows: readonly Row[], { translate, ledger }: FormReading): readonly Page[] {
  const names = hyphenNames();
  const byId = new Map<string, Row[]>();
  for (const row of rows) byId.set(cell(row, 'PageID'), [...(byId.get(cell(row, 'PageID')) ?? []), row]);
  const placed = [...byId].map(([id, held]) => {
    const places = held.flatMap((row) => numberIn(row, 'PageDisplayOrder') ?? []);
    return { id, held, place: places.length === 0 ? Number.MAX_SAFE_INTEGER : Math.min(...places) };
  });
  return placed
    .toSorted((one, other) => one.place - other.place)
    .map(({ id, held }) => {
      const label = held.map((row) => cell(row, 'PageLabel')).find((text) => text !== '') ?? (id === '' ? 'Page' : id);
      const saying = held.find((row) => cell(row, 'PageShowCondition') !== '');
      const when = saying === undefined ? null : pageCondition(saying, { translate, ledger });
      const page = { id, name: names.nameOf(`page ${id}`), title: line(label) };
      const condition: Above = saying === undefined ? NO_CONDITION : { feel: null, isLost: when === null };
      return { page: when === null ? page : { ...page, when }, condition, rows: held };
    });
}

function pageCondition(row: Row, { translate, ledger }: Pick<FormReading, 'translate' | 'ledger'>): string | null {
  const made = translate(cell(row, 'PageShowCondition'));
  if ('feel' in made) return made.feel;
  lose(
    ledger,
    row,
    `The condition of the page is not carried: ${made.reason}. The page is always there, and nothing on it is needed.`,
  );
  return null;
}

interface OnPage {
  readonly page: string;
  readonly condition: Above;
  readonly parts: readonly Row[];
}

function askedBy(row: Row, { page, condition, parts }: OnPage, reading: FormReading): readonly AskedField[] {
  const { fields, ledger } = reading;
  const field = fields.get(cell(row, 'CaseFieldID'));
  if (field === undefined) return [];
  const context = cell(row, 'DisplayContext').toUpperCase();
  noteHidden(ledger, row);
  const own = conditionOf(row, { column: 'FieldShowCondition', within: '' }, reading);
  const whole = isWhole(field);
  const label = cell(row, 'CaseEventFieldLabel');
  if (label !== '' && !whole) lose(ledger, row, 'A label of its own for a group is not shown.');
  const making = { page, conditions: [condition, own], reading };
  if (isAskedInParts(row, field)) return askedInParts(field, parts, making);
  const isParted = whole && context === 'COMPLEX';
  const ask = isParted && areReadOnly(parts) ? 'read-only' : askOf(context, row, ledger);
  for (const part of parts) {
    if (isHidden(part)) refuse(ledger, part, HIDDEN);
    else if (!isParted) refuse(ledger, part, 'Its field is asked as a whole by this event.');
    else if (ask === 'read-only') carryWithin(part, ask, ledger);
    else
      refuse(
        ledger,
        part,
        isReadOnly(part) ? WRITTEN_WITHIN : 'The parts of a list, or of what is kept as one text, are no fields.',
      );
  }
  return field.leaves.map((leaf) => askedLeaf(leaf, { ask, label: whole ? label : '' }, making));
}

/** A condition in FEEL; null where there is none, and where it could not be carried. */
interface Above {
  readonly feel: string | null;
  readonly isLost: boolean;
}

const NO_CONDITION: Above = { feel: null, isLost: false };
const LOST: Above = { feel: null, isLost: true };

interface Making {
  readonly page: string;
  /** Conditions above it. */
  readonly conditions: readonly Above[];
  readonly reading: FormReading;
}

function askedInParts(field: CaseFieldSource, parts: readonly Row[], making: Making): readonly AskedField[] {
  const { ledger } = making.reading;
  const ordered = inOrder(parts, 'FieldDisplayOrder', 'PageFieldDisplayOrder');
  return ordered.flatMap((part) => {
    const found = foundPart(field, part);
    if (found.leaves.length === 0) {
      refuse(ledger, part, `There is no part ${found.path}.`);
      return [];
    }
    if (isHidden(part)) {
      refuse(ledger, part, HIDDEN);
      return [];
    }
    if (found.kind === 'group') {
      noteGroup(part, parts.filter((other) => isShown(field, other) && isAbove(part, other)).length, ledger);
      return [];
    }
    return askedPart(part, found, { ...making, field, parts: ordered.filter((other) => !isHidden(other)) });
  });
}

/** What a row about a group says is its condition, for the parts of it that have rows of their own. */
function noteGroup(row: Row, shown: number, ledger: Ledger): void {
  if (shown === 0) {
    refuse(ledger, row, EMPTY_GROUP);
    return;
  }
  carry(ledger, row);
  noteHidden(ledger, row);
  if (cell(row, 'EventElementLabel') !== '') lose(ledger, row, 'A label of its own for a group is not shown.');
}

function isAbove(group: Row, part: Row): boolean {
  return cell(part, 'ListElementCode').startsWith(`${cell(group, 'ListElementCode')}.`);
}

interface FoundPart {
  readonly path: string;
  readonly leaves: readonly Leaf[];
  /** `within`: the path leads into a list, which is kept as one text. */
  readonly kind: 'leaf' | 'group' | 'within';
}

function foundPart({ id, leaves }: CaseFieldSource, part: Row): FoundPart {
  const path = `${id}.${cell(part, 'ListElementCode')}`;
  const own = leaves.filter((leaf) => leaf.path === path);
  if (own.length > 0) return { path, leaves: own, kind: 'leaf' };
  const below = leaves.filter((leaf) => leaf.path.startsWith(`${path}.`));
  if (below.length > 0) return { path, leaves: below, kind: 'group' };
  return { path, leaves: leaves.filter((leaf) => path.startsWith(`${leaf.path}.`)), kind: 'within' };
}

interface MakingPart extends Making {
  readonly field: CaseFieldSource;
  /** All rows about parts of the field that are not hidden, in their order. */
  readonly parts: readonly Row[];
}

/** What the rows about one part say together; a list is read-only where all rows within it are, and else as its own last row says. */
function askedPart(part: Row, { leaves, kind }: FoundPart, making: MakingPart): readonly AskedField[] {
  const { field, parts, reading } = making;
  const { ledger } = reading;
  const found = parts.map((row) => ({ row, ...foundPart(field, row) }));
  const about = (wanted: FoundPart['kind']) =>
    found.filter((one) => one.kind === wanted && one.leaves[0] === leaves[0]);
  const own = about('leaf').at(-1);
  carry(ledger, part);
  noteHidden(ledger, part);
  const said = own === undefined ? 'optional' : askOf(cell(own.row, 'DisplayContext').toUpperCase(), own.row, ledger);
  const ask = areReadOnly(about('within').map(({ row }) => row)) ? 'read-only' : said;
  if (kind === 'within') carryWithin(part, ask, ledger);
  const above = found.filter((one) => one.kind === 'group' && isAbove(one.row, part));
  const rows = own === undefined ? above : [...above, own];
  const conditions = [...making.conditions, ...rows.map(({ row, path }) => partCondition(row, path, reading))];
  const label = own === undefined ? '' : cell(own.row, 'EventElementLabel');
  return leaves.map((leaf) => askedLeaf(leaf, { ask, label }, { ...making, conditions }));
}

/** The row is about a part of a list, which is asked as one text. */
function carryWithin(part: Row, ask: AskedField['ask'], ledger: Ledger): void {
  carry(ledger, part);
  if (ask === 'read-only') lose(ledger, part, READ_WITHIN);
  else lose(ledger, part, isReadOnly(part) ? WRITTEN_WITHIN : UNNEEDED_WITHIN);
}

function partCondition(row: Row, path: string, reading: FormReading): Above {
  const within = path.slice(0, path.lastIndexOf('.'));
  return conditionOf(row, { column: 'FieldShowCondition', within }, reading);
}

function askedLeaf(
  leaf: Leaf,
  { ask, label }: { readonly ask: AskedField['ask']; readonly label: string },
  { page, conditions, reading }: Making,
): AskedField {
  const ofGroups = leaf.conditions.map((condition) => aboveOf(condition, reading));
  const all = [...conditions, ...ofGroups];
  const said = all.flatMap(({ feel }) => feel ?? []);
  const when = said.length > 1 ? said.map((one) => `(${one})`).join(' and ') : said[0];
  // What should only be asked sometimes must not keep people from going on.
  const eased = ask === 'required' && all.some(({ isLost }) => isLost) ? 'optional' : ask;
  return {
    ...{ leaf, page, ask: leaf.type.compared === 'label' ? 'read-only' : eased },
    ...(label === '' || label === leaf.label ? {} : { label: line(label) }),
    ...(when === undefined ? {} : { when }),
  };
}

function askOf(context: string, row: Row, ledger: Ledger): AskedField['ask'] {
  if (context === 'MANDATORY') return 'required';
  if (context === 'READONLY') return 'read-only';
  if (context !== 'OPTIONAL' && context !== 'COMPLEX' && context !== '')
    lose(ledger, row, `The display context ${context} is not known here; it may be answered.`);
  return 'optional';
}

function conditionOf(
  row: Row,
  { column, within }: { readonly column: string; readonly within: string },
  reading: FormReading,
): Above {
  const source = cell(row, column);
  return source === '' ? NO_CONDITION : aboveOf({ source, within, row }, reading);
}

/** A name of no field is empty, as on the screens of CCD; what is no condition shows its field; what may hide it in CCD alone makes it not needed. */
function aboveOf({ source, within, row }: Leaf['conditions'][number], { translate, ledger }: FormReading): Above {
  const absent = new Set<string>();
  const made = translate(source, within, absent);
  if ('feel' in made) {
    for (const path of absent)
      lose(ledger, row, `${path} is no field of the case type, and is empty in the condition.`);
    return { feel: made.feel, isLost: false };
  }
  const isShown = made.isUnread === true;
  const then = isShown ? 'It is always there.' : 'It is always there, and never needed.';
  lose(ledger, row, `The condition is not carried: ${made.reason}. ${then}`);
  return isShown ? NO_CONDITION : LOST;
}

function noteHidden(ledger: Ledger, row: Row): void {
  const asks = ['FieldShowCondition', 'PageShowCondition'].some((column) => cell(row, column) !== '');
  const isShown = cell(row, 'DisplayContext').toUpperCase() === 'READONLY';
  if (!asks || isShown || saysYes(row, 'RetainHiddenValue')) return;
  lose(ledger, row, 'In CCD a value is emptied when its question is hidden; here it stays.');
}

/** By a column, rows without a number last, those alike in their own order. */
function inOrder(rows: readonly Row[], ...columns: readonly string[]): readonly Row[] {
  const placeOf = (row: Row): number =>
    columns.flatMap((column) => numberIn(row, column) ?? [])[0] ?? Number.MAX_SAFE_INTEGER;
  return rows.toSorted((one, other) => placeOf(one) - placeOf(other));
}

/** Rows of forms by event; those of events that are not carried are refused. */
export function rowsByEvent(
  events: readonly CcdEvent[],
  rows: readonly Row[],
  ledger: Ledger,
): ReadonlyMap<string, readonly Row[]> {
  const known = new Set(events.map(({ id }) => id));
  const byEvent = new Map<string, Row[]>();
  for (const row of rows) {
    const id = cell(row, 'CaseEventID');
    if (known.has(id)) byEvent.set(id, [...(byEvent.get(id) ?? []), row]);
    else refuse(ledger, row, `The event ${id} is not carried.`);
  }
  return byEvent;
}
