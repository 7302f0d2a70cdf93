// Checks the source of a case type and mints the checked form: the one place where a `CaseType` comes into being.
import type { CaseType } from './case-type.ts';
import { checkAccess } from './check-access.ts';
import { checkChildren } from './check-child.ts';
import { checkClocks } from './check-clocks.ts';
import { checkData, type Judging } from './check-data.ts';
import { checkDecisions } from './check-decisions.ts';
import { checkEntries } from './check-entries.ts';
import { checkExpressions, checkSets, orderDerived } from './check-expressions.ts';
import { checkConsents } from './check-consents.ts';
import { checkFacts } from './check-facts.ts';
import { checkLanguages } from './check-languages.ts';
import { checkLetters } from './check-letters.ts';
import { checkLettersTell } from './check-letters-tell.ts';
import { checkPlan } from './check-plan.ts';
import { checkPublish } from './check-publish.ts';
import { checkReports } from './check-reports.ts';
import { checkRetention } from './check-retention.ts';
import { checkRouting } from './check-routing.ts';
import { checkShape } from './check-shape.ts';
import { checkTold } from './check-told.ts';
import { compile, type Unchecked } from './compile.ts';
import { withImpliedWork } from './implied-work.ts';
import { childOf, type LocatedNode } from './located.ts';
import { type CaseTypeProblem, type Findings, inOrder, report } from './problem.ts';
import { readYaml } from './read-yaml.ts';
import { caseTypeSchema } from './schema.ts';

export type { CaseTypeProblem } from './problem.ts';

export type CheckResult = { readonly caseType: CaseType } | { readonly problems: readonly CaseTypeProblem[] };

/**
 * Checks a case type and compiles it.
 *
 * @param source the YAML text, at most 2 MB
 * @param hash SHA-256 of the source, hex; computed by the caller, because this room has no cryptography
 * @returns the case type, or every problem that was found, in the order of the file, each with line, column and path
 *
 * @example checkCaseType('caseType: x', hash) // { problems: [{ line: 1, column: 1, code: 'missing-key', … }] }
 */
export function checkCaseType(source: string, hash: string): CheckResult {
  const { root: written, findings } = readYaml(source);
  if (written === null) return { problems: inOrder(findings.problems) };
  checkShape(written, caseTypeSchema, { findings });
  checkExpanded(written, findings);
  const root = withImpliedWork(written);
  const judging: Judging = { root, findings, compiled: compile(root, hash, findings) };
  checkData(judging);
  checkClocks(judging);
  checkDecisions(judging);
  checkChildren(judging);
  checkRouting(judging);
  checkAccess(judging);
  checkEntries(judging);
  checkReports(judging);
  checkPublish(judging);
  checkRetention(judging);
  checkFacts(judging);
  checkConsents(judging);
  checkSets(judging);
  checkExpressions(judging);
  checkPlan(judging);
  checkLetters(judging);
  checkLanguages(judging);
  const derived = orderDerived(judging);
  // What follows from what can be said only of names that all exist.
  if (findings.problems.length === 0) {
    checkTold(judging);
    checkLettersTell(judging);
  }
  if (findings.problems.length > 0) return { problems: inOrder(findings.problems) };
  return { caseType: mint({ ...judging.compiled.caseType, derived }) };
}

/** A case type is whole: what it imports stands in its text before it is checked, hashed or published. */
function checkExpanded(root: LocatedNode, findings: Findings): void {
  const uses = childOf(root, 'uses');
  const reason =
    'This text names blocks that are not in it. Expand it first, as “casewright check” does with a file in case-types.';
  if (uses !== null) report(findings, uses, { code: 'block', reason });
}

/** What an exchanged plan says; everything else of such a case type is fixed. */
export interface PlanSource {
  readonly name: string;
  readonly title: string;
  /** Any text that identifies the source, such as its SHA-256. */
  readonly hash: string;
  readonly zone: string;
  readonly items: CaseType['items'];
  readonly children: CaseType['children'];
  readonly fields: CaseType['fields'];
  readonly roles: CaseType['roles'];
}

/**
 * A case type made of a plan alone, as exchanged models are: any data may be recorded, there are no forms, and the case
 * ends with its plan. References must have been resolved; one that was not is a bug and throws.
 */
export function caseTypeOfPlan(source: PlanSource): CaseType {
  const { items, children } = source;
  for (const [stage, held] of children) {
    const missing = items.has(stage) ? held.find((id) => items.get(id)?.parent !== stage) : stage;
    if (missing !== undefined) throw new Error(`The plan refers to ${missing}, which is not there.`);
  }
  for (const item of items.values()) {
    for (const on of [...item.entry, ...item.exit].flatMap((criterion) => criterion.on)) {
      if (on.source === 'item' && !items.has(on.item))
        throw new Error(`The plan refers to ${on.item}, which is not there.`);
    }
  }
  return mint({
    ...source,
    ...{ version: '1.0.0', archetype: 'service', reference: '{sequence}', team: 'cases' },
    purpose: { statement: '', authority: '' },
    classification: { scale: '', level: '' },
    ...{
      parties: new Map(),
      issues: new Map(),
      goals: new Map(),
      obligations: new Map(),
      determinations: new Map(),
      evidence: new Map(),
      referrals: new Map(),
      communications: new Map(),
      letters: new Map(),
      documents: new Map(),
      disclosures: new Map(),
      forms: new Map(),
      clocks: new Map(),
      decisions: new Map(),
      routing: new Map(),
    },
    ...{ derived: [], language: 'en', languages: new Map() },
    opening: { form: '', by: [] },
    closing: { outcomes: [], by: '', afterwards: [] },
    ...{ endsWithPlan: true, openData: true },
  });
}

function mint(unchecked: Unchecked): CaseType {
  // The mark exists in the type system only, so that nothing but this function can make a case type.
  return unchecked as CaseType;
}
