import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorize, authorizeAudit, type AccessAsked, type Action, type Principal, type Resource } from './policy.ts';

const officer: Principal = {
  tenant: 7,
  person: 'ann',
  authority: 'session:1',
  name: 'Ann',
  teams: [{ team: 'desk', role: 'officer' }],
  holding: ['in:7/desk', 'purpose:*'],
};
const access = { tokens: ['in:7/desk'], needs: [], purposes: ['purpose:*'], walls: [] };
const here: Resource = { tenant: 7, team: 'desk', access };
const complete: Action = { type: 'command', command: 'CompleteTask', by: 'officer' };

const ACTIONS: readonly Action[] = [
  complete,
  { type: 'command', command: 'AddNote' },
  { type: 'command', command: 'FireTimer' },
  { type: 'read-case' },
  { type: 'verify-chain' },
  { type: 'list-work' },
  { type: 'list-cases' },
  { type: 'search-cases' },
  { type: 'export-cases' },
  { type: 'list-case-types' },
  { type: 'provision' },
  { type: 'read-readers' },
  { type: 'read-reads' },
  { type: 'read-reviews' },
  { type: 'decide-review' },
  { type: 'audit' },
  { type: 'explain-access', by: 'officer' },
  { type: 'find-case' },
  { type: 'read-reach' },
  { type: 'read-drafts' },
  { type: 'write-draft' },
  { type: 'approve-draft' },
  { type: 'acknowledge-draft' },
  { type: 'read-releases' },
  { type: 'prepare-release' },
  { type: 'approve-release' },
  { type: 'read-records' },
  { type: 'keep-records' },
  { type: 'approve-disposal' },
  { type: 'receive-item' },
  { type: 'read-inbox' },
  { type: 'file-item' },
  { type: 'reject-item' },
  { type: 'read-print-queue' },
  { type: 'keep-print-queue' },
  { type: 'read-directory' },
  { type: 'keep-directory' },
  { type: 'simulate-access' },
  { type: 'keep-views' },
  { type: 'keep-samples' },
];

function answer(principal: Principal, action: Action, resource: Resource): string {
  const decision = authorize(principal, action, resource);
  return decision.allowed ? `allowed by ${decision.grant.rule}` : decision.reason;
}

