// `casewright samples`: lists samples of finished work, draws them again to see whether they come out the same, and prints what somebody outside
// needs to do that with a common tool.
import { quotasOf, rankOf } from '../store/draw-sample.ts';
import { casesFor, tellAtCommandLine } from '../queries/tell-at-command-line.ts';
import { programContext } from '../store/context.ts';
import type { AgencyRow } from '../store/list-agencies.ts';
import { drawnFrom, recomputeWhole } from '../store/recompute-sample.ts';
import { namesOfSamples, type WholeSample } from '../store/samples.ts';
import { agencyNamed, chooseAgencies } from './agencies.ts';
import { count } from './check-command.ts';
import type { CliSystem, CommandCall } from './cli.ts';
import { ExitCode, UsageError } from './exit-codes.ts';
import { requiredText, textOption } from './maintenance.ts';
import { anyPurposeFrom, nameFrom } from './option-values.ts';

const ACTS: Readonly<Record<string, (call: CommandCall, system: CliSystem) => Promise<ExitCode>>> = {
  ...{ recompute, population },
};
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export async function samplesCommand(call: CommandCall): Promise<ExitCode> {
  const [name = 'recompute', sample] = call.positionals;
  const act = Object.hasOwn(ACTS, name) ? ACTS[name] : undefined;
  if (act === undefined) throw new UsageError(`"${name}" is none of ${Object.keys(ACTS).join(', ')}.`);
  if (sample !== undefined && !ID.test(sample)) throw new UsageError(`"${sample}" is no id of a sample.`);
  const system = await call.doors.open();
  try {
    return await act(call, system);
  } finally {
    await system.close();
  }
}

/** One, or all: whether what is kept of each gives its members, and is as it was put on record. */
async function recompute(call: CommandCall, system: CliSystem): Promise<ExitCode> {
  const { print } = call.doors;
  const [, only] = call.positionals;
  let [drawn, problems] = [0, 0];
  for (const agency of await chooseAgencies(system.database, textOption(call, 'agency'))) {
    const context = programContext(agency.tenant, 'recompute-sample');
    const [found] = await system.database.once(context, [namesOfSamples(agency.tenant)]);
    for (const { sample } of found.rows.filter((row) => only === undefined || row.sample === only)) {
      const again = await drawnAgain(system, agency, sample);
      if (again === null) continue;
      drawn += 1;
      const { isSame, isAsRecorded } = again.result;
      if (!isSame || !isAsRecorded) problems += 1;
      print(
        `${agency.slug}: sample ${sample}: ${isSame ? 'drawn again, the same' : 'drawn again, NOT the same'}; ${isAsRecorded ? 'as recorded' : 'NOT as recorded'}.`,
      );
    }
  }
  if (only !== undefined && drawn === 0) throw new UsageError(`There is no sample ${only}.`);
  print(`${count(drawn, 'sample')} drawn again, ${count(problems, 'problem')} found.`);
  return problems === 0 ? ExitCode.ok : ExitCode.problems;
}

function drawnAgain({ database }: CliSystem, { tenant }: AgencyRow, sample: string) {
  return database.transaction(programContext(tenant, 'recompute-sample'), (tx) => recomputeWhole(tx, tenant, sample));
}

/** Cases that are told with one line of the access log. */
const TOLD_AT_ONCE = 1_000;

/** Seed, groups, population and members. Of a case that may not be told, its hash stands in the place of its id. */
async function population(call: CommandCall, system: CliSystem): Promise<ExitCode> {
  const { print } = call.doors;
  const [, sample] = call.positionals;
  if (sample === undefined) throw new UsageError('Say which sample: samples population <sample>.');
  const agency = await agencyNamed(system.database, requiredText(call, 'agency', 'whose it is'));
  const again = await drawnAgain(system, agency, sample);
  if (again === null) throw new UsageError(`There is no sample ${sample} in ${agency.slug}.`);
  const { whole } = again;
  for (const line of headLines(whole)) print(line);
  const { cases } = drawnFrom(whole);
  for (let from = 0; from < cases.length; from += TOLD_AT_ONCE) {
    const page = cases.slice(from, from + TOLD_AT_ONCE);
    const told = await toldOf(call, system, { agency, caseIds: page.map(({ caseId }) => caseId) });
    for (const { caseId, stratum } of page) {
      const group = groupName(stratum);
      print(told.has(caseId) ? `case: ${caseId} ${group}` : `case: withheld ${group} ${rankOf(whole.seed, caseId)}`);
    }
  }
  for (const caseId of whole.members) print(`drawn: ${rankOf(whole.seed, caseId)}`);
  return ExitCode.ok;
}

function headLines(whole: WholeSample): readonly string[] {
  const { sample, algorithm, seed, size, percent } = whole;
  const { cases, take } = drawnFrom(whole);
  const groups = [...quotasOf(cases, take)].map(
    ([name, { population: all, drawn }]) => `group: ${groupName(name)} of ${all} drawn ${drawn}`,
  );
  const asked = size === null ? `${percent ?? 0} percent` : `${size} cases`;
  return [`sample: ${sample}`, `algorithm: ${algorithm}`, `asked: ${asked}`, `seed: ${seed}`, ...groups];
}

/** A list of words keeps its columns. */
function groupName(stratum: string): string {
  return stratum === '' ? '-' : stratum;
}

async function toldOf(
  { doors, options }: CommandCall,
  system: CliSystem,
  { agency, caseIds }: { readonly agency: AgencyRow; readonly caseIds: readonly string[] },
): Promise<ReadonlySet<string>> {
  const { tenant, slug } = agency;
  const deps = { database: system.database, nowMs: doors.nowMs };
  const asked = { tenant, action: 'read-population', as: nameFrom(options), purpose: anyPurposeFrom(options) };
  const told = await tellAtCommandLine(deps, asked, async (by) => {
    const { known } = await casesFor(deps, tenant, { by, caseIds });
    const ids = known.map((row) => row.case_id);
    return { told: new Set(ids), caseIds: ids };
  });
  if (told === null) throw new UsageError(`${slug} has no active person of this name.`);
  return told;
}
