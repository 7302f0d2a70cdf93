// An agency with very many closed cases in several classes, due over many years, some barred to most people and some under hold: a few that
// the command path made, and copies of their rows with other days, since it is for measuring what is asked of all of them.
import { createHash } from 'node:crypto';
import { checkCaseType } from '@casewright/engine/definition';
import { executeCommand, type CommandDeps } from '../commands/execute-command.ts';
import { holdByQuery } from '../commands/hold-query.ts';
import { principalOfMember } from '../commands/member-principal.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { upsertPeople } from '../store/upsert-people.ts';

export const FORECAST_TENANT = 1;
/** Who asks: keeps the records of the agency. */
export const RECORDS_MANAGER = 'rita';

const OUTCOMES = ['done', 'upheld', 'handed', 'ever', 'looked'] as const;
const CLASSES = [
  "done: { authority: Example, number: '1', version: '1', title: Done, outcomes: [done], trigger: closed, period: P2Y, action: destroy }",
  "upheld: { authority: Example, number: '2', version: '1', title: Upheld, outcomes: [upheld], trigger: closed, period: P7Y, action: destroy }",
  "handed: { authority: Example, number: '3', version: '1', title: Handed over, outcomes: [handed], trigger: closed, period: P20Y, action: transfer }",
  "ever: { authority: Example, number: '4', version: '1', title: Ever, outcomes: [ever], trigger: closed, period: Retain as national archives }",
  "looked: { authority: Example, number: '5', version: '1', title: Looked at, outcomes: [looked], trigger: closed, period: P5Y, action: review }",
];

function sourceOf(name: string): string {
  return `
caseType: ${name}
version: 1.0.0
title: Matters of ${name}
archetype: service
reference: ${name.toUpperCase()}-{year}-{sequence}
purpose: { statement: Measuring, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: desk
roles: { officer: Officer }
data: { note: { type: text, label: Note }, region: { type: text, label: Region } }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: optional, region: optional } } }
plan: { tasks: { work: { title: Work, by: officer, manual: true } } }
retention:
  classes:
${CLASSES.map((line) => `    ${line}`).join('\n')}
closing: { by: officer, outcomes: { ${OUTCOMES.map((name) => `${name}: ${name}`).join(', ')} }, afterwards: [] }
`;
}

const KINDS = ['fines', 'permits', 'claims', 'care'] as const;

export interface ForecastGround {
  /** As a superuser. */
  readonly query: <Row extends object>(text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;
}

const OLGA = principalOfMember({
  ...{ tenant: FORECAST_TENANT, person: 'olga', authority: 'session:olga', name: 'olga' },
  teams: [{ team: 'desk', role: 'officer' }],
});

/** @returns how many cases there are, which is as many as were asked for, up to a round number of copies */
export async function makeForecastWorld({ query }: ForecastGround, deps: CommandDeps, cases: number): Promise<number> {
  await setUp(deps);
  const made: string[] = [];
  for (const kind of KINDS) for (const outcome of OUTCOMES) made.push(await closedCase(deps, kind, outcome));
  // One that is asked for by what is in it, before there are copies.
  const fields = [{ field: 'region', is: '=', value: 'north' }] as const;
  const asked = { tenant: FORECAST_TENANT, by: RECORDS_MANAGER, title: 'Inquiry', reason: 'Asked for' };
  const hold = await holdByQuery(deps, { ...asked, predicate: { fields }, custodians: [] });
  if ('refused' in hold) throw new Error(hold.refused);
  await copyCases(query, Math.ceil(cases / made.length) - 1);
  await holdSome(query, hold.holdId);
  await query('vacuum analyze case_head');
  await query('vacuum analyze retention_due');
  await query('analyze hold, hold_member, hold_query');
  const [row] = await query<{ cases: number }>('select count(*)::int as cases from retention_due');
  return row?.cases ?? 0;
}

async function setUp({ database }: CommandDeps): Promise<void> {
  const role = { team: 'records', role: 'records-manager' };
  await upsertPeople(database, {
    ...{ tenant: FORECAST_TENANT, slug: 'city', name: 'City' },
    teams: ['desk', 'records'].map((team) => ({ team, title: team })),
    people: [
      { person: 'olga', name: 'Olga', memberships: [{ team: 'desk', role: 'officer' }] },
      { person: RECORDS_MANAGER, name: 'Rita', memberships: [role] },
    ],
  });
  for (const kind of KINDS) {
    const text = sourceOf(kind);
    const checked = checkCaseType(text, createHash('sha256').update(text).digest('hex'));
    if (!('caseType' in checked)) throw new Error(`A case type is not sound: ${JSON.stringify(checked.problems)}`);
    const publishing = { tenant: FORECAST_TENANT, person: 'set-up', source: text };
    await publishCaseType(database, { ...publishing, ...checked, publishedAt: '2019-01-01T00:00:00.000Z' });
  }
}

async function closedCase(deps: CommandDeps, kind: string, outcome: (typeof OUTCOMES)[number]): Promise<string> {
  const name = `${kind}-${outcome}`;
  const open = { caseType: kind, data: { note: name, region: kind === 'fines' ? 'north' : 'south' } };
  const opened = await executeCommand(deps, OLGA, { open, idempotencyKey: `open-${name}`, occurred: '2020-01-10' });
  if (opened.kind !== 'applied') throw new Error(`No case was opened: ${JSON.stringify(opened)}`);
  const { caseId } = opened;
  const command = { type: 'CloseCase', outcome } as const;
  const done = await executeCommand(deps, OLGA, {
    ...{ caseId, command, idempotencyKey: `close-${name}`, occurred: '2021-02-28' },
  });
  if (done.kind !== 'applied') throw new Error(`A case was not closed: ${JSON.stringify(done)}`);
  return caseId;
}

const COPY = "md5(t.case_id::text || '/' || g)::uuid";

/** Closed over twelve years; every fiftieth asks for a compartment, every hundredth has a wall that no other has. */
async function copyCases(query: ForecastGround['query'], copies: number): Promise<void> {
  const days = "(g * 7919 % 4380) * interval '1 day'";
  await query(`
    insert into case_head
    select (jsonb_populate_record(t, jsonb_build_object(
              'case_id', ${COPY}, 'reference', t.reference || '-' || g,
              'needs', case when g % 50 = 7 then array['compartment:1/c' || g % 5] else t.needs end,
              'walls', case when g % 100 = 3 then array['person:1/p' || g] else t.walls end))).*
      from case_head t cross join generate_series(1, ${copies}) g`);
  await query(`
    insert into retention_due
    select (jsonb_populate_record(t, jsonb_build_object(
              'case_id', ${COPY}, 'closed_on', (t.closed_on - ${days})::date,
              'due_on', (t.due_on - ${days} + interval '4 years')::date, 'trigger_on', (t.trigger_on - ${days})::date))).*
      from retention_due t cross join generate_series(1, ${copies}) g`);
}

/** Every fiftieth case by a hold of its own, every twentieth by the query. */
async function holdSome(query: ForecastGround['query'], holdId: string): Promise<void> {
  await query(`
    insert into hold (tenant, hold_id, case_id, reason, added_at)
    select tenant, md5('hold' || case_id)::uuid, case_id, 'A claim', now()
      from retention_due where hashtext(case_id::text) % 50 = 0`);
  await query(
    `insert into hold_member (tenant, hold_id, case_id, since)
     select tenant, $1, case_id, now() from retention_due where hashtext(case_id::text) % 20 = 1
     on conflict do nothing`,
    [holdId],
  );
}
