// Who may read a case, over the wire: who may say so, that lowering takes two people, that whoever asks is answered by somebody
// else, and that an emergency is told in the transaction in which it happens.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile } from '../commands/agency-under-test.ts';
import { programContext } from '../store/context.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { putHeldFact } from '../store/held-facts.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { fireDueTimers } from '../worker/timers.ts';
import { type Answered, signedIn, startApi, type ApiUnderTest, type Client } from './api-under-test.ts';
import { careSource } from './care-under-test.ts';

const CITY = 1;
const HOUR = 3_600_000;

const SOURCE = careSource(`  compartments: [c1]
  manage: manager
  sections: [{ name: health, title: Health, fields: [diagnosis], readers: [officer] }]
`);

let under: ApiUnderTest;
let people: Record<'olga' | 'mara' | 'max' | 'dario' | 'port', Client>;

async function signAllIn(): Promise<void> {
  people = {
    olga: await signedIn(under, 'olga'),
    mara: await signedIn(under, 'mara'),
    max: await signedIn(under, 'max'),
    dario: await signedIn(under, 'dario'),
    port: await signedIn(under, 'anna', 'port'),
  };
}

beforeAll(async () => {
  under = await startApi();
  const { database } = under;
  await upsertPeople(database, {
    ...{ tenant: CITY, slug: 'city', name: 'City', teams: [{ team: 'desk', title: 'Desk' }] },
    people: [
      { person: 'olga', name: 'Olga', memberships: [{ team: 'desk', role: 'officer' }] },
      { person: 'mara', name: 'Mara', memberships: [{ team: 'desk', role: 'manager' }] },
      { person: 'max', name: 'Max', memberships: [{ team: 'desk', role: 'manager' }] },
    ],
  });
  const published = { tenant: CITY, person: 'set-up', source: SOURCE, publishedAt: '2026-01-01T00:00:00.000Z' };
  await publishCaseType(database, { ...published, caseType: compile(SOURCE) });
  const readIn = (person: string, compartment: string) =>
    putHeldFact(CITY, {
      ...{ kind: 'read-in', id: `read-in.${person}.${compartment}`, from: null, until: null },
      ...{ person: `${CITY}/${person}`, compartment: `${CITY}/${compartment}` },
    });
  await database.once(
    programContext(CITY, 'set-up'),
    ['olga', 'mara', 'max', 'dario'].flatMap((person) => [readIn(person, 'c1'), readIn(person, 'c2')]),
  );
  await signAllIn();
});
afterAll(() => under.close());

async function open(): Promise<string> {
  const answer = await people.olga.send('POST', '/api/v1/cases', { body: { caseType: 'care', data: { note: 'x' } } });
  expect(answer.status).toBe(201);
  return String(answer.body.caseId);
}

function post(by: Client, caseId: string, [path, body]: readonly [string, object]): Promise<Answered> {
  return by.send('POST', `/api/v1/cases/${caseId}/access/${path}`, { body });
}

async function codeOf(by: Client, caseId: string, asked: readonly [string, object]): Promise<string> {
  const { status, body } = await post(by, caseId, asked);
  return status === 200 ? 'done' : `${status} ${body.code}`;
}

function classify(compartments: readonly string[]): readonly [string, object] {
  return ['classification', { classification: null, compartments, purposes: null, matters: [], reason: 'Seen' }];
}

const WALL = ['facts', { fact: { kind: 'wall', person: 'olga', unit: null, standing: 'declared' } }] as const;
const ASK = ['requests', { sections: ['health'], until: '2099-01-01T00:00:00Z', reason: 'Cover' }] as const;
const BREAK = ['break-glass', { category: 'life', reason: 'A child is missing and cannot wait.' }] as const;
const decide = (request: string): readonly [string, object] => [
  `requests/${request}/decide`,
  { granted: true, until: null, reason: 'Needed' },
];
const review = (fact: string): readonly [string, object] => [
  `facts/${fact}/review`,
  { finding: 'justified', reason: 'Read the report' },
];

async function titles(caseId: string): Promise<readonly string[]> {
  const { body } = await people.olga.get(`/api/v1/cases/${caseId}/activity`);
  return body.items.map(({ title }: { title: string }) => title);
}

