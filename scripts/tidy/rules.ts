// All rules of the house, in the order in which their findings are worth reading.
import { caseTypeRules } from './case-type-ids.ts';
import { commentRules } from './comments.ts';
import { dependencyRules } from './dependencies.ts';
import { directionRules } from './directions.ts';
import { documentRules } from './documents.ts';
import { doorRules } from './doors.ts';
import { formRules } from './form.ts';
import { leakRules } from './leaks.ts';
import { nameRules } from './names.ts';
import { purityRules } from './purity.ts';
import { screenTextRules } from './screen-texts.ts';
import { sizeRules } from './sizes.ts';
import type { Finding, Rule, Tree } from './tree.ts';

export const RULES: readonly Rule[] = [
  ...directionRules,
  ...purityRules,
  ...doorRules,
  ...formRules,
  ...sizeRules,
  ...nameRules,
  ...commentRules,
  ...leakRules,
  ...documentRules,
  ...dependencyRules,
  ...caseTypeRules,
  ...screenTextRules,
];

/** What one rule has to say about a tree: a line for each finding, then the cure. Empty when all is well. */
export function report(rule: Rule, tree: Tree): string {
  const findings = rule.find(tree);
  if (findings.length === 0) return '';
  return [...findings.map(sentence), `${rule.name}: ${rule.cure}`].join('\n');
}

function sentence(finding: Finding): string {
  return `  ${finding.path}:${finding.line} ${finding.what}`;
}
