// Checks the source of a case type and mints the checked form: the one place where a `CaseType` comes into being.
import type { CaseType } from './case-type.ts';
import { checkClocks } from './check-clocks.ts';
import { checkData, type Judging } from './check-data.ts';
import { checkExpressions, checkSets, orderDerived } from './check-expressions.ts';
import { checkPlan } from './check-plan.ts';
import { checkShape } from './check-shape.ts';
import { compile, type Unchecked } from './compile.ts';
import { type CaseTypeProblem, inOrder } from './problem.ts';
import { readYaml } from './read-yaml.ts';
import { caseTypeSchema } from './schema.ts';

export type { CaseTypeProblem } from './problem.ts';

export type CheckResult = { readonly caseType: CaseType } | { readonly problems: readonly CaseTypeProblem[] };

/**
 * Checks a case type and compiles it.
 *
 * @param source the YAML text, at most 512 KB
 * @param hash SHA-256 of the source, hex; computed by the caller, because this room has no cryptography
 * @returns the case type, or every problem that was found, in the order of the file, each with line, column and path
 *
 * @example checkCaseType('caseType: x', hash) // { problems: [{ line: 1, column: 1, code: 'missing-key', … }] }
 */
export function checkCaseType(source: string, hash: string): CheckResult {
  const { root, findings } = readYaml(source);
  if (root === null) return { problems: inOrder(findings.problems) };
  checkShape(root, caseTypeSchema, findings);
  const judging: Judging = { root, findings, compiled: compile(root, hash, findings) };
  checkData(judging);
  checkClocks(judging);
  checkSets(judging);
  checkExpressions(judging);
  checkPlan(judging);
  const derived = orderDerived(judging);
  if (findings.problems.length > 0) return { problems: inOrder(findings.problems) };
  return { caseType: mint({ ...judging.compiled.caseType, derived }) };
}

function mint(unchecked: Unchecked): CaseType {
  // The mark exists in the type system only, so that nothing but this function can make a case type.
  return unchecked as CaseType;
}
