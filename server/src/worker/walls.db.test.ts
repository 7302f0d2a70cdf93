// Walls that follow from what is declared and from who holds work: suggested once by real commands on a real database, closing the
// case to whom they are for, gone when dismissed and not suggested again unless something else is so, and declared by people.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CaseCommand } from '@casewright/engine/case';
import {
  compile,
  principal,
  SOURCE,
  startAgency,
  TOWN,
  VILLAGE,
  type AgencyUnderTest,
} from '../commands/agency-under-test.ts';
import { executeCommand } from '../commands/execute-command.ts';
import { parseState } from '../commands/look-first.ts';
import { declareTie } from '../commands/set-watch.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { rebuild } from '../store/rebuild.ts';
import { setWorkFacts } from '../store/set-work-facts.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { suggestWalls } from './walls.ts';

const LAW = 'law: { ref: Claims Act s 62, kind: statute }';
const DECIDED = `${SOURCE.replace('caseType: example', 'caseType: decided').replace('reference: EX', 'reference: DE')}
determinations:
  claim:
    title: Decision on the claim
    body: First Board
    by: officer
    outcomes: { granted: Granted, refused: Refused }
    notify: [applicant]
    review:
      again: { title: Again, body: external, asks: [applicant], clock: { within: 30 days, ${LAW} }, decidedAs: second }
  second: { title: Second decision, body: Second Board, by: officer, outcomes: { affirmed: Affirmed, varied: Varied }, review: {} }
`;

let agency: AgencyUnderTest;
let used = 0;

beforeAll(async () => {
  agency = await startAgency();
  const memberships = [{ team: 'desk', role: 'officer' }];
  await upsertPeople(agency.database, {
    ...{ tenant: TOWN, slug: 'town', name: 'town' },
    teams: [
      { team: 'desk', title: 'Desk' },
      { team: 'field', title: 'Field' },
    ],
    people: [
      { person: 'cleo', name: 'Cleo', memberships },
      { person: 'dora', name: 'Dora', memberships },
      { person: 'emil', name: 'Emil', memberships: [{ team: 'field', role: 'officer' }] },
    ],
  });
  const published = { person: 'ann', caseType: compile(DECIDED), source: DECIDED };
  await publishCaseType(agency.database, { ...published, tenant: TOWN, publishedAt: '2026-01-01T00:00:00.000Z' });
});
afterAll(() => agency.close());
beforeEach(async () => {
  agency.clock.nowMs += 60_000;
  await agency.test.query('delete from staff_tie; delete from work_fact');
});

type Given = Exclude<CaseCommand, { type: 'OpenCase' }>;

async function act(caseId: string, command: Given, person = 'ann'): Promise<void> {
  agency.clock.nowMs += 1_000;
  const by = principal(TOWN, person, ['officer', 'head']);
  const outcome = await executeCommand(agency.deps, by, { caseId, command, idempotencyKey: `own-${(used += 1)}` });
  expect([command.type, outcome]).toEqual([command.type, expect.objectContaining({ kind: 'applied' })]);
}

async function open(subject?: string): Promise<string> {
  const subjects = subject === undefined ? {} : { subjects: { applicant: subject } };
  const asked = { open: { caseType: 'example', data: {}, ...subjects }, idempotencyKey: `own-${(used += 1)}` };
  const outcome = await executeCommand(agency.deps, agency.ann, asked);
  if (outcome.kind !== 'applied') throw new Error(JSON.stringify(outcome));
  return outcome.caseId;
}

const give = (caseId: string, assignee: string): Promise<void> =>
  act(caseId, { type: 'AssignTask', task: 'check', assignee });

const tie = (caseId: string, person: string, as: 'self' | 'kin'): Promise<unknown> =>
  declareTie({ database: agency.database, nowMs: agency.deps.nowMs }, { tenant: TOWN, person, caseId, tie: as });

const interest = (person: string, interests: Readonly<Record<string, string>>): Promise<void> =>
  setWorkFacts(agency.database, { tenant: TOWN, person: 'set-up' }, [
    { person, capacity: 10, away: null, skills: {}, languages: [], places: [], queues: [], interests },
  ]);

