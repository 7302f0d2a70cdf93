import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programContext } from '../store/context.ts';
import { flight } from '../store/database.ts';
import { rebuild } from '../store/rebuild.ts';
import { verifyChain } from '../store/verify-chain.ts';
import { verifyCustody } from '../store/verify-custody.ts';
import { TOMBSTONE } from '../store/seal-event.ts';
import { emptyOutbox } from '../worker/outbox.ts';
import { startAgency, TOWN, VILLAGE, type AgencyUnderTest } from './agency-under-test.ts';
import { destroy, type DestroyDeps, type DestroyRequest } from './destroy.ts';
import { addHoldTo, endHolds, listHolds } from './hold.ts';

let agency: AgencyUnderTest;
let deps: DestroyDeps;
let noted: string[];

beforeAll(async () => {
  agency = await startAgency();
  for (const person of ['cleo', 'dora'])
    await agency.test.query('insert into person (tenant, person, name, active) values ($1, $2, $2, true)', [
      TOWN,
      person,
    ]);
  noted = [];
  const keeper = {
    note: async ({ certificate }: { readonly certificate: { readonly caseId: string } }) => {
      noted.push(certificate.caseId);
      return certificate.caseId;
    },
    cancel: async (id: string) => void noted.splice(noted.indexOf(id), 1),
  };
  deps = { ...agency.deps, keeper };
});
afterAll(() => agency.close());

const asked = (caseId: string, more: Partial<DestroyRequest> = {}): DestroyRequest => ({
  ...{ tenant: TOWN, caseId, subject: '', authority: 'GDA 12', class: '4.2' },
  ...{ approvers: ['cleo', 'dora'], ...more },
});

async function closed(data = { note: 'Rosebud', name: 'Kane' }): Promise<string> {
  const caseId = await agency.open(data, { occurred: '2026-02-01' });
  await agency.act(caseId, { type: 'AddNote', text: 'Xanadu' });
  await agency.act(caseId, { type: 'CloseCase', outcome: 'done' });
  return caseId;
}

async function refusal(caseId: string, more: Partial<DestroyRequest> = {}): Promise<string> {
  const before = await everything(caseId);
  const outcome = await destroy(deps, asked(caseId, more));
  expect(await everything(caseId)).toEqual(before);
  return outcome.kind === 'refused' ? outcome.refusal.code : outcome.kind;
}

/** All rows about a case, as text. */
async function everything(caseId: string): Promise<readonly unknown[]> {
  const tables = ['case_head', 'case_access', 'event', 'data_key', 'task', 'timer', 'receipt', 'notice', 'outbox'];
  const rows = await Promise.all(
    tables.map((table) => agency.test.query(`select t::text from ${table} t where case_id = $1 order by 1`, [caseId])),
  );
  return [...rows, await agency.test.query('select count(*)::int from custody_record'), [...noted]];
}

async function problems(): Promise<readonly unknown[]> {
  const chain = await verifyChain(agency.database, { tenant: TOWN });
  const custody = await verifyCustody(agency.database, TOWN);
  const { differences } = await rebuild(agency.deps, { tenant: TOWN, mode: 'compare' });
  return [...chain.problems, ...custody.problems, ...differences];
}

describe('destroying a case', () => {
  it('removes every key and every derived value, keeps chain and evidence, and says under what it was done', async () => {
    const caseId = await closed();
    const outcome = await destroy(deps, asked(caseId));
    expect(outcome).toMatchObject({
      kind: 'destroyed',
      certificate: { caseId, approvers: ['cleo', 'dora'], events: 3 },
    });
    expect(await agency.test.query('select from data_key where case_id = $1', [caseId])).toEqual([]);
    for (const table of ['case_access', 'task', 'timer', 'receipt', 'notice', 'case_link', 'follow_up'])
      expect([table, await agency.test.query(`select * from ${table} where case_id = $1`, [caseId])]).toEqual([
        table,
        [],
      ]);
    const rows = await agency.test.query<{ text: string }>(
      'select h::text as text from case_head h where case_id = $1',
      [caseId],
    );
    expect(rows[0]?.text).toContain('destroyed');
    expect(rows[0]?.text).not.toMatch(/Rosebud|Kane|Xanadu/);
    expect(noted).toContain(caseId);
    expect(await problems()).toEqual([]);
    await emptyOutbox(agency.database, TOWN);
    expect(await problems()).toEqual([]);
    const { certificates } = await verifyCustody(agency.database, TOWN);
    expect(certificates.find((one) => one.caseId === caseId)).toMatchObject({ authority: 'GDA 12', class: '4.2' });
  });

  it('is not there for anybody afterwards: no command, no opening under the same id, no second destruction', async () => {
    const caseId = await closed();
    await destroy(deps, asked(caseId));
    expect((await agency.act(caseId, { type: 'AddNote', text: 'x' })).kind).toBe('not-found');
    await expect(agency.open({}, { open: { caseType: 'example', data: {}, caseId } } as never)).rejects.toThrow(
      'not-found',
    );
    expect(await refusal(caseId)).toBe('destroyed-already');
    expect(await addHoldTo(deps, { tenant: TOWN, caseId }, 'x')).toBeNull();
  });

  it('is made anew by a rebuild to the same bytes', async () => {
    const caseId = await closed();
    await destroy(deps, asked(caseId));
    const read = () => agency.test.query('select h::text from case_head h where case_id = $1', [caseId]);
    const before = await read();
    await agency.test.query('delete from case_head where case_id = $1', [caseId]);
    await rebuild(agency.deps, { tenant: TOWN, mode: 'rebuild' });
    expect(await read()).toEqual(before);
  });
});

