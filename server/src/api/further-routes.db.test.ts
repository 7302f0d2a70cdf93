// Determinations, exhibits, referrals and communications over the wire: each command, who may read which, and that of what is hidden
// there is no trace in what is shown.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { giveDelegation } from '../commands/keep-delegations.ts';
import type { ApiUnderTest, Client } from './api-under-test.ts';
import { careSource, type CareUnderTest, CITY, codeOf, done, kept, startCare } from './care-under-test.ts';

const HASH = 'a'.repeat(64);

const SOURCE = `${careSource(`  sections:
    - { name: health, title: Health, fields: [diagnosis], readers: [manager] }
`)}
parties:
  person: { title: Person, subject: true }
  doctor: { title: Doctor, min: 0, section: health }
issues:
  claim: { title: Claim, outcomes: { yes: Granted, no: Refused } }
  illness: { title: Illness, outcomes: { ill: Ill, well: Well }, section: health, atClosing: may-stay-open }
determinations:
  ruling:
    title: Ruling
    delegation: { role: manager, instrument: rulings, law: { ref: Care Act s 4, kind: statute } }
    outcomes: { yes: Granted, no: Refused }
    decides: [claim]
    notify: [person]
    review:
      again: { title: Another look, body: internal, asks: [person, agency], clock: { within: 30 days, law: { ref: Care Act s 5, kind: statute } }, decidedAs: second }
  second:
    title: Second ruling
    delegation: { role: officer, instrument: rulings, law: { ref: Care Act s 5, kind: statute } }
    outcomes: { affirmed: Affirmed, varied: Varied, set-aside: Set aside }
    decides: [claim]
    notify: [person]
    review: {}
evidence:
  exhibit:
    title: Exhibit
    offeredFor: [claim, illness]
    audiences: { all: { title: Everybody }, sealed: { title: The ward, section: health } }
referrals:
  advice: { title: Advice, to: team, purpose: advice, authority: Care Act, sections: [general, health], declineReasons: { busy: Too busy }, clock: { within: 30 days, law: { ref: Care Act, kind: statute } } }
communications:
  letter: { title: Letter, form: letter, with: [person, doctor], channels: { post: Post }, approvedBy: manager }
  chart: { title: Chart, form: message, with: [doctor], channels: { post: Post }, section: health }
`;

let under: ApiUnderTest;
let olga: Client;
let mara: Client;
let opened: CareUnderTest['opened'];

beforeAll(async () => {
  ({ under, olga, mara, opened } = await startCare(SOURCE));
  const deps = { database: under.database, nowMs: Date.now };
  for (const person of ['mara', 'olga']) {
    const given = { person, instrument: 'rulings', from: '2020-01-01', until: null, givenBy: 'secretary' };
    await giveDelegation(deps, { tenant: CITY, actor: 'set-up' }, given);
  }
});
afterAll(() => under.close());

