// Reads a table of public holidays from a file (YAML, and so JSON as well) and tells everything that is wrong with it, with
// line and reason. Which clocks it would move is not its business.
import { isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument, stringify } from 'yaml';
import { isDate, type HolidayTable } from '@casewright/engine/calendar';

export interface HolidayProblem {
  readonly line: number;
  readonly reason: string;
}

export type ReadHolidays = { readonly table: HolidayTable } | { readonly problems: readonly HolidayProblem[] };

/** About ten times the shipped table. */
const LARGEST = 2 * 1024 * 1024;
const MOST_PROBLEMS = 50;
const DEEPEST = 8;
const VERSION = /^[A-Za-z0-9][A-Za-z0-9.+_-]{0,59}$/;
const PLACE = /^[A-Z]{2}(-[A-Z0-9]{1,8}){0,3}$/;
const KEYS = ['version', 'firstYear', 'lastYear', 'places'];

interface Reading {
  readonly problems: HolidayProblem[];
  readonly lines: LineCounter;
}

/** The table that a file says, or what is wrong with it. */
export function readHolidays(source: string): ReadHolidays {
  const tooMuch = refusedUnread(source);
  if (tooMuch !== null) return { problems: [{ line: 1, reason: tooMuch }] };
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, merge: false, uniqueKeys: false });
  const reading: Reading = { problems: [], lines };
  for (const error of document.errors)
    report(reading, error.pos[0], `This is not YAML: ${error.message}. Look at the indentation, colons and quotes.`);
  const table = reading.problems.length > 0 ? null : tableOf(reading, document.contents);
  if (table === null || reading.problems.length > 0) return { problems: reading.problems.slice(0, MOST_PROBLEMS) };
  return { table };
}

/** A table in the form in which a file says it. */
export function holidaysText({ version, firstYear, lastYear, places }: HolidayTable): string {
  const named = Object.entries(places).map(([place, lines]): [string, Readonly<Record<string, string>>] => [
    place,
    Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)] as const),
    ),
  ]);
  return stringify({ version, firstYear, lastYear, places: Object.fromEntries(named) }, { lineWidth: 120 });
}

/** Half a megabyte of brackets keeps a parser busy for seconds. */
function refusedUnread(source: string): string | null {
  if (source.length > LARGEST) return 'The file is larger than 2 MB. A table of public holidays is much smaller.';
  let depth = 0;
  for (const [bracket] of source.matchAll(/[[\]{}]/g)) {
    depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(depth - 1, 0);
    if (depth > DEEPEST) return 'The file is nested too deeply for a table of public holidays.';
  }
  return /(?:[-?][ \t]+){9}/.test(source) ? 'The file is nested too deeply for a table of public holidays.' : null;
}

function report({ problems, lines }: Reading, offset: number, reason: string): void {
  problems.push({ line: Math.max(lines.linePos(offset).line, 1), reason });
}

function tableOf(reading: Reading, root: Node | null): HolidayTable | null {
  const entries = entriesOf(reading, root, 'The file');
  if (entries === null) return null;
  for (const [key, { at }] of entries)
    if (!KEYS.includes(key)) report(reading, at, `“${key}” is not known here; known are ${KEYS.join(', ')}.`);
  for (const key of KEYS) if (!entries.has(key)) report(reading, 0, `“${key}” is missing.`);
  const version = entries.get('version');
  const text = version === undefined ? '' : String(scalarOf(version.value) ?? '');
  if (version !== undefined && !VERSION.test(text))
    report(reading, version.at, 'version must be a name of up to 60 letters, digits and . + _ -, such as act-2027.1.');
  const years = { first: yearOf(reading, entries, 'firstYear'), last: yearOf(reading, entries, 'lastYear') };
  const places = entries.get('places');
  if (years.first === null || years.last === null || places === undefined) return null;
  if (years.first > years.last) {
    report(reading, entries.get('lastYear')?.at ?? 0, `lastYear ${years.last} is before firstYear ${years.first}.`);
    return null;
  }
  const covered = { first: years.first, last: years.last };
  const days = placesOf(reading, places, covered);
  return { version: text, firstYear: years.first, lastYear: years.last, places: days };
}

interface Entry {
  /** Where the key stands. */
  readonly at: number;
  readonly value: Node | null;
}

