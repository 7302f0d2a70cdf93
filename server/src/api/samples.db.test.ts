// Samples of finished work, over the wire: drawn by a seed and on record, for whoever answers for the team and nobody else, reviewed by whoever
// did not work on the case, telling nothing of a case that its reader may not read, and what was found ends with the case.
import { dateOf } from '@casewright/engine/calendar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { destroy } from '../commands/destroy.ts';
import { rebuild } from '../store/rebuild.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { type ApiUnderTest, type Client, signedIn } from './api-under-test.ts';
import { careSource, CITY, codeOf, done, startCare } from './care-under-test.ts';

const SOURCE = careSource(`  manage: manager
  sections: [{ name: health, title: Health, fields: [diagnosis], readers: [officer] }]
determinations:
  ruling: { title: Ruling, by: officer, body: A court, outcomes: { granted: Granted, refused: Refused }, review: {} }
  opinion: { title: Opinion, by: officer, body: A doctor, outcomes: { fit: Fit }, section: health, review: {} }
`).replace('outcomes: { done: Done }', 'outcomes: { done: Done, dropped: Dropped }');

// Where the cases are counted it may be tomorrow already.
const TODAY = dateOf(new Date().toISOString(), 'Europe/Rome');
const PERIOD = { from: '2020-01-01', to: TODAY };
const KIND = { team: 'desk', caseType: 'care', basis: 'closing', ...PERIOD };
const SEED = 'a-seed.2026';
const CASES = 14;
const SECRET = 'Rosebud was not told';

let under: ApiUnderTest;
let olga: Client;
let mara: Client;
/** Answers for the same team, and has worked on nothing. */
let noor: Client;
let otto: Client;
const cases: string[] = [];

beforeAll(async () => {
  ({ under, olga, mara } = await startCare(SOURCE));
  const member = (person: string, team: string, role: string) => ({
    person,
    name: person.replace(/^./, (first) => first.toUpperCase()),
    memberships: [{ team, role }],
  });
  await upsertPeople(under.database, {
    ...{ tenant: CITY, slug: 'city', name: 'City' },
    teams: ['desk', 'office'].map((team) => ({ team, title: team })),
    people: [member('noor', 'desk', 'manager'), member('otto', 'office', 'manager'), member('piet', 'desk', 'manager')],
  });
  [noor, otto] = [await signedIn(under, 'noor'), await signedIn(under, 'otto')];
  for (let at = 0; at < CASES; at += 1) {
    const answer = await olga.send('POST', '/api/v1/cases', { body: { caseType: 'care', data: { note: 'x' } } });
    const caseId = String(answer.body.caseId);
    cases.push(caseId);
    if (at < 3) await decide(caseId, at === 0 ? 'opinion' : 'ruling', at === 0 ? 'fit' : 'granted');
    // Two are open still, and four were dropped.
    if (at < CASES - 2)
      await done(olga, `/api/v1/cases/${caseId}/close`, { outcome: at % 3 === 2 ? 'dropped' : 'done' });
  }
});
afterAll(() => under.close());

async function decide(caseId: string, of: string, outcome: string): Promise<void> {
  const path = `/api/v1/cases/${caseId}/determinations`;
  const manifest = [{ document: 'a'.repeat(64), words: 'A letter' }];
  const event = await done(olga, path, { of, outcome, reasons: 'So', manifest });
  await done(olga, `${path}/determination.${event}/make`, { of, draft: event });
}

const asked = (more: object = {}) => ({
  ...{ ...KIND, of: null, size: 6, percent: null, byOutcome: false, reason: 'Each month', seed: SEED },
  ...{ questions: ['Was the person told?', 'Was it in time?'], ...more },
});

async function draw(by: Client, more: object = {}): Promise<string> {
  const answer = await by.send('POST', '/api/v1/team/samples', { body: asked(more) });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return String(answer.body.sample);
}

const membersOf = async (by: Client, sample: string): Promise<readonly string[]> =>
  (await by.get(`/api/v1/team/samples/${sample}`)).body.cases.map(({ caseId }: { caseId: string }) => caseId);

const preview = async (by: Client, more: Record<string, string> = {}) =>
  (await by.get(`/api/v1/team/sample-preview?${new URLSearchParams({ ...KIND, size: '6', ...more }).toString()}`)).body;

const review = (by: Client, ...[sample, caseId, body]: readonly [sample: string, caseId: string, body: object]) =>
  codeOf(by, `/api/v1/team/samples/${sample}/cases/${caseId}/review`, body);

const FOUND = {
  answers: [
    { answer: 'not-met', note: SECRET },
    { answer: 'met', note: '' },
  ],
  version: 0,
};

