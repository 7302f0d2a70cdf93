// Reads rules of access that come as data from outside, such as a version that somebody proposes. What is not known is refused,
// since rules that are half understood would answer wrongly.
import { type AccessRules, accessRules, CONDITION_TEXTS } from './access-rules.ts';

/** The rules, or what is wrong with them, a sentence each. */
export function readAccessRules(
  given: unknown,
): { readonly rules: AccessRules } | { readonly problems: readonly string[] } {
  const problems: string[] = [];
  const { version, grants, terms, standingWalls, unknownRole } = membersOf(given);
  if (typeof version !== 'string' || version === '') problems.push('The rules have no version.');
  else if (version === accessRules.version)
    problems.push(`The version ${version} is the one in force; give it another.`);
  for (const [at, grant] of listOf(grants, 'grants', problems).entries()) checkGrant(grant, at, problems);
  for (const [at, term] of listOf(terms, 'terms', problems).entries()) checkTerm(term, at, problems);
  const standings = ['declared', 'suggested', 'dismissed'];
  if (!listOf(standingWalls, 'standingWalls', problems).every((each) => standings.some((known) => known === each)))
    problems.push('standingWalls has a standing that is not known.');
  const { below, delegable } = membersOf(unknownRole);
  if (typeof below !== 'boolean' || typeof delegable !== 'boolean')
    problems.push('unknownRole says neither below nor delegable as true or false.');
  // Every member has been looked at.
  return problems.length === 0 ? { rules: given as AccessRules } : { problems };
}

const GRANT_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  fact: ['membership', 'assignment', 'share', 'specific', 'break-glass'],
  binds: ['unit', 'case'],
  sections: ['all', 'listed'],
  namedReaders: ['by-role', 'stays-closed', 'opens'],
  handedOn: ['where-delegable', 'never'],
  kept: ['row', 'context'],
};
const TERM_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  term: ['clearance', 'compartments', 'wall', 'seal', 'purpose'],
  of: ['everybody', 'reader'],
  column: ['needs', 'walls', 'purposes'],
  test: ['holds-all', 'holds-one', 'holds-none'],
};
const NUMBERS: Readonly<Record<string, string>> = { 'lasts-at-most': 'hours', 'gives-reason': 'characters' };

function checkGrant(given: unknown, at: number, problems: string[]): void {
  const grant = membersOf(given);
  if (typeof grant['rule'] !== 'string') problems.push(`grants[${at}] has no rule.`);
  if (typeof grant['says'] !== 'string') problems.push(`grants[${at}] does not say what it does.`);
  checkMembers(grant, GRANT_MEMBERS, { where: `grants[${at}]`, problems });
  for (const condition of listOf(grant['conditions'], `grants[${at}].conditions`, problems)) {
    const members = membersOf(condition);
    const name = String(members['if']);
    const number = Object.hasOwn(NUMBERS, name) ? NUMBERS[name] : undefined;
    if (!Object.hasOwn(CONDITION_TEXTS, name))
      problems.push(`grants[${at}] has a condition "${name}" that is not known.`);
    if (number !== undefined && !Number.isSafeInteger(members[number]))
      problems.push(`grants[${at}]: the condition "${name}" needs ${number} as a whole number.`);
  }
}

function checkTerm(given: unknown, at: number, problems: string[]): void {
  const term = membersOf(given);
  if (typeof term['says'] !== 'string') problems.push(`terms[${at}] does not say what it does.`);
  checkMembers(term, TERM_MEMBERS, { where: `terms[${at}]`, problems });
}

function checkMembers(
  given: Readonly<Record<string, unknown>>,
  members: Readonly<Record<string, readonly string[]>>,
  { where, problems }: { readonly where: string; readonly problems: string[] },
): void {
  for (const [member, values] of Object.entries(members))
    if (!values.some((value) => value === given[member]))
      problems.push(`${where}.${member} must be one of: ${values.join(', ')}.`);
}

function listOf(given: unknown, where: string, problems: string[]): readonly unknown[] {
  if (Array.isArray(given)) return given;
  problems.push(`${where} is not a list.`);
  return [];
}

function membersOf(given: unknown): Readonly<Record<string, unknown>> {
  // Any object may be looked into; what it lacks is undefined.
  return typeof given === 'object' && given !== null ? (given as Readonly<Record<string, unknown>>) : {};
}