async function stateOf(caseId: string) {
  const [row] = await agency.test.query<{ state: string; reference: string; version: number }>(
    'select state, reference, version from case_head where case_id = $1',
    [caseId],
  );
  if (row === undefined) throw new Error('There is no such case.');
  return { ...row, state: parseState(row) };
}

interface Stands {
  readonly id: string;
  readonly person: string | null;
  readonly standing: string;
  readonly because: readonly string[];
}

async function walls(caseId: string): Promise<readonly Stands[]> {
  const { state } = await stateOf(caseId);
  return Object.entries(state.access?.facts ?? {}).flatMap(([id, fact]): readonly Stands[] =>
    fact.kind === 'wall'
      ? [
          {
            ...{ id, person: fact.person, standing: fact.standing },
            because: (fact.because ?? []).map(({ rule, basis }) => `${rule} ${basis}`),
          },
        ]
      : [],
  );
}

const wall = (person: string, ...because: readonly string[]) => ({
  ...{ id: expect.any(String), person, standing: 'suggested', because },
});

async function sweep(): Promise<number> {
  const { suggested, problems } = await suggestWalls(agency.deps, TOWN);
  expect(problems).toEqual([]);
  return suggested;
}

describe('a wall is suggested', () => {
  test('by each rule on what is declared and who works, and by none on their neighbours', async () => {
    const [own, kin, named, ordinary] = [await open(), await open(), await open(), await open()];
    const [party, ofParty, mate, idle] = [await open('cleo'), await open('sub-9'), await open(), await open('dora')];
    for (const caseId of [ordinary, ofParty]) await give(caseId, 'cleo');
    await give(party, 'cleo');
    await tie(own, 'cleo', 'self');
    await tie(kin, 'dora', 'kin');
    await tie(mate, 'cleo', 'self');
    await give(mate, 'dora');
    await interest('cleo', { 'sub-9': 'A friend' });
    await interest('dora', { [(await stateOf(named)).reference]: 'Her neighbour', [idle]: 'She was there' });
    const found = await suggestWalls(agency.deps, TOWN);
    expect(found).toMatchObject({ suggested: 8, problems: [] });
    expect(await walls(own)).toEqual([wall('cleo', 'own-case case')]);
    expect(await walls(kin)).toEqual([wall('dora', 'kin case')]);
    expect(await walls(party)).toEqual([wall('cleo', 'party party.applicant')]);
    expect(await walls(ofParty)).toEqual([wall('cleo', 'interest party.applicant')]);
    expect(await walls(named)).toEqual([wall('dora', 'interest case')]);
    expect(await walls(idle)).toEqual([wall('dora', 'interest case')]);
    expect(await walls(mate)).toEqual(
      expect.arrayContaining([wall('cleo', 'own-case case'), wall('dora', 'colleague cleo')]),
    );
    expect(await walls(ordinary)).toEqual([]);
    expect(await sweep()).toBe(0);
    // It stands: whom it is for is told that there is no such case, and the rows of the database say the same.
    const note = { type: 'AddNote', text: 'x' } as const;
    const by = { idempotencyKey: 'cleo-tries', caseId: party, command: note };
    expect(await executeCommand(agency.deps, principal(TOWN, 'cleo', ['officer']), by)).toEqual({ kind: 'not-found' });
    expect((await rebuild(agency.deps, { tenant: TOWN, mode: 'compare' })).differences).toEqual([]);
    const events = await agency.test.query("select from event where actor = 'system.walls' and authority = 'walls'");
    expect(events).toHaveLength(8);
  });

  test('to whoever had a part in the decision from whose review a case was opened, and to nobody else', async () => {
    const asked = { open: { caseType: 'decided', data: {} }, idempotencyKey: `own-${(used += 1)}` };
    const parent = await executeCommand(agency.deps, agency.ann, asked);
    if (parent.kind !== 'applied') throw new Error(JSON.stringify(parent));
    const { caseId } = parent;
    const manifest = [{ field: 'note', version: 1 }];
    const draft = { of: 'claim', outcome: 'refused', reasons: 'It is not so', manifest } as const;
    const notice = [{ party: 'party.applicant' }];
    await act(caseId, { type: 'DraftDetermination', ...draft, notice }, 'cleo');
    const on = { of: 'claim', entry: 'determination.2' } as const;
    await act(caseId, { type: 'MakeDetermination', ...on, draft: 2 }, 'dora');
    const task = { ...agency.ann, authority: 'case-task', teams: [], holding: 'program' as const };
    const child = async (): Promise<string> => {
      const link = { parent: { caseId, task: 'review', depth: 1 } };
      const opened = await executeCommand(agency.deps, task, {
        ...{ open: { caseType: 'example', data: {}, ...link }, idempotencyKey: `own-${(used += 1)}` },
      });
      if (opened.kind !== 'applied') throw new Error(JSON.stringify(opened));
      return opened.caseId;
    };
    const review = await child();
    expect(await sweep()).toBe(0);
    await act(caseId, { type: 'NotifyDetermination', ...on, party: 'party.applicant' });
    await act(caseId, { type: 'RequestReview', ...on, right: 'again', party: 'party.applicant', words: 'It is so' });
    expect(await sweep()).toBe(2);
    expect(await walls(review)).toEqual([
      wall('cleo', 'decided-original determination.2'),
      wall('dora', 'decided-original determination.2'),
    ]);
    expect(await walls(caseId)).toEqual([]);
  });

  test('not to who left, not of a closed case, and not in another agency', async () => {
    const [left, closed] = [await open(), await open()];
    for (const caseId of [left, closed]) await tie(caseId, caseId === left ? 'emil' : 'cleo', 'self');
    await agency.test.query("update person set active = false where person = 'emil'");
    await act(closed, { type: 'CloseCase', outcome: 'done' });
    expect(await sweep()).toBe(0);
    await agency.test.query("update person set active = true where person = 'emil'");
    expect((await suggestWalls(agency.deps, VILLAGE)).suggested).toBe(0);
    expect(await sweep()).toBe(1);
  });
});

