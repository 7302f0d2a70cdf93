// `casewright verify`: recomputes the hash chains of agencies and names every damage.
import { verifyChain, type ChainProblem } from '../store/verify-chain.ts';
import { chooseAgencies } from './agencies.ts';
import { count } from './check-command.ts';
import type { CommandCall } from './cli.ts';
import { ExitCode, UsageError } from './exit-codes.ts';
import { spokenProgress } from './spoken-progress.ts';

const caseIdPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export async function verifyCommand({ doors, options }: CommandCall): Promise<ExitCode> {
  const caseId = typeof options['case'] === 'string' ? options['case'].toLowerCase() : undefined;
  if (caseId !== undefined && !caseIdPattern.test(caseId)) throw new UsageError(`"${caseId}" is not the id of a case.`);
  const slug = typeof options['agency'] === 'string' ? options['agency'] : undefined;
  const system = await doors.open();
  try {
    const total = { cases: 0, events: 0, problems: 0 };
    for (const { tenant, slug: agency } of await chooseAgencies(system.database, slug)) {
      const onProgress = spokenProgress(doors, `Verifying ${agency}`);
      // One agency after the other, so that progress stays readable.
      const verdict = await verifyChain(system.database, {
        tenant,
        onProgress,
        ...(caseId === undefined ? {} : { caseId }),
      });
      for (const problem of verdict.problems) doors.print(problemLine(agency, problem));
      total.cases += verdict.cases;
      total.events += verdict.events;
      total.problems += verdict.problems.length;
    }
    doors.print(
      `${count(total.cases, 'case')} and ${count(total.events, 'event')} verified, ${count(total.problems, 'problem')} found.`,
    );
    return total.problems === 0 ? ExitCode.ok : ExitCode.problems;
  } finally {
    await system.close();
  }
}

function problemLine(agency: string, { caseId, seq, code, reason }: ChainProblem): string {
  return `${agency}: case ${caseId}, event ${seq}: ${code}. ${reason}`;
}
