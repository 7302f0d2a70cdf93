import pg from 'pg';
import { SHIPPED_HOLIDAYS } from '@casewright/engine/calendar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAgency, TOWN, VILLAGE, type AgencyUnderTest } from '../commands/agency-under-test.ts';
import { executeCommand } from '../commands/execute-command.ts';
import { addLinks } from './case-links.ts';
import { addFollowUps } from './follow-ups.ts';
import { addClient } from './clients.ts';
import { addDirectoryChanges } from './directory-changes.ts';
import { addDirectoryGroup, addTeam } from './directory-groups.ts';
import { addPerson } from './directory-people.ts';
import { addSession } from './find-session.ts';
import { addIdentity } from './identities.ts';
import { appendAccessLog } from './append-access-log.ts';
import { addHolidayTable } from './holiday-table.ts';
import { beginImportRun } from './import-run.ts';
import { programToken } from '@casewright/engine/policy';
import { programContext, sign } from './context.ts';
import { signReader } from './reader-context.ts';
import { addNotices } from './notices.ts';
import { addWeights } from './save-weights.ts';
import { sealReads } from './seal-reads.ts';
import { setWorkFacts } from './set-work-facts.ts';

let agency: AgencyUnderTest;
let app: pg.Client;

const now = '2026-03-01T10:00:00.000Z';
const RELATIVE = '01a00000-0000-7000-8000-000000000001';

beforeAll(async () => {
  agency = await startAgency();
  // Something in every table, so that an empty answer means that it was hidden.
  await agency.open({ name: 'Mary', startedOn: '2026-03-01' });
  await agency.database.once(programContext(TOWN, 'ann'), [
    addSession({ tenant: TOWN, secret: 's', person: 'ann', createdAt: now, expiresAt: now }),
    ...appendAccessLog(TOWN, now, [
      {
        entryId: '01a00000-0000-7000-8000-000000000000',
        person: 'ann',
        authority: 'x',
        action: 'x',
        caseIds: [RELATIVE],
        denied: false,
      },
    ]),
    addPerson(TOWN, { person: 'robot', name: 'Robot' }),
    addClient(TOWN, {
      ...{ client: 'robot', secret: 's', actions: ['read-case'], caseTypes: null },
      ...{ createdAt: now, expiresAt: now },
    }),
    addIdentity(TOWN, { issuer: 'https://id.example', subject: 's', person: 'ann', linkedAt: now }),
    addTeam(TOWN, 'x', 'X'),
    addDirectoryGroup(TOWN, {
      ...{ groupId: 'g', displayName: 'x/y', externalId: null, team: 'x', role: 'y', changedAt: now },
    }),
    addDirectoryChanges(TOWN, { recordedAt: now, actor: 'ann', authority: 'x' }, [{ changeId: RELATIVE, change: 'x' }]),
    ...addLinks(TOWN, [{ caseId: RELATIVE, parentId: RELATIVE, task: 'x', depth: 1 }]),
    ...addFollowUps(TOWN, [{ caseId: RELATIVE, seq: 1, task: 'x', recordedAt: now }]),
    addHolidayTable(TOWN, { number: 1, version: 'x', days: JSON.stringify(SHIPPED_HOLIDAYS), adoptedAt: now }),
    beginImportRun({ tenant: TOWN, importId: 'x' }, { fileHash: Buffer.alloc(32), startedAt: now, report: '{}' }),
  ]);
  const context = programContext(TOWN, 'ann');
  const facts = { capacity: 5, away: null, skills: { law: 1 }, languages: [], places: [], queues: [], interests: {} };
  await setWorkFacts(agency.database, context, [{ person: 'ann', ...facts }]);
  const caseId = '01a00000-0000-7000-8000-000000000000';
  const notice = { caseId, clock: 'x', dueOn: '2026-03-01', rung: 'due', reachedOn: '2026-03-01', seq: 1, toldAt: now };
  await agency.database.once(context, [
    ...addWeights(TOWN, caseId, [{ task: 'x', weight: 2 }]),
    addNotices(TOWN, { ...notice, people: ['ann'] }),
  ]);
  await fillByHand(caseId);
  await fillSubjects(caseId);
  await agency.test
    .query(`insert into redaction_draft select tenant, gen_random_uuid(), case_id, gen_random_uuid(), subject, 'x', null, 'open', 1,
    '{ann}', null, null, 'x', now() from data_key where tenant = ${TOWN} limit 1;
    insert into unsent_text select tenant, 'ann', '', 'note/x', case_id, case_id, subject, 1, 'x', now()
      from data_key where tenant = ${TOWN} and subject = '' limit 1;
    insert into quality_finding select tenant, '${caseId}', case_id, subject, 1, 'ann', now(), 'x'
      from data_key where tenant = ${TOWN} and subject = '' limit 1`);
  await sealReads(agency.database, { tenant: TOWN, now, limit: 10 });
  app = new pg.Client({ ...agency.test.appConnection, ssl: false });
  await app.connect();
});
/** What the programs write only in work that is not done here. */
const PRINTED = (dispatch: string): string => `
    insert into dispatch values (${TOWN}, '${dispatch}', '${dispatch}', 'x', 1, 'x', 'mail', '${dispatch}', sha256('x'), 'waiting', 0, now(),
      null, null, false, now(), now());
    insert into print_batch values (${TOWN}, 1, 'ann', now(), null, 'asked', 1, null, null, null, null);
    insert into print_line values (${TOWN}, 1, 1, '${dispatch}', 'writing', null, null, now());`;

