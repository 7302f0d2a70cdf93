// Who may read a case, as the case itself has it: what is said, by whom, and that nobody decides in their own matter.
import { describe, expect, it } from 'vitest';
import { endOfDay } from '../calendar/calendar.ts';
import type { WallReason } from '../walls/walls.ts';
import { openCaseUnderTest, SECTIONED, type CaseUnderTest } from './case-under-test.ts';
import { decide } from './decide.ts';
import type { AccessToGive, CaseCommand } from './commands.ts';
import { replay } from './evolve.ts';
import { standingOf } from '../plan/work.ts';

const REASON = 'A child is missing and cannot wait.';

function opened(): CaseUnderTest {
  const test = openCaseUnderTest(SECTIONED);
  test.now = '2026-03-01T10:00:00Z';
  return test;
}

function classify(part: Partial<Extract<CaseCommand, { type: 'ClassifyCase' }>> = {}): CaseCommand {
  return {
    type: 'ClassifyCase',
    classification: { scale: 'au', level: 'OFFICIAL', markers: ['privacy'] },
    compartments: ['c1'],
    purposes: ['audit', 'care'],
    matters: [],
    reason: 'Looked at again',
    ...part,
  };
}

const WALL: CaseCommand = {
  type: 'GiveAccess',
  fact: { kind: 'wall', person: 'ben', unit: null, standing: 'suggested' },
};

const SHARE: Extract<AccessToGive, { kind: 'share' }> = {
  ...{ kind: 'share', to: '8', unit: null, sections: ['money'], purpose: 'care', authority: 'Act s 5' },
  ...{ consent: null, until: '2026-06-01T00:00:00+10:00' },
};

describe('an ordinary case', () => {
  it('says nothing of access, so that its text is what it always was', () => {
    const test = opened();
    test.complete('talk', { note: 'x' });
    expect(JSON.stringify(test.state)).not.toContain('access');
    expect(Object.keys(test.state ?? {})).not.toContain('access');
  });
});

describe('classifying', () => {
  it('takes the first levels from the case type and refuses to say the same again', () => {
    expect(opened().refusal(classify())).toBe('nothing-to-do');
    expect(opened().refusal(classify({ compartments: ['c1', 'c1'], purposes: ['care', 'audit'] }))).toBe(
      'nothing-to-do',
    );
  });

  it('adds markers, compartments and matters by one person', () => {
    const test = opened();
    const event = test.do(classify({ compartments: ['c2', 'c1'], matters: ['m1'] }));
    expect(event).toMatchObject({ type: 'CaseClassified', compartments: ['c1', 'c2'], matters: ['m1'] });
    expect(test.state?.access?.classified?.compartments).toEqual(['c1', 'c2']);
  });

  it.each([
    ['a marker', classify({ classification: { scale: 'au', level: 'OFFICIAL', markers: [] } })],
    ['a compartment', classify({ compartments: [] })],
    ['the level', classify({ classification: null })],
    ['to another scale', classify({ classification: { scale: 'bc', level: 'OFFICIAL', markers: ['privacy'] } })],
    [
      'to a level nobody can compare',
      classify({ classification: { scale: 'au', level: 'SECRET', markers: ['privacy'] } }),
    ],
  ])('takes %s away by two people only', (_what, command) => {
    const test = opened();
    expect(test.do(command).type).toBe('ReclassificationProposed');
    expect(test.state?.access?.classified).toBeUndefined();
    expect(test.refusal(command)).toBe('needs-another-person');
    expect(test.do(command, 'p2')).toMatchObject({ type: 'CaseClassified', proposedBy: 'p1' });
    expect(test.state?.access?.proposed).toBeUndefined();
  });

  it('knows a raise by the scales that it is given', () => {
    const test = opened();
    const raise = classify({ classification: { scale: 'au', level: 'SECRET', markers: ['privacy'] } });
    const scales = { au: ['OFFICIAL', 'SECRET'] };
    const decision = decide(test.caseType, test.state, raise, { occurred: test.now, actor: 'p1', scales });
    expect('event' in decision && decision.event.type).toBe('CaseClassified');
    const unknown = decide(test.caseType, test.state, raise, {
      ...{ occurred: test.now, actor: 'p1', scales: { au: ['SECRET'] } },
    });
    expect('event' in unknown && unknown.event.type).toBe('ReclassificationProposed');
  });

  it('starts again where the second person says something else, or the case changed in between', () => {
    const test = opened();
    test.do(classify({ compartments: [] }));
    expect(test.do(classify({ compartments: [], matters: ['m1'] }), 'p2').type).toBe('ReclassificationProposed');
    test.do(classify({ compartments: ['c1', 'c2'] }), 'p3');
    expect(test.state?.access?.proposed).toBeUndefined();
    expect(test.do(classify({ compartments: [], matters: ['m1'] }), 'p3').type).toBe('ReclassificationProposed');
  });

  it('refuses what the rules could not read', () => {
    for (const part of [
      { classification: { scale: 'a b', level: 'X', markers: [] } },
      { classification: { scale: 'au', level: ' ', markers: [] } },
      { compartments: ['7/c1'] },
      { purposes: [] },
      { matters: [''] },
      { reason: ' ' },
    ])
      expect(opened().refusal(classify(part)), JSON.stringify(part)).toBe('invalid-access');
  });
});

