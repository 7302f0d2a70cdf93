// `casewright what-if`: plays the cases of a period under a case type that is not published yet, and tells what would have been
// different: outcomes, deadlines, time and work. It changes nothing.
import { writeFileSync } from 'node:fs';
import { type ChangedCase, tryVersion, type Trying } from '@casewright/engine/what-if';
import { versionsOf } from '../commands/move-cases.ts';
import { type PastCaseTold, pastCases } from '../queries/past-cases.ts';
import type { AgencyRow } from '../store/list-agencies.ts';
import { agencyNamed } from './agencies.ts';
import { readAssumptions } from './assumptions.ts';
import { count } from './check-command.ts';
import type { CliSystem, CommandCall } from './cli.ts';
import { ExitCode, UsageError } from './exit-codes.ts';
import { requiredText, textOption } from './maintenance.ts';
import { anyPurposeFrom, nameFrom, periodFrom } from './option-values.ts';
import { findCaseTypes, problemLine, readCaseType } from './read-case-types.ts';
import { spokenProgress } from './spoken-progress.ts';
import { changedText, whatIfLines } from './what-if-texts.ts';

export async function whatIfCommand(call: CommandCall): Promise<ExitCode> {
  const [file, more] = call.positionals;
  if (file === undefined || more !== undefined)
    throw new UsageError('Say which case type is tried: a file or a folder.');
  const [place] = findCaseTypes([file], call.doors.caseTypesFolder);
  if (place === undefined) throw new UsageError(`${file} has no case type.`);
  const draft = readCaseType(place);
  if ('problems' in draft) {
    for (const problem of draft.problems) call.doors.print(problemLine(draft.file, problem));
    call.doors.print('It has problems, so no case can be played under it. Mend them first.');
    return ExitCode.problems;
  }
  const slug = requiredText(call, 'agency', 'whose cases are meant');
  const version = requiredText(call, 'version', 'under which version they are');
  const period = periodFrom(call.options);
  const assume = readAssumptions(textOption(call, 'assume'), draft.caseType);
  const system = await call.doors.open();
  try {
    const agency = await agencyNamed(system.database, slug);
    const asked = { caseType: draft.caseType.name, from: version, to: version };
    const { from } = await versionsOf(system.deps, agency.tenant, asked);
    if (from === null) throw new UsageError(`${slug} has not published ${asked.caseType} ${version}.`);
    const [fromMs, untilMs] = [Date.parse(period.from), Date.parse(period.until)];
    const trying = tryVersion({ from, to: draft.caseType, fromMs, untilMs, assume });
    return await tryAll({ call, system, agency, trying }, { hash: from.hash, ...period });
  } finally {
    await system.close();
  }
}

interface Work {
  readonly call: CommandCall;
  readonly system: CliSystem;
  readonly agency: AgencyRow;
  readonly trying: Trying;
}

async function tryAll(
  { call, system, agency, trying }: Work,
  of: { readonly hash: string; readonly from: string; readonly until: string },
): Promise<ExitCode> {
  const { doors, options } = call;
  const { database, keys } = system.deps;
  const asked = {
    ...of,
    tenant: agency.tenant,
    action: 'what-if',
    as: nameFrom(options),
    purpose: anyPurposeFrom(options),
  };
  const speak = spokenProgress(doors, `Playing cases of ${agency.slug}`);
  const changed: ({ readonly caseId: string; readonly reference: string } & ChangedCase)[] = [];
  let [cases, withheld] = [0, 0];
  const play = ({ caseId, reference, events }: PastCaseTold): void => {
    const other = trying.add(events);
    if (other !== null) changed.push({ caseId, reference, ...other });
    cases += 1;
  };
  for await (const page of pastCases({ database, keys, nowMs: doors.nowMs }, asked)) {
    if (page === null) throw new UsageError(`${agency.slug} has no active person of this name.`);
    for (const one of page.cases) play(one);
    withheld += page.withheld;
    speak({ cases });
  }
  const answer = trying.answer();
  for (const line of whatIfLines(answer)) doors.print(line);
  const report = textOption(call, 'report');
  if (report !== undefined) {
    writeFileSync(report, `${JSON.stringify({ ...answer, withheld, changedCases: changed }, null, 1)}\n`);
    doors.print(`Written to ${report}, with every case that would have gone another way.`);
  } else for (const one of changed.slice(0, TOLD)) doors.print(changedText(one));
  if (withheld > 0)
    doors.print(`${count(withheld, 'case')} may not be read whole by you, or cannot be any more, and was not played.`);
  doors.print(`${count(cases, 'case')} played: ${answer.changed} would have gone another way. Nothing was changed.`);
  return ExitCode.ok;
}

/** Changed cases that are told where no report is asked for. */
const TOLD = 20;