describe('a determination', () => {
  test('is drafted, made by its delegate, told, reviewed by another, and says what may be done with it', async () => {
    const path = await opened();
    await done(olga, `${path}/issues`, { of: 'claim', words: 'Is it owed?' });
    expect((await kept(olga, path)).issues).toMatchObject([{ may: [] }]);
    const decided = { issues: [{ issue: 'issue.2', outcome: 'no' }], notice: [{ party: 'party.person' }] };
    await done(olga, `${path}/determinations`, { of: 'ruling', outcome: 'no', ...decided });
    const draft = `${path}/determinations/determination.3`;
    expect((await kept(olga, path)).determinations).toMatchObject([
      { entry: 'determination.3', status: 'drafted', draft: 3, may: ['revise', 'discard'] },
    ]);
    const said = { reasons: 'It is not', manifest: [{ field: 'note', version: 1 }] };
    await done(olga, `${draft}/revise`, { of: 'ruling', ...said });
    expect((await kept(mara, path)).determinations[0].may).toEqual(['revise', 'discard', 'make']);
    expect(await codeOf(mara, `${draft}/make`, { of: 'ruling', draft: 3 })).toBe('409 entry-refused');
    expect(await codeOf(olga, `${draft}/make`, { of: 'ruling', draft: 4 })).toBe('404 not-found');
    await done(mara, `${draft}/make`, { of: 'ruling', draft: 4 });
    await done(olga, `${draft}/notify`, { of: 'ruling', party: 'party.person' });
    const view = await kept(mara, path);
    expect(view.determinations).toMatchObject([
      {
        ...{
          status: 'notified',
          outcome: 'Refused',
          rights: [{ title: 'Another look' }],
          may: ['request-review', 'revoke'],
        },
        made: { by: 'mara', onBehalfOf: null, delegation: { instrument: 'rulings', law: 'Care Act s 4' } },
        ...{ issues: [{ issue: 'issue.2', outcome: 'Refused' }], windows: [{ party: 'party.person' }], review: null },
      },
    ]);
    expect(view.issues).toMatchObject([{ outcome: 'Refused', determination: 'determination.3', may: [] }]);
    const second = (of: { kinds: { determinations: { of: string; mayAdd: boolean }[] } }) =>
      of.kinds.determinations.find((kind) => kind.of === 'second')?.mayAdd;
    expect(second(view)).toBe(false);
    await done(olga, `${draft}/request-review`, { of: 'ruling', right: 'again', party: 'party.person', words: 'No' });
    const asked = await kept(olga, path);
    expect([second(asked), asked.determinations[0].review]).toMatchObject([
      true,
      { isOpen: true, party: 'party.person' },
    ]);
    expect(asked.determinations[0].may).toContain('withdraw-review');
    await done(olga, `${draft}/withdraw-review`, { of: 'ruling', reason: 'Settled' });
    await done(mara, `${draft}/revoke`, { of: 'ruling', reasons: 'A slip' });
    expect((await kept(olga, path)).determinations).toMatchObject([{ status: 'revoked', why: 'A slip', may: [] }]);
    await done(olga, `${path}/determinations`, { of: 'ruling' });
    await done(olga, `${path}/determinations/determination.10/discard`, { of: 'ruling', reason: 'No' });
  });

  test('names nothing of another section to whoever may not read that, nor how much of it there is', async () => {
    const path = await opened();
    await done(mara, `${path}/issues`, { of: 'illness', words: 'SECRET' });
    await done(mara, `${path}/evidence`, { of: 'exhibit', audience: 'sealed', words: 'SECRET' });
    const manifest = [
      { field: 'note', version: 1 },
      { field: 'diagnosis', version: 1 },
      { entry: 'issue.2', version: 2 },
      { entry: 'evidence.3', version: 3 },
    ];
    expect(await codeOf(olga, `${path}/determinations`, { of: 'ruling', manifest })).toBe('404 not-found');
    await done(mara, `${path}/determinations`, { of: 'ruling', manifest });
    expect((await kept(mara, path)).determinations[0].manifest).toEqual(manifest);
    expect((await kept(olga, path)).determinations[0].manifest).toEqual(manifest.slice(0, 1));
    await done(mara, `${path}/evidence`, { of: 'exhibit', audience: 'all', words: 'x', offeredFor: ['issue.2'] });
    expect((await kept(mara, path)).evidence[1].offeredFor).toEqual(['issue.2']);
    expect((await kept(olga, path)).evidence).toMatchObject([{ entry: 'evidence.5', offeredFor: [] }]);
  });
});

