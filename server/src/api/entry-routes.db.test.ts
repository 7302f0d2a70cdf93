// What a case keeps besides fields and work, over the wire: commands with their keys and versions, who may read which kind, and that
// what is hidden leaves no trace.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiUnderTest, Client } from './api-under-test.ts';
import { careSource, type CareUnderTest, codeOf, done, kept, startCare } from './care-under-test.ts';

const SOURCE = `${careSource(`  sections:
    - { name: health, title: Health, fields: [diagnosis], readers: [manager] }
`)}
parties:
  person: { title: Person, subject: true, replaceable: true }
  helper: { title: Helper, represents: [person], scope: { all: 'Everything' } }
  doctor: { title: Doctor, subject: true, personal: true, min: 0, max: 2, section: health }
issues:
  claim: { title: Claim, outcomes: { yes: Granted, no: Refused }, mayReopen: true }
  illness: { title: Illness, outcomes: { ill: Ill, well: Well }, section: health, atClosing: may-stay-open }
goals:
  walk: { title: Walk, owner: [person], measure: { title: Steps, unit: steps, direction: more }, atClosing: may-stay-open }
obligations:
  report: { title: Report, by: manager, owedBy: [person, doctor, agency] }
`;

let under: ApiUnderTest;
let olga: Client;
let mara: Client;
let opened: CareUnderTest['opened'];

beforeAll(async () => {
  ({ under, olga, mara, opened } = await startCare(SOURCE));
});
afterAll(() => under.close());

describe('an issue', () => {
  test('is raised, decided and opened again, and says what may be done with it', async () => {
    const path = await opened();
    expect(await done(olga, `${path}/issues`, { of: 'claim', words: 'Is it owed?' })).toBe(2);
    const issue = {
      entry: 'issue.2',
      of: 'claim',
      title: 'Claim',
      status: 'open',
      words: 'Is it owed?',
      may: ['decide'],
    };
    expect((await kept(olga, path)).issues).toMatchObject([issue]);
    const decision = { of: 'claim', outcome: 'yes', reasons: 'It is' };
    expect(await codeOf(olga, `${path}/issues/issue.2/decide`, { ...decision, outcome: 'maybe' })).toBe(
      '409 entry-refused',
    );
    expect(await codeOf(olga, `${path}/issues/issue.9/decide`, decision)).toBe('404 unknown-entry');
    expect(await codeOf(olga, `${path}/close`, { outcome: 'done' })).toBe('409 open-entries');
    await done(olga, `${path}/issues/issue.2/decide`, decision);
    expect((await kept(olga, path)).issues).toMatchObject([{ outcome: 'Granted', reasons: 'It is', may: ['reopen'] }]);
    await done(olga, `${path}/issues/issue.2/reopen`, { of: 'claim', reason: 'New papers' });
    expect((await kept(olga, path)).issues).toMatchObject([{ status: 'open', outcome: null, may: ['decide'] }]);
  });

  test('is raised once for one key, and not at another version than is said', async () => {
    const path = await opened();
    const asked = { body: { of: 'claim', words: 'x' }, key: `once-${path}` };
    const [first, again] = [
      await olga.send('POST', `${path}/issues`, asked),
      await olga.send('POST', `${path}/issues`, asked),
    ];
    expect([first.status, again.status, again.body.version]).toEqual([200, 200, 2]);
    expect((await kept(olga, path)).issues).toHaveLength(1);
    const stale = { body: { of: 'claim', words: 'y' }, headers: { 'if-match': '"v1"' } };
    expect((await olga.send('POST', `${path}/issues`, stale)).status).toBe(412);
    const open = await olga.send('POST', `${path}/issues`, { body: { of: 'claim', words: 'x', more: 'y' } });
    expect([open.status, open.body.code]).toEqual([400, 'invalid-request']);
  });
});