async function fillByHand(caseId: string): Promise<void> {
  // The outbox keeps what the log gets.
  await agency.test.query(`
    insert into access_fact values (${TOWN}, 'x', 'person/ann', '{}');
    insert into saved_view values (${TOWN}, gen_random_uuid(), 'ann', 'cases', 'x', '{}', now(), null, null, null); insert into phrase values (${TOWN}, gen_random_uuid(), 'ann', null, 'x', 'x', 'ann', now());
    insert into case_grant values (${TOWN}, gen_random_uuid(), 'x', 'person/ann', '{}');
    insert into case_part values (${TOWN}, gen_random_uuid(), 'x', '{program:${TOWN}}', '{}', '{}', '{}', now());
    insert into agency_key values (${TOWN}, 'agency-2', 1, 'master-1', 'x', now(), now());
    insert into hold values (${TOWN}, gen_random_uuid(), '${caseId}', 'x', now(), null);
    insert into hold_release values (${TOWN}, '${caseId}', 1, 'ann', now(), 'x', 'x', null, null, null, null);
    insert into custody_record values (${TOWN}, 1, 1, 'x', sha256('x'));
    insert into inbound_queue values (${TOWN}, 'desk', 5, 'UTC', null, 'head');
    insert into inbound_item values (${TOWN}, '${caseId}', sha256('x'), 'mail', now(), null, 'desk', now(), 'waiting');
    insert into inbound_part values (${TOWN}, '${caseId}', 0, null, 'refused', 'x', 'x');
    insert into destruction values (${TOWN}, '${caseId}', '', gen_random_uuid(), 1);
    insert into destruction_list values (${TOWN}, gen_random_uuid(), now());
    insert into shared_case values (${TOWN}, ${VILLAGE}, gen_random_uuid(), 'x', 'x', now());
    insert into log_head values (${TOWN}, 1, 0, '');
    insert into log_leaf values (${TOWN}, 0, gen_random_uuid(), 1, sha256('x'));
    insert into log_tile values (${TOWN}, 0, 0, sha256('x'), decode(repeat('00', 8192), 'hex'));
    insert into log_checkpoint values (${TOWN}, 1, 1, 'x', now());
    insert into log_cosignature values (${TOWN}, 'x', 1, 'x', now());
    insert into witnessed_log values (${TOWN}, 'x', 1, 'x', now());
    insert into read_day values (${TOWN}, now(), 'ann', 1);
    insert into staff_tie values (${TOWN}, gen_random_uuid(), 'ann', 'self', 'x', now());
    insert into watch_setting values (${TOWN}, 1, '{}', 'x', now());
    insert into review values (${TOWN}, gen_random_uuid(), 'x', 'ann', now(), now(), now(), 'open', 1);
    insert into review_line values (${TOWN}, gen_random_uuid(), now(), gen_random_uuid(), 'x');
    insert into review_decision values (${TOWN}, gen_random_uuid(), 1, 'x', 'x', 'x', now(), 1);
    insert into review_notice values (${TOWN}, gen_random_uuid(), 'opened', 'ann', now());
    insert into emergency values (${TOWN}, gen_random_uuid(), 'break-glass.1', 'desk', 'x', 'x', now(), now(), 'due');
    insert into goal values (${TOWN}, gen_random_uuid(), 'goal.1', 'x', 'x', 'pursued', now(), null, '1', null, '{}');
    insert into auditor_seat values (${TOWN}, gen_random_uuid(), 'ann', 'x', 'x', now(), now());
    insert into delegation values (${TOWN}, gen_random_uuid(), 'ann', 'x', now(), null, 'x', now(), null, null);
    insert into people_act values (${TOWN}, 1, 'merged', 'ann', now(), gen_random_uuid(), 'x', gen_random_uuid(),
      gen_random_uuid(), 'y', gen_random_uuid(), 'x');
    insert into people_member values (${TOWN}, 'x', 1, 0);
    insert into file_text select tenant, gen_random_uuid(), case_id, subject, now(), '{x}', '', 'waiting', null, 0, now(), null, null, now()
      from data_key where tenant = ${TOWN} limit 1;
    insert into file_word select tenant, 'x', substring(sha256('x') from 1 for 12), filed_at, file from file_text;
    insert into case_type_draft values (${TOWN}, '${caseId}', 'x', now());
    insert into agency_secret values (${TOWN}, 'logs', 1, 'master-1', 'x');
    insert into stored_file (tenant, file, case_id, subject, kind, state, channel, person, start_key, request_hash, received, parts,
      algorithm, sealed, warnings, started_at, changed_at)
      values (${TOWN}, '${caseId}', '${caseId}', 'x', 'x', 'arriving', 'staff', 'ann', 'x', 'x', 0, '{}', 1, 'x', '{}', now(), now());
    insert into page_opened values (${TOWN}, '${caseId}', '${caseId}', 'ann', 1, now());
    ${PRINTED(caseId)}
    insert into retention_due values (${TOWN}, '${caseId}', 'x', now(), 'no-class', null, null, null, null, null, null, '', '{}', false);
    insert into retention_fact values (${TOWN}, 'manual', '${caseId}', 'x', now(), 'ann', now());
    insert into hold_query values (${TOWN}, '${caseId}', 'x', '{}', 'x', 'ann', now(), now());
    insert into hold_member values (${TOWN}, '${caseId}', '${caseId}', now()); insert into hold_custodian values (${TOWN}, '${caseId}', 'ann', now(), null);
    insert into disposal_run values (${TOWN}, '${caseId}', 'ann', now(), 'x', sha256('x'), 1, null, null);
    insert into disposal_item values (${TOWN}, '${caseId}', 1, '${caseId}', '', null, null, null, null);
    insert into disposal_approval values (${TOWN}, '${caseId}', 'ann', sha256('x'), now());
    insert into case_type_draft_step values (${TOWN}, '${caseId}', 1, 'withdrawn', 'ann', null, now(), '');
    insert into release values (${TOWN}, '${caseId}', 'x', '', sha256('x'), now(), now(), now(), 0, '{}');
    insert into release_working values (${TOWN}, '${caseId}', '{}');
    insert into release_file values (${TOWN}, '${caseId}', 1, 'x.csv', 'text/csv', 'x');
    insert into release_step values (${TOWN}, '${caseId}', 1, 'prepared', 'ann', null, now(), sha256('x'), '');`);
}

