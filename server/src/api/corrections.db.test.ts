// Corrections that go where the fact went, and consents that are asked each time: over the wire, with a real database, by people who may read
// some of it.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile } from '../commands/agency-under-test.ts';
import { destroy } from '../commands/destroy.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { rebuild } from '../store/rebuild.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { verifyChain } from '../store/verify-chain.ts';
import { tellCorrections } from '../worker/corrections.ts';
import { type ApiUnderTest, type Client, signedIn } from './api-under-test.ts';
import { careSource, CITY, codeOf, done, startCare } from './care-under-test.ts';

const AUTHORITY = 'authority: Care Act s 12';
/** Collects the day of birth for anybody, the telephone with consent alone, an illness in the section on health. */
const CARE = `${careSource(`  manage: manager
  sections: [{ name: health, title: Health, fields: [diagnosis, illness], readers: [manager] }]
`)}
parties:
  person: { title: Person, subject: true, min: 0, replaceable: true }
consents: { contact: { title: Being called by others, of: person } }
issues: { claim: { title: Claim, outcomes: { yes: Yes }, by: officer } }
`.replace(
  'diagnosis: { type: text, label: Diagnosis }',
  `diagnosis: { type: text, label: Diagnosis }
  bornOn: { type: date, label: Born, personal: true, subject: person, purpose: To know who it is,
    fact: { means: person.date-of-birth, neededFor: identity, mayServe: [identity, eligibility], ${AUTHORITY} } }
  phone: { type: text, label: Telephone, personal: true, subject: person, purpose: To call,
    fact: { means: person.telephone, neededFor: identity, mayServe: [contact], ${AUTHORITY} } }
  illness: { type: text, label: Illness, personal: true, subject: person, purpose: Care }`,
);
/** Takes both, and offers the day of birth again. */
const GRANT =
  `${careSource(`  manage: manager\n  sections: [{ name: money, title: Money, fields: [diagnosis], readers: [manager] }]\n`)}
parties: { applicant: { title: Applicant, subject: true, min: 0 } }
`
    .replaceAll('care', 'grant')
    .replace('reference: CA', 'reference: GR')
    .replace('title: Care', 'title: Grant')
    .replace(
      'diagnosis: { type: text, label: Diagnosis }',
      `diagnosis: { type: text, label: Diagnosis }
  birth: { type: date, label: Date of birth, personal: true, subject: applicant, purpose: Eligibility,
    fact: { means: person.date-of-birth, neededFor: eligibility, mayServe: [identity, eligibility], ${AUTHORITY} } }
  telephone: { type: text, label: Telephone, personal: true, subject: applicant, purpose: Survey,
    fact: { means: person.telephone, neededFor: contact } }`,
    );

let under: ApiUnderTest;
let olga: Client;
let mara: Client;

beforeAll(async () => {
  ({ under, olga, mara } = await startCare(CARE));
  await upsertPeople(under.database, {
    ...{ tenant: CITY, slug: 'city', name: 'City', teams: [{ team: 'desk', title: 'Desk' }] },
    people: [
      { person: 'olga', name: 'Olga', memberships: [{ team: 'desk', role: 'officer' }] },
      {
        ...{ person: 'mara', name: 'Mara' },
        memberships: [
          { team: 'desk', role: 'manager' },
          { team: 'desk', role: 'officer' },
        ],
      },
    ],
  });
  const published = { tenant: CITY, person: 'set-up', source: GRANT, publishedAt: '2026-01-01T00:00:00.000Z' };
  await publishCaseType(under.database, { ...published, caseType: compile(GRANT) });
  [olga, mara] = [await signedIn(under, 'olga'), await signedIn(under, 'mara')];
});
afterAll(() => under.close());

const BORN = '2001-02-03';
const idOf = (path: string): string => path.slice('/api/v1/cases/'.length);

async function opened(caseType: 'care' | 'grant', person: string): Promise<string> {
  const { body } = await olga.send('POST', '/api/v1/cases', { body: { caseType, data: { note: 'x' } } });
  const path = `/api/v1/cases/${String(body.caseId)}`;
  await done(olga, `${path}/parties`, { of: caseType === 'care' ? 'person' : 'applicant', subject: person });
  return path;
}

async function record(by: Client, path: string, data: object): Promise<number> {
  const { status, body } = await by.send('PATCH', `${path}/data`, { body: { data } });
  expect(status, JSON.stringify(body)).toBe(200);
  return Number(body.version);
}

async function take(path: string, from: string, version: number): Promise<number> {
  const field = (await olga.get(path)).body.caseType.name === 'care' ? 'bornOn' : 'birth';
  return done(olga, `${path}/offered-facts`, { field, from: { caseId: idOf(from), version } });
}