describe('giving and ending access', () => {
  it('names what is given by its kind and the number of its event, from when it occurred', () => {
    const test = opened();
    expect(test.do(WALL)).toMatchObject({ type: 'AccessGiven', id: 'wall.2' });
    test.do({ type: 'GiveAccess', fact: { kind: 'seal', section: 'health', openTo: ['cay', 'ann'] } });
    expect(test.state?.access?.facts['seal.3']).toEqual({
      ...{ kind: 'seal', section: 'health', openTo: ['ann', 'cay'], from: '2026-03-01T10:00:00.000Z', until: null },
    });
  });

  it('dismisses a wall and ends a share at the instant, once', () => {
    const test = opened();
    test.do(WALL);
    test.do({ type: 'GiveAccess', fact: SHARE });
    expect(test.state?.access?.facts['share.3']?.until).toBe('2026-05-31T14:00:00.000Z');
    test.now = '2026-03-02T10:00:00Z';
    for (const fact of ['wall.2', 'share.3']) {
      test.do({ type: 'EndAccess', fact, reason: 'Over' });
      expect(test.state?.access?.facts[fact]?.until).toBe('2026-03-02T10:00:00.000Z');
      expect(test.refusal({ type: 'EndAccess', fact, reason: 'Over' })).toBe('access-ended');
    }
    expect(test.state?.access?.facts['wall.2']).toMatchObject({ standing: 'dismissed' });
    for (const fact of ['wall.9', 'constructor'])
      expect(test.refusal({ type: 'EndAccess', fact, reason: 'Over' })).toBe('unknown-access');
  });

  it('suggests a wall by a rule once, and again only for what nobody has weighed', () => {
    const test = opened();
    const kin = { rule: 'kin', basis: 'case' } as const;
    const self = { rule: 'own-case', basis: 'case' } as const;
    const suggest = (because: readonly WallReason[], person = 'ben'): CaseCommand => ({
      ...{ type: 'SuggestWall', person, because },
    });
    expect(test.refusal(suggest([]))).toBe('nothing-to-do');
    expect(test.refusal(suggest([kin], 'a/b'))).toBe('invalid-access');
    const event = test.do(suggest([kin]), 'system.walls');
    expect(event).toMatchObject({ id: 'wall.2', fact: { standing: 'suggested', because: [kin] } });
    expect(test.refusal(suggest([self]))).toBe('nothing-to-do');
    expect(test.refusal(suggest([kin], 'cay'))).toBeNull();
    test.do({ type: 'EndAccess', fact: 'wall.2', reason: 'Not so' });
    expect(test.refusal(suggest([kin]))).toBe('nothing-to-do');
    test.do(suggest([self, kin]));
    expect(test.state?.access?.facts['wall.4']).toMatchObject({ standing: 'suggested', because: [self, kin] });
    // One that somebody declared or suggested by hand stands as well.
    test.do({ type: 'GiveAccess', fact: { kind: 'wall', person: 'dee', unit: null, standing: 'declared' } });
    expect(test.refusal(suggest([kin], 'dee'))).toBe('nothing-to-do');
  });

  it('declares a suggested wall under its own id, and keeps since when it stands and why', () => {
    const test = opened();
    const because = [{ rule: 'kin', basis: 'case' }] as const;
    test.do({ type: 'SuggestWall', person: 'ben', because });
    test.now = '2026-03-02T10:00:00Z';
    const declared = { kind: 'wall', person: 'ben', unit: null, standing: 'declared' } as const;
    test.do({ type: 'GiveAccess', fact: declared });
    const from = '2026-03-01T10:00:00.000Z';
    expect(test.state?.access?.facts).toEqual({ 'wall.2': { ...declared, because, from, until: null } });
    expect(JSON.stringify(replay(test.events))).toBe(JSON.stringify(test.state));
    test.do({ type: 'GiveAccess', fact: { ...declared, person: 'cay' } });
    expect(Object.keys(test.state?.access?.facts ?? {})).toEqual(['wall.2', 'wall.4']);
    expect(test.refusal({ type: 'EndAccess', fact: 'wall.2', reason: 'Over' }, 'ben')).toBe('needs-another-person');
    test.do({ type: 'EndAccess', fact: 'wall.2', reason: 'Over' });
    test.do({ type: 'GiveAccess', fact: declared });
    expect(Object.keys(test.state?.access?.facts ?? {})).toEqual(['wall.2', 'wall.4', 'wall.6']);
  });

  it('lets nobody dismiss the wall that keeps them off', () => {
    const test = opened();
    test.do(WALL);
    expect(test.refusal({ type: 'EndAccess', fact: 'wall.2', reason: 'Over' }, 'ben')).toBe('needs-another-person');
    expect(test.refusal({ type: 'EndAccess', fact: 'wall.2', reason: 'Over' }, 'cay')).toBeNull();
  });

  it('refuses what the rules could not read', () => {
    const test = opened();
    const wall = { kind: 'wall', person: null, unit: null, standing: 'declared' } as const;
    for (const fact of [
      wall,
      { ...wall, person: 'a', unit: 'b' },
      { ...wall, person: 'a/b' },
      { kind: 'seal', section: 'nothing', openTo: ['ann'] } as const,
      { kind: 'seal', section: null, openTo: [] } as const,
      { ...SHARE, sections: [] },
      { ...SHARE, sections: ['nothing'] },
      { ...SHARE, to: '0' },
      { ...SHARE, authority: '' },
      { ...SHARE, until: '2026-01-01T00:00:00Z' },
      { ...SHARE, until: '2026-07-01' },
      { ...SHARE, consent: 'consent.2' },
      { kind: 'consent', purpose: '', until: null } as const,
    ])
      expect(test.refusal({ type: 'GiveAccess', fact }), JSON.stringify(fact)).toBe('invalid-access');
    test.do({ type: 'GiveAccess', fact: { kind: 'consent', purpose: 'audit', until: null } });
    expect(test.refusal({ type: 'GiveAccess', fact: { ...SHARE, consent: 'consent.2' } })).toBe('invalid-access');
    test.do({ type: 'GiveAccess', fact: { kind: 'consent', purpose: 'care', until: null } });
    expect(test.refusal({ type: 'GiveAccess', fact: { ...SHARE, consent: 'consent.3' } })).toBeNull();
  });
});