/** What is held about a person, put together. */
async function fillSubjects(caseId: string): Promise<void> {
  await agency.test.query(`
    insert into subject_file values (${TOWN}, '${caseId}', '${caseId}', '${caseId}', 'party.a', '0123456789abcdef0123456789abcdef', 'ann', now());
    insert into subject_item values (${TOWN}, '${caseId}', '0123456789ab', '${caseId}', 'field:a', now());
    insert into subject_decision values (${TOWN}, '${caseId}', '0123456789ab', 1, 'ann', now(), 'release', '', null, null, null);
    insert into subject_approval values (${TOWN}, '${caseId}', 'ann', sha256('x'), now());
    insert into subject_given values (${TOWN}, '${caseId}', 'ann', now(), sha256('x'), sha256('x'));
    insert into fact_taken values (${TOWN}, '${caseId}', 2, 'a', '${caseId}', 1, 'b', 'x', null);
    insert into outcome values (${TOWN}, '${caseId}', 'closing', '', '', 'a', 'desk', now(), 'done');
    insert into quality_sample values (${TOWN}, '${caseId}', 'desk', 'a', 'closing', '', now(), now(), 1, null, false, 'x', '[]', 'lowest-sha256/2', 's',
      array['${caseId}'::uuid], '{""}', array['${caseId}'::uuid], 'ann', now());
    insert into pending values (${TOWN}, '${caseId}', 'clock', 'a', 'a', 'desk', now(), '{}');
    insert into correction values (${TOWN}, '${caseId}', 'correction.2', 2, 'a', null, null, 0);`);
}

