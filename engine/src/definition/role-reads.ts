// Which roles may read a part of a case, as far as its case type says: readers of sections and fields, and of all that a value
// is computed from. Clearances, compartments, purposes and grants are asked elsewhere.
import type { CaseType } from './case-type.ts';
import { partsAsked, whatFollows, type WhatFollows } from './what-follows.ts';

/** Whether somebody who has this role alone may read the field. */
export function mayRoleRead(caseType: CaseType, field: string, role: string): boolean {
  return [field, ...(followsIn(caseType).fields.get(field) ?? [])]
    .flatMap((each) => partsAsked(caseType, each))
    .every((part) => readersOfPart(caseType, part)?.includes(role) ?? true);
}

/** Roles that a section or a field names as its readers; null where it names none. */
export function readersOfPart({ access }: Pick<CaseType, 'access'>, part: string): readonly string[] | null {
  return access?.fields.get(part)?.readers ?? access?.sections.find(({ name }) => name === part)?.readers ?? null;
}

/** Roles that may record a field, as its section and what is said of it alone ask; null where neither says so. */
export function writersOf({ access }: Pick<CaseType, 'access'>, field: string): readonly string[] | null {
  const section = access?.sections.find(({ name }) => name === access.sectionOf.get(field))?.writers;
  const own = access?.fields.get(field)?.writers;
  if (section === undefined || own === undefined) return section ?? own ?? null;
  return own.filter((role) => section.includes(role));
}

// A case type never changes, so what follows from it is kept as long as it is.
const known = new WeakMap<CaseType, WhatFollows>();

function followsIn(caseType: CaseType): WhatFollows {
  const follows = known.get(caseType) ?? whatFollows(caseType);
  known.set(caseType, follows);
  return follows;
}
