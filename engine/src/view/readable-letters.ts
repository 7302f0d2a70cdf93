// Whether somebody may read a letter that is made of a case: all of what it discloses, and to whom it goes.
import { GENERAL, type CaseType } from '../definition/definition.ts';
import { mayReadEntry } from './entry-words.ts';
import type { ReadableParts } from './hidden.ts';

/** False also where there is no such letter. */
export function mayReadLetter(caseType: CaseType, name: string, parts: ReadableParts): boolean {
  const letter = caseType.letters.get(name);
  if (letter === undefined) return false;
  if (parts === null) return true;
  const hasParts = [GENERAL, ...letter.discloses].every((part) => parts.has(part));
  const knows = [...letter.to, ...letter.mentions].every((of) => mayReadEntry(caseType, { kind: 'party', of }, parts));
  // Single fields of a section that ask for more are told by it too.
  const fields = [...(caseType.access?.fields.keys() ?? [])];
  const ofSections = fields.filter((field) =>
    letter.discloses.includes(caseType.access?.sectionOf.get(field) ?? GENERAL),
  );
  return hasParts && knows && ofSections.every((field) => parts.has(field));
}