describe('the first policy', () => {
  it('allows work to the role in the owning team, and reading to the team', () => {
    expect(answer(officer, complete, here)).toBe('allowed by role');
    expect(answer(officer, { type: 'command', command: 'AddNote' }, here)).toBe('allowed by team');
    expect(answer(officer, { type: 'read-case' }, here)).toBe('allowed by team');
  });

  it('denies a role held in another team only', () => {
    const both = {
      ...officer,
      teams: [
        { team: 'desk', role: 'clerk' },
        { team: 'other', role: 'officer' },
      ],
    };
    expect(answer(both, complete, here)).toBe('not-in-role');
    expect(answer({ ...officer, teams: [{ team: 'other', role: 'officer' }] }, complete, here)).toBe('not-in-team');
  });

  it('lets anybody of the agency ask for access and act in an emergency, and only the named role decide', () => {
    const stranger = { ...officer, person: 'zoe', teams: [{ team: 'other', role: 'clerk' }] };
    for (const command of ['RequestAccess', 'BreakGlass']) {
      expect(answer(stranger, { type: 'command', command }, here)).toBe('allowed by anybody');
      expect(answer({ ...stranger, tenant: 8 }, { type: 'command', command }, here)).toBe('other-agency');
      expect(answer({ ...stranger, authority: 'timer' }, { type: 'command', command }, here)).toBe('not-for-system');
    }
    for (const command of ['ClassifyCase', 'GiveAccess', 'EndAccess', 'DecideAccess', 'ReviewBreakGlass']) {
      expect(answer(stranger, { type: 'command', command, by: 'manager' }, here)).toBe('not-in-team');
      expect(answer(officer, { type: 'command', command, by: 'manager' }, here)).toBe('not-in-role');
    }
  });

  it('lets the same role above the team, and privacy officers whom nothing bars, answer and review, and nothing else of access', () => {
    const above = {
      ...here,
      above: ['region', 'agency'],
      access: { ...access, tokens: ['over:7/desk', 'over:7/agency'] },
    };
    const head = (team: string, role = 'manager'): Principal => ({
      ...{ ...officer, person: 'hal', teams: [{ team, role }] },
      holding: ['over:7/agency', 'purpose:*'],
    });
    const privacy = { ...head('watch', 'privacy-officer'), holding: ['in:7/watch', 'purpose:*', 'person:7/hal'] };
    for (const command of ['DecideAccess', 'ReviewBreakGlass']) {
      const asked = { type: 'command', command, by: 'manager' } as const;
      for (const team of ['region', 'agency']) expect(answer(head(team), asked, above)).toBe('allowed by role-above');
      expect(answer(head('elsewhere'), asked, above)).not.toContain('allowed');
      expect(answer(head('agency', 'clerk'), asked, above)).not.toContain('allowed');
      expect(answer({ ...head('agency'), holding: ['purpose:*'] }, asked, above)).not.toContain('allowed');
      expect(answer(privacy, asked, above)).toBe('allowed by privacy');
      const walled = { ...above, access: { ...access, walls: ['person:7/hal'] } };
      expect(answer(privacy, asked, walled)).not.toContain('allowed');
      expect(answer({ ...privacy, tenant: 8 }, asked, above)).toBe('other-agency');
    }
    for (const command of ['ClassifyCase', 'GiveAccess', 'EndAccess'])
      for (const who of [head('agency'), privacy])
        expect(answer(who, { type: 'command', command, by: 'manager' }, above)).not.toContain('allowed');
  });

  it('denies everything in another agency, whoever asks', () => {
    const principal = fc.record({
      tenant: fc.integer({ min: 1, max: 5 }),
      person: fc.constant('p'),
      name: fc.constant('P'),
      authority: fc.constantFrom('session:1', 'timer', 'import:1'),
      holding: fc.constantFrom('program' as const, ['in:7/desk', 'purpose:*']),
      teams: fc.array(fc.record({ team: fc.constantFrom('desk', 'other'), role: fc.constantFrom('officer', 'head') })),
    });
    fc.assert(
      fc.property(principal, fc.constantFrom(...ACTIONS), (who, action) => {
        expect(answer(who, action, { tenant: who.tenant + 1, team: 'desk' })).toBe('other-agency');
      }),
    );
  });

  it('lets a timer fire timers and do nothing else, and nobody but it and an import fire them', () => {
    const timer = { ...officer, person: 'system.timer', authority: 'timer', teams: [], holding: 'program' as const };
    const allowed = ACTIONS.filter((action) => authorize(timer, action, here).allowed);
    expect(allowed).toEqual([{ type: 'command', command: 'FireTimer' }]);
    expect(answer(officer, { type: 'command', command: 'FireTimer' }, here)).toBe('not-for-people');
  });

  it('lets another table of public holidays recount clocks and do nothing else, and no person do so', () => {
    const holidays = {
      ...officer,
      person: 'system.holidays',
      authority: 'holidays',
      teams: [],
      holding: 'program' as const,
    };
    expect(authorize(holidays, { type: 'command', command: 'RecountClocks' }, here).allowed).toBe(true);
    expect(ACTIONS.filter((action) => authorize(holidays, action, here).allowed)).toEqual([]);
    expect(answer(officer, { type: 'command', command: 'RecountClocks' }, here)).toBe('not-for-people');
  });

  it('lets a case task open, end and complete cases, and nobody but it and an import speak for a child', () => {
    const caseTask = {
      ...officer,
      person: 'system.case-task',
      authority: 'case-task',
      teams: [],
      holding: 'program' as const,
    };
    const commands = ['OpenCase', 'RecordChild', 'ReturnChild', 'MovePlanItem', 'CompleteTask', 'CloseCase'];
    const asked = (who: Principal): readonly string[] =>
      commands.filter((command) => authorize(who, { type: 'command', command }, here).allowed);
    expect(asked(caseTask)).toEqual(['OpenCase', 'RecordChild', 'ReturnChild', 'MovePlanItem']);
    expect(ACTIONS.filter((action) => authorize(caseTask, action, here).allowed)).toEqual([]);
    expect(asked(officer)).toEqual(['OpenCase', 'MovePlanItem', 'CompleteTask', 'CloseCase']);
    expect(answer(officer, { type: 'command', command: 'ReturnChild' }, here)).toBe('not-for-people');
  });

  it('gives a token no more than its scope names, and no more than its roles allow', () => {
    const fine = { ...here, caseType: 'fine' };
    const scoped = (actions: readonly string[], caseTypes: readonly string[] | null): Principal => ({
      ...officer,
      authority: 'token:1',
      scope: { actions, caseTypes },
    });
    expect(answer(scoped(['CompleteTask'], null), complete, fine)).toBe('allowed by role');
    expect(answer(scoped(['CompleteTask'], ['fine']), complete, fine)).toBe('allowed by role');
    expect(answer(scoped(['CompleteTask'], ['permit']), complete, fine)).toBe('not-in-scope');
    expect(answer(scoped(['CompleteTask'], ['fine']), complete, here)).toBe('not-in-scope');
    expect(answer(scoped(['read-case'], null), complete, fine)).toBe('not-in-scope');
    expect(answer({ ...scoped(['CompleteTask'], null), teams: [] }, complete, fine)).toBe('not-in-team');
    expect(answer(scoped(['provision'], null), { type: 'provision' }, here)).toBe('allowed by scope');
    expect(answer(officer, { type: 'provision' }, here)).toBe('not-for-people');
  });

  it('lets whoever manages access ask about others, who watches privacy ask of reach, and the unbarred find a case', () => {
    const explain = { type: 'explain-access', by: 'officer' } as const;
    expect(answer(officer, explain, here)).toBe('allowed by role');
    expect(answer(officer, { ...explain, by: 'head' }, here)).toBe('not-in-role');
    expect(answer({ ...officer, holding: ['purpose:*'] }, explain, here)).toBe('not-admitted');
    expect(answer({ ...officer, teams: [{ team: 'other', role: 'officer' }] }, explain, here)).toBe('not-in-team');
    const privacy = { ...officer, teams: [{ team: 'watch', role: 'privacy-officer' }] };
    expect(answer(privacy, { type: 'read-reach' }, { tenant: 7 })).toBe('allowed by privacy-officer');
    expect(answer(officer, { type: 'read-reach' }, { tenant: 7 })).toBe('not-in-role');
    const outsider = { ...officer, teams: [{ team: 'other', role: 'clerk' }], holding: ['purpose:*', 'person:7/ann'] };
    expect(answer(outsider, { type: 'find-case' }, here)).toBe('allowed by anybody');
    const walled = { ...here, access: { ...access, walls: ['person:7/ann'] } };
    expect(answer(outsider, { type: 'find-case' }, walled)).toBe('not-admitted');
    const scope = { actions: ['explain-access'], caseTypes: ['permit'] };
    expect(answer({ ...officer, scope }, explain, { ...here, caseType: 'fine' })).toBe('not-in-scope');
  });

  it('lets the sweep of leavers give tasks back and do nothing else', () => {
    const leaver = { ...officer, person: 'system.leaver', authority: 'leaver', teams: [], holding: 'program' as const };
    expect(ACTIONS.filter((action) => authorize(leaver, action, here).allowed)).toEqual([]);
    expect(answer(leaver, { type: 'command', command: 'AssignTask' }, here)).toBe('allowed by leaver');
  });

  it('lets the rules on walls suggest one and do nothing else, and no person do so', () => {
    const walls = { ...officer, person: 'system.walls', authority: 'walls', teams: [], holding: 'program' as const };
    expect(ACTIONS.filter((action) => authorize(walls, action, here).allowed)).toEqual([]);
    expect(answer(walls, { type: 'command', command: 'SuggestWall' }, here)).toBe('allowed by walls');
    expect(answer(walls, { type: 'command', command: 'GiveAccess' }, here)).toBe('not-for-system');
    expect(answer(officer, { type: 'command', command: 'SuggestWall' }, here)).toBe('not-for-people');
  });

  it('lets an import issue commands in its agency and read nothing', () => {
    const importer = { ...officer, authority: 'import:1', teams: [], holding: 'program' as const };
    const allowed = ACTIONS.filter((action) => authorize(importer, action, here).allowed);
    expect(allowed.every(({ type }) => type === 'command')).toBe(true);
    expect(allowed).toHaveLength(3);
    expect(answer(importer, { type: 'command', command: 'BreakGlass' }, here)).toBe('not-for-system');
  });
});