function entriesOf(reading: Reading, node: Node | null, what: string): ReadonlyMap<string, Entry> | null {
  if (!isMap(node)) {
    report(reading, node?.range?.[0] ?? 0, `${what} must be a map of names to values.`);
    return null;
  }
  const entries = new Map<string, Entry>();
  // The items of a parsed map are pairs of nodes; the library types them as unknown for hand-made documents.
  for (const { key, value } of node.items as readonly Pair<Node, Node | null>[]) {
    const at = key.range?.[0] ?? 0;
    const name = isScalar(key) ? String(key.value).trim() : '';
    if (name === '') report(reading, at, 'A name must be a plain word.');
    else if (entries.has(name)) report(reading, at, `“${name}” is written twice here. Keep one of them.`);
    else entries.set(name, { at, value });
  }
  return entries;
}

function scalarOf(node: Node | null): string | number | null {
  if (!isScalar(node)) return null;
  return typeof node.value === 'string' || typeof node.value === 'number' ? node.value : null;
}

function yearOf(reading: Reading, entries: ReadonlyMap<string, Entry>, key: string): number | null {
  const entry = entries.get(key);
  if (entry === undefined) return null;
  const year = scalarOf(entry.value);
  if (typeof year === 'number' && Number.isInteger(year) && year >= 1900 && year <= 2200) return year;
  report(reading, entry.at, `${key} must be a year from 1900 to 2200.`);
  return null;
}

interface Years {
  readonly first: number;
  readonly last: number;
}

function placesOf(reading: Reading, places: Entry, years: Years): Readonly<Record<string, readonly string[]>> {
  const entries = entriesOf(reading, places.value, 'places');
  if (entries?.size === 0) report(reading, places.at, 'places names no place.');
  const found: Record<string, readonly string[]> = {};
  for (const [place, entry] of entries ?? []) {
    if (!PLACE.test(place))
      report(
        reading,
        entry.at,
        `“${place}” cannot name a place: a country, such as AU, or a part of one, such as AU-ACT.`,
      );
    else found[place] = linesOf(reading, { place, entry, years });
  }
  return found;
}

interface OfPlace {
  readonly place: string;
  readonly entry: Entry;
  readonly years: Years;
}

/** A year without a holiday is nowhere; where a file has none it was forgotten, and every day of it would count. */
function linesOf(reading: Reading, { place, entry, years }: OfPlace): readonly string[] {
  const seen = new Set<string>();
  const lines: string[] = [];
  const before = reading.problems.length;
  for (const [name, holiday] of entriesOf(reading, entry.value, place) ?? []) {
    if (name.includes(': ') || name.length > 100)
      report(reading, holiday.at, `“${name.slice(0, 100)}” cannot name a holiday: up to 100 characters without “: ”.`);
    const dates = datesOf(reading, { name, holiday, years });
    for (const date of dates) seen.add(date.slice(0, 4));
    lines.push(`${name}: ${dates.join(' ')}`);
  }
  const missing: number[] = [];
  for (let year = years.first; year <= years.last; year += 1) if (!seen.has(String(year))) missing.push(year);
  if (missing.length > 0 && reading.problems.length === before)
    report(
      reading,
      entry.at,
      `${place} has no holiday in ${missing.join(', ')}. Add them, or leave the years out of the table.`,
    );
  return lines;
}

function datesOf(
  reading: Reading,
  { name, holiday, years }: { readonly name: string; readonly holiday: Entry; readonly years: Years },
): readonly string[] {
  const { value } = holiday;
  // As in `entriesOf`.
  const items = isSeq(value)
    ? (value.items as readonly Node[]).map(scalarOf)
    : String(scalarOf(value) ?? '').split(/\s+/);
  const dates: string[] = [];
  for (const item of items) {
    const date = String(item ?? '');
    const year = Number(date.slice(0, 4));
    if (!isDate(date)) report(reading, holiday.at, `${name}: “${date}” is no date. Write it as 2027-03-08.`);
    else if (year < years.first || year > years.last)
      report(
        reading,
        holiday.at,
        `${name}: ${date} is outside the years ${years.first} to ${years.last} of the table.`,
      );
    else if (dates.includes(date)) report(reading, holiday.at, `${name}: ${date} is written twice.`);
    else dates.push(date);
  }
  return dates;
}
