// The register of delegations: without one in force nothing is decided that needs it, each is evidence in the agency's log, and
// what was decided is played again without the register.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CaseCommand } from '@casewright/engine/case';
import { compile, principal, SOURCE, startAgency, TOWN, type AgencyUnderTest } from '../commands/agency-under-test.ts';
import { executeCommand } from '../commands/execute-command.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { programContext } from '../store/context.ts';
import { rebuild } from '../store/rebuild.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { verifyRights } from '../store/verify-rights.ts';
import { runCli } from './cli.ts';

const DECIDED = `${SOURCE.replace('caseType: example', 'caseType: decided').replace('reference: EX', 'reference: DE')}
determinations:
  claim:
    title: Decision on the claim
    delegation: { role: head, instrument: claims, law: { ref: Claims Act s 41, kind: statute } }
    outcomes: { granted: Granted, refused: Refused }
    review: {}
`;

let agency: AgencyUnderTest;
let used = 0;

beforeAll(async () => {
  agency = await startAgency();
  await upsertPeople(agency.database, {
    ...{ tenant: TOWN, slug: 'town', name: 'town', teams: [{ team: 'desk', title: 'Desk' }] },
    people: [{ person: 'dora', name: 'Dora', memberships: [{ team: 'desk', role: 'head' }] }],
  });
  const published = { person: 'ann', caseType: compile(DECIDED), source: DECIDED };
  await publishCaseType(agency.database, { ...published, tenant: TOWN, publishedAt: '2026-01-01T00:00:00.000Z' });
});
afterAll(() => agency.close());
beforeEach(async () => {
  agency.clock.nowMs = Date.parse('2026-03-01T10:00:00Z');
  await agency.test.query('delete from delegation');
  await agency.test.query('delete from outbox');
  await agency.test.query('delete from right_change where entry like \'%"delegation"%\'');
});

async function cli(...args: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  const said: string[] = [];
  const code = await runCli(['delegations', ...args, '--agency', 'town'], {
    open: async () => ({ database: agency.database, deps: agency.deps, witnessFolder: null, close: async () => {} }),
    ...{ caseTypesFolder: '', programFolder: '', nowMs: () => agency.clock.nowMs },
    print: (line) => void said.push(line),
    say: (line) => void said.push(line),
  });
  return { code, said: said.join('\n') };
}

async function give(person: string, ...more: readonly string[]): Promise<string> {
  const given = ['--person', person, '--instrument', 'claims', '--from', '2026-01-01', '--given-by', 'secretary'];
  const { code, said } = await cli('give', ...given, ...more);
  expect([code, said]).toEqual([0, expect.stringMatching(/^delegation [0-9a-f-]{36}\n/)]);
  return said.slice(11, 47);
}

type Given = Exclude<CaseCommand, { type: 'OpenCase' }>;

function act(person: string, caseId: string, { occurred, ...command }: Given & { readonly occurred?: string }) {
  const at = occurred === undefined ? {} : { occurred };
  const idempotencyKey = `own-${(used += 1)}`;
  const roles = person === 'ann' ? ['officer', 'head'] : ['head'];
  return executeCommand(agency.deps, principal(TOWN, person, roles), { caseId, command, idempotencyKey, ...at });
}

async function drafted(): Promise<string> {
  const idempotencyKey = `own-${(used += 1)}`;
  const open = { caseType: 'decided', data: {} };
  const opened = await executeCommand(agency.deps, agency.ann, { open, idempotencyKey });
  if (opened.kind !== 'applied') throw new Error(JSON.stringify(opened));
  const said = { outcome: 'granted', reasons: 'It is so', manifest: [{ field: 'note', version: 1 }] };
  const draft = { type: 'DraftDetermination', of: 'claim', ...said } as const;
  expect(await act('ann', opened.caseId, draft)).toMatchObject({ kind: 'applied', version: 2 });
  return opened.caseId;
}

const MAKE = { type: 'MakeDetermination', of: 'claim', entry: 'determination.2', draft: 2 } as const;

function refusedFor(day: string): object {
  const reason = `“Decision on the claim” is made by a delegate, and you hold none under claims (Claims Act s 41) on ${day}.`;
  return { kind: 'rejected', rejection: { reason } };
}

async function problems(): Promise<readonly string[]> {
  const found: string[] = [];
  await agency.database.transaction(programContext(TOWN, 'system.verify'), (tx) =>
    verifyRights(tx, TOWN, ({ code, reason }) => void (reason.includes('delegation') && found.push(code))),
  );
  return found;
}

