// `casewright sweep files`: holds rows, objects and events of files against each other, and puts in order what is left over.
import { sweepFiles, type FileFinding } from '../commands/sweep-files.ts';
import { PLATFORM } from '../store/context.ts';
import { listAgencies } from '../store/list-agencies.ts';
import type { CommandCall } from './cli.ts';
import { ExitCode } from './exit-codes.ts';
import { maintenanceOf } from './maintenance.ts';

const DAY_MS = 86_400_000;
/** What is younger may be on its way. */
const GRACE_MS = DAY_MS;
/** After so long what was brought and not filed is given up. */
const WAITING_MS = 14 * DAY_MS;

const SAYS: Readonly<Record<FileFinding['kind'], string>> = {
  'object-missing': 'ALARM: the store has no such object, or one of another size',
  'object-changed': 'ALARM: the stored bytes are not those that were kept',
  'file-missing': 'ALARM: an event names a file of which nothing is known',
  'event-missing': 'ALARM: a file is filed by an event that there is not',
  'key-missing': 'ALARM: the key is gone and no record says that it was destroyed',
  'given-up': 'brought and not filed for long',
  'refused-bytes': 'bytes of a file that was refused or discarded',
  'destroyed-bytes': 'bytes of a file that was lawfully destroyed',
  'unknown-bytes': 'bytes of which nothing is known',
};

export async function sweepFilesCommand({ doors, options }: CommandCall): Promise<ExitCode> {
  const system = await doors.open();
  try {
    const { database, deps } = system;
    const { files } = maintenanceOf(system);
    const [agencies] = await database.once(PLATFORM, [listAgencies()]);
    const report = await sweepFiles(
      { database, keys: deps.keys, store: files, nowMs: doors.nowMs },
      {
        tenants: agencies.rows.map(({ tenant }) => tenant),
        whole: true,
        ...{ repair: options['repair'] === true, deep: options['deep'] === true },
        ...{ graceMs: GRACE_MS, waitingMs: WAITING_MS },
      },
    );
    for (const { kind, tenant, what, done } of report.findings)
      doors.print(`agency ${tenant ?? '-'}, ${what}: ${SAYS[kind]}${done === null ? '' : `; ${done}`}.`);
    const alarms = report.findings.filter(({ isAlarm }) => isAlarm).length;
    const read = options['deep'] === true ? `, ${report.read} read to their end` : '';
    doors.print(
      `${report.files} files, ${report.objects} objects${read}: ${alarms} alarms, ${report.findings.length - alarms} left over.`,
    );
    return alarms === 0 ? ExitCode.ok : ExitCode.problems;
  } finally {
    await system.close();
  }
}