describe('asking for access', () => {
  const asked: CaseCommand = {
    ...{ type: 'RequestAccess', sections: ['health'], until: '2026-04-01T00:00:00Z', reason: 'Covering for Ann' },
  };
  const decided = (granted: boolean, until: string | null = null): CaseCommand => ({
    ...{ type: 'DecideAccess', request: 'request.2', granted, until, reason: 'Needed' },
  });

  it('is answered once, by another person, with what was asked for', () => {
    const test = opened();
    test.do(asked, 'ben');
    expect(test.refusal(decided(true), 'ben')).toBe('needs-another-person');
    expect(test.refusal(decided(false), 'ben')).toBe('needs-another-person');
    expect(test.refusal({ ...decided(true), request: 'request.1' } as CaseCommand)).toBe('unknown-access');
    test.do(decided(true, '2026-03-15T00:00:00Z'), 'cay');
    expect(test.state?.access).toEqual({
      facts: {
        'specific.3': {
          ...{ kind: 'specific', person: 'ben', sections: ['health'], approvedBy: 'cay' },
          ...{ from: '2026-03-01T10:00:00.000Z', until: '2026-03-15T00:00:00.000Z' },
        },
      },
      requests: {
        'request.2': {
          ...{ person: 'ben', sections: ['health'], until: '2026-04-01T00:00:00.000Z', reason: 'Covering for Ann' },
          // The first of March is a Sunday.
          ...{ from: '2026-03-01T10:00:00.000Z', dueOn: '2026-03-03', answer: 'granted' },
        },
      },
    });
    expect(test.refusal(decided(true), 'cay')).toBe('access-ended');
  });

  it('is for one thing at a time', () => {
    const test = opened();
    test.do(asked, 'ben');
    expect(test.refusal({ ...asked, sections: null }, 'ben')).toBe('invalid-access');
    expect(test.refusal(asked, 'cay')).toBeNull();
    test.do(decided(false), 'cay');
    expect(test.refusal(asked, 'ben')).toBeNull();
  });

  it('gives nothing where it is refused, or where its time has passed', () => {
    const test = opened();
    test.do(asked, 'ben');
    test.do(decided(false), 'cay');
    expect(test.state?.access?.facts).toEqual({});
    expect(test.refusal(decided(true), 'cay')).toBe('access-ended');
    const late = opened();
    late.do(asked, 'ben');
    late.now = '2026-05-01T00:00:00Z';
    expect(late.refusal(decided(true), 'cay')).toBe('invalid-access');
    expect(late.refusal({ ...asked, sections: [] })).toBe('invalid-access');
  });
});