async function keptOff(person: string, caseId: string): Promise<() => Promise<void>> {
  const walls = (value: string) =>
    under.test.query(`update case_head set walls = ${value} where case_id = '${caseId}'`);
  await walls(`array['person:${CITY}/${person}']`);
  return async () => void (await walls(`'{}'`));
}

describe('drawing', () => {
  test('says before it how many there are, and then has them on record with who, when, why and by which seed', async () => {
    expect(await preview(mara)).toEqual({ population: 12, drawn: 6, strata: [], fault: null });
    const sample = await draw(mara);
    const { body } = await mara.get(`/api/v1/team/samples/${sample}`);
    expect(body).toMatchObject({
      ...{ team: 'desk', caseType: 'care', kind: 'Care', basis: 'closing', decision: null, seed: SEED },
      ...{ reason: 'Each month', drawnBy: 'Mara', asked: { population: 12, size: 6, percent: null } },
    });
    expect(body.cases).toHaveLength(6);
    const lines = await under.test.query<{ case_ids: string[] }>(
      "select case_ids from access_log where action = 'draw-sample' and person = 'mara' and not denied",
    );
    expect(lines.map((line) => line.case_ids)).toEqual([await membersOf(mara, sample)]);
    const evidence = await under.test.query<{ entry: string }>(
      "select entry from right_change where entry like '%sample-drawn%'",
    );
    expect(evidence.map(({ entry }) => JSON.parse(entry).at(-1).slice(0, 2))).toEqual([['sample-drawn', sample]]);
  });

  test('draws the same by the same seed, others by another, and makes one where none is given', async () => {
    const [first, again, other, made] = [
      await draw(mara),
      await draw(noor),
      await draw(mara, { seed: 'another' }),
      await draw(mara, { seed: null }),
    ];
    const drawn = await membersOf(mara, first);
    expect(await membersOf(mara, again)).toEqual(drawn);
    expect(await membersOf(mara, other)).not.toEqual(drawn);
    expect((await mara.get(`/api/v1/team/samples/${made}`)).body.seed).toMatch(/^[0-9a-f]{32}$/);
    const { body } = await mara.get('/api/v1/team/samples');
    expect(body.items.length).toBeGreaterThan(3);
    expect(body.offers).toEqual([
      {
        ...{ caseType: 'care', title: 'Care', teams: ['desk'] },
        decisions: [
          { of: 'ruling', title: 'Ruling' },
          { of: 'opinion', title: 'Opinion' },
        ],
      },
    ]);
  });

  test('takes of each outcome its share', async () => {
    const told = await preview(mara, { size: '6', byOutcome: 'yes' });
    expect(told.strata).toEqual([
      { outcome: 'done', label: 'Done', population: 8, drawn: 4 },
      { outcome: 'dropped', label: 'Dropped', population: 4, drawn: 2 },
    ]);
    const drawn = await membersOf(mara, await draw(mara, { byOutcome: true }));
    expect(drawn.filter((caseId) => cases.indexOf(caseId) % 3 === 2)).toHaveLength(2);
    const share = new URLSearchParams({ ...KIND, percent: '25' }).toString();
    expect((await mara.get(`/api/v1/team/sample-preview?${share}`)).body.drawn).toBe(3);
  });

  test('goes by the decisions of a kind, and knows none of a part that the drawer may not read', async () => {
    expect(await preview(mara, { basis: 'decision', of: 'ruling' })).toMatchObject({ population: 2, drawn: 2 });
    // Mara reads the case, and not the section in which that was said.
    expect(await preview(mara, { basis: 'decision', of: 'opinion' })).toEqual({
      ...{ population: 0, drawn: 0, strata: [], fault: 'sample-nothing' },
    });
    expect(await codeOf(mara, '/api/v1/team/samples', asked({ basis: 'decision', of: 'opinion' }))).toBe(
      '409 sample-nothing',
    );
    const rulings = await draw(mara, { basis: 'decision', of: 'ruling', byOutcome: true });
    expect(new Set(await membersOf(mara, rulings))).toEqual(new Set([cases[1], cases[2]]));
  });

  test('is refused where it says nothing, too much or what is not', async () => {
    for (const [more, code] of [
      [{ size: null }, '422 sample-definition'],
      [{ percent: 5 }, '422 sample-definition'],
      [{ from: '2026-02-01', to: '2026-01-01' }, '422 sample-definition'],
      [{ basis: 'decision', of: 'nothing' }, '422 sample-definition'],
      [{ to: '2020-01-02' }, '409 sample-nothing'],
      [{ caseType: 'nothing' }, '404 not-found'],
    ] as const)
      expect([more, await codeOf(mara, '/api/v1/team/samples', asked(more))]).toEqual([more, code]);
  });

  test('is for whoever answers for that work, and to anybody else there is no sample', async () => {
    const sample = await draw(mara);
    for (const by of [olga, otto]) {
      const { items, offers } = (await by.get('/api/v1/team/samples')).body;
      expect(items).toEqual([]);
      // Otto answers for such work elsewhere, and Olga for kinds of case that name nobody else.
      const ofDesk = offers.filter(({ teams }: { teams: string[] }) => teams.includes('desk'));
      expect(ofDesk.map(({ caseType }: { caseType: string }) => caseType)).not.toContain('care');
      expect(await preview(by)).toEqual({ population: 0, drawn: 0, strata: [], fault: 'not-yours' });
      expect(await codeOf(by, '/api/v1/team/samples', asked())).toBe('404 not-found');
      for (const path of ['', '/recomputation', `/cases/${cases[0]}`])
        expect((await by.get(`/api/v1/team/samples/${sample}${path}`)).status).toBe(404);
      expect(await review(by, sample, (await membersOf(mara, sample))[0] ?? '', FOUND)).toBe('404 not-found');
    }
  });
});

