// Facts that are collected once: offered in another case of the same person where they may be read and may serve, taken with where
// they come from, and otherwise not said to be there.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile } from '../commands/agency-under-test.ts';
import { destroy } from '../commands/destroy.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { rebuild } from '../store/rebuild.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { type ApiUnderTest, type Client, signedIn } from './api-under-test.ts';
import { careSource, CITY, codeOf, done, startCare } from './care-under-test.ts';

const AUTHORITY = 'authority: Care Act s 12';
/** Collects: of birth for eligibility too, of a telephone for contact alone, of an illness in the section on health. */
const CARE = `${careSource(`  manage: manager
  sections: [{ name: health, title: Health, fields: [diagnosis, illness], readers: [manager] }]
`)}
parties:
  person: { title: Person, subject: true, min: 0, replaceable: true }
  patient: { title: Patient, subject: true, min: 0, section: health }
`.replace(
  'diagnosis: { type: text, label: Diagnosis }',
  `diagnosis: { type: text, label: Diagnosis }
  bornOn: { type: date, label: Born, personal: true, subject: person, purpose: To know who it is,
    fact: { means: person.date-of-birth, neededFor: identity, mayServe: [identity, eligibility], ${AUTHORITY} } }
  phone: { type: text, label: Telephone, personal: true, subject: person, purpose: To call,
    fact: { means: person.telephone, neededFor: contact, mayServe: [contact], ${AUTHORITY} } }
  illness: { type: text, label: Illness, personal: true, subject: person, purpose: Care,
    fact: { means: person.illness, neededFor: care, mayServe: [eligibility], ${AUTHORITY} } }
  allergy: { type: text, label: Allergy, personal: true, subject: patient, purpose: Care,
    fact: { means: person.allergy, neededFor: care, mayServe: [eligibility], ${AUTHORITY} } }`,
);
/** Asks for all four, each for eligibility, but for the telephone, which it wants for a survey. */
const GRANT =
  `${careSource(`  manage: manager\n  sections: [{ name: money, title: Money, fields: [diagnosis], readers: [manager] }]\n`)}
parties:
  applicant: { title: Applicant, subject: true, min: 0 }
`
    .replaceAll('care', 'grant')
    .replace('reference: CA', 'reference: GR')
    .replace('title: Care', 'title: Grant')
    .replace('team: desk', 'team: office')
    .replace(
      'diagnosis: { type: text, label: Diagnosis }',
      `diagnosis: { type: text, label: Diagnosis }
  birth: { type: date, label: Date of birth, personal: true, subject: applicant, purpose: Eligibility,
    fact: { means: person.date-of-birth, neededFor: eligibility } }
  telephone: { type: text, label: Telephone, personal: true, subject: applicant, purpose: Survey,
    fact: { means: person.telephone, neededFor: survey } }
  sick: { type: text, label: Illness, personal: true, subject: applicant, purpose: Eligibility,
    fact: { means: person.illness, neededFor: eligibility } }
  allergies: { type: text, label: Allergies, personal: true, subject: applicant, purpose: Eligibility, maxLength: 20,
    fact: { means: person.allergy, neededFor: eligibility } }`,
    )
    .replace('visit: { title: Visit, by: officer }', 'visit: { title: Visit, by: officer, form: look }')
    .replace('forms: {', 'forms: { look: { title: Look, fields: { birth: optional, telephone: optional } },');

let under: ApiUnderTest;
/** An officer of both teams, who manages neither. */
let olga: Client;
/** A manager of both. */
let mara: Client;
/** An officer who grants, and is no member of the team that cares. */
let gina: Client;

beforeAll(async () => {
  ({ under, olga, mara } = await startCare(CARE));
  const people = ['olga', 'mara'].map((person, at) => ({
    ...{ person, name: person === 'olga' ? 'Olga' : 'Mara' },
    memberships: ['desk', 'office'].map((team) => ({ team, role: at === 0 ? 'officer' : 'manager' })),
  }));
  for (const each of people) if (each.person === 'mara') each.memberships.push({ team: 'office', role: 'officer' });
  await upsertPeople(under.database, {
    ...{ tenant: CITY, slug: 'city', name: 'City' },
    teams: [
      { team: 'desk', title: 'Desk' },
      { team: 'office', title: 'Office' },
    ],
    people: [...people, { person: 'gina', name: 'Gina', memberships: [{ team: 'office', role: 'officer' }] }],
  });
  const published = { tenant: CITY, person: 'set-up', source: GRANT, publishedAt: '2026-01-01T00:00:00.000Z' };
  await publishCaseType(under.database, { ...published, caseType: compile(GRANT) });
  [olga, mara, gina] = [await signedIn(under, 'olga'), await signedIn(under, 'mara'), await signedIn(under, 'gina')];
});
afterAll(() => under.close());

const BORN = '2001-02-03';
const idOf = (path: string): string => path.slice('/api/v1/cases/'.length);