describe('a suggested wall', () => {
  test('that was dismissed is not suggested again, and is where something else is so', async () => {
    const caseId = await open();
    await tie(caseId, 'cleo', 'kin');
    expect(await sweep()).toBe(1);
    const [first] = await walls(caseId);
    await act(caseId, { type: 'EndAccess', fact: first?.id ?? '', reason: 'They have not met for years' });
    for (let again = 0; again < 3; again += 1) expect(await sweep()).toBe(0);
    await interest('cleo', { [caseId]: 'She owns the house' });
    expect(await sweep()).toBe(1);
    expect((await walls(caseId)).map(({ standing, because }) => [standing, because])).toEqual([
      ['dismissed', ['kin case']],
      ['suggested', ['kin case', 'interest case']],
    ]);
    const [, second] = await walls(caseId);
    await act(caseId, { type: 'EndAccess', fact: second?.id ?? '', reason: 'It is sold' });
    expect(await sweep()).toBe(0);
  });

  test('becomes a declared one of the same id, and is not suggested beside it', async () => {
    const caseId = await open();
    await tie(caseId, 'cleo', 'kin');
    await sweep();
    const [suggested] = await walls(caseId);
    const fact = { kind: 'wall', person: 'cleo', unit: null, standing: 'declared' } as const;
    await act(caseId, { type: 'GiveAccess', fact });
    expect(await walls(caseId)).toEqual([{ ...suggested, standing: 'declared' }]);
    await tie(caseId, 'cleo', 'self');
    expect(await sweep()).toBe(0);
  });

  test('is made once by two processes that go through at once', async () => {
    const cases = [await open(), await open(), await open()];
    for (const caseId of cases) await tie(caseId, 'cleo', 'self');
    const both = await Promise.all([suggestWalls(agency.deps, TOWN), suggestWalls(agency.deps, TOWN)]);
    expect(both.flatMap(({ problems }) => problems)).toEqual([]);
    await sweep();
    for (const caseId of cases) expect(await walls(caseId)).toHaveLength(1);
  });
});
