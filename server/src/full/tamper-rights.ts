// The kind of tampering that opens doors: rights given past the program, rows that decide access, and what protects the rows
// of the live database, each with what the verifier must say about it.
import type { Attack, Tampered } from './tamper-kinds.ts';

/** In the tables of an agency, and what must be said of it. */
const RIGHTS: readonly (readonly [string, RegExp])[] = [
  [
    "insert into membership values ($1, 'second', 'parking', 'officer')",
    /right-unrecorded\. .*"second","parking","officer"/,
  ],
  [
    "update membership set role = 'head' where tenant = $1 and person = 'clerk'",
    /right-unrecorded\. .*"clerk","fines-desk","head"/,
  ],
  [
    "delete from membership where tenant = $1 and person = 'second'",
    /right-missing\. .*"second","fines-desk","officer"/,
  ],
  ["update person set active = false where tenant = $1 and person = 'clerk'", /right-missing\. .*"clerk",true/],
  ["insert into team (tenant, team, title) values ($1, 'shadow', 'Shadow')", /right-unrecorded\. .*"shadow"/],
  [
    "update right_change set entry = replace(entry, 'parking', 'parkinh') where tenant = $1 and entry like '%parking%'",
    /right-changed\. /,
  ],
  ['delete from right_change where tenant = $1 and seq = 2', /right-changed\. .* 2 is missing/],
];

/** In rows of a case that decide access: the statement, and what of the case must be named. */
const ROWS: readonly (readonly [string, string])[] = [
  ["update case_head set walls = '{person:x}' where tenant = $1 and case_id = $2", 'head'],
  ["update case_head set tokens = tokens || '{in:1/parking}'::text[] where tenant = $1 and case_id = $2", 'head'],
  ["update case_access set needs = '{clearance:x}' where tenant = $1 and case_id = $2", 'access'],
  ["update task set walls = '{person:x}' where tenant = $1 and case_id = $2", 'tasks'],
  [
    `insert into case_grant (tenant, case_id, fact_id, holder, fact) values ($1, $2, 'grant.1', 'person:1/x', '{}')`,
    'grants',
  ],
  [
    `insert into case_access select tenant, 'in:parking', case_id, status, opened_at, needs, purposes, walls, access_until
       from case_access where tenant = $1 and case_id = $2 limit 1`,
    'access: "in:parking"',
  ],
];

/** In what protects the rows of all agencies: how it is done, how it is put back, and what must be said. */
const PROTECTION: readonly (readonly [string, string, RegExp])[] = [
  [
    'alter policy tenant on public.review_line rename to dropped',
    'alter policy dropped on public.review_line rename to tenant',
    /Gone since the migrations: policy tenant of table public\.review_line/,
  ],
  [
    'create policy open on public.case_head using (true)',
    'drop policy open on public.case_head',
    /Not made by the migrations: policy open of table public\.case_head/,
  ],
  [
    'alter table public.case_access no force row level security',
    'alter table public.case_access force row level security',
    /Row security of table public\.case_access is not forced/,
  ],
  [
    'alter table public.task disable row level security',
    'alter table public.task enable row level security',
    /Row security of table public\.task is off/,
  ],
  [
    'grant update, delete on public.access_log to casewright_app',
    'revoke update, delete on public.access_log from casewright_app',
    /grants to casewright_app of table public\.access_log: delete, insert, select, update/,
  ],
  [
    'alter function app.destroy_keys(integer, uuid, text, integer) security invoker',
    'alter function app.destroy_keys(integer, uuid, text, integer) security definer',
    /Other than the migrations made it: function app\.destroy_keys/,
  ],
];

export async function editRights(attack: Attack): Promise<Tampered> {
  const { world, agency, chance } = attack;
  if (chance.percent(35)) return editRow(attack);
  if (chance.percent(35)) return editProtection(attack);
  const [way] = chance.shuffled(RIGHTS);
  if (way === undefined) throw new Error('There is no right to edit.');
  await world.ground.query(way[0], [agency.tenant]);
  return { named: way[1], touched: [] };
}

async function editRow({ world, agency, chance }: Attack): Promise<Tampered> {
  const [some] = chance.shuffled(agency.cases);
  const [way] = chance.shuffled(ROWS);
  if (some === undefined || way === undefined) throw new Error('There is no row to edit.');
  const { caseId } = some;
  await world.ground.query(way[0], [agency.tenant, caseId]);
  return { named: new RegExp(`case ${caseId}, ${way[1]}`), touched: [caseId] };
}

async function editProtection({ world, chance }: Attack): Promise<Tampered> {
  const [way] = chance.shuffled(PROTECTION);
  if (way === undefined) throw new Error('There is nothing that protects.');
  // Another agency of the round may have had the same done to it, and all share what protects.
  if (!world.toUndo.has(way[1])) await world.ground.query(way[0]);
  world.toUndo.add(way[1]);
  return { named: way[2], touched: [], isShared: true };
}
