// The fifteen kinds of tampering, each as something done to one agency by somebody with the database and the master key, and
// what the verifier must say about it. Knows nothing of how the verifier works.
import { programContext } from '../store/context.ts';
import { signCheckpoint } from '../merkle/checkpoint.ts';
import { readLastCheckpoint } from '../store/make-checkpoint.ts';
import type { EventRow } from '../store/read-events.ts';
import { waysOfTampering, type EventColumn } from './column-edits.ts';
import { eventsOf, forgeLog, storeChained } from './forge.ts';
import type { Chance } from './seeded-chance.ts';
import { deleteRead, editRead, insertRead } from './tamper-reads.ts';
import { editRights } from './tamper-rights.ts';
import type { TamperAgency, TamperWorld } from './tamper-world.ts';

export interface Tampered {
  /** A line of the agency must match it. */
  readonly named: RegExp;
  /** The only cases that may be named. */
  readonly touched: readonly string[];
  /** True where something that all agencies share was changed: then it is a line of the database that names it. */
  readonly isShared?: boolean;
}

export interface Attack {
  readonly world: TamperWorld;
  readonly agency: TamperAgency;
  readonly chance: Chance;
  readonly columns: readonly EventColumn[];
}

export const TAMPER_KINDS: Readonly<Record<string, (attack: Attack) => Promise<Tampered>>> = {
  edit,
  delete: deleteOne,
  insert,
  reorder,
  'swap between cases': swapCases,
  'truncate tail': truncate,
  're-chain whole case': (attack) => rewrite(attack, (event) => ({ ...event, actor: 'somebody.else' })),
  'roll back database': rollBack,
  'fork checkpoint': fork,
  'alter key epoch': (attack) =>
    rewrite(attack, (event) =>
      attack.chance.percent(50) ? { ...event, algorithm: 2 } : { ...event, key_id: other(event.key_id) },
    ),
  'edit access or rights': editRights,
  'delete read': deleteRead,
  'edit read': editRead,
  'insert read': insertRead,
  backdate: (attack) => rewrite(attack, earlier),
};

interface Victim {
  readonly tenant: number;
  readonly caseId: string;
  readonly events: EventRow[];
  /** Place of an event by chance, from 0. */
  readonly at: number;
}

/** A case with at least three events, and a place in it that leaves room before and after. */
async function victimOf({ world, agency, chance }: Attack, not = ''): Promise<Victim> {
  const { tenant } = agency;
  const [victim] = chance.shuffled(agency.cases.filter(({ caseId, events }) => events >= 3 && caseId !== not));
  if (victim === undefined) throw new Error('The agency has no case that is long enough.');
  const events = await eventsOf(world, tenant, victim.caseId);
  return { tenant, caseId: victim.caseId, events, at: chance.between(0, events.length - 2) };
}

function eventNamed(caseId: string, seq: number): RegExp {
  return new RegExp(`case ${caseId}, event ${seq}:`);
}

/** One byte, as somebody does who does not know of hashes. */
async function edit({ world, agency, chance, columns }: Attack): Promise<Tampered> {
  const [way] = chance.shuffled(waysOfTampering(columns).filter(({ name }) => name.startsWith('one byte')));
  const [victim, bystander] = chance.shuffled(agency.cases);
  if (way === undefined || victim === undefined || bystander === undefined)
    throw new Error('There is nothing to edit.');
  const { statements, caseId, seq } = way.make(victim, bystander, chance);
  for (const statement of statements) await world.ground.query(statement);
  return { named: eventNamed(caseId, seq), touched: [caseId] };
}

/** Half of the forgers know of the log too. */
async function perhapsForge({ world, agency, chance }: Attack): Promise<void> {
  if (chance.percent(50)) await forgeLog(world, agency.tenant);
}

async function rewrite(attack: Attack, change: (event: EventRow) => EventRow): Promise<Tampered> {
  const victim = await victimOf(attack);
  const { caseId, events, at } = victim;
  await storeChained(
    attack.world,
    victim,
    events.map((event, index) => (index === at ? change(event) : event)),
  );
  await perhapsForge(attack);
  return { named: eventNamed(caseId, at + 1), touched: [caseId] };
}

async function deleteOne(attack: Attack): Promise<Tampered> {
  const victim = await victimOf(attack);
  const { tenant, caseId, events, at } = victim;
  if (attack.chance.percent(30))
    await attack.world.ground.query('delete from event where tenant = $1 and case_id = $2 and seq = $3', [
      ...[tenant, caseId, at + 1],
    ]);
  else {
    await storeChained(attack.world, victim, events.toSpliced(at, 1));
    await perhapsForge(attack);
  }
  return { named: eventNamed(caseId, at + 1), touched: [caseId] };
}