const WRONG = {
  ...{ about: { field: 'bornOn' }, standing: 'accepted', words: 'Born on 3 March 2001', askedBy: 'party.2' },
  authority: 'GDPR art. 16',
};
const notes = async (path: string, by = olga) => (await by.get(path)).body.corrections;
const rights = async (path: string, by = olga) => (await by.get(`${path}/rights`)).body;
const tell = () => tellCorrections(under.deps, CITY);

describe('a correction', () => {
  test('is told though what stands before it cannot be, page after page', async () => {
    const source = await opened('care', 'ada');
    const grant = await opened('grant', 'ada');
    await take(grant, source, await record(olga, source, { bornOn: BORN }));
    await done(olga, `${source}/corrections`, WRONG);
    // Rows of corrections that are in no case, more than a page of them, each before the one that is.
    for (const id of ['a.9997', 'a.9998', 'a.9999'])
      await under.test.query("insert into correction values (1, $1, $2, $3, 'bornOn', null, null, 0)", [
        idOf(source),
        id,
        Number(id.slice(2)),
      ]);
    const told = await tellCorrections(under.deps, CITY, 2);
    expect([told.told, told.problems.length]).toEqual([1, 3]);
    expect(await notes(grant)).toMatchObject([{ words: WRONG.words, isReceived: true }]);
    await under.test.query("delete from correction where correction like 'a.%'");
    expect(await tell()).toEqual({ told: 0, problems: [] });
  });

  test('is shown with the fact, with the offer of it, and in every case that took it, whichever was first', async () => {
    const source = await opened('care', 'ada');
    const version = await record(olga, source, { bornOn: BORN });
    const grant = await opened('grant', 'ada');
    const taken = await take(grant, source, version);
    const again = await opened('care', 'ada');
    await take(again, grant, taken);
    await done(olga, `${source}/corrections`, WRONG);
    expect(await notes(source)).toMatchObject([{ field: 'bornOn', words: WRONG.words, isReceived: false }]);
    expect(await notes(grant)).toEqual([]);
    expect(await tell()).toEqual({ told: 2, problems: [] });
    expect(await notes(grant)).toMatchObject([{ field: 'birth', words: WRONG.words, isReceived: true, askedBy: null }]);
    expect(await notes(again)).toMatchObject([{ field: 'bornOn', words: WRONG.words, isReceived: true }]);
    expect(await tell()).toEqual({ told: 0, problems: [] });
    // What is offered from now on says so, and is told to whoever takes it.
    const late = await opened('grant', 'ada');
    const { body } = await olga.get(`${late}/offered-facts`);
    const offer = body.items.find((one: { from: { caseId: string } }) => one.from.caseId === idOf(source));
    expect(offer).toMatchObject({ value: BORN, corrections: [{ standing: 'accepted', words: WRONG.words }] });
    await take(late, source, version);
    expect((await tell()).told).toBe(1);
    const { corrections } = await rights(source);
    const takers = corrections[0].takers.map((one: { caseId: string }) => one.caseId);
    expect(new Set(takers)).toEqual(new Set([idOf(grant), idOf(late)]));
    expect(corrections[0].takers.every(({ isTold }: { isTold: boolean }) => isTold)).toBe(true);
    const { body: activity } = await olga.get(`${late}/activity`);
    expect(activity.items[0]).toMatchObject({ type: 'CorrectionReceived', title: 'Correction: Date of birth' });
    expect((await olga.get('/api/v1/notices')).body.items).toContainEqual(
      expect.objectContaining({ caseId: idOf(late), about: 'correction', clock: 'Date of birth' }),
    );
  });

  test('of a value that was put right says nothing of the next, which is taken without it', async () => {
    const source = await opened('care', 'bea');
    await record(olga, source, { bornOn: BORN });
    await done(olga, `${source}/corrections`, WRONG);
    const version = await record(olga, source, { bornOn: '2001-03-03' });
    expect(await notes(source)).toMatchObject([{ isPast: true }]);
    const grant = await opened('grant', 'bea');
    expect((await olga.get(`${grant}/offered-facts`)).body.items).toMatchObject([{ corrections: [] }]);
    await take(grant, source, version);
    expect((await tell()).told).toBe(0);
    expect(await notes(grant)).toEqual([]);
  });

  test('is nothing to whoever may not read what it is on', async () => {
    const source = await opened('care', 'cleo');
    await record(mara, source, { illness: 'asthma' });
    const body = { ...WRONG, about: { field: 'illness' }, words: 'Never had it' };
    expect(await codeOf(olga, `${source}/corrections`, body)).toBe('404 not-found');
    await done(mara, `${source}/corrections`, body);
    expect(await notes(source, mara)).toHaveLength(1);
    expect(await notes(source)).toEqual([]);
    expect((await rights(source)).corrections).toEqual([]);
    const told = JSON.stringify([(await olga.get(`${source}/activity`)).body, (await olga.get(source)).body]);
    expect(told).not.toContain('Never had it');
    expect(told).not.toContain('Illness');
  });

  test('lists everybody who was told before, each of whom is told, or excused with a reason', async () => {
    const source = await opened('care', 'dora');
    await record(olga, source, { bornOn: BORN });
    const share = { kind: 'share', to: '7', unit: null, sections: ['general'], purpose: 'audit', authority: 'Act s 4' };
    await done(mara, `${source}/access/facts`, { fact: { ...share, consent: null, until: '2099-01-01T00:00:00Z' } });
    const version = await done(olga, `${source}/corrections`, WRONG);
    const settle = `${source}/corrections/correction.${version}/recipients`;
    const [{ recipients }] = await notes(source);
    expect(recipients).toMatchObject([{ key: 'agency:7', settled: null }]);
    const told = { recipient: 'agency:7', how: 'told', words: 'By letter' };
    expect(await codeOf(olga, settle, { ...told, recipient: 'agency:8' })).toBe('404 unknown-entry');
    await done(olga, settle, told);
    expect(await codeOf(olga, settle, told)).toBe('409 entry-refused');
    const [after] = await notes(source);
    expect(after.recipients).toMatchObject([{ settled: { how: 'told', words: 'By letter', by: 'olga' } }]);
  });

  test('lists packages of the case that somebody took out before, and none that came later', async () => {
    const source = await opened('care', 'hal');
    await record(olga, source, { bornOn: BORN });
    const asked = { body: { purpose: 'court-order', reason: 'For the court' } };
    expect((await olga.send('POST', `${source}/package`, asked)).status).toBe(200);
    const version = await done(olga, `${source}/corrections`, WRONG);
    expect((await olga.send('POST', `${source}/package`, asked)).status).toBe(200);
    const [{ recipients }] = await notes(source);
    expect(recipients).toMatchObject([{ key: expect.stringMatching(/^package:[0-9a-f-]{36}$/), through: [] }]);
    expect(recipients[0].left).toMatch(/^\d{4}-\d\d-\d\d$/);
    const told = { recipient: recipients[0].key, how: 'told', words: 'The court was written to' };
    await done(olga, `${source}/corrections/correction.${version}/recipients`, told);
    expect((await notes(source))[0].recipients).toMatchObject([{ settled: { how: 'told' } }]);
  });

  test('is sealed for whom it is about: their key takes the words, here and where it went', async () => {
    const source = await opened('care', 'ella');
    const version = await record(olga, source, { bornOn: BORN });
    const grant = await opened('grant', 'ella');
    await take(grant, source, version);
    await done(olga, `${source}/corrections`, { ...WRONG, words: 'CANARY of March' });
    await tell();
    const { differences } = await rebuild(
      { ...under.deps, database: under.database },
      { tenant: CITY, mode: 'compare' },
    );
    expect(differences).toEqual([]);
    const keeper = { note: async () => 'x', cancel: async () => {} };
    for (const path of [source, grant]) {
      await done(olga, `${path}/close`, { outcome: 'done' });
      const asked = { tenant: CITY, caseId: idOf(path), subject: 'ella', authority: 'GDA 12', class: '1' };
      const outcome = await destroy({ ...under.deps, keeper }, { ...asked, approvers: ['olga', 'mara'] });
      expect(outcome.kind).toBe('destroyed');
      const [row] = await under.test.query<{ state: string }>('select state from case_head where case_id = $1', [
        idOf(path),
      ]);
      expect(row?.state).toContain('"corrections"');
      expect(row?.state).not.toContain('CANARY');
      expect((await verifyChain(under.database, { tenant: CITY, caseId: idOf(path) })).problems).toEqual([]);
    }
    expect((await tell()).told).toBe(0);
  });

  test('reaches what was taken before there were rows of it, once a rebuild has made them from the events', async () => {
    const source = await opened('care', 'gus');
    const version = await record(olga, source, { bornOn: BORN });
    const grant = await opened('grant', 'gus');
    await take(grant, source, version);
    // As migration 0032 finds it: the event is there, and no row.
    await under.test.query('delete from fact_taken where tenant = $1 and source_case = $2', [CITY, idOf(source)]);
    await done(olga, `${source}/corrections`, WRONG);
    expect((await tell()).told).toBe(0);
    const deps = { ...under.deps, database: under.database };
    const compared = await rebuild(deps, { tenant: CITY, mode: 'compare' });
    expect(compared.differences).toMatchObject([{ caseId: idOf(grant) }]);
    await rebuild(deps, { tenant: CITY, mode: 'rebuild' });
    expect(await tell()).toEqual({ told: 1, problems: [] });
    expect(await notes(grant)).toMatchObject([{ field: 'birth', words: WRONG.words, isReceived: true }]);
  });

  test('reaches every case that took the fact, directly or not, whatever was done in which order', async () => {
    let reached = 0;
    const orders = fc.array(fc.tuple(fc.nat(5), fc.constantFrom('take', 'correct', 'tell')), {
      minLength: 4,
      maxLength: 9,
    });
    await fc.assert(
      fc.asyncProperty(orders, fc.uuid(), async (steps, person) => {
        const source = await opened('care', person);
        const cases = [
          { path: source, version: await record(olga, source, { bornOn: BORN }), field: 'bornOn', from: -1 },
        ];
        const corrections: { readonly at: number; readonly words: string; readonly after: number }[] = [];
        for (const [pick, what] of steps) {
          const at = pick % cases.length;
          const one = cases[at];
          if (one === undefined) continue;
          if (what === 'take') {
            const path = await opened(one.field === 'bornOn' ? 'grant' : 'care', person);
            const version = await take(path, one.path, one.version);
            cases.push({ path, version, field: one.field === 'bornOn' ? 'birth' : 'bornOn', from: at });
          } else if (what === 'correct') {
            const words = `Wrong ${corrections.length}`;
            await done(olga, `${one.path}/corrections`, { ...WRONG, about: { field: one.field }, words });
            corrections.push({ at, words, after: cases.length });
          } else await tell();
        }
        await tell();
        for (const { at, words } of corrections)
          for (const [index, each] of cases.entries()) {
            const said = (await notes(each.path)).filter((one: { words: string }) => one.words === words);
            expect([index, said.length]).toEqual([index, comesFrom(cases, index, at) ? 1 : 0]);
            reached += said.length;
          }
      }),
      { numRuns: 5 },
    );
    expect(reached).toBeGreaterThan(4);
  });
});

