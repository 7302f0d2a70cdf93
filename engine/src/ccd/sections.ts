// Who reads and who writes each field: fields with the same readers and writers are one section of the case.
import type { CaseFieldSource, Leaf } from './leaves.ts';
import { type Permissions, type Rights, withRights } from './permissions.ts';
import { type Ledger, lose } from './report.ts';
import type { Row } from './row.ts';
import { cell } from './row.ts';

export interface SectionSource {
  readonly readers: readonly string[];
  readonly writers: readonly string[];
  readonly fields: readonly string[];
}

export interface Authorised {
  readonly fields: Permissions;
  /** By the path of the part. */
  readonly parts: Permissions;
  /** Paths of which something is said of its own. */
  readonly said: readonly string[];
}

/** Sections in the order in which their first fields come; profiles in the order of the definition. */
export function sectionsOf(
  fields: ReadonlyMap<string, CaseFieldSource>,
  { fields: whole, parts, said }: Authorised,
  profiles: readonly string[],
): readonly SectionSource[] {
  if (!whole.isThere) return [];
  const sections = new Map<string, { readers: readonly string[]; writers: readonly string[]; fields: string[] }>();
  for (const { id, leaves } of fields.values()) {
    const ofField = said.filter((path) => path.startsWith(`${id}.`));
    for (const leaf of leaves) {
      const rights =
        ofField.length === 0 ? whole.of(id) : rightsOfPart(leaf, { whole: whole.of(id), parts, said: ofField });
      const readers = inOrder(profiles, withRights(rights, 'R'));
      // Here writing is one right; in CCD the first value asks for C and any later one for U.
      const writers = inOrder(profiles, withRights(rights, 'CU'));
      const key = `${readers.join()}|${writers.join()}`;
      const section = sections.get(key) ?? { readers, writers, fields: [] };
      section.fields.push(leaf.field);
      sections.set(key, section);
    }
  }
  return [...sections.values()];
}

function inOrder(profiles: readonly string[], some: readonly string[]): readonly string[] {
  return profiles.filter((profile) => some.includes(profile));
}

interface PartRights {
  readonly whole: Rights;
  readonly parts: Permissions;
  readonly said: readonly string[];
}

/** What is said of a part goes before what is said of its field; where something is said of its neighbours alone, it is for nobody. */
function rightsOfPart({ path }: Leaf, { whole, parts, said }: PartRights): Rights {
  const rights = new Map<string, string>();
  for (const [profile, crud] of whole) {
    const own = said.filter((each) => parts.of(each).has(profile));
    const covering = own
      .filter((each) => path === each || path.startsWith(`${each}.`))
      .toSorted((a, b) => b.length - a.length)[0];
    const isBeside = own.some((each) => path.startsWith(each.slice(0, each.lastIndexOf('.') + 1)));
    if (covering !== undefined) rights.set(profile, both(crud, parts.of(covering).get(profile) ?? ''));
    else if (!isBeside) rights.set(profile, crud);
  }
  return rights;
}

function both(one: string, other: string): string {
  return one
    .split('')
    .filter((letter) => other.includes(letter))
    .join('');
}

/** Rows that give only one of the rights to write. */
export function noteHalfRights(rows: readonly Row[], ledger: Ledger): void {
  for (const row of rows) {
    const crud = cell(row, 'CRUD').toUpperCase();
    if (crud === '' || crud.includes('C') === crud.includes('U')) continue;
    lose(ledger, row, 'Writing is one right here: of C and U only one is given, so the profile does not write this.');
  }
}
