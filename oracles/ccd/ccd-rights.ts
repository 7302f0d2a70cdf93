// Who has which letters (C, R, U, D) on what, and which paths a profile reads and writes by them.
// Rules: ../ccd-shape.md, "allowed" and "readable and writable".
import type { FieldPaths } from './field-paths.ts';
import { grouped, type Row, type Sheets, text } from './read-sheets.ts';

const SHEETS = ['CaseType', 'CaseState', 'CaseEvent', 'CaseField', 'ComplexType'].map((name) => `Authorisation${name}`);

interface Right {
  readonly profile: string;
  readonly letters: string;
  readonly row: Row;
}

export type LettersOf = (profile: string, thing: string) => string;

/** Every profile that a sheet of authorisations or of roles in a case names. */
export function profilesIn(sheets: Sheets): string[] {
  const authorised = SHEETS.flatMap((sheet) => rightsIn(sheets, sheet).map(({ profile }) => profile));
  const roles = (sheets['CaseRoles'] ?? []).map((row) => text(row, 'ID'));
  return [...new Set([...authorised, ...roles])].toSorted();
}

/** The letters of a profile on a thing that a sheet names in a column. A sheet without rows restricts nobody. */
export function lettersIn(sheets: Sheets, sheet: string, column: string): LettersOf {
  const rights = rightsIn(sheets, sheet);
  if (rights.length === 0) return () => 'CRUD';
  const last = new Map(rights.map(({ profile, letters, row }) => [key(profile, text(row, column)), letters]));
  return (profile, thing) => last.get(key(profile, thing)) ?? '';
}

/** Paths of all fields on which a profile has all of some letters, in order. */
export function pathsWith(letters: string, profile: string, { sheets, paths }: Definition): string[] {
  const onField = lettersIn(sheets, 'AuthorisationCaseField', 'CaseFieldID');
  const onParts = grouped(
    rightsIn(sheets, 'AuthorisationComplexType').filter((right) => right.profile === profile),
    ({ row }) => text(row, 'CaseFieldID'),
  );
  return paths.fields
    .flatMap((field) => {
      const parts = new Map(
        (onParts.get(field) ?? []).map((right) => [text(right.row, 'ListElementCode'), right.letters]),
      );
      return paths
        .leavesOf(field)
        .map(({ path }) => path)
        .filter((path) => {
          const has = onPart(path.slice(field.length + 1), parts);
          return letters.split('').every((letter) => onField(profile, field).includes(letter) && has.includes(letter));
        });
    })
    .toSorted();
}

export interface Definition {
  readonly sheets: Sheets;
  readonly paths: FieldPaths;
}

/** What the rows about parts leave of the letters for one part; the empty part is the whole of a field that has none. */
function onPart(part: string, rights: ReadonlyMap<string, string>): string {
  if (part === '') return 'CRUD';
  const isIn = (group: string) => group === '' || part === group || part.startsWith(`${group}.`);
  const covering = [...rights].filter(([code]) => isIn(code)).map(([, letters]) => letters);
  if (covering.length > 0)
    return ['C', 'R', 'U', 'D'].filter((letter) => covering.every((each) => each.includes(letter))).join('');
  const isBeside = [...rights.keys()].some((code) => isIn(code.split('.').slice(0, -1).join('.')));
  return isBeside ? '' : 'CRUD';
}

function rightsIn(sheets: Sheets, sheet: string): Right[] {
  return (sheets[sheet] ?? []).flatMap((row) => {
    const lists = row['AccessControl'];
    if (Array.isArray(lists)) return lists.flatMap((each: Row) => rightsOf(each, row));
    return rightsOf(row, row);
  });
}

function rightsOf(said: Row, row: Row): Right[] {
  const several = said['UserRoles'] ?? said['AccessProfiles'];
  const one = text(said, 'AccessProfile') || text(said, 'UserRole');
  const profiles = Array.isArray(several) ? several.map((each) => String(each).trim()) : [one];
  return profiles.map((profile) => ({ profile, letters: text(said, 'CRUD').toUpperCase(), row }));
}

function key(profile: string, thing: string): string {
  return JSON.stringify([profile, thing]);
}