/** Whether a case has the fact from another, or is it. */
function comesFrom(cases: readonly { readonly from: number }[], index: number, source: number): boolean {
  if (index === source) return true;
  const from = cases[index]?.from ?? -1;
  return from >= 0 && comesFrom(cases, from, source);
}

describe('a consent', () => {
  const CONSENT = {
    ...{ kind: 'consent', purpose: 'contact', of: 'party.2', sections: null, recipients: ['case:grant'] },
    ...{ given: { how: 'written', on: '2026-01-01', document: null }, until: null },
  };

  test('is needed for each use, is listed with its uses, and once withdrawn serves nobody', async () => {
    const source = await opened('care', 'fay');
    const version = await record(olga, source, { phone: '555 1234' });
    const grant = await opened('grant', 'fay');
    const taking = { field: 'telephone', from: { caseId: idOf(source), version } };
    const offered = async (path: string) => (await olga.get(`${path}/offered-facts`)).body.items;
    expect(await offered(grant)).toMatchObject([
      {
        value: null,
        refused: expect.stringMatching(/“Being called by others” rests on consent, and none is on record/),
      },
    ]);
    const { status, body } = await olga.send('POST', `${grant}/offered-facts`, { body: taking });
    expect([status, body.code, body.detail]).toEqual([409, 'no-consent', expect.stringMatching(/rests on consent/)]);
    expect(await codeOf(olga, `${source}/access/facts`, { fact: CONSENT })).toBe('404 not-found');
    const given = await done(mara, `${source}/access/facts`, { fact: CONSENT });
    expect(await offered(grant)).toMatchObject([{ value: '555 1234', refused: null }]);
    await done(olga, `${grant}/offered-facts`, taking);
    expect((await rights(source)).consents).toMatchObject([
      {
        ...{ consent: `consent.${given}`, title: 'Being called by others', of: 'party.2', withdrawn: null },
        ...{ recipients: ['case:grant'], takers: [{ caseId: idOf(grant), field: 'telephone', purpose: 'contact' }] },
      },
    ]);
    await done(mara, `${source}/access/facts/consent.${given}/end`, { reason: 'She withdrew it' });
    expect((await rights(source)).consents[0].withdrawn).toMatch(/^20/);
    const late = await opened('grant', 'fay');
    expect(await offered(late)).toEqual(
      expect.arrayContaining([expect.objectContaining({ refused: expect.stringMatching(/was withdrawn on/) })]),
    );
    expect(await codeOf(olga, `${late}/offered-facts`, taking)).toBe('409 no-consent');
    // What was taken before is theirs, and is on the list.
    expect((await rights(source)).consents[0].takers).toHaveLength(1);
  });
});
