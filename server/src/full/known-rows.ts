// The six published sets of real rows, with what is known of each beforehand: counted in the files without this program, or said
// by whoever prepared them (SOURCE.md beside each).
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface KnownRows {
  /** Folder of the set, and slug of the agency that gets it. */
  readonly name: string;
  readonly file: string;
  readonly caseType: string;
  readonly mapping: string;
  /** A log has several rows for a case; a table has one. */
  readonly kind: 'table' | 'log';
  /** Of the whole file: rows, cases, cases that are closed, and rows that must be rejected, by code. */
  readonly rows: number;
  readonly cases: number;
  readonly closed: number;
  readonly rejected: Readonly<Record<string, number>>;
  /** Cases of before the shipped table of holidays, in a kind that counts working days. */
  readonly old: boolean;
}

/** @param shared the folder that holds `data` @returns null where the sets are not there */
export function knownRows(shared: string): readonly KnownRows[] | null {
  const found = SETS.map((set) => ({ ...set, file: join(shared, 'data', set.name, set.file) }));
  return found.every(({ file }) => existsSync(file)) ? found : null;
}

const SETS: readonly KnownRows[] = [
  {
    ...{
      name: 'cfpb-complaints',
      file: 'consumer_complaints_1000.csv',
      caseType: 'complaint',
      kind: 'table',
      old: true,
    },
    // 23 were sent before they were received; one was answered too late and is open.
    ...{ mapping: 'complaint/cfpb-complaints', rows: 1_000, cases: 977, closed: 976, rejected: { 'out-of-order': 23 } },
  },
  {
    ...{ name: 'nyc-311', file: 'service_requests_1000.csv', caseType: 'service-request', kind: 'table', old: false },
    // SOURCE.md: 10 are closed before they were created, 969 are Closed.
    ...{ mapping: 'service-request/nyc-311', rows: 1_000, cases: 990, closed: 969, rejected: { 'out-of-order': 10 } },
  },
  {
    ...{
      name: 'chicago-food-inspections',
      file: 'food_inspections.csv',
      caseType: 'compliance',
      kind: 'table',
      old: false,
    },
    // Pass 157, Pass w/ Conditions 81 and Out of Business 21 are closed.
    ...{ mapping: 'compliance/chicago-food-inspections', rows: 342, cases: 342, closed: 259, rejected: {} },
  },
  {
    ...{ name: 'aus-auto-injury-claims', file: 'ausautoBI8999.csv', caseType: 'claim', kind: 'table', old: true },
    ...{ mapping: 'claim/aus-auto-injury-claims', rows: 22_036, cases: 22_036, closed: 22_036, rejected: {} },
  },
  {
    ...{
      name: 'act-contracts',
      file: 'act_contracts_2025.csv',
      caseType: 'contract-management',
      kind: 'table',
      old: false,
    },
    // SOURCE.md: 1,294 different numbers in 1,296 rows.
    ...{
      mapping: 'contract-management/act-contracts',
      rows: 1_296,
      cases: 1_294,
      closed: 0,
      rejected: { 'duplicate-row': 2 },
    },
  },
  {
    ...{ name: 'helpdesk', file: 'helpdesk.xes.gz', caseType: 'service-request', kind: 'log', old: false },
    // expected.json: cases and events; 4,557 cases end with Closed.
    ...{ mapping: 'service-request/helpdesk', rows: 21_348, cases: 4_580, closed: 4_557, rejected: {} },
  },
];
