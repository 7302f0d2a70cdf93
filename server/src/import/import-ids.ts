// Every id that an import needs, derived and never drawn: the same file with the same mapping gives the same cases,
// so that a resume finds them again. It knows no database.
import { createHash } from 'node:crypto';

/** What identifies an import where nobody gave it a name: the file, the mapping, and the case type it plays into. */
export function importIdOf(hashes: {
  readonly file: string;
  readonly mapping: string;
  readonly caseType: string;
}): string {
  return sha256(`casewright import\n${hashes.file}\n${hashes.mapping}\n${hashes.caseType}`).slice(0, 24);
}

/**
 * The id of a case of an import: a UUID of version 8 (RFC 9562, 5.8), whose first 32 bits are the same for all cases
 * of one import. Ids of other cases are of version 7, so the two never meet.
 */
export function importedCaseId(importId: string, caseKey: string): string {
  const own = sha256(`case\n${importId}\n${caseKey}`);
  // 8 is the version; the next group must begin with the bits 10, so its first digit is 8, 9, a or b.
  const variant = (0x8 + (Number.parseInt(own.slice(7, 8), 16) % 4)).toString(16);
  return `${prefixOf(importId)}-${own.slice(0, 4)}-8${own.slice(4, 7)}-${variant}${own.slice(8, 11)}-${own.slice(11, 23)}`;
}

/** The lowest and the highest id that a case of this import can have, both included. */
export function importedCaseRange(importId: string): { readonly from: string; readonly to: string } {
  const prefix = prefixOf(importId);
  return { from: `${prefix}-0000-8000-8000-000000000000`, to: `${prefix}-ffff-8fff-bfff-ffffffffffff` };
}

/** The id of the person or organisation that a case of the log is about; logs do not name them, so each case has its own. */
export function importedSubjectId(importId: string, caseKey: string, party: string): string {
  return `s-${sha256(`subject\n${importId}\n${caseKey}\n${party}`).slice(0, 24)}`;
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function prefixOf(importId: string): string {
  return sha256(`import\n${importId}`).slice(0, 8);
}