async function noticesOf(by: Client, caseId: string): Promise<readonly object[]> {
  const { body } = await by.get('/api/v1/notices');
  return body.items.filter((item: { caseId: string }) => item.caseId === caseId);
}

describe('saying who may read a case', () => {
  test('is for the role that the case type names, and refused to others like what is not there', async () => {
    const caseId = await open();
    for (const asked of [classify(['c1', 'c2']), WALL, decide('request.2'), review('break-glass.2')]) {
      for (const by of [people.olga, people.dario, people.port])
        expect(await codeOf(by, caseId, asked)).toBe('404 not-found');
    }
    expect(await codeOf(people.mara, caseId, classify(['c1', 'c2']))).toBe('done');
    expect(await codeOf(people.mara, caseId, WALL)).toBe('done');
    expect(await codeOf(people.max, caseId, ['facts/wall.3/end', { reason: 'No relation' }])).toBe('done');
    expect(await codeOf(people.max, caseId, ['facts/wall.3/end', { reason: 'No relation' }])).toBe('409 access-ended');
    expect(await codeOf(people.max, caseId, ['facts/wall.9/end', { reason: 'No relation' }])).toBe(
      '404 unknown-access',
    );
    expect(await titles(caseId)).toEqual([
      'Access changed: wall.3 has ended',
      'Kept off the case: Olga',
      'Classified',
      'Case opened',
    ]);
  });

  test('takes two people where it takes something away', async () => {
    const caseId = await open();
    expect(await codeOf(people.mara, caseId, classify([]))).toBe('done');
    expect(await codeOf(people.mara, caseId, classify([]))).toBe('409 needs-another-person');
    expect(await codeOf(people.max, caseId, classify([]))).toBe('done');
    expect(await codeOf(people.max, caseId, classify([]))).toBe('409 nothing-to-do');
    const [head] = await under.test.query<{ access: object }>(
      "select state::jsonb -> 'access' as access from case_head where case_id = $1",
      [caseId],
    );
    expect(head?.access).toEqual({
      ...{ classified: { classification: null, compartments: [], purposes: null, matters: [] } },
      ...{ facts: {}, requests: {} },
    });
  });

  test('is refused where its shape or its sense is wrong, and leaves nothing', async () => {
    const caseId = await open();
    const seal = (section: string): readonly [string, object] => [
      'facts',
      { fact: { kind: 'seal', section, openTo: ['olga'] } },
    ];
    expect(await codeOf(people.mara, caseId, seal('nothing'))).toBe('422 invalid-access');
    expect(await codeOf(people.mara, caseId, seal('a b'))).toBe('400 invalid-request');
    expect(await codeOf(people.mara, caseId, ['facts', { fact: { kind: 'specific', person: 'mara' } }])).toBe(
      '400 invalid-request',
    );
    expect(await codeOf(people.dario, caseId, ['break-glass', { category: 'life', reason: 'short' }])).toBe(
      '400 invalid-request',
    );
    expect(await codeOf(people.dario, caseId, ['break-glass', { category: 'life', reason: ' '.repeat(40) }])).toBe(
      '422 invalid-access',
    );
    expect(await titles(caseId)).toEqual(['Case opened']);
  });
});

describe('asking for access', () => {
  test('is for anybody of the agency, and answered by somebody else who may', async () => {
    const caseId = await open();
    expect(await codeOf(people.port, caseId, ASK)).toBe('404 not-found');
    expect(await codeOf(people.dario, caseId, ASK)).toBe('done');
    expect(await codeOf(people.mara, caseId, ASK)).toBe('done');
    expect(await codeOf(people.mara, caseId, decide('request.3'))).toBe('409 needs-another-person');
    expect(await codeOf(people.mara, caseId, decide('request.2'))).toBe('done');
    expect(await codeOf(people.max, caseId, decide('request.2'))).toBe('409 access-ended');
    const [head] = await under.test.query<{ fact: object }>(
      "select state::jsonb -> 'access' -> 'facts' -> 'specific.4' as fact from case_head where case_id = $1",
      [caseId],
    );
    expect(head?.fact).toMatchObject({ person: 'dario', approvedBy: 'mara', sections: ['health'] });
  });
});

