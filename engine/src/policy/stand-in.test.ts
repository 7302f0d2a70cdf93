// For whom somebody may stand in, in which roles they act, and what they do in their own name only.
import { describe, expect, test } from 'vitest';
import { accessSettings } from './access-settings.ts';
import { authorize, authorizeAudit, PRIVACY_ROLE } from './authorize.ts';
import type { Action, Principal, Resource } from './principal.ts';
import { readAccessFacts } from './read-access-facts.ts';
import { authorityStandingIn, handedOverTo, membershipsStandingIn, stoodInFor } from './stand-in.ts';

const always = { from: null, until: null };

function handed(...facts: readonly object[]): readonly unknown[] {
  const known = facts.map((fact, index) => ({ kind: 'delegation', id: `d${index}`, ...always, to: '7/bob', ...fact }));
  return handedOverTo(readAccessFacts(known, accessSettings), '7/bob', 1_000);
}

describe('whose work was handed over', () => {
  test('is said with its end, once for each colleague, for as long as the longest lasts', () => {
    expect(handed({ by: '7/cat' }, { by: '7/ann', until: 2_000 }, { by: '7/ann', until: 3_000 })).toEqual([
      { by: 'ann', until: 3_000 },
      { by: 'cat', until: null },
    ]);
    expect(handed({ by: '7/ann', until: 2_000 }, { by: '7/ann' })).toEqual([{ by: 'ann', until: null }]);
  });

  test.each([
    ['ended', { by: '7/ann', until: 1_000 }],
    ['not begun', { by: '7/ann', from: 1_001 }],
    ['of another agency', { by: '8/ann' }],
    ['to somebody else', { by: '7/ann', to: '7/cat' }],
    ['by oneself', { by: '7/bob' }],
  ])('is nothing where it is %s', (_, fact) => {
    expect(handed(fact)).toEqual([]);
  });

  test('is nothing where something is known that nobody can read', () => {
    expect(handed({ by: '7/ann' }, { kind: 'what', by: 1, to: 2 })).toEqual([]);
  });
});

describe('roles of somebody who stands in', () => {
  const at = (team: string, role: string) => ({ team, role });

  test('are those of the colleague that may be handed on, and those that both have in one team', () => {
    const own = [at('desk', 'officer'), at('desk', 'director'), at('other', 'clerk')];
    const colleagues = [at('desk', 'officer'), at('desk', 'clerk'), at('desk', 'manager'), at('room', 'director')];
    expect(membershipsStandingIn(own, colleagues)).toEqual([at('desk', 'officer'), at('desk', 'manager')]);
    expect(membershipsStandingIn([], [at('desk', 'constructor')])).toEqual([]);
  });
});

describe('an authority', () => {
  test('names the session and the colleague, and gives the colleague back', () => {
    const authority = authorityStandingIn('session:0a1b', 'ann.b');
    expect([authority, stoodInFor(authority)]).toEqual(['session:0a1b:for:ann.b', 'ann.b']);
    expect(['session:0a1b', 'import:x:for:ann', 'timer'].map(stoodInFor)).toEqual([null, null, null]);
  });
});

describe("in one's own name only", () => {
  const open = { tokens: ['in:7/desk'], needs: [], purposes: ['purpose:*'], walls: [] };
  const resource: Resource = { tenant: 7, team: 'desk', above: ['desk'], caseType: 'x', access: open };
  const teams = [PRIVACY_ROLE, 'manager'].map((role) => ({ team: 'desk', role }));
  const own: Principal = {
    ...{ tenant: 7, person: 'bob', name: 'Bob', authority: 'session:1', teams },
    holding: ['purpose:*', 'in:7/desk'],
  };
  const bob = { ...own, onBehalfOf: 'ann' };
  const command = (name: string): Action => ({ type: 'command', command: name, by: 'other' });

  test.each<Action>([
    ...['RequestAccess', 'BreakGlass', 'DecideAccess', 'ReviewBreakGlass'].map(command),
    ...(['read-reads', 'read-reviews', 'decide-review', 'read-reach', 'find-case', 'acknowledge-draft'] as const).map(
      (type) => ({ type }),
    ),
  ])('%j', (action) => {
    expect(authorize(own, action, resource).allowed).toBe(true);
    expect(authorize(bob, action, resource).allowed).toBe(false);
  });

  test('a seat, while the work of the colleague may be read and done', () => {
    const seat = { tenant: 7, person: 'bob', from: 0, until: 2, purpose: 'audit' };
    const asked = { nowMs: 1, of: 'no-case' } as const;
    expect(authorizeAudit({ ...own, teams: [] }, seat, asked).allowed).toBe(true);
    expect(authorizeAudit({ ...bob, teams: [] }, seat, asked)).toEqual({ allowed: false, reason: 'not-handed-on' });
    expect(authorize(bob, { type: 'read-case' }, resource).allowed).toBe(true);
    expect(authorize(bob, { type: 'command', command: 'DecideAccess', by: 'manager' }, resource).allowed).toBe(true);
  });
});