describe('drafts of case types', () => {
  const DRAFTS = ['read-drafts', 'write-draft', 'approve-draft', 'acknowledge-draft'] as const;
  const holder = (role: string, more: Partial<Principal> = {}): Principal => ({
    ...{ ...officer, teams: [{ team: 'other', role }], ...more },
  });
  const may = (who: Principal): readonly string[] =>
    DRAFTS.filter((type) => authorize(who, { type }, { tenant: 7 }).allowed);

  it('are for three offices, each held in whatever team, and none does what another is for', () => {
    expect(may(officer)).toEqual([]);
    expect(may(holder('case-type-designer'))).toEqual(['read-drafts', 'write-draft']);
    expect(may(holder('case-type-publisher'))).toEqual(['read-drafts', 'approve-draft']);
    expect(may(holder('privacy-officer'))).toEqual(['read-drafts', 'acknowledge-draft']);
    expect(authorize(holder('case-type-publisher'), { type: 'approve-draft' }, { tenant: 8 }).allowed).toBe(false);
  });

  it('are approved and acknowledged by no token, and acknowledged in nobody else’s name', () => {
    const scope = { actions: [...DRAFTS], caseTypes: null };
    expect(may(holder('case-type-designer', { scope }))).toEqual(['read-drafts', 'write-draft']);
    expect(may(holder('case-type-publisher', { scope }))).toEqual([]);
    expect(may(holder('privacy-officer', { scope }))).toEqual([]);
    expect(may(holder('privacy-officer', { onBehalfOf: 'ann' }))).toEqual([]);
    expect(may(holder('case-type-publisher', { onBehalfOf: 'ann' }))).toEqual(['read-drafts', 'approve-draft']);
  });
});

