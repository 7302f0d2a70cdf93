// Whether the text of a draft could be published as it stands: what it imports is in it, the checker finds nothing, and its
// scenarios hold. What is hashed is the whole text; the hash comes in, since nothing here reckons one.
import { decide, readScenario, runScenario } from '../case/case.ts';
import {
  type BlockShelf,
  type CaseType,
  type CaseTypeProblem,
  checkCaseType,
  expandCaseType,
  readPlainYaml,
} from '../definition/definition.ts';

export interface DraftScenario {
  /** What it is called, such as the name of its file without its ending. */
  readonly name: string;
  readonly source: string;
}

export interface DraftText {
  /** As it was typed, with what it imports under `uses`. */
  readonly source: string;
  /** With everything in it, as it was made when the draft was saved; null where that could not be. */
  readonly whole: string | null;
  readonly scenarios: readonly DraftScenario[];
}

export interface JudgedDraft {
  /** Null where the text has problems. */
  readonly caseType: CaseType | null;
  readonly problems: readonly CaseTypeProblem[];
  /** Those of a text with problems are not played. */
  readonly scenarios: readonly { readonly name: string; readonly failures: readonly string[] }[];
}

/** The text that publishing would identify; null where a block is missing or does not fit. */
export function wholeTextOf(source: string, shelf: BlockShelf): string | null {
  const expanded = expandCaseType(source, shelf);
  return 'problems' in expanded ? null : expanded.source;
}

/** What the check says of a text, before its scenarios are played. */
export type CheckedDraft = Pick<JudgedDraft, 'caseType' | 'problems'>;

/**
 * @param hash of the whole text, SHA-256 in hexadecimal; empty where there is none
 * @param shelf blocks, to say where a problem of the whole text stands in what was typed
 */
export function checkDraft(
  { source, whole }: Pick<DraftText, 'source' | 'whole'>,
  hash: string,
  shelf: BlockShelf,
): CheckedDraft {
  const expanded = expandCaseType(source, shelf);
  if (whole === null) return { caseType: null, problems: 'problems' in expanded ? expanded.problems : [SAVE_AGAIN] };
  const checked = checkCaseType(whole, hash);
  if ('caseType' in checked) return { caseType: checked.caseType, problems: [] };
  // A draft may have been made whole by other blocks than those at hand: then the places are those of the whole text.
  const known = !('problems' in expanded) && expanded.source === whole;
  return { caseType: null, problems: known ? checked.problems.map(expanded.relocate) : checked.problems };
}

/** Plays one scenario: some milliseconds, or a tenth of a second for a long one. */
export function playDraftScenario(
  caseType: CaseType,
  { name, source }: DraftScenario,
): JudgedDraft['scenarios'][number] {
  return { name, failures: failuresOf(caseType, source) };
}

/** Both at once, for whoever has the time. */
export function judgeDraft(text: DraftText, hash: string, shelf: BlockShelf): JudgedDraft {
  const checked = checkDraft(text, hash, shelf);
  const { caseType } = checked;
  const scenarios = caseType === null ? [] : text.scenarios.map((one) => playDraftScenario(caseType, one));
  return { ...checked, scenarios };
}

/** The blocks that it lacked when it was saved are there by now. */
const SAVE_AGAIN: CaseTypeProblem = {
  ...{ code: 'block' as const, path: 'uses', line: 1, column: 1 },
  reason: 'What it imports could not be put into it when it was saved. Save it again.',
};

function failuresOf(caseType: CaseType, source: string): readonly string[] {
  const read = readPlainYaml(source);
  if ('problems' in read) return read.problems.map(({ line, reason }) => `line ${line}: ${reason}`);
  const scenario = readScenario(read.value);
  return 'problems' in scenario ? scenario.problems : runScenario(caseType, scenario.scenario, { decide }).failures;
}
