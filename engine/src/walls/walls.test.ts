// Each rule with pairs of a person and a case for which it suggests a wall, and the nearest for which it does not; and every
// combination of facts held against a table that was written from the sentences of the rules, without their code.
import { describe, expect, it } from 'vitest';
import { newReasons, type PersonAndCase, reasonsForWall, type WallRuleName, wallRules } from './walls.ts';

/** Ann works on a case that has nothing to do with her. */
const usual: PersonAndCase = {
  person: 'ann',
  holdsWork: true,
  ties: [],
  interests: [],
  namesOfCase: ['case-1', 'EX-1'],
  parties: [
    { id: 'party.applicant', subject: 'sub-1', represents: false },
    { id: 'party.lawyer.4', subject: 'sub-2', represents: true },
  ],
  colleaguesWhose: [],
  decided: [],
};
const idle = { holdsWork: false };
const asParty = (represents: boolean) => ({ parties: [{ id: 'p', subject: 'ann', represents }] });

const EXAMPLES: Readonly<
  Record<
    WallRuleName,
    { readonly holds: readonly Partial<PersonAndCase>[]; readonly not: readonly Partial<PersonAndCase>[] }
  >
> = {
  'own-case': { holds: [{ ties: ['self'] }, { ties: ['kin', 'self'], ...idle }], not: [{ ties: ['kin'] }] },
  kin: { holds: [{ ties: ['kin'] }, { ties: ['kin'], ...idle }], not: [{ ties: ['self'] }] },
  party: { holds: [asParty(false)], not: [asParty(true), { ...asParty(false), ...idle }] },
  represented: { holds: [asParty(true)], not: [asParty(false), { ...asParty(true), ...idle }] },
  interest: {
    holds: [
      { interests: ['case-1'] },
      { interests: ['EX-1'], ...idle },
      { interests: ['sub-1'] },
      { interests: ['sub-2'] },
    ],
    not: [{ interests: ['EX-2'] }, { interests: ['sub-1'], ...idle }, { interests: ['ann'] }],
  },
  'decided-original': { holds: [{ decided: ['d1'] }, { decided: ['d1'], ...idle }], not: [{}] },
  colleague: { holds: [{ colleaguesWhose: ['ben'] }], not: [{ colleaguesWhose: ['ben'], ...idle }] },
};

const names = (change: Partial<PersonAndCase>): readonly WallRuleName[] =>
  reasonsForWall({ ...usual, ...change }, wallRules).map(({ rule }) => rule);

describe('the rules that suggest walls', () => {
  it('have examples, each of its own, and suggest nothing of an ordinary pair', () => {
    expect(Object.keys(EXAMPLES).toSorted()).toEqual(wallRules.rules.map(({ name }) => name).toSorted());
    expect(names({})).toEqual([]);
  });

  it.each(wallRules.rules)('$name: $says', ({ name }) => {
    for (const change of EXAMPLES[name].holds)
      expect([change, names(change)]).toEqual([change, expect.arrayContaining([name])]);
    for (const change of EXAMPLES[name].not)
      expect([change, names(change)]).not.toEqual([change, expect.arrayContaining([name])]);
  });

  it('agree with the table on every combination of facts', () => {
    let combinations = 0;
    let walls = 0;
    for (let bits = 0; bits < 1 << 10; bits += 1) {
      const has = (bit: number): boolean => (bits & (1 << bit)) !== 0;
      const [works, self, kin, isParty, actsFor] = [has(0), has(1), has(2), has(3), has(4)];
      const [inCase, inParty, decided, mate, inOther] = [has(5), has(6), has(7), has(8), has(9)];
      const expected = [
        ...(self ? ['own-case case'] : []),
        ...(kin ? ['kin case'] : []),
        ...(works && isParty ? ['party b'] : []),
        ...(works && actsFor ? ['represented c'] : []),
        ...(inCase ? ['interest case'] : []),
        ...(works && inParty ? ['interest a'] : []),
        ...(decided ? ['decided-original d'] : []),
        ...(works && mate ? ['colleague ben'] : []),
      ];
      const found = reasonsForWall(
        {
          ...{ person: 'ann', holdsWork: works, namesOfCase: ['case-1', 'EX-1'] },
          ties: [...(self ? (['self'] as const) : []), ...(kin ? (['kin'] as const) : [])],
          interests: [
            ...(inCase ? ['EX-1'] : []),
            ...(inParty ? ['sub-1'] : []),
            ...(inOther ? ['EX-9', 'ann'] : []),
          ].filter(
            // Whoever declares an interest in themselves as a party is told by the rules on parties.
            (name) => name !== 'ann' || (!isParty && !actsFor),
          ),
          parties: [
            { id: 'a', subject: 'sub-1', represents: false },
            ...(isParty ? [{ id: 'b', subject: 'ann', represents: false }] : []),
            ...(actsFor ? [{ id: 'c', subject: 'ann', represents: true }] : []),
          ],
          colleaguesWhose: mate ? ['ben'] : [],
          decided: decided ? ['d'] : [],
        },
        wallRules,
      ).map(({ rule, basis }) => `${rule} ${basis}`);
      expect([bits, found.toSorted()]).toEqual([bits, expected.toSorted()]);
      combinations += 1;
      if (found.length > 0) walls += 1;
    }
    // Without work: own case, kin, interest in it and decision, each or none: 15 of 16, in every combination of the rest.
    expect([combinations, walls]).toEqual([1024, 512 - 32 + 512 - 2]);
  });

  it('do not weigh again what was weighed, and do where something else is so', () => {
    const kin = { rule: 'kin', basis: 'case' } as const;
    const self = { rule: 'own-case', basis: 'case' } as const;
    expect(newReasons([kin], [kin, self])).toEqual([]);
    expect(newReasons([kin, self], [kin])).toEqual([self]);
    expect(newReasons([{ rule: 'party', basis: 'p2' }], [{ rule: 'party', basis: 'p1' }])).toHaveLength(1);
  });
});
