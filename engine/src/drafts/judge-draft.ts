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

/**
 * @param hash of the whole text, SHA-256 in hexadecimal; empty where there is none
 * @param shelf blocks, to say where a problem of the whole text stands in what was typed
 */
export function judgeDraft(text: DraftText, hash: string, shelf: BlockShelf): JudgedDraft {
  const { source, whole, scenarios } = text;
  const expanded = expandCaseType(source, shelf);
  if (whole === null) return unread('problems' in expanded ? expanded.problems : [SAVE_AGAIN]);
  const checked = checkCaseType(whole, hash);
  if ('problems' in checked) {
    // A draft may have been made whole by other blocks than those at hand: then the places are those of the whole text.
    const known = !('problems' in expanded) && expanded.source === whole;
    return unread(known ? checked.problems.map(expanded.relocate) : checked.problems);
  }
  const { caseType } = checked;
  return {
    caseType,
    problems: [],
    scenarios: scenarios.map((one) => ({ name: one.name, failures: failuresOf(caseType, one) })),
  };
}

/** The blocks that it lacked when it was saved are there by now. */
const SAVE_AGAIN: CaseTypeProblem = {
  ...{ code: 'block' as const, path: 'uses', line: 1, column: 1 },
  reason: 'What it imports could not be put into it when it was saved. Save it again.',
};

function unread(problems: readonly CaseTypeProblem[]): JudgedDraft {
  return { caseType: null, problems, scenarios: [] };
}

function failuresOf(caseType: CaseType, { source }: DraftScenario): readonly string[] {
  const read = readPlainYaml(source);
  if ('problems' in read) return read.problems.map(({ line, reason }) => `line ${line}: ${reason}`);
  const scenario = readScenario(read.value);
  return 'problems' in scenario ? scenario.problems : runScenario(caseType, scenario.scenario, { decide }).failures;
}
