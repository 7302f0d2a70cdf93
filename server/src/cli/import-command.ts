// `casewright import`: finds the mapping and the case type, gives the import its target, and shows its report.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CaseType } from '@casewright/engine/definition';
import { checkMapping } from '../import/check-mapping.ts';
import { databaseTarget } from '../import/database-target.ts';
import { findMapping, mappingProblemLines, type FoundMapping } from '../import/find-mapping.ts';
import { importProgress } from '../import/import-progress.ts';
import type { ImportReport } from '../import/import-report.ts';
import { LogFault } from '../import/log-row.ts';
import { reportSummary, reportText } from '../import/report-text.ts';
import { runImport, type ImportOptions } from '../import/run-import.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import { agencyForImport } from './agencies.ts';
import type { CliSystem, CommandCall } from './cli.ts';
import { EnvironmentError, ExitCode, UsageError } from './exit-codes.ts';
import { findCaseTypes, readCaseType } from './read-case-types.ts';

interface Plan {
  readonly mapping: FoundMapping;
  readonly caseType: CaseType;
  readonly source: string;
}

export async function importCommand(call: CommandCall): Promise<ExitCode> {
  const { doors, positionals, options } = call;
  const [file] = positionals;
  if (file === undefined) throw new UsageError('Say which file to import.');
  const plan = findPlan(call, file);
  if ('lines' in plan) {
    for (const line of plan.lines) doors.print(line);
    doors.print('Nothing was imported: the mapping has mistakes.');
    return ExitCode.problems;
  }
  const importId = typeof options['import-id'] === 'string' ? { importId: options['import-id'] } : {};
  const common = {
    file,
    mapping: plan.mapping.parsed.mapping,
    mappingSource: plan.mapping.source,
    caseType: plan.caseType,
    ...importId,
  };
  if (options['dry-run'] === true) return finish(call, await play(common));
  const system = await doors.open();
  try {
    return finish(call, await play({ ...common, target: await targetOf(call, system, plan) }));
  } finally {
    await system.close();
  }
}

function findPlan({ doors, options }: CommandCall, log: string): Plan | { readonly lines: readonly string[] } {
  const wanted = options['mapping'];
  if (typeof wanted !== 'string')
    throw new UsageError('Say with --mapping how the file is to be read, e.g. --mapping infringement-notice.');
  const search = findMapping(wanted, { caseTypesFolder: doors.caseTypesFolder, log });
  if ('notFound' in search) throw new UsageError(search.notFound);
  if ('problems' in search) return { lines: mappingProblemLines(search.file, search.problems) };
  const { found } = search;
  const [place] = findCaseTypes([join(doors.caseTypesFolder, found.parsed.mapping.caseType)], doors.caseTypesFolder);
  // findCaseTypes answers one place for each that is asked for.
  if (place === undefined) throw new UsageError(`There is no case type "${found.parsed.mapping.caseType}".`);
  const read = readCaseType(place);
  if ('problems' in read)
    throw new EnvironmentError(`The case type in ${read.file} has problems. Run "casewright check" to see them.`);
  const problems = checkMapping(found.parsed, read.caseType);
  if (problems.length > 0) return { lines: mappingProblemLines(found.file, problems) };
  return { mapping: found, caseType: read.caseType, source: read.source };
}

async function targetOf(
  { doors, options }: CommandCall,
  system: CliSystem,
  { mapping, caseType, source }: Plan,
): Promise<ReturnType<typeof databaseTarget>> {
  const slug = typeof options['agency'] === 'string' ? options['agency'] : 'imported';
  if (!/^[a-z][a-z0-9-]{0,62}$/.test(slug))
    throw new UsageError(`"${slug}" cannot name an agency: lower-case letters, digits and hyphens.`);
  const agency = await agencyForImport(system.database, slug);
  const team = mapping.parsed.mapping.team ?? caseType.team;
  const title = titleOf(team);
  await upsertPeople(system.database, { ...agency, teams: [{ team, title }], people: [] });
  const publishedAt = new Date(doors.nowMs()).toISOString();
  const published = await publishCaseType(system.database, {
    tenant: agency.tenant,
    person: 'import',
    caseType,
    source,
    publishedAt,
  });
  if (published === 'version-taken') {
    throw new EnvironmentError(
      `The agency ${slug} has published ${caseType.name} ${caseType.version} with another text. Give the changed case type a new version, or import into another agency with --agency.`,
    );
  }
  return databaseTarget({ deps: system.deps, agency, team: { team, title }, caseType });
}

/** `traffic-fines` becomes `Traffic fines`. */
function titleOf(team: string): string {
  const words = team.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

async function play(options: ImportOptions): Promise<ImportReport> {
  const view = importProgress(process.stderr, Date.now);
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    return await runImport({ ...options, progress: (soFar) => view.show(soFar), signal: stopping.signal });
  } catch (error) {
    if (error instanceof LogFault)
      throw new EnvironmentError(
        `${options.file} could not be read${error.line === null ? '' : ` (line ${error.line})`}: ${error.message}`,
      );
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new EnvironmentError(`There is no file ${options.file}.`);
    throw error;
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    view.end();
  }
}

function finish({ doors, options }: CommandCall, report: ImportReport): ExitCode {
  if (typeof options['json'] === 'string') writeFileSync(options['json'], `${JSON.stringify(report, null, 2)}\n`);
  doors.print(reportText(report));
  doors.print('');
  doors.print(reportSummary(report));
  return report.rejected === 0 && report.complete ? ExitCode.ok : ExitCode.problems;
}