describe('destroying what one subject had', () => {
  it('leaves a tombstone for each value that its key sealed, and everything else as it was', async () => {
    const caseId = await closed();
    const [key] = await agency.test.query<{ subject: string }>(
      "select subject from data_key where case_id = $1 and subject <> ''",
      [caseId],
    );
    const outcome = await destroy(deps, asked(caseId, { subject: key?.subject ?? '' }));
    expect(outcome).toMatchObject({ kind: 'destroyed' });
    const [head] = await agency.test.query<{ state: string }>('select state from case_head where case_id = $1', [
      caseId,
    ]);
    expect(JSON.parse(head?.state ?? '')).toMatchObject({ version: 4, data: { note: 'Rosebud', name: TOMBSTONE } });
    expect(await problems()).toEqual([]);
    expect(await refusal(caseId, { subject: key?.subject ?? '' })).toBe('destroyed-already');
    expect(await destroy(deps, asked(caseId))).toMatchObject({ kind: 'destroyed' });
    expect(await problems()).toEqual([]);
  });
});

describe('what is refused, and changes nothing', () => {
  it('says why', async () => {
    const open = await agency.open();
    const caseId = await closed();
    expect(await refusal('01a00000-0000-7000-8000-000000000001')).toBe('unknown-case');
    expect(await refusal(caseId, { tenant: VILLAGE })).toBe('unknown-case');
    expect(await refusal(open)).toBe('not-closed');
    expect(await refusal(caseId, { subject: 'nobody' })).toBe('unknown-subject');
    for (const approvers of [[], ['cleo'], ['cleo', 'cleo'], ['cleo', 'nobody'], ['cleo', 'bob']])
      expect([approvers, await refusal(caseId, { approvers })]).toEqual([approvers, 'approvers']);
    await agency.test.query("update person set active = false where person = 'dora'");
    expect(await refusal(caseId)).toBe('approvers');
    await agency.test.query("update person set active = true where person = 'dora'");
  });

  it('holds against everything while a hold stands, also against the statement by itself', async () => {
    const caseId = await closed();
    const holdId = await addHoldTo(deps, { tenant: TOWN, caseId }, 'Royal Commission');
    expect((await listHolds(deps, TOWN)).map((hold) => hold.hold_id)).toContain(holdId);
    expect(await refusal(caseId)).toBe('held');
    const certificate = { caseId, subject: '', authority: 'x', approvers: ['cleo', 'dora'], keys: [] };
    const entry = JSON.stringify([1, TOWN, 900, 'eve', 'now', ['destroyed', certificate]]);
    const attempt = (statement: string) =>
      agency.database.transaction(programContext(TOWN, 'eve'), async (tx) => {
        await flight(tx, [
          { name: '', text: `insert into custody_record values ($1, 900, 1, $2, sha256('x'))`, values: [TOWN, entry] },
          { name: '', text: statement, values: [] },
        ]);
      });
    await expect(attempt(`select app.destroy_keys(${TOWN}, '${caseId}', '', 900)`)).rejects.toMatchObject({
      code: 'CW003',
    });
    await expect(attempt(`select app_private.erase_keys(${TOWN}, '${caseId}', '', 900)`)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(attempt(`delete from data_key where case_id = '${caseId}'`)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(attempt(`update data_key set wrapped = '' where case_id = '${caseId}'`)).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await endHolds(deps, { tenant: TOWN, caseId }, null)).toBe(1);
    await expect(attempt(`select app.destroy_keys(${VILLAGE}, '${caseId}', '', 900)`)).rejects.toMatchObject({
      code: 'CW001',
    });
    await expect(attempt(`select app.destroy_keys(${TOWN}, '${caseId}', '', 1)`)).rejects.toMatchObject({
      code: 'CW004',
    });
    expect(await destroy(deps, asked(caseId))).toMatchObject({ kind: 'destroyed' });
  });

  it('refuses a hold that comes while a case is being destroyed, or is refused by it, never both', async () => {
    for (let round = 0; round < 8; round += 1) {
      const caseId = await closed();
      const [hold, outcome] = await Promise.all([
        addHoldTo(deps, { tenant: TOWN, caseId }, 'in between'),
        destroy(deps, asked(caseId)),
      ]);
      expect((hold === null) === (outcome.kind === 'destroyed')).toBe(true);
    }
  });

  it('takes the line outside the database back when the transaction does not come about', async () => {
    const caseId = await closed();
    await agency.test.query("update event set payload = payload || '\\x00' where case_id = $1 and seq = 1", [caseId]);
    const [key] = await agency.test.query<{ subject: string }>(
      "select subject from data_key where case_id = $1 and subject <> ''",
      [caseId],
    );
    expect(await refusal(caseId, { subject: key?.subject ?? '' })).toBe('damaged');
    const failing = { ...deps, keeper: { ...deps.keeper, note: () => Promise.reject(new Error('The disk is full.')) } };
    await expect(destroy(failing, asked(caseId))).rejects.toThrow('disk is full');
    expect(await agency.test.query('select from data_key where case_id = $1', [caseId])).toHaveLength(2);
  });
});

describe('the verifier', () => {
  it('names a case whose key was removed past the program, and a destroyed key that came back', async () => {
    const [removed, returned] = [await closed(), await closed()];
    const kept = await agency.test.query<{ row: string }>('select k::text as row from data_key k where case_id = $1', [
      returned,
    ]);
    await destroy(deps, asked(returned));
    await agency.test.query('delete from data_key where case_id = $1', [removed]);
    for (const { row } of kept) await agency.test.query('insert into data_key select ($1::data_key).*', [row]);
    const found = (await verifyCustody(agency.database, TOWN)).problems.map(({ event, code }) => [event?.caseId, code]);
    expect(found).toContainEqual([removed, 'key-missing']);
    expect(found).toContainEqual([returned, 'key-returned']);
  });
});