afterAll(async () => {
  await app.end();
  await agency.close();
});

/** What the program holds in an agency, signed. */
const program = (tenant: number): string =>
  signReader(
    { tenant, person: 'program', tokens: [programToken(String(tenant))] },
    inOneMinute(),
    agency.test.contextKey,
  );

const inOneMinute = (): number => Math.floor(Date.now() / 1000) + 60;

async function tables(): Promise<readonly string[]> {
  const rows = await agency.test.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1",
  );
  return rows.map(({ name }) => name);
}

/** Rows that the application's role sees in each table under a context, or under none. */
async function seen(
  context: string | null,
  reader: string | null = program(TOWN),
): Promise<Readonly<Record<string, number>>> {
  await app.query('begin');
  try {
    if (context !== null) await app.query(`set local app.ctx = '${context}'`);
    if (context !== null && reader !== null) await app.query(`set local app.reader = '${reader}'`);
    const counts: Record<string, number> = {};
    for (const table of await tables()) counts[table] = (await app.query(`select * from ${table}`)).rowCount ?? -1;
    return counts;
  } finally {
    await app.query('rollback');
  }
}

async function refused(context: string, statement: string, reader = program(TOWN)): Promise<string> {
  await app.query('begin');
  try {
    await app.query(`set local app.ctx = '${context}'`);
    await app.query(`set local app.reader = '${reader}'`);
    const { rowCount } = await app.query(statement);
    return `${rowCount ?? 0} rows`;
  } catch (error) {
    return error instanceof pg.DatabaseError ? (error.code ?? '') : 'another error';
  } finally {
    await app.query('rollback');
  }
}

const town = (): string => sign(`${TOWN}:ann`, inOneMinute(), agency.test.contextKey);

