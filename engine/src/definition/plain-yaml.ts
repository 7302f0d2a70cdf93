// A text of YAML as plain data, with the same bounds as a case type. Knows no case types.
import { plainOf } from './located.ts';
import { type CaseTypeProblem, inOrder } from './problem.ts';
import { readYaml } from './read-yaml.ts';

/** Dates stay texts. @returns what the text says, or every problem of its form with its place; never throws */
export function readPlainYaml(
  source: string,
): { readonly value: unknown } | { readonly problems: readonly CaseTypeProblem[] } {
  const { root, findings } = readYaml(source);
  if (root === null || findings.problems.length > 0) return { problems: inOrder(findings.problems) };
  return { value: plainOf(root) };
}