describe('a request that waits', () => {
  const asked: CaseCommand = {
    ...{ type: 'RequestAccess', sections: null, until: '2026-04-01T00:00:00Z', reason: 'Covering for Ann' },
  };
  const fire: CaseCommand = { type: 'FireTimer', timer: 'review|request.2' };

  it('names whom it is told, and the second working day from then as its day', () => {
    const test = opened();
    // A Thursday: Friday and Monday are worked.
    test.now = '2026-03-05T10:00:00Z';
    expect(test.do(asked, 'ben')).toMatchObject({
      ...{ to: ['manager'], from: '2026-03-05T10:00:00.000Z', dueOn: '2026-03-09' },
    });
    expect(test.state?.access?.requests['request.2']).toMatchObject({ dueOn: '2026-03-09', answer: 'open' });
    expect(test.state?.timers).toEqual({ 'review|request.2': { dueAt: endOfDay('2026-03-09', test.caseType.zone) } });
  });

  it('is told again when its day has passed, once, and can still be answered', () => {
    const test = opened();
    test.do(asked, 'ben');
    expect(test.refusal(fire)).toBe('timer-not-due');
    test.now = '2026-03-05T10:00:00Z';
    expect(test.do(fire)).toMatchObject({ type: 'RequestOverdue', request: 'request.2', to: ['manager'] });
    expect(test.refusal(fire)).toBe('timer-not-set');
    expect(test.state?.access?.requests['request.2']?.answer).toBe('open');
    const answer = { granted: false, until: null, reason: 'No' };
    test.do({ type: 'DecideAccess', request: 'request.2', ...answer }, 'cay');
    expect(JSON.stringify(replay(JSON.parse(JSON.stringify(test.events))))).toBe(JSON.stringify(test.state));
  });

  it('waits no more once it is answered, either way', () => {
    for (const granted of [true, false]) {
      const test = opened();
      test.do(asked, 'ben');
      test.do({ type: 'DecideAccess', request: 'request.2', granted, until: null, reason: 'Seen' }, 'cay');
      expect(test.state?.timers).toEqual({});
    }
  });

  it('of an older event says neither its day nor whom it was told, and still folds', () => {
    const test = opened();
    test.do(asked, 'ben');
    const older = test.events.map((event) => {
      if (event.type !== 'AccessRequested') return event;
      const { to: _to, from: _from, dueOn: _dueOn, ...rest } = event;
      return { ...rest, changes: [] };
    });
    expect(replay(older)?.access?.requests['request.2']).toEqual({
      ...{ person: 'ben', sections: null, until: '2026-04-01T00:00:00.000Z', reason: 'Covering for Ann' },
      answer: 'open',
    });
  });
});

