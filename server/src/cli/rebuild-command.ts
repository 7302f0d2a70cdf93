// `casewright rebuild`: makes what is derived anew from the events, or only compares.
import { rebuild, type RebuildDifference } from '../store/rebuild.ts';
import { chooseAgencies } from './agencies.ts';
import { count } from './check-command.ts';
import type { CommandCall } from './cli.ts';
import { ExitCode } from './exit-codes.ts';
import { spokenProgress } from './spoken-progress.ts';

export async function rebuildCommand({ doors, options }: CommandCall): Promise<ExitCode> {
  const mode = options['check'] === true ? 'compare' : 'rebuild';
  const slug = typeof options['agency'] === 'string' ? options['agency'] : undefined;
  const system = await doors.open();
  try {
    const total = { cases: 0, events: 0 };
    const differences: RebuildDifference[] = [];
    for (const { tenant, slug: agency } of await chooseAgencies(system.database, slug)) {
      const onProgress = spokenProgress(doors, `${mode === 'compare' ? 'Comparing' : 'Rebuilding'} ${agency}`);
      // One agency after the other, so that progress stays readable.
      const report = await rebuild(system.deps, { tenant, mode, onProgress });
      for (const { caseId, where, reason } of report.differences)
        doors.print(`${agency}: case ${caseId}, ${where}: ${reason}`);
      total.cases += report.cases;
      total.events += report.events;
      differences.push(...report.differences);
    }
    const unreadable = differences.filter(({ where }) => where === 'unreadable').length;
    const differed = differences.length - unreadable;
    const done = mode === 'compare' ? 'compared' : 'rebuilt';
    const outcome = mode === 'compare' ? 'found' : 'made right';
    doors.print(
      `${count(total.cases, 'case')} ${done} from ${count(total.events, 'event')}, ` +
        `${count(differed, 'difference')} ${outcome}, ${count(unreadable, 'case')} unreadable.`,
    );
    const problems = mode === 'compare' ? differed + unreadable : unreadable;
    return problems === 0 ? ExitCode.ok : ExitCode.problems;
  } finally {
    await system.close();
  }
}
