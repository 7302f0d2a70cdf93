// From a case's state to who may find its files by their words. Pure; knows no SQL and no word.
import type { CaseState } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { keyOfDocument } from '@casewright/engine/entries';
import { placeOfDocument } from '@casewright/engine/view';
import type { TextPlace } from './file-texts.ts';
import { tokensOfPlace } from './word-rows.ts';

export interface TextChanges {
  readonly added: readonly TextPlace[];
  readonly moved: readonly TextPlace[];
}

interface StatesOfTexts {
  readonly before: CaseState | null;
  readonly after: CaseState;
  /** The version of before, where that is another one. */
  readonly leaving?: CaseType | undefined;
}

/** Every file of every document, also of one that was filed in error: who may see that it is there may find it. */
export function textPlaces(tenant: number, caseType: CaseType, state: CaseState): readonly TextPlace[] {
  return Object.values(state.entries ?? {}).flatMap((entry) => {
    const subject = entry.kind === 'document' ? keyOfDocument(entry) : null;
    if (entry.kind !== 'document' || subject === null) return [];
    const place = placeOfDocument(caseType, entry);
    const tokens = tokensOfPlace(tenant, state.team, place);
    return entry.versions.map(({ file }) => ({ file, subject, tokens, parts: place.parts.join(' ') }));
  });
}

export function textChanges(
  tenant: number,
  caseType: CaseType,
  { before, after, leaving }: StatesOfTexts,
): TextChanges {
  // Folding an event that changes no entry keeps the entries as they are, so identity tells.
  const isSame = before !== null && before.entries === after.entries && before.team === after.team;
  if (isSame && leaving === undefined) return NONE;
  const was = before === null ? [] : textPlaces(tenant, leaving ?? caseType, before);
  const known = new Map(was.map((place) => [place.file, keyOf(place)]));
  const is = textPlaces(tenant, caseType, after);
  return {
    added: is.filter(({ file }) => !known.has(file)),
    moved: is.filter((place) => known.has(place.file) && known.get(place.file) !== keyOf(place)),
  };
}

const NONE: TextChanges = { added: [], moved: [] };

function keyOf({ tokens, parts }: TextPlace): string {
  return `${tokens.join(' ')}|${parts}`;
}