describe('without a good context', () => {
  it('every table has rows, and a good context sees them', async () => {
    const visible = await seen(town());
    expect(Object.entries(visible).filter(([, rows]) => rows < 1)).toEqual([]);
    expect(Object.keys(visible).length).toBeGreaterThan(16);
  });

  it('no row of any table is seen: no context, a forged, an expired, a truncated and an emptied one', async () => {
    const good = town();
    const forged = good.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    const otherKey = sign(`${TOWN}:ann`, inOneMinute(), Buffer.alloc(32, 1));
    const raised = good.replace(/^7:/, '8:');
    const longer = good.replace(/:(\d+)\./, (_, expires: string) => `:${Number(expires) + 9999}.`);
    const expired = sign(`${TOWN}:ann`, Math.floor(Date.now() / 1000) - 1, agency.test.contextKey);
    for (const context of [
      null,
      forged,
      otherKey,
      raised,
      longer,
      expired,
      good.slice(0, -1),
      good.slice(1),
      '',
      '.',
      'x',
      'f'.repeat(64),
      '\\x.',
    ]) {
      expect([context, Object.entries(await seen(context, null)).filter(([, rows]) => rows !== 0)]).toEqual([
        context,
        [],
      ]);
    }
  });

  it('a context does not outlive its transaction', async () => {
    await seen(town());
    expect(Object.values(await seen(null, null)).every((rows) => rows === 0)).toBe(true);
  });
});

describe('without a good reader', () => {
  const OF_CASES = ['case_access', 'case_head', 'case_part', 'task'];

  it('rows of cases are not seen, though the agency is: none, a forged, another agency’s, and one that holds nothing', async () => {
    const of = (tokens: readonly string[], tenant = TOWN): string =>
      signReader({ tenant, person: 'ann', tokens }, inOneMinute(), agency.test.contextKey);
    const forged = program(TOWN).replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    for (const reader of [
      null,
      forged,
      program(VILLAGE),
      of([]),
      of(['in:8/desk', 'purpose:*']),
      of(['in:7/desk'], VILLAGE),
    ]) {
      const visible = await seen(town(), reader);
      expect([reader, OF_CASES.map((table) => visible[table])]).toEqual([reader, [0, 0, 0, 0]]);
      expect(visible['person']).toBeGreaterThan(0);
    }
    const member = await seen(town(), of(['in:7/desk', 'purpose:*']));
    expect(OF_CASES.map((table) => (member[table] ?? 0) > 0)).toEqual([true, true, false, true]);
  });
});

describe('whoever is not the program', () => {
  // Sessions begin before anybody is known, reads leave their lines as whoever reads, an import notes how far it is.
  const OWN = new Set(['session', 'access_log', 'access_seen', 'access_pending', 'import_run', 'read_day', 'identity']);

  it('changes nothing, with or without a condition: no case, no right, no member, no evidence', async () => {
    const tokens = ['in:7/desk', 'over:7/desk', 'purpose:*'];
    const person = signReader({ tenant: TOWN, person: 'ann', tokens }, inOneMinute(), agency.test.contextKey);
    const held = (await tables()).filter((table) => !OWN.has(table) && table !== 'agency');
    expect(held.length).toBeGreaterThan(40);
    for (const reader of [person, 'x', program(VILLAGE)]) {
      for (const table of held) {
        const tried = [
          `update ${table} set tenant = tenant`,
          `update ${table} set tenant = tenant where tenant = ${TOWN}`,
          `delete from ${table}`,
          `insert into ${table} select * from ${table}`,
        ];
        for (const statement of tried) {
          expect([statement, ['42501', '0 rows']]).toEqual([
            statement,
            expect.arrayContaining([await refused(town(), statement, reader)]),
          ]);
        }
      }
    }
    // The same statement of the program does something.
    for (const table of ['case_head', 'task', 'person']) {
      expect(await refused(town(), `update ${table} set tenant = tenant`)).toMatch(/^[1-9]\d* rows$/);
    }
  });
});

