// Who somebody in a case may be and is held to be, over the wire: what is proposed and to whom, that holding people to be one changes
// nothing that any record knows, that taking it back leaves each with its own, and that neither opens a case to anybody.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { destroy } from '../commands/destroy.ts';
import { addHoldTo, endHolds } from '../commands/hold.ts';
import { programContext } from '../store/context.ts';
import { flight } from '../store/database.ts';
import { rebuild } from '../store/rebuild.ts';
import { verifyRights } from '../store/verify-rights.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { signedIn, type ApiUnderTest, type Client } from './api-under-test.ts';
import { keptAfter } from './kept-under-test.ts';
import { careSource, CITY, codeOf, done, startCare } from './care-under-test.ts';

const PERSONAL = 'personal: true, subject: person, purpose: To know them';
const SOURCE = `${careSource(`  manage: manager
  sections:
    - { name: health, title: Health, fields: [diagnosis], readers: [manager] }
    - { name: protected, title: Protected, fields: [callName], readers: [manager] }
`)}
parties:
  person: { title: Person, subject: true, replaceable: true }
  informant: { title: Informant, subject: true, personal: true, min: 0, section: protected }
`
  .replace(
    'data:\n',
    `data:
  given: { type: text, label: Given name, identifies: given-name, ${PERSONAL} }
  family: { type: text, label: Family name, identifies: family-name, ${PERSONAL} }
  born: { type: date, label: Born, identifies: born, ${PERSONAL} }
  licence: { type: text, label: Licence, identifies: number, ${PERSONAL} }
  needs: { type: text, label: Needs, ${PERSONAL} }
  callName: { type: text, label: Call name, identifies: name, personal: true, subject: informant, purpose: To meet them }
`,
  )
  .replace(
    'fields: { note: optional, diagnosis: optional }',
    'fields: { given: optional, family: optional, born: optional, licence: optional, needs: optional, note: optional, diagnosis: optional }',
  );

let under: ApiUnderTest;
let olga: Client;
let mara: Client;
/** Officer of another team. */
let pia: Client;

beforeAll(async () => {
  ({ under, olga, mara } = await startCare(SOURCE));
  await upsertPeople(under.database, {
    ...{
      tenant: CITY,
      slug: 'city',
      name: 'City',
      teams: [
        { team: 'desk', title: 'Desk' },
        { team: 'port', title: 'Port' },
      ],
    },
    people: [
      { person: 'pia', name: 'Pia', memberships: [{ team: 'port', role: 'officer' }] },
      { person: 'cleo', name: 'Cleo', memberships: [] },
      { person: 'dora', name: 'Dora', memberships: [] },
    ],
  });
  pia = await signedIn(under, 'pia');
});
afterAll(() => under.close());

type Facts = Readonly<Record<string, string>>;

async function opened(data: Facts, by: Client = olga, team?: string): Promise<string> {
  const body = { caseType: 'care', data, ...(team === undefined ? {} : { team }) };
  const answer = await by.send('POST', '/api/v1/cases', { body });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return String(answer.body.caseId);
}

const party = (caseId: string, entry = 'party.person'): string => `/api/v1/cases/${caseId}/parties/${entry}`;
const named = (caseId: string, entry = 'party.person') => ({ caseId, entry });
const merge = (by: Client, one: string, other: string) =>
  codeOf(by, `${party(one)}/merge`, { with: named(other), reason: 'Same face' });
const unmerge = (by: Client, one: string, together: readonly string[] = []) =>
  codeOf(by, `${party(one)}/unmerge`, { together: together.map((each) => named(each)), reason: 'Another face' });

interface Identity {
  readonly records: readonly { readonly caseId: string; readonly member: number; readonly facts: readonly Fact[] }[];
  readonly acts: readonly { readonly kind: string; readonly reason: string }[];
}
interface Fact {
  readonly field: string;
  readonly value: string;
}

/** What each record of somebody knows, by its case. */
async function known(by: Client, caseId: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const { status, body } = await by.get(`${party(caseId)}/identity`);
  if (status !== 200) throw new Error(`${status}`);
  const { records } = body as unknown as Identity;
  return Object.fromEntries(
    records.map((each) => [each.caseId, each.facts.map(({ field, value }) => `${field}=${value}`)]),
  );
}

async function acts(by: Client, caseId: string): Promise<readonly string[]> {
  const { body } = await by.get(`${party(caseId)}/identity`);
  return (body as unknown as Identity).acts.map(({ kind, reason }) => `${kind}: ${reason}`);
}

async function candidates(by: Client, caseId: string) {
  const { status, body } = await by.get(`${party(caseId)}/candidates`);
  expect(status).toBe(200);
  return body.items as readonly {
    caseId: string;
    score: number;
    band: string;
    reasons: { level: string }[];
    heldApart: boolean;
  }[];
}

