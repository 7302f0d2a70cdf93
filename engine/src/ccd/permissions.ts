// Who may do what: rows of authorisations by what they are about and by access profile. A row may name one profile, several, or
// several with rights of their own.
import { carry, type Ledger, refuse } from './report.ts';
import { cell, type Row } from './row.ts';
import type { Selected } from './select-rows.ts';

/** Rights by access profile, each a text of some of the letters C, R, U and D. */
export type Rights = ReadonlyMap<string, string>;

export interface Permissions {
  /** False where the definition has no such sheet, which restricts nobody. */
  readonly isThere: boolean;
  /** By id, such as that of an event. */
  readonly of: (id: string) => Rights;
  readonly profiles: readonly string[];
}

const NONE: Rights = new Map();

export interface Reading {
  readonly sheet: string;
  /** Columns whose texts name what the right is about, joined by a dot; none for the case type. */
  readonly by: readonly string[];
  /** Ids that exist; absent: any. */
  readonly known?: ReadonlySet<string>;
}

export function readPermissions(selected: Selected, { sheet, by, known }: Reading, ledger: Ledger): Permissions {
  const rights = new Map<string, Map<string, string>>();
  const said = new Map<string, Row>();
  const rows = selected.of(sheet);
  for (const row of rows) {
    const id = by.map((column) => cell(row, column)).join('.');
    const given = rightsIn(row);
    if (given.length === 0) refuse(ledger, row, 'It names no access profile or no right.');
    else if (known !== undefined && !known.has(id)) refuse(ledger, row, `There is no “${id}” in the definition.`);
    else {
      carry(ledger, row);
      const ofId = rights.get(id) ?? new Map<string, string>();
      rights.set(id, ofId);
      for (const [profile, crud] of given) {
        withdraw(ledger, said.get(`${id}|${profile}`), given.length);
        said.set(`${id}|${profile}`, row);
        ofId.set(profile, crud);
      }
    }
  }
  const profiles = [...new Set([...rights.values()].flatMap((each) => [...each.keys()]))];
  return { isThere: rows.length > 0, of: (id) => rights.get(id) ?? NONE, profiles };
}

/** Of rows that say the same thing the last counts; a row about several profiles may still count for others. */
function withdraw(ledger: Ledger, before: Row | undefined, profiles: number): void {
  if (before === undefined || profiles > 1) return;
  ledger.carried.delete(before);
  refuse(ledger, before, 'A later row says the same again, and that one counts.');
}

/** Every profile that a row names, with its rights. */
export function rightsIn(row: Row): readonly (readonly [string, string])[] {
  const own = cell(row, 'CRUD');
  const one = cell(row, 'AccessProfile', 'UserRole');
  const profiles = one === '' ? textsIn(row.nested.get('userroles') ?? row.nested.get('accessprofile')) : [one];
  const direct = own === '' ? [] : profiles.map((profile) => [profile, lettersOf(own)] as const);
  return [...direct, ...groupsIn(row.nested.get('accesscontrol'))];
}

function groupsIn(value: unknown): readonly (readonly [string, string])[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((group: unknown) => {
    const cells = new Map<string, unknown>(typeof group === 'object' && group !== null ? Object.entries(group) : []);
    const given = cells.get('CRUD');
    const crud = typeof given === 'string' ? given : '';
    const named = ['UserRoles', 'AccessProfiles', 'UserRole', 'AccessProfile'].map((column) => cells.get(column));
    const profiles = textsIn(named.find((one) => one !== undefined));
    return crud === '' ? [] : profiles.map((profile) => [profile, lettersOf(crud)] as const);
  });
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value.trim()];
  return Array.isArray(value) ? value.flatMap((one: unknown) => (typeof one === 'string' ? [one.trim()] : [])) : [];
}

function lettersOf(crud: string): string {
  return [...new Set(crud.toUpperCase().replaceAll(/[^CRUD]/g, ''))].join('');
}

/** Profiles that have all of these letters, in the order in which they were named. */
export function withRights(rights: Rights, letters: string): readonly string[] {
  return [...rights]
    .filter(([, crud]) => letters.split('').every((letter) => crud.includes(letter)))
    .map(([profile]) => profile);
}
