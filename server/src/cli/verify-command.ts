// `casewright verify`: recomputes the hash chains of agencies, their logs and checkpoints, compares them with what a witness
// has kept, what protects the rows with what the migrations gave, and the rows that decide access with the events. Names every
// damage.
import { isUuid } from '../queries/cursor.ts';
import type { LogProblem } from '../store/log-problem.ts';
import { verifyAccess } from '../store/verify-access.ts';
import { rebuild } from '../store/rebuild.ts';
import { verifyChain, type ChainProblem } from '../store/verify-chain.ts';
import { verifyCustody } from '../store/verify-custody.ts';
import type { Certificate } from '../store/destruction.ts';
import { verifyLog, type VerifyLogOptions } from '../store/verify-log.ts';
import { verifyReads } from '../store/verify-reads.ts';
import { verifySchema } from '../store/verify-schema.ts';
import { readWitnessFile } from '../witness/file-witness.ts';
import { tellOfCase } from '../queries/tell-at-command-line.ts';
import { chooseAgencies } from './agencies.ts';
import { count } from './check-command.ts';
import type { CliSystem, CommandCall } from './cli.ts';
import { ExitCode, UsageError } from './exit-codes.ts';
import { anyPurposeFrom, nameFrom } from './option-values.ts';
import { spokenProgress } from './spoken-progress.ts';

export async function verifyCommand({ doors, options }: CommandCall): Promise<ExitCode> {
  const caseId = typeof options['case'] === 'string' ? options['case'].toLowerCase() : undefined;
  if (caseId !== undefined && !isUuid(caseId)) throw new UsageError(`"${caseId}" is not the id of a case.`);
  const slug = typeof options['agency'] === 'string' ? options['agency'] : undefined;
  const system = await doors.open();
  try {
    const total: Total = {
      cases: 0,
      events: 0,
      leaves: 0,
      checkpoints: 0,
      witnessed: 0,
      reads: 0,
      unsealed: 0,
      problems: 0,
    };
    // First: with other policies the rest may not see what it reads.
    if (caseId === undefined) await verifyProtection({ doors, system }, total);
    for (const { tenant, slug: agency } of await chooseAgencies(system.database, slug)) {
      if (caseId !== undefined && !(await mayVerify(system, { tenant, caseId, doors, options }))) continue;
      const onProgress = spokenProgress(doors, `Verifying ${agency}`);
      // One agency after the other, so that progress stays readable.
      const verdict = await verifyChain(system.database, {
        tenant,
        onProgress,
        ...(caseId === undefined ? {} : { caseId }),
      });
      total.cases += verdict.cases;
      total.events += verdict.events;
      const lines = verdict.problems.map(problemLine);
      const custody = await verifyCustody(system.database, tenant);
      const concerned = custody.certificates.filter((one) => caseId === undefined || one.caseId === caseId);
      lines.push(
        ...custody.problems.filter(({ event }) => caseId === undefined || event?.caseId === caseId).map(logLine),
      );
      if (caseId === undefined)
        lines.push(...(await verifyWhole(system, { tenant, onProgress, nowMs: doors.nowMs() }, total)));
      if (caseId === undefined && options['skip-rows'] !== true)
        lines.push(...(await verifyRows({ doors, system, tenant, agency }, lines)));
      for (const line of lines) doors.print(`${agency}: ${line}`);
      for (const line of caseId === undefined ? destroyedLines(concerned) : concerned.map(destroyedLine))
        doors.print(`In ${agency} ${line}`);
      total.problems += lines.length;
    }
    if (caseId === undefined) printLogged(doors, total);
    doors.print(
      `${count(total.cases, 'case')} and ${count(total.events, 'event')} verified, ${count(total.problems, 'problem')} found.`,
    );
    return total.problems === 0 ? ExitCode.ok : ExitCode.problems;
  } finally {
    await system.close();
  }
}

async function verifyProtection(
  { doors, system }: Pick<RowsToVerify, 'doors' | 'system'>,
  total: Total,
): Promise<void> {
  const lines = await verifySchema(system.database);
  for (const line of lines) doors.print(`database: ${line}`);
  total.problems += lines.length;
}

