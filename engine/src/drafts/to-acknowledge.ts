// What of a text has to be acknowledged before it is published: its differences to the version that it would follow, as the
// room of versions judges them; where it would follow none, that everything in it is new.
import { compareVersions, toAcknowledge, type VersionDifference, type VersionToCompare } from '../versions/versions.ts';

export interface DraftDifference extends VersionDifference {
  /** Names this difference between these two texts for good; null where nobody has to acknowledge it. */
  readonly id: string | null;
}

/** @param digest of a text, in hexadecimal, such as SHA-256: nothing here reckons one */
export function differencesOf(
  before: VersionToCompare | null,
  after: VersionToCompare,
  digest: (text: string) => string,
): readonly DraftDifference[] {
  const compared = before === null ? null : compareVersions(before, after);
  const all = compared === null ? [WHOLLY_NEW] : compared.differences;
  const asked = new Set(compared === null ? all : toAcknowledge(compared));
  const between = [before?.caseType.hash ?? null, after.caseType.hash];
  return all.map((one) => {
    const { path, change, before: was = null, after: is = null, privacy } = one;
    return { ...one, id: asked.has(one) ? digest(JSON.stringify([...between, path, change, was, is, privacy])) : null };
  });
}

/** A kind of case of which no version is in force: an assessment looks at the whole. */
const WHOLLY_NEW: VersionDifference = {
  ...{ path: '', change: 'added', before: undefined, after: undefined },
  ...{ concern: 'data', privacy: 'new-element' },
};