describe('who somebody may be', () => {
  test('is proposed with reasons, also with slips and in another script', async () => {
    const one = await opened({ given: 'Mariya', family: 'Kowalenko', born: '1971-03-09', licence: 'KX-55 19' });
    const slip = await opened({ given: 'Kowalenko', family: 'Maryia', born: '1971-09-03', licence: 'kx5519' });
    const script = await opened({ given: 'Мария', family: 'Коваленко', born: '1971-03-09' });
    const other = await opened({ given: 'Mariya', family: 'Brown', born: '1988-01-30' });
    const found = await candidates(olga, one);
    expect(found.map(({ caseId }) => caseId).toSorted()).toEqual([slip, script].toSorted());
    expect(found.every(({ band }) => band === 'likely')).toBe(true);
    expect(found.find(({ caseId }) => caseId === slip)?.reasons.map(({ level }) => level)).toEqual([
      ...['name-close', 'born-swapped', 'number-same'],
    ]);
    expect((await candidates(olga, other)).length).toBe(0);
  });

  test('is nobody in a case that the asker may not know, with no trace of them', async () => {
    const mine = await opened({ given: 'Anselm', family: 'Quist', born: '1950-05-05' });
    const alone = await candidates(olga, mine);
    const theirs = await opened({ given: 'Anselm', family: 'Quist', born: '1950-05-05' }, pia, 'port');
    expect(alone).toEqual([]);
    expect((await olga.get(`${party(mine)}/candidates`)).body).toEqual({ items: [], isCut: false });
    expect((await candidates(pia, theirs)).length).toBe(0);
    expect((await olga.get(`${party(theirs)}/candidates`)).status).toBe(404);
    expect(await merge(olga, mine, theirs)).toBe('404 not-found');
    expect(await merge(pia, theirs, mine)).toBe('404 not-found');
    // A wall between her and one of two cases of her own team.
    const walled = await opened({ given: 'Anselm', family: 'Quist', born: '1950-05-05' });
    expect((await candidates(olga, mine)).map(({ caseId }) => caseId)).toEqual([walled]);
    const wall = { fact: { kind: 'wall', person: 'olga', unit: null, standing: 'declared' } };
    await done(mara, `/api/v1/cases/${walled}/access/facts`, wall);
    expect((await olga.get(`${party(mine)}/candidates`)).body).toEqual({ items: [], isCut: false });
    expect(await merge(olga, mine, walled)).toBe('404 not-found');
  });

  test('is not told by a section that the asker may not read', async () => {
    const one = await opened({ given: 'Ib', family: 'Rask', born: '1966-06-06' });
    await done(mara, `/api/v1/cases/${one}/parties`, { of: 'informant', subject: 'SECRET-1' });
    const hidden = await mara.send('PATCH', `/api/v1/cases/${one}/data`, { body: { data: { callName: 'Tove Holm' } } });
    expect(hidden.status).toBe(200);
    const two = await opened({ given: 'Tove', family: 'Holm', born: '1977-07-07' });
    expect((await candidates(olga, two)).length).toBe(0);
    expect((await candidates(mara, two)).map(({ caseId }) => caseId)).toEqual([one]);
    expect((await olga.get(`${party(one, 'party.2')}/identity`)).status).toBe(404);
    expect((await olga.get(`${party(one, 'party.9')}/identity`)).status).toBe(404);
    expect(await codeOf(olga, `${party(two)}/merge`, { with: named(one, 'party.2'), reason: 'x' })).toBe(
      '404 not-found',
    );
    expect(await codeOf(mara, `${party(two)}/merge`, { with: named(one, 'party.2'), reason: 'Met her' })).toBe('done');
    // Merged by somebody who may know both: whoever may know one of them still sees one record, and no act.
    expect(Object.keys(await known(olga, two))).toEqual([two]);
    expect(await acts(olga, two)).toEqual([]);
    expect(await acts(mara, two)).toEqual(['merged: Met her']);
    expect(Object.keys(await known(mara, two)).toSorted()).toEqual([one, two].toSorted());
  });
});

