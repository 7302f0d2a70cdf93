// The oracle on worlds small enough to check by eye, and that the worlds it is asked about hold something to decide.
import { describe, expect, it } from 'vitest';
import { oracleAt } from './access-oracle.ts';
import type { Term, WorldAnswer, WorldFact } from './access-world.ts';
import { makeWorld } from './make-world.ts';

const now = 1_000_000;
const scales = { au: { levels: ['OFFICIAL', 'PROTECTED'], markers: [] } };
const roles = { head: { below: true, delegable: false } };

const caseFact = {
  ...{ id: 'c', kind: 'case', case: '7/c', unit: '7/desk', matters: [], classification: null, compartments: [] },
  ...{ purposes: null, parts: [] },
};
const ann = { id: 'p', kind: 'person', person: '7/ann' };
const member = { id: 'm', kind: 'membership', person: '7/ann', unit: '7/desk', role: 'clerk', delegable: true };

function ask(facts: readonly WorldFact[], person = '7/ann'): WorldAnswer {
  const dated = facts.map((fact) => ({ from: null, until: null, ...fact }));
  const reader = { person, onBehalfOf: null, purpose: null };
  return oracleAt({ scales, roles, facts: dated }, now)({ reader, case: '7/c', part: null });
}

function denying({ terms }: WorldAnswer): readonly string[] {
  return terms === null ? ['unknown'] : Object.entries(terms).flatMap(([term, holds]) => (holds ? [] : [term]));
}

describe('the oracle', () => {
  const rows: readonly (readonly [string, readonly WorldFact[], readonly (Term | 'unknown')[]])[] = [
    ['a member reads', [caseFact, ann, member], []],
    ['a stranger has no grant', [caseFact, ann], ['grant']],
    ['who left is unknown', [caseFact, { ...ann, until: now }, member], ['unknown']],
    [
      'an unclassified person lacks clearance',
      [{ ...caseFact, classification: { scale: 'au', level: 'OFFICIAL', markers: [] } }, ann, member],
      ['clearance'],
    ],
    ['a compartment keeps out', [{ ...caseFact, compartments: ['7/x'] }, ann, member], ['compartments']],
    ['no purpose is none of those asked for', [{ ...caseFact, purposes: ['care'] }, ann, member], ['purpose']],
    [
      'a seal that names nobody',
      [caseFact, ann, member, { id: 's', kind: 'seal', case: '7/c', section: null, openTo: [] }],
      ['seal'],
    ],
    [
      'a wall on the unit above',
      [
        ...[caseFact, ann, member, { id: 'u', kind: 'unit', unit: '7/desk', parent: '7/office' }],
        { id: 'w', kind: 'wall', case: '7/c', matter: null, person: null, unit: '7/office', standing: 'suggested' },
      ],
      ['wall'],
    ],
    ['two facts with one id', [caseFact, ann, { ...member, id: 'p' }], ['unknown']],
  ];
  it.each(rows)('%s', (_name, facts, against) => {
    expect(denying(ask(facts))).toEqual(against);
    expect(ask(facts).allowed).toBe(against.length === 0);
  });
});

it('random worlds are the same from the same seed, and every term decides alone in some', () => {
  expect(makeWorld(4, now)).toEqual(makeWorld(4, now));
  const alone = new Set<string>();
  for (let seed = 1; seed <= 25; seed += 1) {
    const { world, readers, questions } = makeWorld(seed, now);
    const answer = oracleAt(world, now);
    for (const question of readers.flatMap((reader) => questions.map((each) => ({ reader, ...each })))) {
      const against = denying(answer(question));
      if (against.length <= 1) alone.add(against[0] ?? 'allowed');
    }
  }
  const terms = ['allowed', 'clearance', 'compartments', 'grant', 'purpose', 'seal', 'unknown', 'wall'];
  expect([...alone].toSorted()).toEqual(terms);
});