describe('a case that its reader may not read', () => {
  test('is in no list and no figure of a sample, which reads as if it had never been drawn', async () => {
    const sample = await draw(mara);
    const before = (await noor.get(`/api/v1/team/samples/${sample}`)).body;
    const hidden = before.cases[2].caseId;
    const open = await keptOff('noor', hidden);
    const after = (await noor.get(`/api/v1/team/samples/${sample}`)).body;
    expect(after).toEqual({
      ...before,
      cases: before.cases.filter(({ caseId }: { caseId: string }) => caseId !== hidden),
    });
    // How many were asked for would tell; it is told to whoever drew them.
    expect([after.asked, (await mara.get(`/api/v1/team/samples/${sample}`)).body.asked]).toEqual([
      null,
      { population: 12, size: 6, percent: null },
    ]);
    expect((await noor.get(`/api/v1/team/samples/${sample}/cases/${hidden}`)).status).toBe(404);
    expect(await review(noor, sample, hidden, FOUND)).toBe('404 not-found');
    expect((await preview(noor)).population).toBe(11);
    expect((await noor.get(`/api/v1/team/samples/${sample}/recomputation`)).body).toEqual({
      ...{ isSame: true, isAsRecorded: true },
    });
    await open();
    expect((await noor.get(`/api/v1/team/samples/${sample}`)).body).toEqual(before);
  });
});

