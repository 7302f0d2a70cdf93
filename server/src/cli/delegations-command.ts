// `casewright delegations`: gives, ends and lists who may decide under which instrument.
import { isDate } from '@casewright/engine/calendar';
import {
  delegationsIn,
  endDelegationOf,
  giveDelegation,
  type DelegationDeps,
  type DelegationRow,
  type DelegationToGive,
} from '../commands/keep-delegations.ts';
import { isUuid } from '../queries/cursor.ts';
import { tellAtCommandLine } from '../queries/tell-at-command-line.ts';
import { agencyNamed } from './agencies.ts';
import { count } from './check-command.ts';
import type { CommandCall } from './cli.ts';
import { ExitCode, UsageError } from './exit-codes.ts';
import { anyPurposeFrom, nameFrom, textFrom } from './option-values.ts';

type Options = CommandCall['options'];

export async function delegationsCommand(call: CommandCall): Promise<ExitCode> {
  const [act = 'list', id] = call.positionals;
  if (!['list', 'give', 'end'].includes(act)) throw new UsageError(`"${act}" is none of list, give and end.`);
  if ((act === 'end') !== (id !== undefined))
    throw new UsageError(id === undefined ? 'Say which delegation, by its id.' : `"${id}" is one argument too many.`);
  const slug = textFrom(call.options, 'agency');
  if (slug === undefined) throw new UsageError('Say which agency: --agency <slug>.');
  const given = act === 'give' ? delegationFrom(call.options) : null;
  const ending = id === undefined ? null : endFrom(call.options, id);
  const system = await call.doors.open();
  try {
    const { tenant } = await agencyNamed(system.database, slug);
    const deps = { database: system.database, nowMs: call.doors.nowMs };
    const keeper = { tenant, actor: 'system.command-line' };
    if (given !== null) return said(call, await giveDelegation(deps, keeper, given));
    if (ending === null) return await list(call, deps, tenant);
    const refused = await endDelegationOf(deps, keeper, ending);
    return said(call, refused === null ? { id: ending.id } : { refused });
  } finally {
    await system.close();
  }
}

function said({ doors }: CommandCall, done: { readonly id: string } | { readonly refused: string }): ExitCode {
  doors.print('refused' in done ? done.refused : `delegation ${done.id}`);
  if ('refused' in done) return ExitCode.problems;
  doors.print('Done; it counts from the next command on.');
  return ExitCode.ok;
}

function delegationFrom(options: Options): DelegationToGive {
  const instrument = needed(options, 'instrument', 'Say which instrument, as case types name it');
  if (!/^[a-z][a-z0-9-]{0,63}$/.test(instrument))
    throw new UsageError(`"${instrument}" is no instrument: small letters, digits and hyphens.`);
  const from = dayFrom(options, 'from');
  if (from === null) throw new UsageError('Say from which day: --from <date>.');
  return {
    ...{ person: idFrom(options, 'person', 'Say who may decide'), instrument, from, until: dayFrom(options, 'until') },
    givenBy: idFrom(options, 'given-by', 'Say who signed it'),
  };
}

function endFrom(options: Options, id: string): { readonly id: string; readonly reason: string } {
  if (!isUuid(id)) throw new UsageError(`"${id}" is not the id of a delegation.`);
  const reason = needed(options, 'reason', 'Say why');
  if (reason.trim() === '' || reason.length > 2_000) throw new UsageError('A reason has 1 to 2000 characters.');
  return { id, reason };
}

function needed(options: Options, name: string, asked: string): string {
  const value = textFrom(options, name);
  if (value === undefined) throw new UsageError(`${asked}: --${name} <${name}>.`);
  return value;
}

function idFrom(options: Options, name: string, asked: string): string {
  const id = needed(options, name, asked);
  if (!/^[A-Za-z0-9_.-]{1,64}$/.test(id)) throw new UsageError(`"${id}" is no id: letters, digits, _ . and -.`);
  return id;
}

function dayFrom(options: Options, name: string): string | null {
  const day = textFrom(options, name);
  if (day !== undefined && !isDate(day)) throw new UsageError(`--${name} must be a date such as 2026-03-31.`);
  return day ?? null;
}

async function list({ doors, options }: CommandCall, deps: DelegationDeps, tenant: number): Promise<ExitCode> {
  const asked = { tenant, action: 'list-delegations', as: nameFrom(options), purpose: anyPurposeFrom(options) };
  const told = await tellAtCommandLine(deps, asked, async () => {
    const all = await delegationsIn(deps, tenant);
    return { told: all, caseIds: [], results: all.length };
  });
  if (told === null) throw new UsageError('The agency has no active person of this name.');
  for (const row of told) doors.print(lineOf(row));
  doors.print(`${count(told.length, 'delegation')}.`);
  return ExitCode.ok;
}

function lineOf(row: DelegationRow): string {
  const until = row.until_on === null ? '' : ` until ${row.until_on}`;
  const ended = row.ended_at === null ? '' : `, ended ${row.ended_at}: ${row.end_reason ?? ''}`;
  return `${row.delegation_id} ${row.person}, ${row.instrument}, from ${row.from_on}${until}, given by ${row.given_by}${ended}`;
}