describe('merge and unmerge', () => {
  test('leave what each knew as it was, and what came meanwhile with whom it was recorded of', async () => {
    const a = await opened({ given: 'Bo', family: 'Lind', needs: 'Ramp' });
    const b = await opened({ given: 'Bo', family: 'Lindh', needs: 'Interpreter' });
    const [beforeA, beforeB] = [await known(olga, a), await known(olga, b)];
    expect(await merge(olga, a, b)).toBe('done');
    expect(await known(olga, a)).toEqual({ ...beforeA, ...beforeB });
    expect(await known(olga, b)).toEqual(await known(olga, a));
    const later = await olga.send('PATCH', `/api/v1/cases/${b}/data`, { body: { data: { needs: 'Large print' } } });
    expect(later.status).toBe(200);
    expect(await unmerge(olga, a)).toBe('done');
    expect(await known(olga, a)).toEqual(beforeA);
    expect(await known(olga, b)).toEqual({ [b]: [...(beforeB[b] ?? []), 'needs=Large print'] });
    // Said again, it is so already, and nothing more is recorded.
    const again = await olga.send('POST', `${party(a)}/unmerge`, { body: { reason: 'x' } });
    expect(again.body).toEqual({ act: null });
    // Each alone sees no act: it was done by both records.
    expect(await acts(olga, a)).toEqual([]);
    expect((await candidates(olga, a))[0]).toMatchObject({ caseId: b, heldApart: true });
    expect(await merge(olga, a, b)).toBe('done');
    expect(await acts(olga, a)).toEqual(['merged: Same face', 'unmerged: Another face', 'merged: Same face']);
  });

  test('work in chains and trees: who goes out takes along those who are named and nobody else', async () => {
    const [a, b, c, d] = [await opened({}), await opened({}), await opened({}), await opened({})];
    const one = async (caseId: string): Promise<readonly string[]> => Object.keys(await known(olga, caseId)).toSorted();
    const set = (...all: readonly string[]): readonly string[] => all.toSorted();
    await merge(olga, a, b);
    await merge(olga, b, c);
    expect(await one(a)).toEqual(set(a, b, c));
    await unmerge(olga, b);
    expect([await one(a), await one(b), await one(c)]).toEqual([set(a, c), set(b), set(a, c)]);
    await merge(olga, b, d);
    await merge(olga, d, c);
    expect(await one(b)).toEqual(set(a, b, c, d));
    await unmerge(olga, d, [b]);
    expect([await one(a), await one(b), await one(d)]).toEqual([set(a, c), set(b, d), set(b, d)]);
    expect(await unmerge(olga, d, [a])).toBe('409 people-not-one');
    const linking = (way: string, body: object) =>
      keptAfter(olga, (headers) => olga.send('POST', `${party(d)}/${way}`, { body, headers }));
    const apart = { together: [named(a)], reason: 'x' };
    expect(await linking('unmerge', apart)).toEqual({ status: 409, isKept: true });
    expect(await linking('merge', { with: named(b), reason: 'x' })).toEqual({ status: 200, isKept: false });
    const twice = await olga.send('POST', `${party(a)}/merge`, { body: { with: named(c), reason: 'x' } });
    expect(twice.body).toEqual({ act: null });
  });

  test('open no case to anybody and close none', async () => {
    const mine = await opened({ given: 'Per', family: 'Dahl', needs: 'Quiet' });
    const shut = await opened({ given: 'Per', family: 'Dahl', needs: 'SECRET-NEED' });
    await merge(olga, mine, shut);
    expect(Object.keys(await known(olga, mine)).length).toBe(2);
    const wall = { fact: { kind: 'wall', person: 'olga', unit: null, standing: 'declared' } };
    await done(mara, `/api/v1/cases/${shut}/access/facts`, wall);
    expect(await known(olga, mine)).toEqual({ [mine]: ['given=Per', 'family=Dahl', 'needs=Quiet'] });
    const body = JSON.stringify((await olga.get(`${party(mine)}/identity`)).body);
    expect(body).not.toContain('SECRET');
    expect(body).not.toContain('Same face');
    // To her nothing is merged, so there is nothing that she could take back.
    const undone = await olga.send('POST', `${party(mine)}/unmerge`, { body: { reason: 'x' } });
    expect([undone.status, undone.body]).toEqual([200, { act: null }]);
    expect(Object.keys(await known(mara, mine)).length).toBe(2);
    // A member of another team reads neither, before and after.
    expect((await pia.get(`${party(mine)}/identity`)).status).toBe(404);
  });

  test('are on record: with the act, in the log of the agency and of who looked, and none can be put there unseen', async () => {
    const [a, b] = [await opened({}), await opened({})];
    await merge(olga, a, b);
    const [line] = await under.test.query<{ case_ids: string[]; denied: boolean; rule: string }>(
      "select case_ids, denied, rule from access_log where action = 'merge-people' and $1 = any (case_ids)",
      [a],
    );
    expect(line).toMatchObject({ denied: false, rule: 'team' });
    expect(line?.case_ids.toSorted()).toEqual([a, b].toSorted());
    await merge(pia, a, b);
    const refused =
      "select 1 from access_log where action = 'merge-people' and person = 'pia' and denied and $1 = any (case_ids)";
    expect(await under.test.query(refused, [a])).toHaveLength(1);
    const told = async (): Promise<readonly string[]> => {
      const problems: string[] = [];
      await under.database.snapshot(programContext(CITY, 'test'), (tx) =>
        verifyRights(tx, CITY, (problem) => void problems.push(problem.code)),
      );
      return problems;
    };
    expect(await told()).toEqual([]);
    const [{ seq } = { seq: 0 }] = await under.test.query<{ seq: number }>(
      'select max(seq) as seq from people_act',
      [],
    );
    const change = 'update people_act set made_by = $2 where tenant = 1 and seq = $1';
    await under.test.query(change, [seq, 'pia']);
    expect((await told()).toSorted()).toEqual(['right-missing', 'right-unrecorded']);
    await under.test.query(change, [seq, 'olga']);
    const move = 'update people_member set side = $2 where tenant = 1 and seq = $1';
    await under.test.query(move, [seq, 1]);
    expect((await told()).length).toBe(2);
    await under.test.query(move, [seq, 0]);
    expect(await told()).toEqual([]);
    // The application's own role can change and delete none.
    const context = programContext(CITY, 'test');
    for (const text of [
      'delete from people_act',
      'update people_act set made_by = made_by',
      'delete from people_member',
    ])
      await expect(
        under.database.transaction(context, (tx) => flight(tx, [{ name: '', text, values: [] }])),
      ).rejects.toThrow('refused this role');
  });
});

