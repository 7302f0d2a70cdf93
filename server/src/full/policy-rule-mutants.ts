// Faults in the rules, as data: each grant, condition and term left out or turned round, one at a time. Whoever adds a rule
// gets the faults of that rule with it.
import { type AccessRules, accessRules, type GrantRule, type TermRule } from '@casewright/engine/policy';

export interface RuleMutant {
  readonly name: string;
  readonly rules: AccessRules;
}

/** All of them; each must be noticed. */
export function ruleMutants(): readonly RuleMutant[] {
  return [
    ...accessRules.grants.flatMap(grantMutants),
    ...accessRules.terms.flatMap(termMutants),
    ...accessRules.standingWalls.map((left) => ({
      name: `a ${left} wall does not stand`,
      rules: { ...accessRules, standingWalls: accessRules.standingWalls.filter((each) => each !== left) },
    })),
    {
      name: 'a dismissed wall stands',
      rules: { ...accessRules, standingWalls: [...accessRules.standingWalls, 'dismissed'] },
    },
    unknownRole('below'),
    unknownRole('delegable'),
  ];
}

function grantMutants(rule: GrantRule): readonly RuleMutant[] {
  const put = (name: string, change: Partial<GrantRule>): RuleMutant => ({
    name: `${rule.rule}: ${name}`,
    rules: {
      ...accessRules,
      grants: accessRules.grants.map((each) => (each === rule ? { ...each, ...change } : each)),
    },
  });
  const without = { ...accessRules, grants: accessRules.grants.filter((each) => each !== rule) };
  const readers = (['by-role', 'stays-closed', 'opens'] as const).filter((each) => each !== rule.namedReaders);
  return [
    { name: `${rule.rule}: left out`, rules: without },
    ...rule.conditions.map((left) =>
      put(`without "${left.if}"`, { conditions: rule.conditions.filter((each) => each !== left) }),
    ),
    ...rule.conditions.flatMap((condition) => limitMutants(rule, condition, put)),
    put('sections turned round', { sections: rule.sections === 'all' ? 'listed' : 'all' }),
    // Only a membership has a role, so for the others "by-role" is what "stays-closed" is.
    ...readers
      .filter((each) => each !== 'by-role')
      .map((namedReaders) => put(`named readers: ${namedReaders}`, { namedReaders })),
    // What is never delegable in its fact stays so; only facts that can be are turned round.
    ...(rule.handedOn === 'where-delegable' ? [put('not handed on', { handedOn: 'never' })] : []),
  ];
}

function limitMutants(
  rule: GrantRule,
  condition: GrantRule['conditions'][number],
  put: (name: string, change: Partial<GrantRule>) => RuleMutant,
): readonly RuleMutant[] {
  const instead = (name: string, other: GrantRule['conditions'][number]): RuleMutant =>
    put(name, { conditions: rule.conditions.map((each) => (each === condition ? other : each)) });
  if (condition.if === 'lasts-at-most') {
    return [-1, 1].map((more) =>
      instead(`${condition.hours + more} hours`, { ...condition, hours: condition.hours + more }),
    );
  }
  if (condition.if === 'gives-reason') {
    return [-1, 1].map((more) =>
      instead(`${condition.characters + more} characters`, { ...condition, characters: condition.characters + more }),
    );
  }
  return [];
}

function termMutants(rule: TermRule): readonly RuleMutant[] {
  const put = (name: string, change: Partial<TermRule>): RuleMutant => ({
    name: `${rule.term}: ${name}`,
    rules: { ...accessRules, terms: accessRules.terms.map((each) => (each === rule ? { ...each, ...change } : each)) },
  });
  const tests = (['holds-all', 'holds-one', 'holds-none'] as const).filter((each) => each !== rule.test);
  return [
    {
      name: `${rule.term}: left out`,
      rules: { ...accessRules, terms: accessRules.terms.filter((each) => each !== rule) },
    },
    ...tests.map((test) => put(`compared by ${test}`, { test })),
    // A purpose is stated for a session, so it is the same for whoever is stood in for.
    ...(rule.of === 'everybody' ? [put('of the reader only', { of: 'reader' })] : []),
  ];
}

function unknownRole(right: 'below' | 'delegable'): RuleMutant {
  const rights = { ...accessRules.unknownRole, [right]: !accessRules.unknownRole[right] };
  return { name: `an unknown role: ${right} turned round`, rules: { ...accessRules, unknownRole: rights } };
}