describe('breaking the glass', () => {
  const broken: CaseCommand = { type: 'BreakGlass', category: 'life', reason: REASON };
  const reviewed: CaseCommand = {
    ...{ type: 'ReviewBreakGlass', fact: 'break-glass.2', finding: 'justified', reason: 'Read the report' },
  };

  it('opens the case for four hours, tells the managers, and sets a review a day later', () => {
    const test = opened();
    expect(test.do(broken, 'ben')).toMatchObject({ type: 'GlassBroken', id: 'break-glass.2', to: ['manager'] });
    expect(test.state?.access?.facts['break-glass.2']).toEqual({
      ...{ kind: 'break-glass', person: 'ben', category: 'life', reason: REASON, review: 'due' },
      ...{ from: '2026-03-01T10:00:00.000Z', until: '2026-03-01T14:00:00.000Z' },
    });
    expect(test.state?.timers['review|break-glass.2']).toEqual({ dueAt: '2026-03-02T10:00:00.000Z' });
  });

  it('needs a whole number of hours up to a day and a reason in words', () => {
    const test = opened();
    for (const part of [{ hours: 0 }, { hours: 25 }, { hours: 1.5 }, { reason: 'short' }, { reason: ' '.repeat(30) }])
      expect(test.refusal({ ...broken, ...part }), JSON.stringify(part)).toBe('invalid-access');
    expect(test.refusal({ ...broken, hours: 24 })).toBeNull();
  });

  it('is of a kind that the case type names, or of one of the few where it names none', () => {
    const test = opened();
    for (const category of ['', 'Life', 'curiosity', 'constructor'])
      expect(test.refusal({ ...broken, category }), category).toBe('invalid-access');
    for (const category of ['life', 'child', 'public', 'other'])
      expect(test.refusal({ ...broken, category }), category).toBeNull();
    const own = openCaseUnderTest(`
plan: { milestones: { done: { title: Done } } }
access: { emergencies: [{ category: flood, title: A flood }] }`);
    own.now = '2026-03-01T10:00:00Z';
    expect(own.refusal(broken)).toBe('invalid-access');
    expect(own.refusal({ ...broken, category: 'flood' })).toBeNull();
  });

  it('is reviewed by somebody else, once, and then no timer waits', () => {
    const test = opened();
    test.do(broken, 'ben');
    expect(test.refusal(reviewed, 'ben')).toBe('needs-another-person');
    expect(test.refusal({ ...reviewed, fact: 'break-glass.9' }, 'cay')).toBe('unknown-access');
    test.do(reviewed, 'cay');
    expect(test.state?.timers).toEqual({});
    expect(test.state?.access?.facts['break-glass.2']).toMatchObject({ review: 'justified' });
    expect(test.refusal(reviewed, 'cay')).toBe('access-ended');
  });

  it('says so when nobody reviewed it in time, once, and may still be reviewed', () => {
    const test = opened();
    test.do(broken, 'ben');
    const fire: CaseCommand = { type: 'FireTimer', timer: 'review|break-glass.2' };
    expect(test.refusal(fire)).toBe('timer-not-due');
    test.now = '2026-03-02T10:00:00Z';
    expect(test.do(fire)).toMatchObject({ type: 'ReviewOverdue', fact: 'break-glass.2', to: ['manager'] });
    expect(test.refusal(fire)).toBe('timer-not-set');
    test.do(reviewed, 'cay');
    expect(test.state?.access?.facts['break-glass.2']).toMatchObject({ review: 'justified' });
  });

  it('does not make a case look as if something in its plan were waited for', () => {
    const test = openCaseUnderTest(`plan: { milestones: { done: { title: Done } } }`);
    test.now = '2026-03-01T10:00:00Z';
    expect(test.state?.handed).toBe('desk');
    test.do(broken, 'ben');
    expect(test.state?.handed).toBe('desk');
    if (test.state !== null) expect(standingOf(test.caseType, test.state).timers).toEqual([]);
  });
});

describe('a closed case', () => {
  it('can still be classified, walled, asked for, opened in an emergency and reviewed, and replays to the same bytes', () => {
    const test = opened();
    test.do({ type: 'CloseCase', outcome: 'done' });
    const commands: [CaseCommand, string][] = [
      [classify({ compartments: ['c1', 'c2'] }), 'p1'],
      [classify({ compartments: ['c1'] }), 'p1'],
      [WALL, 'p1'],
      [{ type: 'RequestAccess', sections: null, until: '2026-04-01T00:00:00Z', reason: 'Audit' }, 'ben'],
      [{ type: 'DecideAccess', request: 'request.6', granted: true, until: null, reason: 'Audit' }, 'p1'],
      [{ type: 'BreakGlass', category: 'life', reason: REASON, hours: 1 }, 'ben'],
      [{ type: 'ReviewBreakGlass', fact: 'break-glass.8', finding: 'not-justified', reason: 'No' }, 'p1'],
      [{ type: 'EndAccess', fact: 'specific.7', reason: 'Done' }, 'p1'],
      [classify({ compartments: ['c1'] }), 'p2'],
    ];
    for (const [command, actor] of commands) test.do(command, actor);
    expect(test.state?.status).toBe('closed');
    expect(JSON.stringify(replay(test.events))).toBe(JSON.stringify(test.state));
    expect(JSON.stringify(replay(JSON.parse(JSON.stringify(test.events))))).toBe(JSON.stringify(test.state));
    test.do({ type: 'ReopenCase', again: ['talk'], reason: 'More' });
    expect(JSON.stringify(replay(test.events))).toBe(JSON.stringify(test.state));
  });
});
