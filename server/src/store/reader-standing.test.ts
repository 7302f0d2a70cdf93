// What somebody holds who stands in, from the standing of both, without a database.
import { describe, expect, test } from 'vitest';
import { standInHoldingOf, type StandingLine } from './reader-standing.ts';

const always = { from: null, until: null };
const fact = (of: object): StandingLine => ({ fact: JSON.stringify({ ...always, ...of }) });
const HANDED = fact({ kind: 'delegation', id: 'd1', by: '7/ann', to: '7/bob' });
const member = (team: string, role: string): StandingLine => ({ team, role, above: null });

function held(
  own: readonly StandingLine[],
  colleagues: readonly StandingLine[],
  gives: (role: string) => boolean = () => true,
): readonly string[] {
  const { tokens } = standInHoldingOf({
    ...{ tenant: 7, person: 'bob', lines: own, gives, nowMs: 1_000 },
    colleague: { person: 'ann', lines: colleagues },
  });
  return tokens.filter((token) => !token.startsWith('purpose:'));
}

describe('somebody who stands in holds', () => {
  test('what the colleague could hand on, and is kept off what keeps either off', () => {
    const tokens = held([HANDED, member('office', 'officer')], [member('desk', 'manager')]);
    expect(tokens).toEqual([
      ...['in:7/desk', 'in:7/desk#manager', 'over:7/desk', 'over:7/desk#manager', 'handed:7/ann'],
      ...['person:7/bob', 'within:7/office', 'person:7/ann', 'within:7/desk'],
    ]);
  });

  test('nothing by a role that the session does not give, which keeps off all the same', () => {
    const tokens = held([HANDED, member('office', 'manager')], [member('desk', 'manager')], () => false);
    expect(tokens).toEqual(['handed:7/ann', 'person:7/bob', 'within:7/office', 'person:7/ann', 'within:7/desk']);
  });

  test('one fact where both have the same by a unit of theirs', () => {
    const wall = fact({
      ...{ kind: 'wall', id: 'w1', case: null, matter: '7/m', person: null, unit: '7/desk', standing: 'declared' },
    });
    const own = [HANDED, member('desk', 'officer'), wall];
    expect(held(own, [member('desk', 'officer'), wall])).toContain('matter:7/m');
  });

  test.each([
    ['nothing was handed over', [member('desk', 'officer')], []],
    ['something of the colleague cannot be read', [HANDED], [{ fact: 'no JSON' }]],
    ['the colleague was handed it', [fact({ kind: 'delegation', id: 'd2', by: '7/cat', to: '7/ann' })], []],
  ])('nothing at all where %s', (_, own, colleagues) => {
    expect(held(own, colleagues)).toEqual([]);
  });
});
