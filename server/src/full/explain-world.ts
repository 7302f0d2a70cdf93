// An agency of many people around one case: in its team and in all units above, cleared, read in, walled off, standing in for
// one another, and some let in by name. Made by set statements, since it is for measuring what is asked of it.
import { createHash } from 'node:crypto';
import { checkCaseType } from '@casewright/engine/definition';
import type { CommandDeps } from '../commands/execute-command.ts';
import { holdFact, type HeldFact } from '../commands/hold-access.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import type { Ground } from './ground.ts';

export const TENANT = 1;
/** Who asks: manages access in the team, watches over privacy, and is asked about. */
export const [MANAGER, PRIVACY, OFFICER] = ['mara', 'pia', 'p1'] as const;

const SOURCE = `
caseType: care
version: 1.0.0
title: Care
archetype: service
reference: CA-{year}-{sequence}
purpose: { statement: Measuring, authority: None }
classification: { scale: au-pspf, level: "OFFICIAL: Sensitive" }
zone: Europe/Rome
team: desk
roles: { officer: Officer, manager: Manager, director: Director }
data:
  note: { type: text, label: Note }
  diagnosis: { type: text, label: Diagnosis }
opening: { form: open, by: manager }
forms: { open: { title: Open, fields: { note: optional, diagnosis: optional } } }
plan: { tasks: { visit: { title: Visit, by: officer } } }
closing: { by: officer, outcomes: { done: Done } }
access:
  compartments: [c1]
  manage: manager
  sections: [{ name: health, title: Health, fields: [diagnosis], readers: [officer, manager, director] }]
`;

/** The units below one another, and the share of people in each. */
const CHAIN = [
  { team: 'desk', above: ['office', 'region', 'agency'], upTo: 60 },
  { team: 'office', above: ['region', 'agency'], upTo: 85 },
  { team: 'region', above: ['agency'], upTo: 95 },
  { team: 'agency', above: [], upTo: 100 },
] as const;
/** Others, in which nobody has anything to do with the case. */
const OTHERS = 100;

const held = { from: null, until: null } as const;
function c1(person: string): HeldFact {
  const of = { ...held, person: `${TENANT}/${person}`, compartment: `${TENANT}/c1` };
  return { kind: 'read-in', id: `c1.${person}`, ...of };
}

function cleared(person: string): HeldFact {
  const of = { ...held, person: `${TENANT}/${person}`, scale: 'au-pspf', level: 'PROTECTED', markers: [] };
  return { kind: 'clearance', id: `clear.${person}`, ...of };
}

export async function makeExplainWorld(ground: Ground, deps: CommandDeps, people: number): Promise<void> {
  const { database } = deps;
  const others = Array.from({ length: OTHERS }, (_, at) => `team-${at}`);
  await upsertPeople(database, {
    ...{ tenant: TENANT, slug: 'city', name: 'City' },
    teams: [...CHAIN.map(({ team }) => team), ...others].map((team) => ({ team, title: `Unit ${team}` })),
    people: [
      { person: MANAGER, name: 'Mara', memberships: [{ team: 'desk', role: 'manager' }] },
      { person: PRIVACY, name: 'Pia', memberships: [{ team: 'team-1', role: 'privacy-officer' }] },
    ],
  });
  const checked = checkCaseType(SOURCE, createHash('sha256').update(SOURCE).digest('hex'));
  if (!('caseType' in checked)) throw new Error(`The case type is not sound: ${JSON.stringify(checked.problems)}`);
  const publishing = { tenant: TENANT, person: 'set-up', source: SOURCE, publishedAt: '2026-01-01T00:00:00.000Z' };
  await publishCaseType(database, { ...publishing, caseType: checked.caseType });
  for (const { team, above } of CHAIN)
    await ground.query('update team set above = $3 where tenant = $1 and team = $2', [TENANT, team, above]);
  const keeper = { tenant: TENANT, actor: 'system.full' };
  for (const person of [MANAGER, PRIVACY])
    for (const fact of [c1(person), cleared(person)]) await holdFact({ database, nowMs: deps.nowMs }, keeper, fact);
  await addPeople(ground, people);
}

async function addPeople({ query }: Ground, people: number): Promise<void> {
  const each = `from generate_series(1, ${people}) n`;
  await query(
    `insert into person (tenant, person, name, active) select ${TENANT}, 'p' || n, 'Person ' || n, n % 50 <> 49 ${each}`,
  );
  const teams = CHAIN.map(({ team, upTo }) => `when n % 100 < ${upTo} then '${team}'`).join(' ');
  await query(`insert into membership (tenant, person, team, role)
    select ${TENANT}, 'p' || n, case ${teams} end, case when n % 100 < 60 then 'officer' when n % 3 = 0 then 'manager' else 'director' end ${each}`);
  // Every fifth also works elsewhere.
  await query(`insert into membership (tenant, person, team, role)
    select ${TENANT}, 'p' || n, 'team-' || n % ${OTHERS}, 'officer' ${each} where n % 5 = 0`);
  const facts = [
    `select 'c1.p' || n, 'person/p' || n, jsonb_build_object('kind', 'read-in', 'id', 'c1.p' || n, 'from', null, 'until', null,
       'person', '${TENANT}/p' || n, 'compartment', '${TENANT}/c1') ${each} where n % 10 > 0`,
    `select 'clear.p' || n, 'person/p' || n, jsonb_build_object('kind', 'clearance', 'id', 'clear.p' || n, 'from', null, 'until', null,
       'person', '${TENANT}/p' || n, 'scale', 'au-pspf', 'level', 'PROTECTED', 'markers', '[]'::jsonb) ${each} where n % 7 > 0`,
    `select 'wall.p' || n, 'person/p' || n, jsonb_build_object('kind', 'wall', 'id', 'wall.p' || n, 'from', null, 'until', null,
       'case', null, 'matter', '${TENANT}/m' || n % 3, 'person', '${TENANT}/p' || n, 'unit', null, 'standing', 'declared') ${each} where n % 40 = 1`,
    `select 'hand.p' || n, 'person/p' || n, jsonb_build_object('kind', 'delegation', 'id', 'hand.p' || n, 'from', null, 'until', null,
       'by', '${TENANT}/p' || n + 1, 'to', '${TENANT}/p' || n) ${each} where n % 40 = 2`,
  ];
  for (const select of facts)
    await query(
      `insert into access_fact (tenant, fact_id, holder, fact) select ${TENANT}, f.id, f.holder, f.fact::text from (${select}) as f (id, holder, fact)`,
    );
  await query('analyze person, membership, access_fact, team');
}