describe('an exhibit', () => {
  test('is handed over, offered, admitted and returned', async () => {
    const path = await opened();
    await done(olga, `${path}/issues`, { of: 'claim', words: 'Is it owed?' });
    const one = { of: 'exhibit', audience: 'all' };
    // Whoever says for which issues it is offered, or from which party it came, must be able to know all kinds of these.
    expect(await codeOf(olga, `${path}/evidence`, { ...one, words: 'A watch' })).toBe('404 not-found');
    await done(mara, `${path}/evidence`, { ...one, words: 'A watch', receivedFrom: { party: 'party.person' } });
    const exhibit = `${path}/evidence/evidence.3`;
    expect((await kept(olga, path)).evidence).toMatchObject([
      { exhibit: 1, custody: { from: { party: 'party.person' }, holder: { person: 'mara' }, isPending: false } },
    ]);
    expect((await kept(olga, path)).evidence[0].may).not.toContain('offer');
    expect(await codeOf(olga, `${exhibit}/offer`, { ...one, offeredFor: ['issue.2'] })).toBe('404 not-found');
    await done(mara, `${exhibit}/offer`, { ...one, offeredFor: ['issue.2'] });
    await done(mara, `${exhibit}/hand-over`, { ...one, to: { person: 'olga' } });
    expect((await kept(olga, path)).evidence[0].may).toEqual(expect.arrayContaining(['receive', 'refuse']));
    expect(await codeOf(mara, `${exhibit}/receive`, one)).toBe('409 entry-refused');
    await done(olga, `${exhibit}/refuse`, { ...one, reason: 'Not here' });
    await done(mara, `${exhibit}/hand-over`, { ...one, to: { person: 'olga' } });
    await done(olga, `${exhibit}/receive`, one);
    await done(mara, `${exhibit}/admit`, one);
    expect((await kept(olga, path)).evidence).toMatchObject([
      { status: 'admitted', isAdmissible: true, offeredFor: ['issue.2'], custody: { holder: { person: 'olga' } } },
    ]);
    await done(mara, `${exhibit}/exclude`, { ...one, reasons: 'Not relevant' });
    const { custody } = (await kept(mara, path)).evidence[0];
    await done(mara, `${exhibit}/report-gap`, { ...one, from: custody.since, words: 'A night' });
    expect((await kept(mara, path)).evidence).toMatchObject([{ hasGap: true, isAdmissible: false }]);
    await done(mara, `${exhibit}/return`, { ...one, to: { outside: 'Owner' }, reasons: 'Over', receipt: HASH });
    expect((await kept(olga, path)).evidence).toMatchObject([
      { status: 'returned', returnedTo: { outside: 'Owner' }, may: [] },
    ]);
    await done(mara, `${path}/evidence`, { ...one, words: 'A hat' });
    const { version } = (await mara.get(path)).body;
    await done(mara, `${path}/evidence/evidence.${version}/dispose`, { ...one, reasons: 'Spoilt' });
  });

  test('under seal is there for nobody else, from when it is', async () => {
    const path = await opened();
    const one = { of: 'exhibit', audience: 'sealed' };
    await done(mara, `${path}/evidence`, { ...one, words: 'SECRET-CHART' });
    const exhibit = `${path}/evidence/evidence.2`;
    expect([(await kept(mara, path)).evidence.length, (await kept(olga, path)).evidence]).toEqual([1, []]);
    expect((await kept(olga, path)).kinds.evidence).toMatchObject([
      { audiences: [{ value: 'all' }], offeredFor: ['claim'], mayAdd: false },
    ]);
    for (const entry of [2, 9])
      expect(await codeOf(olga, `${path}/evidence/evidence.${entry}/exclude`, { ...one, reasons: 'x' })).toBe(
        '404 not-found',
      );
    const all = { of: 'exhibit', audience: 'all' };
    expect(await codeOf(olga, `${exhibit}/exclude`, { ...all, reasons: 'x' })).toBe('404 unknown-entry');
    const told = JSON.stringify([(await olga.get(path)).body, (await olga.get(`${path}/activity`)).body]);
    expect(told).not.toMatch(/SECRET|evidence\.2|sealed|ward/i);
    await done(mara, `${exhibit}/change-audience`, { ...one, to: 'all', reason: 'Heard in public' });
    expect((await kept(olga, path)).evidence).toMatchObject([{ audienceTitle: 'Everybody' }]);
  });
});

