// Converted definitions of CCD in a real database: published, opened and driven through the command path by people who hold the
// roles of access profiles, and refused to those who do not.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CaseCommand } from '@casewright/engine/case';
import { type CcdPiece, convertCcd } from '@casewright/engine/ccd';
import { type CaseType, checkCaseType } from '@casewright/engine/definition';
import type { Principal } from '@casewright/engine/policy';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishCaseType } from '../store/publish-case-type.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { startAgency, TOWN, type AgencyUnderTest } from './agency-under-test.ts';
import type { Outcome } from './command-request.ts';
import { executeCommand } from './execute-command.ts';
import { principalOfMember } from './member-principal.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const data = join(process.env['CASEWRIGHT_SHARED'] ?? join(root, '../shared'), 'data');
const absent = !existsSync(join(data, 'hmcts-ccd-sscs-benefit-appeal'));

let agency: AgencyUnderTest;
beforeAll(async () => {
  agency = await startAgency();
});
afterAll(() => agency.close());

async function published(pieces: readonly CcdPiece[]): Promise<CaseType> {
  const made = convertCcd(pieces, { on: '2026-11-23', without: ['prod', 'shuttered'] });
  if ('problem' in made) throw new Error(made.problem);
  const checked = checkCaseType(made.yaml, createHash('sha256').update(made.yaml).digest('hex'));
  if ('problems' in checked) throw new Error(checked.problems[0]?.reason);
  const { caseType } = checked;
  const publication = { tenant: TOWN, person: 'ann', source: made.yaml, publishedAt: '2026-01-01T00:00:00.000Z' };
  expect(await publishCaseType(agency.database, { ...publication, caseType })).toBe('published');
  return caseType;
}

/** Somebody of the team of that kind of case, with these roles in it. */
async function person(name: string, { team }: CaseType, roles: readonly string[]): Promise<Principal> {
  const memberships = roles.map((role) => ({ team, role }));
  const people = [{ person: name, name, memberships }];
  await upsertPeople(agency.database, {
    tenant: TOWN,
    slug: 'town',
    name: 'town',
    teams: [{ team, title: team }],
    people,
  });
  return principalOfMember({ tenant: TOWN, person: name, authority: 'session:1', name, teams: memberships });
}

let keys = 0;

function does(who: Principal, caseId: string, command: Exclude<CaseCommand, { type: 'OpenCase' }>): Promise<Outcome> {
  keys += 1;
  return executeCommand(agency.deps, who, { caseId, command, idempotencyKey: `ccd-${keys}` });
}

async function opened(who: Principal, { name }: CaseType, openedBy: string): Promise<string> {
  keys += 1;
  const outcome = await executeCommand(agency.deps, who, {
    ...{ open: { caseType: name, data: { openedBy } }, idempotencyKey: `ccd-${keys}` },
  });
  if (outcome.kind !== 'applied') throw new Error(`It was not opened: ${outcome.kind}`);
  return outcome.caseId;
}

function sheets(rows: Readonly<Record<string, readonly object[]>>): readonly CcdPiece[] {
  return Object.entries(rows).map(([sheet, held]) => ({ path: `${sheet}.json`, text: JSON.stringify(held) }));
}

const TWO_PROFILES = sheets({
  CaseType: [{ ID: 'Licence', Name: 'Licence', JurisdictionID: 'TOWN' }],
  State: [{ ID: 'Asked' }, { ID: 'Given' }],
  CaseEvent: [
    { ID: 'ask', PostConditionState: 'Asked' },
    { ID: 'give', 'PreConditionState(s)': 'Asked', PostConditionState: 'Given' },
  ],
  CaseField: [
    { ID: 'name', FieldType: 'Text' },
    { ID: 'terms', FieldType: 'Text' },
  ],
  CaseEventToFields: [
    { CaseEventID: 'ask', CaseFieldID: 'name', PageID: 1, DisplayContext: 'MANDATORY' },
    { CaseEventID: 'give', CaseFieldID: 'terms', PageID: 1, DisplayContext: 'MANDATORY' },
  ],
  AuthorisationCaseEvent: [
    { CaseEventID: 'ask', AccessProfile: 'clerk', CRUD: 'CRU' },
    { CaseEventID: 'give', AccessProfile: 'judge', CRUD: 'CRU' },
  ],
  AuthorisationCaseState: [
    { CaseStateID: 'Asked', AccessProfile: 'clerk', CRUD: 'CRU' },
    { CaseStateID: 'Given', AccessProfile: 'clerk', CRUD: 'R' },
  ],
  AuthorisationCaseField: [
    { CaseFieldID: 'name', AccessProfile: 'clerk', CRUD: 'CRU' },
    { CaseFieldID: 'name', AccessProfile: 'judge', CRUD: 'R' },
    { CaseFieldID: 'terms', AccessProfile: 'judge', CRUD: 'CRU' },
  ],
});

