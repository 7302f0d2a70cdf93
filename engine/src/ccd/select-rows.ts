// Which rows count: those of one case type, live on a day, and not of an environment that is left out. Every other row is refused
// with its reason.
import { isDate } from '../calendar/calendar.ts';
import { accountForColumns } from './columns.ts';
import { type Ledger, lose, refuse } from './report.ts';
import { cell, type Row } from './row.ts';
import type { Sheets } from './sheets.ts';

export interface CcdOptions {
  /** The day for which rows must be live, `YYYY-MM-DD`. */
  readonly on: string;
  /** Ends of names of pieces that are left out, in small letters, such as `shuttered`. */
  readonly without: readonly string[];
  /** The case type where the definition has several. */
  readonly caseType?: string;
}

export interface Selected {
  readonly caseTypeId: string;
  /** Rows that count, in the order in which they were read. */
  readonly of: (sheet: string) => readonly Row[];
}

/** Sheets that say nothing that a case type holds, and why. */
const NOT_HELD: Readonly<Record<string, string>> = {
  WorkBasketInputFields: 'Lists of cases are the same for every kind of case; they are searched by words.',
  WorkBasketResultFields: 'Lists of cases are the same for every kind of case, so their columns are not carried.',
  SearchInputFields: 'Cases are searched by words in what a person may read, and not by fields of a form.',
  SearchResultFields: 'Lists of cases are the same for every kind of case, so their columns are not carried.',
  SearchCasesResultFields: 'Lists of cases are the same for every kind of case, so their columns are not carried.',
  SearchAlias: 'Cases are searched by words in what a person may read, and not by aliases of fields.',
  SearchCriteria: 'Cases are searched by words in what a person may read, and not across jurisdictions by fields.',
  SearchParty: 'Cases are searched by words in what a person may read, and not across jurisdictions by parties.',
  RoleToAccessProfiles: 'Who has which role is a setting of the installation; the report names the roles of each.',
  UserProfile: 'People and their roles are settings of the installation.',
  Banner: 'Notices on the screen are not part of a case type.',
  Categories: 'Documents are not sorted into categories.',
};

export function selectRows(
  { rows, elsewhere }: Sheets,
  options: CcdOptions,
  ledger: Ledger,
): Selected | { readonly problem: string } {
  const found = caseTypeOf(rows, options.caseType);
  if ('problem' in found) return found;
  const { caseTypeId } = found;
  const counted = new Map<string, Row[]>();
  for (const row of rows) {
    const environment = elsewhere.get(row);
    const reason =
      environment === undefined
        ? whyNot(row, caseTypeId, options)
        : `This piece is for ${environment}, which is left out.`;
    if (reason !== null) {
      refuse(ledger, row, reason);
      continue;
    }
    if (!areDatesKnown(row)) lose(ledger, row, 'A date is not understood, so the row counts as live.');
    accountForColumns(ledger, row);
    counted.set(row.sheet, [...(counted.get(row.sheet) ?? []), row]);
  }
  return { caseTypeId, of: (sheet) => counted.get(sheet) ?? [] };
}

function caseTypeOf(
  rows: readonly Row[],
  wanted: string | undefined,
): { readonly caseTypeId: string } | { readonly problem: string } {
  const named = rows.flatMap((row) => (row.sheet === 'CaseType' ? [cell(row, 'ID')] : []));
  const ids = [...new Set(named.length > 0 ? named : rows.map((row) => cell(row, 'CaseTypeID')))].filter(
    (id) => id !== '',
  );
  const [first] = ids;
  if (first === undefined) return { problem: 'There is no case type in it: no row of the sheet CaseType has an ID.' };
  if (wanted !== undefined) {
    return ids.includes(wanted)
      ? { caseTypeId: wanted }
      : { problem: `There is no case type ${wanted} in it. It has: ${ids.join(', ')}.` };
  }
  if (ids.length === 1) return { caseTypeId: first };
  return { problem: `It has several case types: ${ids.join(', ')}. Say which with --case-type.` };
}

function whyNot(row: Row, caseTypeId: string, { on }: CcdOptions): string | null {
  const of = row.sheet === 'CaseType' ? cell(row, 'ID') : cell(row, 'CaseTypeID');
  if (of !== '' && of !== caseTypeId) return `It belongs to the case type ${of}.`;
  const [from, to] = [dayOf(cell(row, 'LiveFrom')), dayOf(cell(row, 'LiveTo'))];
  if (from !== null && from > on) return `It is live from ${from} on, and not on ${on}.`;
  if (to !== null && to < on) return `It was live until ${to}, and not on ${on}.`;
  return NOT_HELD[row.sheet] ?? null;
}

function areDatesKnown(row: Row): boolean {
  return ['LiveFrom', 'LiveTo'].every((column) => cell(row, column) === '' || dayOf(cell(row, column)) !== null);
}

/** `01/09/2018`, `1/9/2018` and `2018-09-01` are one day. */
function dayOf(text: string): string | null {
  const british = /^(\d{1,2})\/(\d{1,2})\/(\d{4})/.exec(text);
  const [, day = '', month = '', year = ''] = british ?? [];
  const date = british === null ? text.slice(0, 10) : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDate(date) ? date : null;
}
