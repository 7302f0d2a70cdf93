// Whether a document may go into a bundle that is kept as a document of some kind for some audience: only where everybody who may read
// the bundle may read the document too. The bundle is read by itself, so what goes in is read by whoever reads it.
import type { CaseType } from '../definition/case-type.ts';
import { partsAsked } from '../definition/definition.ts';
import { DESTROYED, type Document, type EntryKnown, nodesOfEntry } from '../entries/entries.ts';

/** As what the bundle is kept. */
export interface BundleKept {
  /** The kind of document, and its audience; null where the kind names none. */
  readonly of: string;
  readonly audience: string | null;
}

export type BundleFault =
  /** It was filed in error. */
  | 'withdrawn'
  /** Its words and bytes were lawfully destroyed. */
  | 'destroyed'
  /** Its kind names others for whom it is. */
  | 'for-others'
  /** Somebody may read the bundle and not the section that the document is in. */
  | 'other-section';

/** @returns null where it may go in */
export function bundleFault(caseType: CaseType, document: Document, kept: BundleKept): BundleFault | null {
  if (document.status === 'withdrawn') return 'withdrawn';
  if (document.title === DESTROYED) return 'destroyed';
  if (document.audience !== null && document.audience !== kept.audience) return 'for-others';
  return isReadByAll(caseType, document, kept) ? null : 'other-section';
}

/** Whether everybody who may read what is kept so may also know of an entry. */
export function isReadByAll(caseType: CaseType, entry: EntryKnown, { of, audience }: BundleKept): boolean {
  const open = new Set(partsOf(caseType, { kind: 'document', of, audience }));
  return partsOf(caseType, entry).every((part) => open.has(part));
}

function partsOf(caseType: CaseType, entry: EntryKnown): readonly string[] {
  return nodesOfEntry(entry).flatMap((node) => partsAsked(caseType, node));
}