async function opened(caseType: string): Promise<string> {
  const { body } = await olga.send('POST', '/api/v1/cases', { body: { caseType, data: { note: 'x' } } });
  return `/api/v1/cases/${String(body.caseId)}`;
}

async function record(by: Client, path: string, data: object): Promise<number> {
  const { status, body } = await by.send('PATCH', `${path}/data`, { body: { data } });
  expect(status, JSON.stringify(body)).toBe(200);
  return Number(body.version);
}

/** A case of somebody that has a date of birth on record. */
async function collected(person: string, more: object = {}): Promise<string> {
  const path = await opened('care');
  await done(olga, `${path}/parties`, { of: 'person', subject: person });
  await record(olga, path, { bornOn: BORN, ...more });
  return path;
}

/** A case of somebody that asks for it. */
async function asking(person: string): Promise<string> {
  const path = await opened('grant');
  await done(olga, `${path}/parties`, { of: 'applicant', subject: person });
  return path;
}

async function offers(by: Client, path: string, task = '') {
  const { status, body } = await by.get(`${path}/offered-facts${task === '' ? '' : `?task=${task}`}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body.items;
}

const fields = async (by: Client, path: string): Promise<readonly string[]> =>
  (await offers(by, path)).map(({ field }: { field: string }) => field);

const taking = (source: string, version: number, field = 'birth') => ({
  field,
  from: { caseId: idOf(source), version },
});

describe('a fact', () => {
  test('is offered in another case of the same person with where, when and by whom it was collected', async () => {
    const source = await collected('ada');
    const path = await asking('ada');
    await asking('nobody-else');
    const reference = (await olga.get(source)).body.reference;
    expect(await offers(olga, path)).toEqual([
      {
        ...{ field: 'birth', label: 'Date of birth', value: BORN },
        from: { caseId: idOf(source), reference, title: 'Care', version: 3 },
        ...{ collectedAt: expect.stringMatching(/^20/), collectedBy: 'Olga' },
        ...{ purpose: 'eligibility', authority: 'Care Act s 12', refused: null, corrections: [] },
      },
    ]);
    expect(await fields(olga, await asking('bea'))).toEqual([]);
    // The form of the task asks for it; another task has none.
    expect(await offers(olga, path, 'visit')).toHaveLength(1);
    expect(await offers(olga, path, 'nothing')).toEqual([]);
  });

  test('is taken with where it comes from, once, and stands in the case like any other', async () => {
    const source = await collected('cleo');
    const path = await asking('cleo');
    await done(olga, `${path}/offered-facts`, taking(source, 3));
    expect(await fields(olga, path)).toEqual([]);
    expect(await codeOf(olga, `${path}/offered-facts`, taking(source, 3))).toBe('409 fact-not-offered');
    const { body } = await olga.get(`${path}/activity`);
    expect(body.items[0]).toMatchObject({ type: 'FactTaken', title: 'Taken from another case: Date of birth' });
    expect((await olga.get(path)).body.facts).toContainEqual(expect.objectContaining({ field: 'birth', value: BORN }));
    const { differences } = await rebuild(
      { ...under.deps, database: under.database },
      { tenant: CITY, mode: 'compare' },
    );
    expect(differences).toEqual([]);
    // It is sealed for them, as what is recorded by hand is: their key takes it away.
    await done(olga, `${path}/close`, { outcome: 'done' });
    const keeper = { note: async () => 'x', cancel: async () => {} };
    const asked = { tenant: CITY, caseId: idOf(path), subject: 'cleo', authority: 'GDA 12', class: '1' };
    const outcome = await destroy({ ...under.deps, keeper }, { ...asked, approvers: ['olga', 'mara'] });
    expect(outcome.kind).toBe('destroyed');
    const [row] = await under.test.query<{ state: string }>('select state from case_head where case_id = $1', [
      idOf(path),
    ]);
    expect(row?.state).not.toContain(BORN);
  });

  test('puts each case of which something is offered or taken on record as looked at', async () => {
    const source = await collected('dora');
    const path = await asking('dora');
    await offers(olga, path);
    await done(olga, `${path}/offered-facts`, taking(source, 3));
    const lines = await under.test.query<{ action: string; case_ids: string[] }>(
      `select action, case_ids::text[] from access_log where person = 'olga' and not denied and $1 = any (case_ids)
          and action in ('offer-facts', 'TakeFact') order by recorded_at, entry_id`,
      [idOf(source)],
    );
    expect(lines).toEqual([
      { action: 'offer-facts', case_ids: [idOf(path), idOf(source)] },
      { action: 'TakeFact', case_ids: [idOf(source)] },
    ]);
    const readers = await mara.get(`${source}/readers`);
    expect(JSON.stringify(readers.body)).toContain('offer-facts');
  });
});

describe('nothing is offered, or taken, and nothing is said of it', () => {
  /** What is answered of a version that nobody ever recorded, to compare with. */
  const absent = async (by: Client, path: string) => {
    const { status, body } = await by.send('POST', `${path}/offered-facts`, {
      body: taking('/api/v1/cases/01a00000-0000-7000-8000-00000000dead', 3),
    });
    return { status, code: body.code, title: body.title, detail: body.detail };
  };
  const refused = async (by: Client, path: string, body: object) => {
    const answer = await by.send('POST', `${path}/offered-facts`, { body });
    const { code, title, detail } = answer.body;
    return { status: answer.status, code, title, detail };
  };

  test('of a case that whoever asks may not read', async () => {
    const source = await collected('ella');
    const path = await asking('ella');
    expect(await fields(gina, path)).toEqual([]);
    expect(await refused(gina, path, taking(source, 3))).toEqual(await absent(gina, path));
    // A wall keeps even a member of its team off.
    expect(await fields(olga, path)).toEqual(['birth']);
    const wall = { kind: 'wall', person: 'olga', unit: null, standing: 'declared' };
    expect(await codeOf(mara, `${source}/access/facts`, { fact: wall })).toBe('done');
    expect(await fields(olga, path)).toEqual([]);
    expect(await refused(olga, path, taking(source, 3))).toEqual(await absent(olga, path));
    expect(await fields(mara, path)).toEqual(['birth']);
  });

  test('of a section that they may not read', async () => {
    const source = await collected('fay');
    const version = await record(mara, source, { illness: 'SECRET' });
    const path = await asking('fay');
    expect(await fields(olga, path)).toEqual(['birth']);
    expect(await refused(olga, path, taking(source, version, 'sick'))).toEqual(await absent(olga, path));
    expect(await fields(mara, path)).toEqual(['birth', 'sick']);
  });

  test('for another purpose than it may serve', async () => {
    const source = await collected('gwen', { phone: '555' });
    const path = await asking('gwen');
    expect(await fields(mara, path)).toEqual(['birth']);
    expect(await refused(mara, path, taking(source, 3, 'telephone'))).toEqual(await absent(mara, path));
    // A field that asks for no fact is no way round it.
    expect(await refused(mara, path, taking(source, 3, 'diagnosis'))).toEqual(await absent(mara, path));
  });

  test('where they may not know who stands in the role there', async () => {
    const source = await opened('care');
    await done(mara, `${source}/parties`, { of: 'patient', subject: 'hana' });
    const version = await record(mara, source, { allergy: 'Nuts' });
    const path = await asking('hana');
    expect(await fields(olga, path)).toEqual([]);
    expect(await refused(olga, path, taking(source, version, 'allergies'))).toEqual(await absent(olga, path));
    expect(await fields(mara, path)).toEqual(['allergies']);
  });

  test('that changed since it was offered', async () => {
    const source = await collected('ines');
    const path = await asking('ines');
    const [offer] = await offers(olga, path);
    const version = await record(olga, source, { bornOn: '2001-02-04' });
    expect(await refused(olga, path, { field: 'birth', from: offer.from && taking(source, 3).from })).toEqual(
      await absent(olga, path),
    );
    expect(await offers(olga, path)).toMatchObject([{ value: '2001-02-04', from: { version } }]);
    // Changed and changed back is another record, and is looked at again.
    await record(olga, source, { bornOn: BORN });
    expect(await refused(olga, path, taking(source, version))).toEqual(await absent(olga, path));
  });

  test('of somebody who was replaced there', async () => {
    const source = await collected('jane');
    const path = await asking('jane');
    await done(olga, `${source}/parties/party.2/replace`, { of: 'person', subject: 'heir', reason: 'Died' });
    expect(await fields(olga, path)).toEqual([]);
    expect(await refused(olga, path, taking(source, 3))).toEqual(await absent(olga, path));
  });

  test('that does not fit the field', async () => {
    const source = await opened('care');
    await done(mara, `${source}/parties`, { of: 'patient', subject: 'kira' });
    await record(mara, source, { allergy: 'Nuts, milk, eggs, wheat and fish' });
    expect(await fields(mara, await asking('kira'))).toEqual([]);
  });

  test('that was lawfully destroyed, of a case or of a person', async () => {
    const keeper = { note: async () => 'x', cancel: async () => {} };
    for (const subject of ['', 'lena']) {
      const source = await collected('lena');
      const path = await asking('lena');
      expect(await fields(olga, path)).toEqual(['birth']);
      await done(olga, `${source}/close`, { outcome: 'done' });
      const outcome = await destroy(
        { ...under.deps, keeper },
        { tenant: CITY, caseId: idOf(source), subject, authority: 'GDA 12', class: '1', approvers: ['olga', 'mara'] },
      );
      expect(outcome.kind).toBe('destroyed');
      expect(await fields(olga, path)).toEqual([]);
      expect(await refused(olga, path, taking(source, 3))).toEqual(await absent(olga, path));
    }
  });

  test('into a case that was closed', async () => {
    const source = await collected('mona');
    const path = await asking('mona');
    await done(olga, `${path}/close`, { outcome: 'done' });
    expect(await codeOf(olga, `${path}/offered-facts`, taking(source, 3))).toBe('409 case-closed');
  });
});
