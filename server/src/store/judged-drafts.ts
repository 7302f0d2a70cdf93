// What the check, the scenarios and the comparison say of texts of drafts, kept in the process by hash: a text says the same each
// time. A whole one with its scenarios takes a second or two, so other work gets its turn after each scenario.
import { setImmediate as afterOthers } from 'node:timers/promises';
import type { BlockShelf } from '@casewright/engine/definition';
import {
  checkDraft,
  type DraftDifference,
  type DraftText,
  differencesOf,
  type JudgedDraft,
  playDraftScenario,
} from '@casewright/engine/drafts';
import type { VersionToCompare } from '@casewright/engine/versions';
import { digestOf } from './drafts.ts';

export interface JudgedDrafts {
  readonly blocks: BlockShelf;
  /** @param hash of the whole text, in hexadecimal; null where there is none */
  readonly judge: (text: DraftText, hash: string | null) => Promise<JudgedDraft>;
  /** @param before null where a text would follow no version */
  readonly compare: (before: VersionToCompare | null, after: VersionToCompare) => readonly DraftDifference[];
}

const REMEMBERED = 100;

/** @param blocks what a text written here may import */
export function rememberJudgedDrafts(blocks: BlockShelf): JudgedDrafts {
  const judged = new Map<string, Promise<JudgedDraft>>();
  const compared = new Map<string, readonly DraftDifference[]>();
  return {
    blocks,
    judge: (text, hash) => remembered(judged, digestOf(JSON.stringify(text)), () => judge(text, hash ?? '', blocks)),
    compare: (before, after) =>
      remembered(compared, `${before?.caseType.hash ?? ''} ${after.caseType.hash}`, () =>
        differencesOf(before, after, digestOf),
      ),
  };
}

async function judge(text: DraftText, hash: string, blocks: BlockShelf): Promise<JudgedDraft> {
  const checked = checkDraft(text, hash, blocks);
  const { caseType } = checked;
  const scenarios: JudgedDraft['scenarios'][number][] = [];
  if (caseType === null) return { ...checked, scenarios };
  for (const scenario of text.scenarios) {
    await afterOthers();
    scenarios.push(playDraftScenario(caseType, scenario));
  }
  return { ...checked, scenarios };
}

function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= REMEMBERED) known.clear();
  const made = make();
  known.set(key, made);
  return made;
}