describe('the inbox', () => {
  const INBOX = ['read-inbox', 'file-item', 'reject-item', 'receive-item'] as const;
  const may = (who: Principal, team: string): readonly string[] =>
    INBOX.filter((type) => authorize(who, { type }, { tenant: 7, team }).allowed);

  it('is for the team of its queue, and for a system no further than its scope', () => {
    expect(may(officer, officer.teams[0]?.team ?? '')).toEqual([...INBOX]);
    expect(may(officer, 'post')).toEqual([]);
    expect(INBOX.filter((type) => authorize(officer, { type }, { tenant: 7 }).allowed)).toEqual([]);
    const scope = { actions: ['receive-item'], caseTypes: null };
    expect(may({ ...officer, scope }, officer.teams[0]?.team ?? '')).toEqual(['receive-item']);
  });
});

describe('letters on paper', () => {
  it('are for the office of the mail room, which reads no case by that', () => {
    const clerk: Principal = { ...officer, teams: [{ team: 'other', role: 'mail-room' }] };
    const may = (who: Principal): readonly boolean[] =>
      (['read-print-queue', 'keep-print-queue'] as const).map(
        (type) => authorize(who, { type }, { tenant: 7 }).allowed,
      );
    expect([may(clerk), may(officer)]).toEqual([
      [true, true],
      [false, false],
    ]);
    expect(authorize(clerk, { type: 'keep-print-queue' }, { tenant: 8 }).allowed).toBe(false);
    expect(answer(clerk, { type: 'read-case' }, here)).toBe(
      answer({ ...officer, teams: [{ team: 'other', role: 'other' }] }, { type: 'read-case' }, here),
    );
  });
});

describe('the office of an administrator', () => {
  const ACTIONS = ['read-directory', 'keep-directory'] as const;
  const administrator: Principal = {
    ...{ ...officer, teams: [{ team: 'other', role: 'administrator' }] },
    holding: ['in:7/other', 'purpose:*'],
  };
  const may = (who: Principal): readonly string[] =>
    ACTIONS.filter((type) => authorize(who, { type }, { tenant: 7 }).allowed);

  it('keeps people in teams in its own name, reads no case by that, and is no token’s', () => {
    expect([may(administrator), may(officer)]).toEqual([[...ACTIONS], []]);
    expect(may({ ...administrator, onBehalfOf: 'ann' })).toEqual([]);
    expect(may({ ...administrator, scope: { actions: [...ACTIONS], caseTypes: null } })).toEqual([]);
    expect(authorize(administrator, { type: 'read-directory' }, { tenant: 8 }).allowed).toBe(false);
    expect(answer(administrator, { type: 'read-case' }, here)).toBe('not-admitted');
    expect(answer(administrator, { type: 'provision' }, here)).toBe('not-for-people');
  });

  it('asks about a case from which nothing but a grant keeps it, and about no other', () => {
    expect(answer(administrator, { type: 'simulate-access' }, here)).toBe('allowed by administrator');
    expect(answer(officer, { type: 'simulate-access' }, here)).toBe('not-in-role');
    const sealed = { ...here, access: { tokens: [], purposes: [], walls: [], ...here.access, needs: ['seal:x'] } };
    expect(answer(administrator, { type: 'simulate-access' }, sealed)).toBe('not-admitted');
    expect(answer(administrator, { type: 'simulate-access' }, { tenant: 7, team: 'fines' })).toBe('not-admitted');
  });
});

