// Holds three answers to the same questions against one another: the evaluator's, the database's, and an oracle's that was
// written from the text alone. Knows neither how worlds are made nor how the oracle thinks.
import {
  accessRow,
  type AccessReader,
  type AccessRules,
  type AccessSettings,
  accessRules,
  admits,
  decideAccess,
  readAccessFacts,
  readerTokens,
} from '@casewright/engine/policy';
import { type PolicyGround, seenByReaders } from './policy-database.ts';

export interface PolicyQuestion {
  readonly case: string;
  readonly part: string | null;
}

export interface MadeWorld {
  readonly world: AccessSettings & { readonly facts: readonly Readonly<Record<string, unknown>>[] };
  readonly readers: readonly AccessReader[];
  readonly questions: readonly PolicyQuestion[];
}

export interface OracleAnswer {
  readonly allowed: boolean;
  /** Null where the question names something unknown or barred. */
  readonly terms: Readonly<Record<string, boolean>> | null;
}

/** What makes worlds and answers for the text; it comes from outside, and knows nothing of ours. */
export interface PolicyOracle {
  readonly makeWorld: (seed: number, now: number) => MadeWorld;
  readonly answerAt: (
    world: MadeWorld['world'],
    now: number,
  ) => (question: PolicyQuestion & { readonly reader: AccessReader }) => OracleAnswer;
}

export interface WorldVerdict {
  readonly decisions: number;
  readonly allowed: number;
  /** Allowed, to somebody of another agency or standing in for a colleague. */
  readonly acrossAgencies: number;
  readonly standingIn: number;
  /** Denied by one term alone, by its name. */
  readonly decidedBy: Readonly<Record<string, number>>;
  /** A sentence for each of the first differences. */
  readonly differences: readonly string[];
}

/** No clock has come so far, so that what was worked out for it is not out of date in the database. */
export const NOW = Date.UTC(2100, 0, 1);
const MOST_DIFFERENCES = 20;

/** Every reader's every question about one world. Without a database the comparison that it makes is made here. */
export async function judgeWorld(
  seed: number,
  oracle: PolicyOracle,
  { ground, rules = accessRules }: { readonly ground: PolicyGround | null; readonly rules?: AccessRules },
): Promise<WorldVerdict> {
  const { world: made, readers, questions } = oracle.makeWorld(seed, NOW);
  const world = readAccessFacts(made.facts, made, rules);
  const foretold = oracle.answerAt(made, NOW);
  const seen = ground === null ? null : await seenByReaders(ground, { world, readers, questions, now: NOW });
  const rows = questions.map((question) => accessRow(world, question, NOW));
  const counts: Counts = { allowed: 0, acrossAgencies: 0, standingIn: 0, decidedBy: {} };
  const differences: string[] = [];
  for (const [who, reader] of readers.entries()) {
    const held = heldIn(world, reader);
    for (const [at, question] of questions.entries()) {
      const row = rows[at];
      const right = foretold({ reader, ...question });
      const shown =
        seen === null ? row !== undefined && admits(rules, row, held(row.agency)) : seen[who]?.has(at) === true;
      const wrong = differenceOf(decideAccess(world, { reader, ...question }, NOW), right, shown);
      if (wrong !== null) differences.push(`World ${seed}, ${sayQuestion(reader, question)}: ${wrong}`);
      count(counts, { reader, question, right });
    }
  }
  return {
    decisions: readers.length * questions.length,
    ...counts,
    differences: differences.slice(0, MOST_DIFFERENCES),
  };
}

interface Counts {
  allowed: number;
  acrossAgencies: number;
  standingIn: number;
  readonly decidedBy: Record<string, number>;
}

function count(
  counts: Counts,
  asked: { readonly reader: AccessReader; readonly question: PolicyQuestion; readonly right: OracleAnswer },
): void {
  const { reader, question, right } = asked;
  const alone = soleDenial(right);
  if (alone !== null) counts.decidedBy[alone] = (counts.decidedBy[alone] ?? 0) + 1;
  if (!right.allowed) return;
  counts.allowed += 1;
  if (!question.case.startsWith(reader.person.slice(0, 2))) counts.acrossAgencies += 1;
  if (reader.onBehalfOf !== null) counts.standingIn += 1;
}

function heldIn(
  world: ReturnType<typeof readAccessFacts>,
  reader: AccessReader,
): (agency: string) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>();
  return (agency) => {
    const held = known.get(agency) ?? new Set(readerTokens(world, reader, { agency, now: NOW }).tokens);
    known.set(agency, held);
    return held;
  };
}

function differenceOf(ours: ReturnType<typeof decideAccess>, right: OracleAnswer, shown: boolean): string | null {
  if (ours.allowed !== right.allowed)
    return `the evaluator says ${String(ours.allowed)}, the oracle ${String(right.allowed)}.`;
  if (shown !== right.allowed) return `the database says ${String(shown)}, the oracle ${String(right.allowed)}.`;
  if (right.terms === null || ours.unknown !== null) {
    return (right.terms === null) === (ours.unknown !== null)
      ? null
      : 'one knows what is asked for, the other does not.';
  }
  if (ours.grant.holds !== right.terms['grant']) return 'evaluator and oracle differ about the grant.';
  const terms = new Map<string, boolean>(ours.terms.map(({ term, holds }) => [term, holds]));
  const wrong = Object.entries(right.terms).find(([term, holds]) => term !== 'grant' && terms.get(term) !== holds);
  return wrong === undefined ? null : `evaluator and oracle differ about the term "${wrong[0]}".`;
}

function soleDenial({ terms }: OracleAnswer): string | null {
  const denying = Object.entries(terms ?? {}).filter(([, holds]) => !holds);
  return denying.length === 1 ? (denying[0]?.[0] ?? null) : null;
}

function sayQuestion(reader: AccessReader, question: PolicyQuestion): string {
  const standing = reader.onBehalfOf === null ? '' : ` for ${reader.onBehalfOf}`;
  return `${reader.person}${standing} (${reader.purpose ?? 'no purpose'}) asks for ${question.case} ${question.part ?? 'itself'}`;
}