describe('reviewing', () => {
  test('is kept for the reviewer, read by whoever answers for the team, and written over by nobody else', async () => {
    const sample = await draw(mara);
    const [caseId = ''] = await membersOf(mara, sample);
    expect((await noor.get(`/api/v1/team/samples/${sample}/cases/${caseId}`)).body).toMatchObject({
      ...{ workedOn: ['Olga'], isOwnWork: false, review: null, questions: ['Was the person told?', 'Was it in time?'] },
    });
    expect(await review(noor, sample, caseId, { ...FOUND, answers: FOUND.answers.slice(1) })).toBe(
      '422 sample-answers',
    );
    expect(await review(noor, sample, caseId, FOUND)).toBe('done');
    expect(await review(noor, sample, caseId, FOUND)).toBe('409 sample-moved');
    expect(await review(mara, sample, caseId, { ...FOUND, version: 1 })).toBe('409 sample-reviewed');
    expect(await review(noor, sample, caseId, { ...FOUND, version: 1 })).toBe('done');
    const { body } = await mara.get(`/api/v1/team/samples/${sample}/cases/${caseId}`);
    expect(body.review).toMatchObject({ by: 'Noor', isOwn: false, version: 2, answers: FOUND.answers });
    const [first] = (await mara.get(`/api/v1/team/samples/${sample}`)).body.cases;
    expect(first).toMatchObject({ caseId, review: { by: 'Noor', answers: ['not-met', 'met'] } });
    const stored = await under.test.query<{ all: string; sealed: Buffer }>(
      'select f::text as all, sealed from quality_finding f',
    );
    expect(stored).toHaveLength(1);
    expect(stored[0]?.all).not.toContain('Rosebud');
    expect(stored[0]?.sealed.includes('Rosebud')).toBe(false);
    const lines = await under.test.query<{ action: string }>(
      "select action from access_log where person = 'noor' and not denied and action ~ 'review-sampled-case' order by recorded_at, entry_id",
    );
    expect(lines.map(({ action }) => action)).toEqual([
      ...['refused:review-sampled-case', 'review-sampled-case', 'refused:review-sampled-case', 'review-sampled-case'],
    ]);
  });

  test('is not for whoever worked on the case, by a rule with a name; giving work out is no work on it', async () => {
    const sample = await draw(mara, { size: 12 });
    const open = cases.at(-1) ?? '';
    await done(mara, `/api/v1/cases/${open}/tasks/visit/assign`, { assignee: 'olga' });
    await done(olga, `/api/v1/cases/${open}/close`, { outcome: 'done' });
    const later = await draw(mara, { size: 13 });
    expect((await mara.get(`/api/v1/team/samples/${later}/cases/${open}`)).body.isOwnWork).toBe(false);
    const [caseId = ''] = await membersOf(mara, sample);
    await done(mara, `/api/v1/cases/${caseId}/notes`, { text: 'I looked at it' });
    const { body } = await mara.get(`/api/v1/team/samples/${sample}/cases/${caseId}`);
    expect([body.workedOn, body.isOwnWork]).toEqual([['Mara', 'Olga'], true]);
    expect((await mara.get(`/api/v1/team/samples/${sample}`)).body.cases[0].isOwnWork).toBe(true);
    const refused = await mara.send('POST', `/api/v1/team/samples/${sample}/cases/${caseId}/review`, { body: FOUND });
    expect([refused.status, refused.body.code]).toEqual([409, 'sample-own-work']);
    expect(refused.body.detail).toContain('sample-own-work');
    expect(await review(noor, sample, cases.at(-2) ?? '', FOUND)).toBe('404 not-found');
    expect(await review(noor, sample, caseId, FOUND)).toBe('done');
  });

  test('ends with its case: nothing is left of what was found, and the sample still comes out the same', async () => {
    const sample = await draw(mara, { seed: 'the-end' });
    const [caseId = '', ...others] = await membersOf(mara, sample);
    expect(await review(noor, sample, caseId, FOUND)).toBe('done');
    const found = () => under.test.query('select from quality_finding where case_id = $1', [caseId]);
    expect((await found()).length).toBeGreaterThan(0);
    const keeper = { note: async () => '', cancel: async () => {} };
    const outcome = await destroy(
      { ...under.deps, keeper },
      { tenant: CITY, caseId, subject: '', authority: 'GDA', class: '1', approvers: ['mara', 'noor'] },
    );
    expect(outcome.kind).toBe('destroyed');
    expect(await found()).toEqual([]);
    expect(await under.test.query('select from outcome where case_id = $1', [caseId])).toEqual([]);
    expect(await membersOf(mara, sample)).toEqual(others);
    expect((await mara.get(`/api/v1/team/samples/${sample}/cases/${caseId}`)).status).toBe(404);
    expect(await review(noor, sample, caseId, FOUND)).toBe('404 not-found');
    expect((await mara.get(`/api/v1/team/samples/${sample}/recomputation`)).body).toEqual({
      ...{ isSame: true, isAsRecorded: true },
    });
  });
});

describe('what is kept', () => {
  test('cannot be changed so that nobody sees it', async () => {
    const recomputed = async (sample: string) => (await mara.get(`/api/v1/team/samples/${sample}/recomputation`)).body;
    for (const [change, isSame] of [
      [`seed = 'quiet'`, false],
      [`members = members[1:5]`, false],
      [`population = array_append(population, gen_random_uuid()), strata = array_append(strata, '')`, null],
      [`reason = 'Another'`, true],
    ] as const) {
      const sample = await draw(mara);
      expect(await recomputed(sample)).toEqual({ isSame: true, isAsRecorded: true });
      await under.test.query(`update quality_sample set ${change} where sample = $1`, [sample]);
      const told = await recomputed(sample);
      expect([change, told.isAsRecorded]).toEqual([change, false]);
      if (isSame !== null) expect([change, told.isSame]).toEqual([change, isSame]);
    }
  });

  test('follows from the events alone, of what it is drawn from', async () => {
    const deps = { database: under.database, keys: under.deps.keys, caseTypes: under.deps.caseTypes };
    const all = () => under.test.query('select o::text from outcome o order by 1');
    const before = await all();
    const closings = before.filter((row) => JSON.stringify(row).includes(',closing,'));
    expect(closings.length).toBe(12);
    await under.test.query("delete from outcome where kind = 'closing'");
    const found = await rebuild(deps, { tenant: CITY, mode: 'compare' });
    expect(found.differences.filter(({ where }) => where === 'outcomes').length).toBe(12);
    await rebuild(deps, { tenant: CITY, mode: 'rebuild' });
    expect((await rebuild(deps, { tenant: CITY, mode: 'compare' })).differences).toEqual([]);
    expect(await all()).toEqual(before);
    expect((await preview(mara, { size: '20' })).population).toBe(12);
  });
});
