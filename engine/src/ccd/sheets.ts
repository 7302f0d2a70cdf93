// From the files of a definition to rows, each with its sheet. Definitions are laid out in several ways: a file for each sheet, a
// folder of pieces for each sheet, pieces for one environment by the end of their names. A sheet is known by its name or by its columns.
import { columnKey, type Row, rowOf } from './row.ts';

/** One file of a definition. */
export interface CcdPiece {
  /** Its path within the folder of the definition, with slashes. */
  readonly path: string;
  readonly text: string;
}

export interface Sheets {
  /** Every row of every file, in the order of the paths. */
  readonly rows: readonly Row[];
  /** Files that hold no rows, with why. */
  readonly unread: readonly { readonly file: string; readonly reason: string }[];
  /** Rows of pieces for an environment that is left out, with the name of that. */
  readonly elsewhere: ReadonlyMap<Row, string>;
}

/** Sheets by their names without case; several names of one sheet stand with the one that is used here. */
const SHEETS: Readonly<Record<string, string>> = {
  ...same('Jurisdiction', 'CaseType', 'State', 'CaseEvent', 'CaseField', 'ComplexTypes', 'FixedLists'),
  ...same('CaseEventToFields', 'EventToComplexTypes', 'CaseTypeTab', 'CaseRoles', 'RoleToAccessProfiles'),
  ...same('AuthorisationCaseType', 'AuthorisationCaseState', 'AuthorisationCaseEvent', 'AuthorisationCaseField'),
  ...same('AuthorisationComplexType', 'UserProfile', 'WorkBasketInputFields', 'WorkBasketResultFields'),
  ...same('SearchInputFields', 'SearchResultFields', 'SearchCasesResultFields', 'SearchAlias', 'SearchCriteria'),
  ...same('SearchParty', 'Banner', 'Categories', 'ChallengeQuestion', 'NoticeOfChangeConfig', 'AccessType'),
  complextype: 'ComplexTypes',
  fixedlist: 'FixedLists',
  caseeventstofields: 'CaseEventToFields',
  caseeventtofield: 'CaseEventToFields',
  caseeventtocomplextypes: 'EventToComplexTypes',
  caserole: 'CaseRoles',
  states: 'State',
};

/** Columns by which a sheet of another name is known, the most telling first. */
const BY_COLUMNS: readonly (readonly [string, readonly string[]])[] = [
  ['FixedLists', ['id', 'listelementcode', 'listelement']],
  ['ComplexTypes', ['id', 'listelementcode', 'fieldtype']],
  ['AuthorisationComplexType', ['casefieldid', 'listelementcode', 'crud']],
  ['AuthorisationCaseField', ['casefieldid', 'crud']],
  ['AuthorisationCaseEvent', ['caseeventid', 'crud']],
  ['AuthorisationCaseState', ['casestateid', 'crud']],
  ['EventToComplexTypes', ['caseeventid', 'casefieldid', 'listelementcode']],
  ['CaseEventToFields', ['caseeventid', 'casefieldid']],
  ['CaseTypeTab', ['tabid', 'casefieldid']],
  ['CaseEvent', ['id', 'name', 'postconditionstate']],
  ['CaseField', ['id', 'label', 'fieldtype']],
  ['RoleToAccessProfiles', ['rolename', 'accessprofiles']],
];

/** @param without ends of names of files that are left out, such as `shuttered` */
export function readSheets(pieces: readonly CcdPiece[], without: readonly string[]): Sheets {
  const rows: Row[] = [];
  const unread: Sheets['unread'][number][] = [];
  const elsewhere = new Map<Row, string>();
  for (const piece of pieces.toSorted((one, other) => (one.path < other.path ? -1 : 1))) {
    const read = tablesOf(piece);
    if ('reason' in read) {
      unread.push({ file: piece.path, reason: read.reason });
      continue;
    }
    const environment = endsOf(piece.path).find((end) => without.includes(end));
    const found = read.tables.flatMap((table) => rowsOf(table, piece.path));
    rows.push(...found);
    if (environment !== undefined) for (const row of found) elsewhere.set(row, environment);
  }
  return { rows, unread, elsewhere };
}

interface Table {
  /** Names that may say which sheet it is, the most telling first. */
  readonly name: readonly string[];
  readonly values: readonly unknown[];
}

function rowsOf({ name, values }: Table, file: string): readonly Row[] {
  const sheet = sheetOf(name, values);
  return values.map((value, at) => rowOf({ sheet, file, at: at + 1 }, value));
}

function tablesOf({ path, text }: CcdPiece): { readonly tables: readonly Table[] } | { readonly reason: string } {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { reason: 'This is not JSON.' };
  }
  if (Array.isArray(value)) return { tables: [{ name: path.replace(/\.json$/i, '').split('/'), values: value }] };
  const groups = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const tables = groups.flatMap(([name, values]) => (Array.isArray(values) ? [{ name: [name], values }] : []));
  return tables.length === 0 ? { reason: 'This holds no list of rows.' } : { tables };
}

function sheetOf(names: readonly string[], values: readonly unknown[]): string {
  const whole = names.map((name) => columnKey(name.split('-')[0] ?? ''));
  const known = whole.flatMap((name) => (Object.hasOwn(SHEETS, name) ? [SHEETS[name] ?? ''] : []))[0];
  if (known !== undefined) return known;
  const columns = new Set(values.slice(0, 20).flatMap(columnsOf));
  const byColumns = BY_COLUMNS.find(([, needed]) => needed.every((column) => columns.has(column)));
  return byColumns?.[0] ?? names.at(-1) ?? '';
}

function columnsOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value).map(columnKey) : [];
}

/** `CaseEvent/CaseEvent-nonprod.json` ends with `nonprod`; folders may say it as well. */
function endsOf(path: string): readonly string[] {
  return path
    .replace(/\.json$/i, '')
    .split('/')
    .flatMap((part) => part.split('-').slice(1))
    .map((end) => end.toLowerCase());
}

function same(...names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name.toLowerCase(), name]));
}