describe('an emergency', () => {
  test('is told to whoever manages access in the transaction in which it happens, and reviewed by another', async () => {
    const caseId = await open();
    expect(await codeOf(people.port, caseId, BREAK)).toBe('404 not-found');
    expect(await codeOf(people.dario, caseId, BREAK)).toBe('done');
    const rows = await under.test.query(
      `select n.person, n.rung, n.xmin::text = e.xmin::text as together
         from notice n join event e on e.tenant = n.tenant and e.case_id = n.case_id and e.seq = n.seq
        where n.case_id = $1 order by n.person`,
      [caseId],
    );
    expect(rows).toEqual(['mara', 'max'].map((person) => ({ person, rung: 'broken', together: true })));
    const [told] = await noticesOf(people.mara, caseId);
    expect(told).toMatchObject({ about: 'break-glass', clock: 'break-glass.2', share: null });
    expect(await noticesOf(people.olga, caseId)).toEqual([]);
    const note = await people.mara.send('POST', `/api/v1/cases/${caseId}/notes`, { body: { text: 'Looking.' } });
    expect(note.status).toBe(200);
    expect(await noticesOf(people.mara, caseId)).toHaveLength(1);
    expect(await codeOf(people.max, caseId, review('break-glass.2'))).toBe('done');
    expect([await noticesOf(people.mara, caseId), await noticesOf(people.max, caseId)]).toEqual([[], []]);
    expect(await under.test.query('select timer from timer where case_id = $1', [caseId])).toEqual([]);
  });

  test('does not happen where it cannot be told', async () => {
    const caseId = await open();
    await under.test.query('revoke insert on notice from casewright_app');
    const { status } = await post(people.dario, caseId, BREAK);
    await under.test.query('grant insert on notice to casewright_app');
    expect(status).toBeGreaterThanOrEqual(500);
    expect(await titles(caseId)).toEqual(['Case opened']);
  });

  test('by whoever manages access is told to the others, and they do not review themselves', async () => {
    const caseId = await open();
    expect(await codeOf(people.mara, caseId, BREAK)).toBe('done');
    expect(await noticesOf(people.mara, caseId)).toEqual([]);
    expect(await noticesOf(people.max, caseId)).toHaveLength(1);
    expect(await codeOf(people.mara, caseId, review('break-glass.2'))).toBe('409 needs-another-person');
  });

  test('that nobody reviews in a day is told again, also of a case that is closed', async () => {
    const caseId = await open();
    const closed = await people.olga.send('POST', `/api/v1/cases/${caseId}/close`, { body: { outcome: 'done' } });
    expect(closed.status).toBe(200);
    expect(await codeOf(people.dario, caseId, BREAK)).toBe('done');
    under.advance(23 * HOUR);
    await fireDueTimers(under.deps, CITY);
    await signAllIn();
    expect(await noticesOf(people.mara, caseId)).toHaveLength(1);
    under.advance(2 * HOUR);
    expect((await fireDueTimers(under.deps, CITY)).problems).toEqual([]);
    await signAllIn();
    const about = (await noticesOf(people.mara, caseId)).map((item) => ('about' in item ? item.about : null));
    expect(new Set(about)).toEqual(new Set(['break-glass', 'review-overdue']));
    expect(await codeOf(people.max, caseId, review('break-glass.3'))).toBe('done');
    expect(await noticesOf(people.mara, caseId)).toEqual([]);
    expect((await titles(caseId)).slice(0, 2)).toEqual([
      'Emergency access reviewed: justified',
      'Emergency access was not reviewed in time',
    ]);
  });

  test('does not happen where nobody could review it: those of the team without the role could not', async () => {
    await under.test.query("delete from membership where tenant = 1 and role = 'manager'");
    const caseId = await open();
    for (const asked of [BREAK, ASK]) expect(await codeOf(people.dario, caseId, asked)).toBe('409 nobody-to-review');
    expect(await titles(caseId)).toEqual(['Case opened']);
    expect(await under.test.query('select 1 from notice where case_id = $1', [caseId])).toEqual([]);
    expect(await under.test.query('select 1 from case_grant where case_id = $1', [caseId])).toEqual([]);
  });
});
