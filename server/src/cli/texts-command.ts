// `casewright texts`: how many texts of files were read and wait, which could not be read and why, and having them read again. Names files by
// their ids and nothing else of them.
import { countTexts, parkedTexts, readTextsAgain, type TextCountRow } from '../store/file-texts.ts';
import { programContext } from '../store/context.ts';
import { chooseAgencies } from './agencies.ts';
import { count } from './check-command.ts';
import type { CliSystem, CommandCall } from './cli.ts';
import { ExitCode, UsageError } from './exit-codes.ts';

/** Files that are named; more are counted. */
const NAMED_MOST = 1_000;
const PROGRAM = 'set-up';

/** What to do about each reason that has something to be done. */
const CURES: Readonly<Record<string, string>> = {
  'no-picture-reader': 'set CASEWRIGHT_TESSERACT, then run "casewright texts rebuild --failed"',
  missing: 'its bytes are not kept; run "casewright verify"',
  time: 'it took too long; "casewright texts rebuild --failed" tries again',
  memory: 'it took too much memory; "casewright texts rebuild --failed" tries again',
  ended: 'its reader ended by itself; "casewright texts rebuild --failed" tries again',
};

export async function textsCommand(call: CommandCall): Promise<ExitCode> {
  const [what = 'list', ...rest] = call.positionals;
  if ((what !== 'list' && what !== 'rebuild') || rest.length > 0)
    throw new UsageError('Say "texts list" or "texts rebuild".');
  const system = await call.doors.open();
  try {
    return what === 'list' ? await list(call, system) : await rebuildTexts(call, system);
  } finally {
    await system.close();
  }
}

async function list({ doors, options }: CommandCall, { database }: CliSystem): Promise<ExitCode> {
  let failed = 0;
  for (const { tenant, slug } of await chooseAgencies(database, slugOf(options))) {
    const most = options['failed'] === true ? NAMED_MOST : 0;
    const [counts, parked] = await database.once(programContext(tenant, PROGRAM), [
      countTexts(tenant),
      parkedTexts(tenant, most),
    ]);
    for (const { file, reason, tries } of parked.rows) {
      const cure = CURES[reason];
      doors.print(`${slug}: file ${file}: ${reason}, tried ${tries}×${cure === undefined ? '' : `; ${cure}`}`);
    }
    doors.print(`${slug}: ${sentenceOf(counts.rows)}`);
    failed += countOf(counts.rows, 'parked');
  }
  return failed > 0 && options['failed'] === true ? ExitCode.problems : ExitCode.ok;
}

async function rebuildTexts({ doors, options }: CommandCall, { database }: CliSystem): Promise<ExitCode> {
  const which = options['failed'] === true ? 'parked' : 'all';
  let texts = 0;
  for (const { tenant } of await chooseAgencies(database, slugOf(options))) {
    const at = new Date(doors.nowMs()).toISOString();
    const answers = await database.once(programContext(tenant, PROGRAM), readTextsAgain(tenant, at, which));
    texts += answers.at(-1)?.count ?? 0;
  }
  doors.print(`${count(texts, 'text')} will be read again by the server's worker; until then nothing finds them.`);
  return ExitCode.ok;
}

function slugOf({ agency }: CommandCall['options']): string | undefined {
  return typeof agency === 'string' ? agency : undefined;
}

function sentenceOf(rows: readonly TextCountRow[]): string {
  const reasons = rows.flatMap(({ reason, count: n }) => (reason === null ? [] : [`${n} ${reason}`]));
  const because = reasons.length === 0 ? '' : ` (${reasons.join(', ')})`;
  return `${countOf(rows, 'read')} read, ${countOf(rows, 'waiting')} waiting, ${countOf(rows, 'parked')} not readable${because}.`;
}

function countOf(rows: readonly TextCountRow[], state: TextCountRow['state']): number {
  return rows.filter((row) => row.state === state).reduce((sum, row) => sum + row.count, 0);
}