async function insert(attack: Attack): Promise<Tampered> {
  const victim = await victimOf(attack);
  const { caseId, events } = victim;
  const at = attack.chance.between(1, events.length);
  const [first] = events;
  if (first === undefined) throw new Error('The case has no events.');
  const made = { ...(events[at - 1] ?? first), command_id: other(first.command_id), actor: 'somebody.else' };
  await storeChained(attack.world, victim, events.toSpliced(at, 0, made));
  // At the end it would be an event like any other if whoever holds every key also logged it: no lie about the past.
  if (at < events.length) await perhapsForge(attack);
  return { named: eventNamed(caseId, at + 1), touched: [caseId] };
}

async function reorder(attack: Attack): Promise<Tampered> {
  const victim = await victimOf(attack);
  const { caseId, events, at } = victim;
  const second = attack.chance.between(at + 1, events.length - 1);
  const order = events.map((event, index) => (index === at ? events[second] : index === second ? events[at] : event));
  await storeChained(
    attack.world,
    victim,
    order.filter((event) => event !== undefined),
  );
  await perhapsForge(attack);
  return { named: eventNamed(caseId, at + 1), touched: [caseId] };
}

async function swapCases(attack: Attack): Promise<Tampered> {
  const one = await victimOf(attack);
  const two = await victimOf(attack, one.caseId);
  const [first, second] = [one.events[one.at], two.events[two.at]];
  if (first === undefined || second === undefined) throw new Error('There is nothing to swap.');
  await storeChained(attack.world, one, one.events.toSpliced(one.at, 1, second));
  await storeChained(attack.world, two, two.events.toSpliced(two.at, 1, first));
  await perhapsForge(attack);
  const [named, seq] = attack.chance.percent(50) ? [one.caseId, one.at + 1] : [two.caseId, two.at + 1];
  return { named: eventNamed(named, seq), touched: [one.caseId, two.caseId] };
}

/** The end of a case, or all of it. */
async function truncate(attack: Attack): Promise<Tampered> {
  const victim = await victimOf(attack);
  const { tenant, caseId, events, at } = victim;
  if (attack.chance.percent(30)) {
    for (const table of ['event', 'case_head', 'case_access'])
      await attack.world.ground.query(`delete from ${table} where tenant = $1 and case_id = $2`, [tenant, caseId]);
    await perhapsForge(attack);
    return { named: eventNamed(caseId, 1), touched: [caseId] };
  }
  await storeChained(attack.world, victim, events.slice(0, at + 1));
  await perhapsForge(attack);
  return { named: eventNamed(caseId, at + 2), touched: [caseId] };
}

async function rollBack({ world, agency, chance }: Attack): Promise<Tampered> {
  await world.restore(agency.tenant, 'middle');
  const later = agency.cases.filter(({ events, before }) => events > before);
  const [one] = chance.shuffled(later);
  if (one === undefined) throw new Error('Nothing has happened since the middle.');
  return {
    named: eventNamed(one.caseId, chance.between(one.before + 1, one.events)),
    touched: later.map(({ caseId }) => caseId),
  };
}

/** Another checkpoint of the same size, with the true signature. */
async function fork({ world, agency, chance }: Attack): Promise<Tampered> {
  const { tenant } = agency;
  const [rows] = await world.system.database.once(programContext(tenant, 'forger'), [readLastCheckpoint(tenant)]);
  const size = rows.rows[0]?.size ?? 0;
  const root = Buffer.alloc(32, chance.between(0, 255));
  const note = signCheckpoint({ size, root }, world.system.deps.keys.logSigner(tenant));
  await world.ground.query('update log_checkpoint set note = $3 where tenant = $1 and size = $2', [tenant, size, note]);
  return { named: new RegExp(`log: forked\\. .* ${size} leaves`), touched: [] };
}

function earlier(event: EventRow): EventRow {
  const shifted = (instant: string): string => new Date(Date.parse(instant) - 86_400_000 * 30).toISOString();
  return {
    ...event,
    occurred: '2026-02-01',
    occurred_at: shifted(event.occurred_at),
    recorded_at: shifted(event.recorded_at),
  };
}

/** Another id of the same form. */
function other(id: string): string {
  return `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`;
}
