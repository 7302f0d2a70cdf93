// `casewright rights`: what people and units hold beside their memberships, and where units stand.
import { nameIn } from '@casewright/engine/policy';
import {
  endHeldFact,
  type HeldFact,
  holdFact,
  type HoldDeps,
  type Keeper,
  listHeld,
  listPlaces,
  moveUnit,
  newHeldId,
  type Refusal,
} from '../commands/hold-access.ts';
import { tellAtCommandLine } from '../queries/tell-at-command-line.ts';
import { agencyNamed } from './agencies.ts';
import { count } from './check-command.ts';
import type { CommandCall } from './cli.ts';
import { ExitCode, UsageError } from './exit-codes.ts';
import { anyPurposeFrom, listFrom, nameFrom, textFrom } from './option-values.ts';

const ACTS = ['list', 'give', 'end', 'place'];

export async function rightsCommand(call: CommandCall): Promise<ExitCode> {
  const [act = 'list', name] = call.positionals;
  if (!ACTS.includes(act)) throw new UsageError(`"${act}" is none of ${ACTS.join(', ')}.`);
  if ((act === 'end' || act === 'place') !== (name !== undefined))
    throw new UsageError(name === undefined ? `Say what to ${act}.` : `"${name}" is one argument too many.`);
  const slug = textFrom(call.options, 'agency');
  if (slug === undefined) throw new UsageError('Say which agency: --agency <slug>.');
  const system = await call.doors.open();
  try {
    const agency = await agencyNamed(system.database, slug);
    const keeper = { tenant: agency.tenant, actor: 'system.command-line' };
    const deps = { database: system.database, nowMs: call.doors.nowMs };
    if (act === 'list') return await list(call, deps, keeper.tenant);
    const refusal = await change(call, deps, { keeper, act, name: name ?? '' });
    call.doors.print(refusal ?? 'Done; it counts from the next request on.');
    return refusal === null ? ExitCode.ok : ExitCode.problems;
  } finally {
    await system.close();
  }
}

function change(
  { options, doors }: CommandCall,
  deps: HoldDeps,
  { keeper, act, name }: { readonly keeper: Keeper; readonly act: string; readonly name: string },
): Promise<Refusal> {
  if (act === 'end') return endHeldFact(deps, keeper, name);
  if (act === 'give') return holdFact(deps, keeper, factOf(options, keeper.tenant, doors.nowMs()));
  const under = textFrom(options, 'under') ?? null;
  if (under === null && options['top'] !== true) throw new UsageError('Say where: --under <unit>, or --top.');
  return moveUnit(deps, keeper, { unit: name, under });
}

function factOf(options: CommandCall['options'], tenant: number, nowMs: number): HeldFact {
  const own = (option: string): string => {
    const value = textFrom(options, option);
    if (value === undefined) throw new UsageError(`Say for whom: --${option} <id>.`);
    return `${tenant}/${value}`;
  };
  const given = ['clearance', 'read-in', 'wall-off', 'delegate-to'].filter(
    (kind) => textFrom(options, kind) !== undefined,
  );
  if (given.length !== 1) throw new UsageError('Say one of --clearance, --read-in, --wall-off and --delegate-to.');
  const held = { id: newHeldId(given[0] ?? '', nowMs), from: nowMs, until: untilOf(options) };
  const value = textFrom(options, given[0] ?? '') ?? '';
  switch (given[0] ?? '') {
    case 'clearance': {
      const [scale = '', level = ''] = value.split(/:(.*)/s);
      const markers = listFrom(options, 'markers') ?? [];
      return { ...held, kind: 'clearance', person: own('person'), scale, level, markers };
    }
    case 'read-in':
      return { ...held, kind: 'read-in', person: own('person'), compartment: `${tenant}/${value}` };
    case 'delegate-to':
      return { ...held, kind: 'delegation', by: own('person'), to: `${tenant}/${value}` };
    default: {
      const unit = textFrom(options, 'unit') === undefined ? null : own('unit');
      const wall = { kind: 'wall' as const, case: null, matter: `${tenant}/${value}`, standing: 'declared' as const };
      return { ...held, ...wall, unit, person: unit === null ? own('person') : null };
    }
  }
}

function untilOf(options: CommandCall['options']): number | null {
  const until = textFrom(options, 'until');
  if (until === undefined) return null;
  const instant = Date.parse(until);
  if (Number.isNaN(instant))
    throw new UsageError(`"${until}" is no date and no instant: 2027-06-30 or 2027-06-30T17:00:00Z.`);
  return instant;
}

async function list({ doors, options }: CommandCall, deps: HoldDeps, tenant: number): Promise<ExitCode> {
  const asked = { tenant, action: 'list-rights', as: nameFrom(options), purpose: anyPurposeFrom(options) };
  const told = await tellAtCommandLine(deps, asked, async () => {
    const [held, places] = await Promise.all([listHeld(deps, tenant), listPlaces(deps, tenant)]);
    return { told: { held, places }, caseIds: [], results: held.length };
  });
  if (told === null) throw new UsageError('The agency has no active person of this name.');
  const { held, places } = told;
  for (const { team, above } of places)
    if (above.length > 0) doors.print(`${team} is below ${above.join(', below ')}.`);
  for (const fact of held) doors.print(`${fact.id}: ${wordsOf(fact)}${periodOf(fact)}`);
  doors.print(`${count(held.length, 'fact')}.`);
  return ExitCode.ok;
}

function wordsOf(fact: HeldFact): string {
  switch (fact.kind) {
    case 'clearance':
      return `${nameIn(fact.person)} is cleared for ${fact.scale} ${[fact.level, ...fact.markers].join(', ')}`;
    case 'read-in':
      return `${nameIn(fact.person)} was read into ${nameIn(fact.compartment)}`;
    case 'delegation':
      return `${nameIn(fact.by)} handed work over to ${nameIn(fact.to)}`;
    case 'wall':
      return `${nameIn(fact.person ?? fact.unit ?? '')} is kept off ${nameIn(fact.matter ?? '')}`;
  }
}

function periodOf({ until }: HeldFact): string {
  return until === null ? '' : `, until ${new Date(until).toISOString()}`;
}