describe('referrals and communications', () => {
  test('are offered, taken or declined, and answered', async () => {
    const path = await opened();
    const to = { to: { team: 'ward' }, words: 'What now?', endsOn: '2099-01-01' };
    const first = { of: 'advice', ...to, sections: ['general', 'health'] };
    for (let at = 2; at <= 4; at += 1) await done(olga, `${path}/referrals`, first);
    await done(olga, `${path}/referrals/referral.2/accept`, { of: 'advice' });
    await done(olga, `${path}/referrals/referral.2/answer`, { of: 'advice', answer: 'Wait' });
    await done(olga, `${path}/referrals/referral.3/decline`, { of: 'advice', because: 'busy' });
    await done(olga, `${path}/referrals/referral.4/withdraw`, { of: 'advice', reasons: 'Settled' });
    expect((await kept(mara, path)).referrals).toMatchObject([
      { status: 'answered', answer: 'Wait', sections: ['General', 'Health'], may: [] },
      { status: 'declined', declined: 'Too busy' },
      { status: 'withdrawn', reasons: 'Settled' },
    ]);
    // Which sections go with it is told of those that may be read.
    expect((await kept(olga, path)).referrals[0].sections).toEqual(['General']);
    expect((await kept(olga, path)).kinds.referrals).toMatchObject([{ sections: [{ value: 'general' }] }]);
  });

  test('are drafted, approved by another, sent, and come back; what came in is recorded', async () => {
    const path = await opened();
    await done(mara, `${path}/parties`, { of: 'doctor', subject: 'SECRET-DOCTOR' });
    const letter = { of: 'letter', channel: 'post', subject: 'Your case' };
    await done(mara, `${path}/communications`, {
      ...letter,
      with: ['party.person', 'party.2'],
      content: 'b'.repeat(64),
    });
    const one = `${path}/communications/communication.3`;
    await done(mara, `${one}/revise`, { of: 'letter', content: HASH });
    expect(await codeOf(mara, `${one}/approve`, { of: 'letter', content: HASH })).toBe('409 entry-refused');
    // Whom a letter may be with is of two sections, and so who changes it must be able to read both.
    expect((await kept(olga, path)).communications).toMatchObject([{ with: ['party.person'], may: ['discard'] }]);
    await done(mara, `${one}/discard`, { of: 'letter', reason: 'No' });
    const chart = { of: 'chart', channel: 'post', with: ['party.2'], subject: 'SECRET' };
    await done(mara, `${path}/communications`, { ...chart, content: HASH });
    const other = `${path}/communications/communication.6`;
    await done(mara, `${other}/send`, { of: 'chart' });
    await done(mara, `${other}/bounce`, { of: 'chart', reason: 'Moved' });
    await done(mara, `${other}/send`, { of: 'chart' });
    await done(mara, `${other}/deliver`, { of: 'chart' });
    await done(mara, `${path}/communications/record`, { ...chart, direction: 'in', answers: 'communication.6' });
    expect((await kept(mara, path)).communications).toMatchObject([
      { status: 'discarded' },
      { status: 'delivered', direction: 'out', channel: 'Post' },
      { status: 'recorded', answers: 'communication.6' },
    ]);
    expect((await kept(olga, path)).kinds.communications.map(({ of }: { of: string }) => of)).toEqual(['letter']);
    const told = JSON.stringify([(await olga.get(path)).body, (await olga.get(`${path}/activity`)).body]);
    expect(told).not.toMatch(/SECRET|chart|doctor|party\.2|communication\.6/i);
  });

  test('take nothing that is not asked for, count once for one key, and not at another version', async () => {
    const path = await opened();
    const to = { of: 'advice', to: { team: 'ward' }, words: 'x', sections: ['general'], endsOn: '2099-01-01' };
    expect(await codeOf(olga, `${path}/referrals`, { ...to, more: 1 })).toBe('400 invalid-request');
    expect(await codeOf(olga, `${path}/referrals`, { ...to, to: { team: 'ward', more: 1 } })).toBe(
      '400 invalid-request',
    );
    const asked = { body: to, key: `once-${path}` };
    const first = await olga.send('POST', `${path}/referrals`, asked);
    const again = await olga.send('POST', `${path}/referrals`, asked);
    expect([first.status, again.status, again.body.version]).toEqual([200, 200, 2]);
    const stale = { body: to, headers: { 'if-match': '"v1"' } };
    expect((await olga.send('POST', `${path}/referrals`, stale)).status).toBe(412);
  });
});
