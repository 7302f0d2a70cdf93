// `casewright hold query|tell|acknowledge|release`: holds by what is known of cases, who knows of them, and their end.
import {
  acknowledge,
  custodiansOf,
  endQueryHold,
  holdByQuery,
  type HoldFilter,
  type HoldPredicate,
  listQueryHolds,
  tryQuery,
} from '../commands/hold-query.ts';
import { isUuid } from '../queries/cursor.ts';
import { agencyNamed } from './agencies.ts';
import { count } from './check-command.ts';
import type { CliSystem, CommandCall } from './cli.ts';
import { ExitCode, UsageError } from './exit-codes.ts';
import { requiredText, textOption } from './maintenance.ts';
import { listFrom } from './option-values.ts';

export const QUERY_ACTS: Readonly<Record<string, (call: CommandCall, system: CliSystem) => Promise<ExitCode>>> = {
  ...{ query, queries, acknowledge: acknowledged, release },
};

/** What the options ask for; `--where region=north,cost>100` are filters. */
export function predicateFrom(call: CommandCall): HoldPredicate {
  const { options } = call;
  const [from, to] = [textOption(call, 'opened-from'), textOption(call, 'opened-to')];
  const lists = {
    caseTypes: listFrom(options, 'case-type'),
    teams: listFrom(options, 'team'),
    outcomes: listFrom(options, 'outcome'),
    subjects: listFrom(options, 'subject'),
    fields: listFrom(options, 'where')?.map(filterOf) ?? null,
  };
  return {
    ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list !== null)),
    ...(from === undefined ? {} : { openedFrom: from }),
    ...(to === undefined ? {} : { openedTo: to }),
  };
}

function filterOf(text: string): HoldFilter {
  const [, field, is, value = ''] = /^([a-z][A-Za-z0-9]{0,59})([=<>])(.*)$/s.exec(text) ?? [];
  // The pattern takes these three signs.
  const sign = (['=', '<', '>'] as const).find((one) => one === is);
  if (field === undefined || sign === undefined) throw new UsageError(`"${text}" is no filter; write region=north.`);
  if (value === 'true' || value === 'false') return { field, is: sign, value: value === 'true' };
  return { field, is: sign, value: /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value };
}

async function query(call: CommandCall, system: CliSystem): Promise<ExitCode> {
  const { print } = call.doors;
  const { tenant } = await agencyNamed(system.database, requiredText(call, 'agency', 'which agency'));
  const predicate = predicateFrom(call);
  if (call.options['dry-run'] === true) {
    const covered = await tryQuery(system.deps, tenant, predicate);
    for (const [caseType, cases] of covered) print(`${caseType}: ${count(cases, 'case')}`);
    print(
      `It would cover ${count(
        [...covered.values()].reduce((sum, one) => sum + one, 0),
        'case',
      )}. Nothing is held.`,
    );
    return ExitCode.ok;
  }
  const held = await holdByQuery(system.deps, {
    ...{ tenant, predicate, by: requiredText(call, 'as', 'who holds them') },
    title: requiredText(call, 'title', 'what it is called'),
    reason: requiredText(call, 'reason', 'why'),
    custodians: listFrom(call.options, 'tell') ?? [],
  });
  if ('refused' in held) {
    print(held.refused);
    return ExitCode.problems;
  }
  print(`Hold ${held.holdId} stands; it covers ${count(held.cases, 'case')} and whatever comes to match it.`);
  return ExitCode.ok;
}

async function queries(call: CommandCall, system: CliSystem): Promise<ExitCode> {
  const { print } = call.doors;
  const { tenant } = await agencyNamed(system.database, requiredText(call, 'agency', 'which agency'));
  const all = await listQueryHolds(system.deps, tenant);
  for (const one of all) {
    const end = one.ended_at === null ? 'stands' : `ended ${one.ended_at.slice(0, 10)}`;
    print(
      `${one.hold_id}: ${one.title}, ${end}, ${count(one.cases, 'case')}, ${one.acknowledged} of ${one.told} know.`,
    );
    print(`  ${JSON.stringify(one.predicate)}`);
  }
  for (const one of await custodiansOf(system.deps, tenant, null))
    if (one.acknowledged_at === null)
      print(`${one.person} was told of ${one.hold_id} and has not said that they know.`);
  const standing = all.filter((one) => one.ended_at === null).length;
  print(standing === 0 ? 'No hold by query stands.' : `${count(standing, 'hold')} by query standing.`);
  return ExitCode.ok;
}

async function acknowledged(call: CommandCall, system: CliSystem): Promise<ExitCode> {
  const { tenant } = await agencyNamed(system.database, requiredText(call, 'agency', 'which agency'));
  const holdId = holdNamed(call);
  const person = requiredText(call, 'as', 'who knows of it');
  const done = await acknowledge(system.deps, { tenant, holdId, person });
  call.doors.print(done ? `${person} knows of it.` : `${person} was not told of such a hold, or said so before.`);
  return done ? ExitCode.ok : ExitCode.problems;
}

async function release(call: CommandCall, system: CliSystem): Promise<ExitCode> {
  const { tenant } = await agencyNamed(system.database, requiredText(call, 'agency', 'which agency'));
  const by = listFrom(call.options, 'approved-by') ?? [];
  const done = await endQueryHold(system.deps, { tenant, holdId: holdNamed(call), by });
  call.doors.print(done === 'ended' ? 'The hold ended.' : done.refused);
  return done === 'ended' ? ExitCode.ok : ExitCode.problems;
}

function holdNamed(call: CommandCall): string {
  const id = requiredText(call, 'hold', 'which hold');
  if (!isUuid(id)) throw new UsageError(`"${id}" is no id of a hold.`);
  return id;
}
