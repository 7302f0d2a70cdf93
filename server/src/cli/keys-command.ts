// `casewright keys`: lists the agency keys; rotates them, which wraps every data key with a new one; wraps the agency keys
// themselves anew; and ends those that are left behind.
import { retireAgencyKeys } from '../commands/retire-keys.ts';
import { rewrapAgencyKeys } from '../commands/rewrap-agency-keys.ts';
import { rotateKeys } from '../commands/rotate-keys.ts';
import { programContext } from '../store/context.ts';
import type { KeyService } from '../store/wrap-agency-keys.ts';
import type { AgencyRow } from '../store/list-agencies.ts';
import { dataKeysUnder, keysOfAgency, type AgencyKeyUse } from '../store/list-agency-keys.ts';
import { chooseAgencies } from './agencies.ts';
import { count } from './check-command.ts';
import type { CliSystem, CommandCall, Maintenance } from './cli.ts';
import { ExitCode, UsageError } from './exit-codes.ts';
import { maintenanceOf, textOption } from './maintenance.ts';

type Work = (call: CommandCall, system: CliSystem, agencies: readonly AgencyRow[]) => Promise<void>;

export async function keysCommand(call: CommandCall): Promise<ExitCode> {
  const work = workOf(call);
  const system = await call.doors.open();
  try {
    const agencies = await chooseAgencies(system.database, textOption(call, 'agency'));
    if (agencies.length === 0) call.doors.print('There is no agency yet, so there is no key.');
    else await work(call, system, agencies);
    return ExitCode.ok;
  } finally {
    await system.close();
  }
}

/** @throws UsageError where options do not go together */
function workOf({ positionals, options }: CommandCall): Work {
  const [what = ''] = positionals;
  const wrapping = options['wrapping'] === true;
  if (wrapping && what !== 'rotate') throw new UsageError('--wrapping belongs to rotate.');
  if (wrapping && options['agency'] !== undefined)
    throw new UsageError('A wrapping key is for all agencies, so --agency does not go with --wrapping.');
  if (options['to'] !== undefined && (!wrapping || options['to'] !== 'files'))
    throw new UsageError('--to goes with --wrapping, and can be: files.');
  if (what === 'rotate') return wrapping ? rotateWrapping : rotateAgencies;
  if (what === 'retire') return retire;
  if (what === 'list') return list;
  throw new UsageError('Say what to do with the keys: list, rotate or retire.');
}

async function rotateAgencies(
  { doors }: CommandCall,
  system: CliSystem,
  agencies: readonly AgencyRow[],
): Promise<void> {
  const { ownerDatabase, keyServices, refreshKeys, settleMs } = maintenanceOf(system);
  const deps = {
    ...{ ownerDatabase, keys: system.deps.keys, services: keyServices(), refresh: refreshKeys, nowMs: doors.nowMs },
    settle: () => new Promise<void>((resolve) => setTimeout(resolve, settleMs)),
  };
  for (const { tenant, slug } of agencies) {
    let spokenAt = doors.nowMs();
    const { keyId, isNew, dataKeys } = await rotateKeys(deps, tenant, ({ done, left }) => {
      if (doors.nowMs() - spokenAt < 2_000) return;
      spokenAt = doors.nowMs();
      doors.say(`${slug}: ${done} data keys wrapped anew, ${left} to go.`);
    });
    const how = isNew ? 'made' : 'gone on with';
    doors.print(`${slug}: agency key ${keyId} ${how}, ${count(dataKeys, 'data key')} wrapped anew.`);
  }
}

async function rotateWrapping(call: CommandCall, system: CliSystem, agencies: readonly AgencyRow[]): Promise<void> {
  const { print } = call.doors;
  const maintenance = maintenanceOf(system);
  const stored = await storedKeys(maintenance, agencies);
  if (stored.length === 0)
    return print('Every agency has only the key that follows from master.key. Run "casewright keys rotate" first.');
  const to = wrappingNow(call, maintenance, stored);
  let rewrapped = 0;
  let already = 0;
  for (const { tenant } of agencies) {
    const deps = {
      ownerDatabase: maintenance.ownerDatabase,
      services: maintenance.keyServices(),
      nowMs: call.doors.nowMs,
    };
    const done = await rewrapAgencyKeys(deps, tenant, to);
    rewrapped += done.rewrapped;
    already += done.already;
  }
  const services = new Set((await storedKeys(maintenance, agencies)).map(({ service }) => service));
  print(
    `${count(rewrapped, 'agency key')} wrapped anew, ${already} before; all are under ${[...services].join(', ')}.`,
  );
}

/** The service that is to wrap. A file is made where every key is under the newest one, else the last rotation goes on. */
function wrappingNow(
  { options, doors }: CommandCall,
  { keyServices, makeWrappingKey }: Maintenance,
  stored: readonly AgencyKeyUse[],
): KeyService {
  const services = keyServices();
  const to = options['to'] === 'files' ? services.files : services.wraps;
  if (to.newest === null || stored.some(({ service }) => service !== to.newest)) return to;
  doors.say(
    `Made wrapping-${makeWrappingKey()}.key in the data folder. Back it up, and copy it to every server of this installation.`,
  );
  return keyServices().files;
}

async function storedKeys(
  { ownerDatabase }: Maintenance,
  agencies: readonly AgencyRow[],
): Promise<readonly AgencyKeyUse[]> {
  const stored: AgencyKeyUse[] = [];
  for (const { tenant } of agencies) {
    const [{ rows }] = await ownerDatabase.once(programContext(tenant, 'system.keys'), [keysOfAgency(tenant)]);
    stored.push(...rows.filter((row) => row.retired_at === null));
  }
  return stored;
}

async function retire({ doors }: CommandCall, system: CliSystem, agencies: readonly AgencyRow[]): Promise<void> {
  const { ownerDatabase } = maintenanceOf(system);
  for (const { tenant, slug } of agencies) {
    const ended = await retireAgencyKeys({ ownerDatabase, nowMs: doors.nowMs }, tenant);
    const which = ended.length === 0 ? 'no agency key can be retired now' : `retired ${ended.join(', ')}`;
    doors.print(`${slug}: ${which}.`);
  }
}

async function list({ doors }: CommandCall, system: CliSystem, agencies: readonly AgencyRow[]): Promise<void> {
  const { ownerDatabase } = maintenanceOf(system);
  for (const { tenant, slug } of agencies) {
    const [keys, under] = await ownerDatabase.once(programContext(tenant, 'system.keys'), [
      keysOfAgency(tenant),
      dataKeysUnder(tenant),
    ]);
    const counts = new Map(under.rows.map((row) => [row.wrapped_by, row.keys]));
    const left = (keyId: string): string => count(counts.get(keyId) ?? 0, 'data key');
    doors.print(`${slug}: file-1, follows from master.key, ${left('file-1')}`);
    for (const row of keys.rows) doors.print(`${slug}: ${row.key_id}, ${describe(row)}, ${left(row.key_id)}`);
  }
}

function describe({
  service,
  algorithm,
  created_at: madeAt,
  finished_at: finished,
  retired_at: retired,
}: AgencyKeyUse) {
  const made = `made ${madeAt.slice(0, 10)}`;
  if (retired !== null) return `${made}, retired ${retired.slice(0, 10)}`;
  return `wrapped by ${service} (form ${algorithm}), ${made}${finished === null ? ', being rotated to' : ''}`;
}