/** To verify one case tells that there is one, so it is asked and on record. */
async function mayVerify(
  { database }: CliSystem,
  of: { readonly tenant: number; readonly caseId: string } & Pick<CommandCall, 'doors' | 'options'>,
): Promise<boolean> {
  const { tenant, caseId, doors, options } = of;
  const asked = { tenant, caseId, as: nameFrom(options), purpose: anyPurposeFrom(options), action: 'verify-case' };
  return (await tellOfCase({ database, nowMs: doors.nowMs }, asked, async () => true)) === true;
}

interface Total {
  cases: number;
  events: number;
  leaves: number;
  checkpoints: number;
  witnessed: number;
  /** Lines of the access log, and those among them that are in no batch yet. */
  reads: number;
  unsealed: number;
  problems: number;
}

function printLogged(doors: CommandCall['doors'], total: Total): void {
  doors.print(
    `Read: ${count(total.reads, 'line')} of the access log, ${total.unsealed} of them too new to be in the log of the agency.`,
  );
  doors.print(
    `Logged: ${count(total.leaves, 'event')} and ${count(total.checkpoints, 'checkpoint')}; the witness has ${count(total.witnessed, 'event')}.`,
  );
}

/** The agency's log, and who may find its cases. @returns a line for each problem */
async function verifyWhole(
  { database, deps, witnessFolder }: CliSystem,
  { tenant, onProgress, nowMs }: Required<Pick<VerifyLogOptions, 'tenant' | 'onProgress'>> & { readonly nowMs: number },
  total: Total,
): Promise<readonly string[]> {
  const log = deps.keys.logSigner(tenant);
  // Before the log is read: what is logged meanwhile must not look as if it were missing.
  const witnessed = witnessFolder === null ? null : await readWitnessFile(witnessFolder, log.name);
  const verdict = await verifyLog(database, { tenant, log, witnessed, onProgress });
  total.leaves += verdict.leaves;
  total.checkpoints += verdict.checkpoints;
  total.witnessed += verdict.witnessed.leaves;
  const access = await verifyAccess(database, tenant);
  const reads = await verifyReads(database, { tenant, now: new Date(nowMs).toISOString() });
  total.reads += reads.lines;
  total.unsealed += reads.waiting;
  return [
    ...verdict.problems.map(logLine),
    ...reads.problems.map(logLine),
    ...access.map(({ caseId, token }) => `case ${caseId}, access: "${token}" opens it and has no reason to.`),
  ];
}

interface RowsToVerify extends Pick<CommandCall, 'doors'> {
  readonly system: CliSystem;
  readonly tenant: number;
  readonly agency: string;
}

/**
 * What is derived from the events, and with it every row that decides access, held against them.
 * @param said what was found before: a case of which the events are damaged is not named again because it cannot be folded
 */
async function verifyRows(
  { doors, system, tenant, agency }: RowsToVerify,
  said: readonly string[],
): Promise<readonly string[]> {
  const onProgress = spokenProgress(doors, `Comparing ${agency}`);
  const report = await rebuild(system.deps, { tenant, mode: 'compare', nowMs: doors.nowMs(), onProgress });
  return report.differences
    .filter(({ caseId, where }) => where !== 'unreadable' || !said.some((line) => line.includes(caseId)))
    .map(({ caseId, where, reason }) => `case ${caseId}, ${where}: ${reason}`);
}

/** What was destroyed, counted by what allowed it. */
function destroyedLines(certificates: readonly Certificate[]): readonly string[] {
  const under = new Map<string, number>();
  for (const { authority, class: recordsClass } of certificates) {
    const text = `${authority}, ${recordsClass}`;
    under.set(text, (under.get(text) ?? 0) + 1);
  }
  return [...under].map(([text, times]) => `destroyed under ${text}: ${count(times, 'certificate')}.`);
}

function destroyedLine({ caseId, subject, authority, class: recordsClass, approvers }: Certificate): string {
  const what = subject === '' ? `case ${caseId}` : `what subject ${subject} had in case ${caseId}`;
  return `${what} was destroyed under ${authority}, ${recordsClass}, approved by ${approvers.join(' and ')}.`;
}

function problemLine({ caseId, seq, code, reason }: ChainProblem): string {
  return `case ${caseId}, event ${seq}: ${code}. ${reason}`;
}

function logLine({ event, code, reason }: LogProblem): string {
  return event === null ? `log: ${code}. ${reason}` : `case ${event.caseId}, event ${event.seq}: ${code}. ${reason}`;
}