describe('releases of open data', () => {
  const RELEASES = ['read-releases', 'prepare-release', 'approve-release'] as const;
  const holder = (role: string, more: Partial<Principal> = {}): Principal => ({
    ...{ ...officer, teams: [{ team: 'other', role }], ...more },
  });
  const may = (who: Principal): readonly string[] =>
    RELEASES.filter((type) => authorize(who, { type }, { tenant: 7 }).allowed);

  it('are made by one office and approved by two, of which one is not handed on, and neither is a token’s', () => {
    expect(may(officer)).toEqual([]);
    expect(may(holder('open-data-publisher'))).toEqual([...RELEASES]);
    expect(may(holder('privacy-officer'))).toEqual(['read-releases', 'approve-release']);
    expect(may(holder('privacy-officer', { onBehalfOf: 'ann' }))).toEqual([]);
    const scope = { actions: [...RELEASES], caseTypes: null };
    expect([may(holder('open-data-publisher', { scope })), may(holder('privacy-officer', { scope }))]).toEqual([
      [],
      [],
    ]);
    expect(authorize(holder('open-data-publisher'), { type: 'prepare-release' }, { tenant: 8 }).allowed).toBe(false);
    expect(authorize(holder('open-data-publisher'), { type: 'read-case' }, here).allowed).toBe(
      authorize(holder('other'), { type: 'read-case' }, here).allowed,
    );
  });
});

describe('records', () => {
  const RECORDS = ['read-records', 'keep-records', 'approve-disposal'] as const;
  const holder = (role: string, more: Partial<Principal> = {}): Principal => ({
    ...{ ...officer, teams: [{ team: 'other', role }], ...more },
  });
  const may = (who: Principal): readonly string[] =>
    RECORDS.filter((type) => authorize(who, { type }, { tenant: 7 }).allowed);

  it('are kept by one office, in its own name, by no token, and it reads no case by that', () => {
    expect(may(officer)).toEqual([]);
    expect(may(holder('records-manager'))).toEqual([...RECORDS]);
    expect(may(holder('records-manager', { onBehalfOf: 'ann' }))).toEqual([]);
    expect(may(holder('records-manager', { scope: { actions: [...RECORDS], caseTypes: null } }))).toEqual([]);
    expect(authorize(holder('records-manager'), { type: 'keep-records' }, { tenant: 8 }).allowed).toBe(false);
    expect(answer(holder('records-manager', { holding: ['purpose:*'] }), { type: 'read-case' }, here)).toBe(
      'not-admitted',
    );
  });
});

describe('oversight', () => {
  const privacy = {
    ...{ ...officer, teams: [{ team: 'other', role: 'privacy-officer' }] },
    holding: ['in:7/other', 'purpose:*'],
  };
  const elsewhere = here;

  it('is for the privacy role, in whatever team it is held, and gives no case', () => {
    for (const type of ['read-readers', 'read-reads', 'read-reviews', 'decide-review'] as const)
      expect(answer(privacy, { type }, elsewhere)).toBe('allowed by privacy');
    expect(answer(privacy, { type: 'read-case' }, elsewhere)).toBe('not-admitted');
    expect(answer(privacy, complete, elsewhere)).toBe('not-admitted');
    for (const type of ['read-reads', 'read-reviews', 'decide-review'] as const)
      expect(answer(officer, { type }, here)).toBe('not-in-role');
  });

  it('tells who looked at a case to nobody who is barred from it', () => {
    const asked = (bar: Partial<AccessAsked>) => ({ ...elsewhere, access: { ...access, ...bar } });
    const walled = { ...privacy, holding: [...privacy.holding, 'person:7/ann'] };
    expect(answer(walled, { type: 'read-readers' }, asked({ walls: ['person:7/ann'] }))).toBe('not-admitted');
    for (const bar of [{ needs: ['seal:7/seal.1'] }, { purposes: ['purpose:audit'] }])
      expect(answer(privacy, { type: 'read-readers' }, asked(bar))).toBe('not-admitted');
    expect(answer(privacy, { type: 'read-readers' }, { tenant: 7 })).toBe('not-admitted');
  });

  it('tells the team of a case who looked at it, and no other team', () => {
    expect(answer(officer, { type: 'read-readers' }, here)).toBe('allowed by team');
    expect(answer(officer, { type: 'read-readers' }, { ...here, team: 'other' })).toBe('not-in-team');
  });
});