describe('parties, goals and obligations', () => {
  test('are recorded, change, and name each other', async () => {
    const path = await opened();
    expect((await kept(olga, path)).parties).toMatchObject([
      { entry: 'party.person', title: 'Person', status: 'current', may: ['end', 'replace', 'set-contact'] },
    ]);
    const mandate = { represents: 'party.person', scope: ['all'], until: '2099-01-01' };
    await done(olga, `${path}/parties`, { of: 'helper', subject: 'ada', ...mandate });
    await done(olga, `${path}/parties/party.person/replace`, { of: 'person', subject: 'heir', reason: 'Died' });
    expect((await kept(olga, path)).parties).toMatchObject([
      { entry: 'party.person', status: 'replaced', may: [] },
      { entry: 'party.2', status: 'ended', scope: ['Everything'], represents: 'party.person' },
      { entry: 'party.3', subject: 'heir', replaces: 'party.person' },
    ]);
    const goal = { of: 'walk', words: 'To walk', owner: 'party.3', baseline: '0', target: '10' };
    await done(olga, `${path}/goals`, goal);
    await done(olga, `${path}/goals/goal.4/review`, { of: 'walk', value: '4.5', note: 'Better' });
    await done(olga, `${path}/goals/goal.4/conclude`, { of: 'walk', attainment: 'partly-attained' });
    expect((await kept(olga, path)).goals).toMatchObject([
      { status: 'partly-attained', owner: 'party.3', measure: { unit: 'steps' }, reviews: [{ value: '4.5' }], may: [] },
    ]);
    const owed = { of: 'report', words: 'Report', owedBy: 'agency', agreement: 'By letter', dueOn: '2099-01-01' };
    expect(await codeOf(olga, `${path}/obligations`, owed)).toBe('404 not-found');
    await done(mara, `${path}/obligations`, owed);
    await done(mara, `${path}/obligations/obligation.7/waive`, { of: 'report', reasons: 'Not needed' });
    expect((await kept(olga, path)).obligations).toMatchObject([{ status: 'waived', owedBy: 'agency', may: [] }]);
    expect(await codeOf(mara, `${path}/obligations/obligation.7/meet`, { of: 'report' })).toBe('409 entry-refused');
    await done(olga, `${path}/parties/party.3/end`, { of: 'person', reason: 'Left' });
    const { body } = await olga.get(`${path}/activity`);
    expect(body.items[0]).toMatchObject({ title: 'No longer a party: Person' });
  });
});

describe('what is hidden', () => {
  test('is in no list, kind, id, count or answer of whoever may not read its section', async () => {
    const path = await opened();
    await done(mara, `${path}/issues`, { of: 'illness', words: 'Is it SECRET-ILLNESS?' });
    await done(mara, `${path}/issues/issue.2/decide`, { of: 'illness', outcome: 'ill', reasons: 'SECRET-REASON' });
    await done(mara, `${path}/parties`, { of: 'doctor', subject: 'SECRET-DOCTOR' });
    const owed = { of: 'report', words: 'Report', owedBy: 'party.4', arisesFrom: 'issue.2', dueOn: '2099-01-01' };
    await done(mara, `${path}/obligations`, owed);
    const [hers, theirs] = [await kept(mara, path), await kept(olga, path)];
    expect([hers.issues.length, hers.parties.length, hers.kinds.issues.length]).toEqual([1, 2, 2]);
    expect([theirs.issues, theirs.parties.length]).toEqual([[], 1]);
    expect(theirs.kinds.issues.map(({ of }: { of: string }) => of)).toEqual(['claim']);
    expect(theirs.kinds.parties.map(({ of }: { of: string }) => of)).toEqual(['person', 'helper']);
    expect(hers.obligations).toMatchObject([{ owedBy: 'party.4', arisesFrom: 'issue.2' }]);
    expect(theirs.obligations).toMatchObject([{ owedBy: null, arisesFrom: null }]);
    const told = JSON.stringify([(await olga.get(path)).body, (await olga.get(`${path}/activity`)).body]);
    expect(told).not.toMatch(/SECRET|illness|doctor|issue\.2|party\.4/i);
    // Nothing says whether there is one.
    for (const of of ['illness', 'nothing-there']) {
      const answers = await Promise.all([
        codeOf(olga, `${path}/issues/issue.2/decide`, { of, outcome: 'ill', reasons: 'x' }),
        codeOf(olga, `${path}/issues/issue.9/decide`, { of, outcome: 'ill', reasons: 'x' }),
      ]);
      expect(new Set(answers).size).toBe(1);
    }
    expect(await codeOf(olga, `${path}/issues/issue.2/decide`, { of: 'illness', outcome: 'ill', reasons: 'x' })).toBe(
      '404 not-found',
    );
    expect(await codeOf(olga, `${path}/issues/issue.2/decide`, { of: 'claim', outcome: 'yes', reasons: 'x' })).toBe(
      '404 unknown-entry',
    );
    expect(await codeOf(olga, `${path}/issues/issue.9/decide`, { of: 'claim', outcome: 'yes', reasons: 'x' })).toBe(
      '404 unknown-entry',
    );
  });
});