describe('one agency', () => {
  it('sees nothing of another, and cannot write into it', async () => {
    const village = sign(`${VILLAGE}:bob`, inOneMinute(), agency.test.contextKey);
    const rows = await agency.test.query<{ case_id: string }>('select case_id from case_head where tenant = $1', [
      TOWN,
    ]);
    await app.query('begin');
    await app.query(`set local app.ctx = '${village}'`);
    await app.query(`set local app.reader = '${program(VILLAGE)}'`);
    for (const table of await tables()) {
      expect([table, (await app.query(`select 1 from ${table} where tenant = ${TOWN}`)).rowCount]).toEqual([table, 0]);
    }
    await app.query('rollback');
    const tried = (statement: string): Promise<string> => refused(village, statement, program(VILLAGE));
    expect(await tried(`insert into team (tenant, team, title) values (${TOWN}, 'spies', 'x')`)).toBe('42501');
    expect(
      await tried(
        `insert into outbox (tenant, case_id, seq, recorded_at) values (${TOWN}, '${rows[0]?.case_id}', 9, now())`,
      ),
    ).toBe('42501');
    expect(await tried(`update person set tenant = ${TOWN}`)).toBe('42501');
    expect(
      await tried(`insert into case_part values (${TOWN}, gen_random_uuid(), 'x', '{}', '{}', '{}', '{}', now())`),
    ).toBe('42501');
  });

  it('may be seen by the platform by name, and nothing else of it', async () => {
    const visible = await seen(sign('0:-', inOneMinute(), agency.test.contextKey), program(0));
    expect(Object.entries(visible).filter(([, rows]) => rows > 0)).toEqual([
      ['agency', 2],
      // Wrapped, and of no use without the key service.
      ['agency_key', 1],
      ['agency_secret', 1],
    ]);
  });

  it('may have a case of the same id as another agency’s, and neither learns of it', async () => {
    const [row] = await agency.test.query<{ case_id: string }>('select case_id from case_head where tenant = $1', [
      TOWN,
    ]);
    const outcome = await executeCommand(agency.deps, agency.bob, {
      open: { caseType: 'example', data: {}, caseId: row?.case_id ?? '' },
      idempotencyKey: 'same-id',
    });
    expect(outcome).toMatchObject({ kind: 'applied', version: 1 });
  });
});

describe('the application’s role', () => {
  it('can change and delete no event, key, receipt, published case type, leaf, checkpoint, recorded right, record of custody or line of the access log', async () => {
    for (const table of [
      ...['event', 'data_key', 'receipt', 'case_type', 'access_log'],
      ...['log_leaf', 'log_tile', 'log_checkpoint', 'log_cosignature', 'right_change'],
      ...[
        'read_batch',
        'read_sealed',
        'access_seen',
        'watch_setting',
        'review_line',
        'review_decision',
        'review_notice',
      ],
      ...['agency_key', 'custody_record', 'destruction', 'destruction_list'],
    ]) {
      expect([table, await refused(town(), `update ${table} set tenant = tenant`)]).toEqual([table, '42501']);
      expect([table, await refused(town(), `delete from ${table}`)]).toEqual([table, '42501']);
      expect([table, await refused(town(), `truncate ${table}`)]).toEqual([table, '42501']);
    }
  });

  it('can neither read the key of the context nor turn the policies off', async () => {
    expect(await refused(town(), 'select * from app_private.context_key')).toBe('42501');
    expect(await refused(town(), 'alter table event disable row level security')).toBe('42501');
    expect(await refused(town(), 'drop policy tenant on event')).toBe('42501');
    expect(await refused(town(), `set role ${agency.test.ownerConnection.user}`)).toBe('42501');
    expect(await refused(town(), 'create function public.f() returns int language sql as $$ select 1 $$')).toBe(
      '42501',
    );
    // With row security off a query is refused, not answered without its policy.
    expect(await refused(town(), 'set local row_security = off; select * from event')).toBe('42501');
  });
});