test('events are done by whom and in which states the definition says, and by nobody else', async () => {
  const caseType = await published(TWO_PROFILES);
  const clerk = await person('clerk', caseType, ['clerk']);
  const judge = await person('judge', caseType, ['judge']);
  const both = await person('both', caseType, ['judge', 'clerk']);
  const caseId = await opened(clerk, caseType, 'ask');
  const kinds = async (...outcomes: readonly Promise<Outcome>[]) =>
    (await Promise.all(outcomes)).map(({ kind }) => kind);
  expect(await kinds(does(clerk, caseId, { type: 'PlanItem', item: 'ask' }))).toEqual(['applied']);
  const unanswered = await does(clerk, caseId, { type: 'CompleteTask', task: 'ask', data: {} });
  expect(unanswered).toMatchObject({ kind: 'rejected', rejection: { code: 'invalid-data' } });
  const asking = { type: 'CompleteTask', task: 'ask', data: { name: 'Ada' } } as const;
  expect(await kinds(does(clerk, caseId, asking))).toEqual(['applied']);
  // The judge has the event, but no right to act in the state; with both profiles somebody has each right from one of them.
  const give = { type: 'PlanItem', item: 'give' } as const;
  expect(await kinds(does(clerk, caseId, give))).toEqual(['not-found']);
  expect(await kinds(does(judge, caseId, give))).toEqual(['not-found']);
  expect(await kinds(does(both, caseId, give))).toEqual(['applied']);
  // Nobody sets the state by hand, and a clerk does not write the terms.
  expect(await kinds(does(both, caseId, { type: 'RecordData', data: { caseState: 'Given' } }))).toEqual(['not-found']);
  expect(await kinds(does(clerk, caseId, { type: 'RecordData', data: { terms: 'None' } }))).toEqual(['not-found']);
  expect(await kinds(does(both, caseId, { type: 'CompleteTask', task: 'give', data: { terms: 'None' } }))).toEqual([
    'applied',
  ]);
  const [head] = await agency.test.query<{ n: number }>('select count(*)::int as n from event where case_id = $1', [
    caseId,
  ]);
  expect(head?.n).toBe(5);
  expect(await kinds(does(both, caseId, give))).toEqual(['not-found']);
});

test.skipIf(absent)(
  'real logs: a case of the benefit appeal is opened and driven through three of its states',
  async () => {
    const folder = join(data, 'hmcts-ccd-sscs-benefit-appeal');
    const files = readdirSync(folder, { recursive: true }).map(String);
    const pieces = files
      .filter((path) => path.endsWith('.json'))
      .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
    const caseType = await published(pieces);
    const roles = [...caseType.roles.keys()];
    const all = await person('all', caseType, roles);
    const update = await person('update', caseType, ['caseworker-sscs-systemupdate', 'caseworker-sscs']);
    const clerk = await person('only-clerk', caseType, ['caseworker-sscs-clerk']);
    const [beginning] = caseType.fields.get('openedBy')?.options ?? [];
    const caseId = await opened(update, caseType, beginning?.value ?? '');
    const task = [...caseType.items.values()].find(({ discretionary }) =>
      discretionary?.when.some(({ source }) => source.includes(`openedBy = "${beginning?.value}"`)),
    );
    expect((await does(update, caseId, { type: 'PlanItem', item: task?.id ?? '' })).kind).toBe('applied');
    expect((await does(update, caseId, { type: 'CompleteTask', task: task?.id ?? '', data: {} })).kind).toBe('applied');
    for (const item of ['admin-send-to-with-dwp', 'admin-send-to-void-state']) {
      expect((await does(clerk, caseId, { type: 'PlanItem', item })).kind, item).toBe('not-found');
      expect((await does(update, caseId, { type: 'PlanItem', item })).kind, item).toBe('applied');
      expect((await does(all, caseId, { type: 'CompleteTask', task: item, data: {} })).kind, item).toBe('applied');
    }
    const [row] = await agency.test.query<{ n: number }>('select count(*)::int as n from event where case_id = $1', [
      caseId,
    ]);
    expect(row?.n).toBe(7);
  },
);