describe('the seat of an auditor', () => {
  const auditor: Principal = { ...officer, person: 'olga', teams: [], holding: ['purpose:*'] };
  const seat = { tenant: 7, person: 'olga', from: 100, until: 200, purpose: 'audit-2026' };
  const asked = (principal: Principal, held: typeof seat | null, at: Parameters<typeof authorizeAudit>[2]): string => {
    const decision = authorizeAudit(principal, held, at);
    return decision.allowed ? `${decision.grant.action} by ${decision.grant.rule}` : decision.reason;
  };
  const audit = (principal: Principal, held: typeof seat | null, nowMs: number): string =>
    asked(principal, held, { nowMs, of: 'no-case' });

  it('allows one action, from its first instant and until its last', () => {
    expect([99, 100, 199, 200].map((now) => audit(auditor, seat, now))).toEqual([
      ...['no-seat', 'audit by auditor-seat', 'audit by auditor-seat', 'no-seat'],
    ]);
  });

  it('is of one person of one agency, and of nobody who works on cases or is a system', () => {
    expect(audit(auditor, null, 150)).toBe('no-seat');
    expect(audit({ ...auditor, person: 'ann' }, seat, 150)).toBe('no-seat');
    expect(audit({ ...auditor, tenant: 8 }, seat, 150)).toBe('no-seat');
    expect(audit({ ...auditor, teams: officer.teams }, seat, 150)).toBe('not-independent');
    expect(audit({ ...auditor, scope: { actions: ['audit'], caseTypes: null } }, seat, 150)).toBe('not-for-system');
  });

  it('opens nothing that is barred, whatever it is for', () => {
    const asks = (bar: Partial<AccessAsked>): string => asked(auditor, seat, { nowMs: 150, of: { ...access, ...bar } });
    expect(asks({})).toBe('audit by auditor-seat');
    expect(asks({ walls: ['person:7/olga'] })).toBe('audit by auditor-seat');
    const walled = { ...auditor, holding: ['purpose:*', 'person:7/olga'] };
    expect(asked(walled, seat, { nowMs: 150, of: { ...access, walls: ['person:7/olga'] } })).toBe('not-admitted');
    expect(asks({ needs: ['level:au-pspf:SECRET'] })).toBe('not-admitted');
    expect(asks({ needs: ['seal:7/seal.1'] })).toBe('not-admitted');
    expect(asks({ purposes: ['purpose:inspection'] })).toBe('not-admitted');
    expect(asks({ purposes: ['purpose:audit-2026'] })).toBe('audit by auditor-seat');
    // What they state themselves does not count under a seat.
    const stating = { ...auditor, holding: ['purpose:*', 'purpose:inspection'] };
    expect(asked(stating, seat, { nowMs: 150, of: { ...access, purposes: ['purpose:inspection'] } })).toBe(
      'not-admitted',
    );
    expect(audit({ ...auditor, holding: 'program' }, seat, 150)).toBe('not-for-system');
  });

  it('gives no command and no other read: whoever holds it is asked for the rest like anybody', () => {
    const allowed = ACTIONS.filter((action) => authorize(auditor, action, here).allowed);
    expect(allowed.map(({ type }) => type)).toEqual([
      'list-work',
      'list-cases',
      'search-cases',
      'list-case-types',
      'keep-views',
      'keep-samples',
    ]);
    // Nor does any rule give the action itself, whoever asks.
    for (const who of [officer, privacyOfficer, { ...officer, authority: 'import:1' }])
      expect(authorize(who, { type: 'audit' }, here).allowed).toBe(false);
  });
});

const privacyOfficer = { ...officer, teams: [{ team: 'desk', role: 'privacy-officer' }] };
