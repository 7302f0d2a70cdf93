// `casewright systems`: which other systems may get tokens, with a new one made known and a known one ended.
import { addLongToken, addSystem, endSystem, listSystems, type NewClient } from '../commands/issue-token.ts';
import { chooseAgencies } from './agencies.ts';
import { count } from './check-command.ts';
import type { CliSystem, CommandCall } from './cli.ts';
import { ExitCode, UsageError } from './exit-codes.ts';
import { listFrom, textFrom } from './option-values.ts';

const DAYS_MAX = 730;

export async function systemsCommand(call: CommandCall): Promise<ExitCode> {
  const [act = 'list', client] = call.positionals;
  if (!['list', 'add', 'end'].includes(act)) throw new UsageError(`"${act}" is none of list, add and end.`);
  if (act === 'end' && client === undefined) throw new UsageError('The id of the system to end is missing.');
  if (act !== 'end' && client !== undefined) throw new UsageError(`"${client}" is one argument too many.`);
  const asked = act === 'add' ? readNew(call.options) : null;
  const agency = textFrom(call.options, 'agency');
  if (agency === undefined && act !== 'list') throw new UsageError('Say which agency: --agency <slug>.');
  const system = await call.doors.open();
  try {
    const agencies = await chooseAgencies(system.database, agency);
    if (asked !== null) return await add(call, system, { ...asked, tenant: agencies[0]?.tenant ?? 0 });
    if (client !== undefined) return await end(call, system, { tenant: agencies[0]?.tenant ?? 0, client });
    return await list(call, system, agencies);
  } finally {
    await system.close();
  }
}

type Asked = Omit<NewClient, 'tenant'>;

function readNew(options: CommandCall['options']): Asked {
  const name = textFrom(options, 'name');
  if (name === undefined) throw new UsageError('Say what the system is called: --name <name>.');
  const actions = listFrom(options, 'actions') ?? [];
  if (actions.length === 0) throw new UsageError('Say what it may: --actions <action>,….');
  const caseTypes = listFrom(options, 'case-types');
  const memberships = (listFrom(options, 'roles') ?? []).map((role) => {
    const [, team, named] = /^([a-z][a-z0-9-]*)\/([a-z][a-z0-9-]*)$/.exec(role) ?? [];
    if (team === undefined || named === undefined) throw new UsageError(`"${role}" is not of the form team/role.`);
    return { team, role: named };
  });
  const days = Number(textFrom(options, 'days') ?? 365);
  if (!Number.isInteger(days) || days < 1 || days > DAYS_MAX)
    throw new UsageError(`--days must be a number from 1 to ${DAYS_MAX}.`);
  return { name, actions, caseTypes, memberships, days };
}

async function add({ doors, options }: CommandCall, { database }: CliSystem, system: NewClient): Promise<ExitCode> {
  const deps = { database, nowMs: doors.nowMs };
  const { clientId, secret } = await addSystem(deps, system);
  doors.print(`client_id ${clientId}`);
  if (options['token'] === true) {
    const client = clientId.slice(clientId.indexOf('.') + 1);
    doors.print(`token ${(await addLongToken(deps, { tenant: system.tenant, client, days: system.days })) ?? ''}`);
  } else {
    doors.print(`client_secret ${secret}`);
  }
  doors.print('Keep this safe now: it is shown this once.');
  return ExitCode.ok;
}

async function end(
  { doors }: CommandCall,
  { database }: CliSystem,
  of: { readonly tenant: number; readonly client: string },
): Promise<ExitCode> {
  // What `add` printed begins with the number of the agency.
  const client = of.client.replace(/^[1-9][0-9]*\./, '');
  const known = await endSystem({ database, nowMs: doors.nowMs }, { ...of, client });
  doors.print(known ? 'Ended: its tokens open nothing any more.' : 'This agency has no system of that id.');
  return known ? ExitCode.ok : ExitCode.problems;
}

async function list(
  { doors }: CommandCall,
  { database }: CliSystem,
  agencies: readonly { readonly tenant: number; readonly slug: string }[],
): Promise<ExitCode> {
  const deps = { database, nowMs: doors.nowMs };
  const now = new Date(doors.nowMs()).toISOString();
  const all = await Promise.all(
    agencies.map(async ({ tenant, slug }) =>
      (await listSystems(deps, tenant)).map((row) => {
        const kinds = row.case_types === null ? 'all case types' : row.case_types.join(', ');
        const until = row.expires_at > now ? `until ${row.expires_at.slice(0, 10)}` : 'ended';
        return `${slug}: ${tenant}.${row.client} ${row.name}: ${row.actions.join(', ')}; ${kinds}; ${until}`;
      }),
    ),
  );
  for (const line of all.flat()) doors.print(line);
  doors.print(`${count(all.flat().length, 'system')}.`);
  return ExitCode.ok;
}