describe('a decision that needs a delegation', () => {
  test('is made by whoever holds it, and keeps which one it was', async () => {
    const id = await give('dora', '--until', '2026-06-30');
    const caseId = await drafted();
    const made = await act('dora', caseId, MAKE);
    expect(made).toMatchObject({ kind: 'applied' });
    const delegation = { id, instrument: 'claims', law: 'Claims Act s 41', from: '2026-01-01', until: '2026-06-30' };
    expect(JSON.stringify(made)).toContain(JSON.stringify({ by: 'dora', onBehalfOf: null, delegation }));
  });

  test('is refused with the sentence to whoever holds none: nobody’s, another’s, one not yet or no longer in force', async () => {
    const caseId = await drafted();
    expect(await act('dora', caseId, MAKE)).toMatchObject(refusedFor('2026-03-01'));
    await give('dora', '--until', '2026-02-28');
    expect(await act('ann', caseId, MAKE)).toMatchObject(refusedFor('2026-03-01'));
    expect(await act('dora', caseId, MAKE)).toMatchObject(refusedFor('2026-03-01'));
    // What is stated of a day on which it was in force is not decided now that it is over.
    expect(await act('dora', caseId, { ...MAKE, occurred: '2026-02-20' })).toMatchObject(refusedFor('2026-02-20'));
    await agency.test.query("update delegation set from_on = '2026-03-02', until_on = null");
    expect(await act('dora', caseId, MAKE)).toMatchObject(refusedFor('2026-03-01'));
    agency.clock.nowMs += 24 * 3_600_000;
    expect(await act('dora', caseId, MAKE)).toMatchObject({ kind: 'applied' });
  });

  test('is refused under one that was ended meanwhile, and one made before stays and is played again to the same state', async () => {
    const id = await give('dora');
    const [first, second] = [await drafted(), await drafted()];
    expect(await act('dora', first, MAKE)).toMatchObject({ kind: 'applied' });
    expect(await cli('end', id, '--reason', 'She moved to another branch')).toMatchObject({ code: 0 });
    expect(await act('dora', second, MAKE)).toMatchObject(refusedFor('2026-03-01'));
    const revoke = { type: 'RevokeDetermination', of: 'claim', entry: 'determination.2', reasons: 'A slip' } as const;
    expect(await act('dora', first, revoke)).toMatchObject(refusedFor('2026-03-01'));
    const { differences } = await rebuild(
      { ...agency.deps, database: agency.database },
      { tenant: TOWN, mode: 'compare' },
    );
    expect(differences).toEqual([]);
  });
});

describe('casewright delegations', () => {
  test('lists what was given and ended, and to look is on record', async () => {
    const id = await give('dora', '--until', '2026-06-30');
    await cli('end', id, '--reason', 'She left');
    const { said } = await cli('list', '--as', 'ann');
    expect(said).toBe(
      `${id} dora, claims, from 2026-01-01 until 2026-06-30, given by secretary, ended 2026-03-01T10:00:00.000Z: She left\n1 delegation.`,
    );
    expect(
      await agency.test.query("select person, authority from access_log where action = 'list-delegations'"),
    ).toEqual([{ person: 'ann', authority: 'operator' }]);
  });

  test.each([
    ['somebody unknown', ['--person', 'nobody'], 1, 'The agency has no active person nobody.'],
    ['themselves', ['--person', 'dora', '--given-by', 'dora'], 1, 'Nobody delegates to themselves.'],
    ['a time that ends first', ['--until', '2025-12-31'], 1, 'A delegation ends after it begins.'],
    ['no day', ['--from', '2026-02-30'], 2, 'must be a date'],
    ['no name', ['--instrument', 'Claims Act'], 2, 'is no instrument'],
  ])('gives none to or of %s', async (_, more, code, sentence) => {
    const all = ['--person', 'dora', '--instrument', 'claims', '--from', '2026-01-01', '--given-by', 'secretary'];
    const result = await cli('give', ...all, ...more);
    expect([result.code, result.said]).toEqual([code, expect.stringContaining(sentence)]);
    expect(await agency.test.query('select from delegation')).toEqual([]);
  });

  test('gives no second one for the same time, and ends none twice', async () => {
    const id = await give('dora');
    const again = ['--person', 'dora', '--instrument', 'claims', '--from', '2027-01-01', '--given-by', 'secretary'];
    expect((await cli('give', ...again)).said).toContain(`in that time already: ${id}`);
    expect((await cli('end', id)).code).toBe(2);
    expect((await cli('end', id, '--reason', 'She left')).code).toBe(0);
    expect((await cli('end', id, '--reason', 'She left')).code).toBe(1);
    await give('dora');
  });

  test('what stands is what was recorded: another row, another day and an end taken back are named', async () => {
    const id = await give('dora');
    expect(await problems()).toEqual([]);
    await agency.test.query("update delegation set until_on = '2030-01-01'");
    expect(await problems()).toEqual(['right-unrecorded', 'right-missing']);
    await agency.test.query('update delegation set until_on = null');
    await cli('end', id, '--reason', 'She left');
    expect(await problems()).toEqual([]);
    await agency.test.query("update delegation set end_reason = 'She was unfit'");
    expect(await problems()).toEqual(['right-unrecorded', 'right-missing']);
    await agency.test.query('update delegation set ended_at = null, end_reason = null');
    expect(await problems()).toEqual(['right-unrecorded', 'right-missing']);
  });
});
