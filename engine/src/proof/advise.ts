// What a sound case type should be warned of: expressions that yield another kind than is asked, conditions and rules that never
// hold, tables with gaps and overlaps, names that nothing uses, clocks without a breach path, fields that nobody or everybody reads,
// documents that nobody can file.
// None of it keeps a case type from being published, so that what was published before stays readable (decision 0032).
import type { CaseType, CaseTypeProblem } from '../definition/definition.ts';
import { compile } from '../definition/compile.ts';
import { inOrder } from '../definition/problem.ts';
import { readYaml } from '../definition/read-yaml.ts';
import { adviseOnAccess } from './advise-access.ts';
import { adviseOnDocuments } from './advise-documents.ts';
import { adviseOnExpressions } from './advise-expressions.ts';
import { adviseOnNames } from './advise-names.ts';
import { adviseOnTables } from './advise-tables.ts';
import type { Advising } from './advising.ts';

/**
 * Everything to be warned of, in the order of the file.
 *
 * @param source the whole text of the case type, which has passed the checker
 *
 * @example adviseCaseType(source, caseType) // [{ path: 'clocks.decide', code: 'no-breach-path', … }]
 */
export function adviseCaseType(source: string, caseType: CaseType): readonly CaseTypeProblem[] {
  const { root, findings } = readYaml(source);
  if (root === null) return [];
  const { sites, itemEntries } = compile(root, caseType.hash, findings);
  const advising: Advising = { caseType, root, sites, itemEntries, findings };
  adviseOnExpressions(advising);
  adviseOnTables(advising);
  adviseOnNames(advising);
  adviseOnAccess(advising);
  adviseOnDocuments(advising);
  return inOrder(findings.problems);
}
