// From a case's state to the rows by which its words are found. Pure: the same state gives the same rows, so they can be dropped
// and rebuilt. Knows no SQL.
import type { CaseState } from '@casewright/engine/case';
import type { CaseType } from '@casewright/engine/definition';
import { wordsOfCase } from '@casewright/engine/view';
import type { WordRow } from './save-words.ts';

export interface WordChanges {
  readonly removed: readonly WordRow[];
  readonly added: readonly WordRow[];
}

/** Of a part that is open to no unit; whoever was let in by name finds its words all the same. */
const NO_UNIT = '-';

export function wordRows(tenant: number, caseType: CaseType, state: CaseState): readonly WordRow[] {
  return wordsOfCase(caseType, state).flatMap(({ word, parts, readers }) =>
    tokensOfPlace(tenant, state.team, { readers }).map((token) => ({ token, word, parts: parts.join(' ') })),
  );
}

/** The tokens of those units that open what is in these parts; never none. */
export function tokensOfPlace(
  tenant: number,
  team: string,
  { readers }: { readonly readers: readonly string[] | null },
): readonly string[] {
  const unit = `in:${tenant}/${team}`;
  const tokens = readers === null ? [unit] : readers.map((role) => `${unit}#${role}`);
  return tokens.length === 0 ? [NO_UNIT] : tokens;
}

/** Rows to remove and to add so that what stood for `before` stands for `after`. `before` is null for a new case. */
export function wordChanges(
  tenant: number,
  caseType: CaseType,
  { before, after, leaving }: StatesOfWords,
): WordChanges {
  // Folding an event that records no data keeps the data as it is, so identity tells.
  const isSame = before !== null && before.data === after.data && before.team === after.team;
  if (isSame && leaving === undefined) return SAME;
  const was = before === null ? [] : wordRows(tenant, leaving ?? caseType, before);
  const is = wordRows(tenant, caseType, after);
  const [old, recent] = [new Set(was.map(keyOf)), new Set(is.map(keyOf))];
  return {
    removed: was.filter((row) => !recent.has(keyOf(row))),
    added: is.filter((row) => !old.has(keyOf(row))),
  };
}

interface StatesOfWords {
  readonly before: CaseState | null;
  readonly after: CaseState;
  /** The version under which the words of before were made, where that is another one. */
  readonly leaving?: CaseType | undefined;
}

const SAME: WordChanges = { removed: [], added: [] };

function keyOf({ token, word, parts }: WordRow): string {
  return `${token} ${word} ${parts}`;
}