describe('lawful destruction', () => {
  const keeper = { note: async () => 'line', cancel: async () => {} };
  const asked = (caseId: string, subject: string) => ({
    ...{ tenant: CITY, caseId, subject, authority: 'GDA 12', class: '4.2', approvers: ['cleo', 'dora'] },
  });

  test('of one member takes what is theirs, the reason with it, and leaves the others whole', async () => {
    const a = await opened({ given: 'Liv', family: 'Moe', born: '1960-01-02', needs: 'ROSEBUD' });
    const b = await opened({ given: 'Liv', family: 'Moe', born: '1960-01-02', needs: 'Ramp' });
    const c = await opened({ given: 'Liv', family: 'Moe', born: '1960-01-02' });
    await merge(olga, a, b);
    const wholeB = (await known(olga, b))[b];
    await done(olga, `/api/v1/cases/${a}/close`, { outcome: 'done' });
    const deps = { ...under.deps, keeper };
    await addHoldTo(deps, { tenant: CITY, caseId: a }, 'Inquiry');
    expect(await destroy(deps, asked(a, 'person'))).toMatchObject({ kind: 'refused', refusal: { code: 'held' } });
    await endHolds(deps, { tenant: CITY, caseId: a }, null);
    expect((await destroy(deps, asked(a, 'person'))).kind).toBe('destroyed');
    const left = await known(olga, b);
    expect(left[b]).toEqual(wholeB);
    expect(new Set(left[a]?.map((fact) => fact.split('=')[1]))).toEqual(new Set(['[destroyed]']));
    expect(await acts(olga, b)).toEqual(['merged: [destroyed]']);
    // Nobody is met by what was destroyed, and it can still be taken back.
    expect((await candidates(olga, c)).map(({ caseId }) => caseId)).toEqual([b]);
    expect(await unmerge(olga, b)).toBe('done');
    expect(Object.keys(await known(olga, b))).toEqual([b]);
    const { differences } = await rebuild({ ...under.deps }, { tenant: CITY, mode: 'compare' });
    expect(differences).toEqual([]);
  });
});

test('what is kept of people to meet them by is readable nowhere, and follows from the cases', async () => {
  const caseId = await opened({ given: 'Zebulon', family: 'Canary', born: '1912-12-12', licence: 'CANARY-77' });
  for (const table of ['case_trace', 'people_act', 'people_member']) {
    const rows = await under.test.query(`select t::text as row from ${table} t`, []);
    expect(JSON.stringify(rows)).not.toMatch(/zebulon|canary|1912-12-12|same face|SECRET/i);
  }
  const count = 'select count(*)::int as rows from case_trace where case_id = $1';
  const [before] = await under.test.query(count, [caseId]);
  expect(before).not.toEqual({ rows: 0 });
  await under.test.query('delete from case_trace where case_id = $1', [caseId]);
  const compared = await rebuild({ ...under.deps }, { tenant: CITY, mode: 'compare' });
  expect(compared.differences.map(({ where }) => where)).toEqual(['traces']);
  await rebuild({ ...under.deps }, { tenant: CITY, mode: 'rebuild' });
  expect(await under.test.query(count, [caseId])).toEqual([before]);
});
