// `casewright transfer`: takes an agency out as a bag, brings one in, and checks any bag.
import { checkBag } from '../transfer/check-bag.ts';
import { exportAgency } from '../transfer/export-agency.ts';
import { importAgency } from '../transfer/import-agency.ts';
import { agencyNamed } from './agencies.ts';
import { spoken } from './backup-command.ts';
import { withBags } from './bag-errors.ts';
import { count } from './check-command.ts';
import type { CommandCall } from './cli.ts';
import { ExitCode, UsageError } from './exit-codes.ts';
import { dayOf, daysFrom, lastDay, maintenanceOf, requiredText } from './maintenance.ts';

const DAYS = { usual: 30, most: 3_650 };

export function transferCommand(call: CommandCall): Promise<ExitCode> {
  const [what, folder] = call.positionals;
  return withBags(async () => {
    if (folder === undefined || !['check', 'export', 'import'].includes(what ?? ''))
      throw new UsageError('Say "check", "export" or "import", and a folder.');
    if (what === 'check') return check(call, folder);
    return what === 'export' ? takeOut(call, folder) : bringIn(call, folder);
  });
}

async function check({ doors }: CommandCall, folder: string): Promise<ExitCode> {
  let last = doors.nowMs();
  const onFile = (done: number, all: number): void => {
    if (doors.nowMs() - last < 2_000) return;
    last = doors.nowMs();
    doors.say(`Checked ${done} of ${all} files.`);
  };
  const { problems, warnings, payload } = await checkBag(folder, { onFile }).catch((error: unknown) => {
    throw new UsageError(`${folder} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  for (const warning of warnings) doors.print(`Warning: ${warning}`);
  for (const problem of problems) doors.print(problem);
  const octets = payload.reduce((sum, { size }) => sum + size, 0);
  doors.print(
    `${count(payload.length, 'file')}, ${count(octets, 'byte')}: ${count(problems.length, 'problem')}, ${count(warnings.length, 'warning')}.`,
  );
  return problems.length === 0 ? ExitCode.ok : ExitCode.problems;
}

async function takeOut(call: CommandCall, folder: string): Promise<ExitCode> {
  const { doors, options } = call;
  const days = daysFrom(call, DAYS);
  const slug = requiredText(call, 'agency', 'which agency');
  const system = await doors.open();
  try {
    const { access, ownerDatabase, keyServices, secretOf, files, backupKeyFolder: keyFolder } = maintenanceOf(system);
    const agency = await agencyNamed(system.database, slug);
    const progress = spoken(doors, 'Taking out');
    const sealed = options['clear'] !== true;
    const expiresOn = lastDay(doors, days);
    const { database } = system;
    const manifest = await exportAgency(
      { access, database, ownerDatabase, services: keyServices(), secretOf, files, nowMs: doors.nowMs },
      { agency, folder, keyFolder, expiresOn, sealed, onTable: progress.part },
    );
    if (manifest.files.missing > 0)
      doors.print(
        `${count(manifest.files.missing, 'file')} of documents could not be read. Run "casewright sweep files".`,
      );
    doors.print(
      `${folder} holds ${count(progress.rows(), 'row')} and ${count(manifest.files.count, 'file')} of ${slug}${sealed ? '' : ', in the clear: whoever has the folder can read them'}. Its key ${manifest.id} is in ${keyFolder} until ${expiresOn}; bring the two to the other side by different ways.`,
    );
    return ExitCode.ok;
  } finally {
    await system.close();
  }
}

async function bringIn({ doors }: CommandCall, folder: string): Promise<ExitCode> {
  const system = await doors.open();
  try {
    const { access, keyServices, refreshKeys, settleMs, files, ...rest } = maintenanceOf(system);
    const progress = spoken(doors, 'Bringing in');
    const { database } = system;
    const manifest = await importAgency(
      { access, database, files, wraps: keyServices().wraps, refreshKeys, settleMs, nowMs: doors.nowMs },
      { folder, keyFolder: rest.backupKeyFolder, today: dayOf(doors.nowMs()), onTable: progress.part },
    );
    const again = await rest.applyDestructions();
    doors.print(
      `${manifest.slug} is here with ${count(progress.rows(), 'row')} and ${count(manifest.files.count, 'file')} as of ${manifest.takenAt}; ${count(again, 'destruction')} done again. Run "casewright verify --agency ${manifest.slug}" now, and end it where it came from.`,
    );
    return ExitCode.ok;
  } finally {
    await system.close();
  }
}
