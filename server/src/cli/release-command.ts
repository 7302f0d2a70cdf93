// `casewright release`: finished cases as open data, from what is prepared to what is published, each step in the name of a person.
// It decides nothing: what may be done is what the command path answers.
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDate } from '@casewright/engine/calendar';
import { type PeriodReport, RELEASE_REFUSALS } from '@casewright/engine/release';
import {
  mayPrepare,
  prepareReleaseOf,
  type Released,
  type ReleaseStepAsked,
  takeReleaseStep,
} from '../commands/release-steps.ts';
import type { OverseeDeps } from '../commands/oversee.ts';
import { isUuid } from '../queries/cursor.ts';
import { caseTypeInForce, readFinishedCases } from '../queries/finished-cases.ts';
import { openQueries, type Queries } from '../queries/queries.ts';
import { publishedReleases, type ReleaseView } from '../queries/releases.ts';
import type { Asker } from '../queries/sessions.ts';
import type { AgencyRow } from '../store/list-agencies.ts';
import { agencyNamed, askerNamed } from './agencies.ts';
import { count } from './check-command.ts';
import type { CliSystem, CommandCall } from './cli.ts';
import { EnvironmentError, ExitCode, UsageError } from './exit-codes.ts';
import { requiredText, textOption } from './maintenance.ts';
import { writePublished } from './published-folder.ts';

interface Work {
  readonly call: CommandCall;
  readonly system: CliSystem;
  readonly agency: AgencyRow;
  readonly asker: Asker;
  readonly queries: Queries['releases'];
  readonly deps: OverseeDeps;
  /** What the act is about: a kind of case, or a release. */
  readonly named: string;
}

const ACTS: Readonly<Record<string, (work: Work) => Promise<ExitCode>>> = {
  list,
  prepare,
  show,
  approve: (work) => step(work, 'approved'),
  publish: (work) => step(work, 'published'),
  withdraw: (work) => step(work, 'withdrawn'),
  catalogue,
};
const WITHOUT_NAME = ['list', 'catalogue'];

export async function releaseCommand(call: CommandCall): Promise<ExitCode> {
  const [act = '', named = ''] = call.positionals;
  const does = Object.hasOwn(ACTS, act) ? ACTS[act] : undefined;
  if (does === undefined) throw new UsageError(`Say what to do: ${Object.keys(ACTS).join(', ')}.`);
  if ((named === '') !== WITHOUT_NAME.includes(act))
    throw new UsageError(named === '' ? 'Say which one.' : `"${named}" is one argument too many.`);
  addressIn(call);
  const [slug, person] = [requiredText(call, 'agency', 'in which agency'), requiredText(call, 'as', 'who does it')];
  const system = await call.doors.open();
  try {
    const { database, deps } = system;
    const { nowMs } = call.doors;
    const agency = await agencyNamed(database, slug);
    const asker = await askerNamed(database, { slug, person, nowMs: nowMs() });
    const { releases } = openQueries({ database, keys: deps.keys, caseTypes: deps.caseTypes, now: nowMs });
    return await does({ call, system, agency, asker, queries: releases, deps: { database, nowMs }, named });
  } finally {
    await system.close();
  }
}

async function list({ call, asker, queries }: Work): Promise<ExitCode> {
  const answer = await queries.list(asker);
  if (answer.kind !== 'answer') return absent(call);
  for (const { releaseId, caseType, from, until, state, hash } of answer.view.items)
    call.doors.print(`${releaseId} ${caseType} ${from} to ${until}: ${state}, ${hash}`);
  call.doors.print(`${count(answer.view.items.length, 'release')}.`);
  return ExitCode.ok;
}

async function prepare({ call, system, agency, asker, deps, named }: Work): Promise<ExitCode> {
  const [from, until] = [dateIn(call, 'from'), dateIn(call, 'until')];
  const today = new Date(call.doors.nowMs()).toISOString().slice(0, 10);
  if (until < from || until >= today) throw new UsageError('--from comes before --until, which is over already.');
  const { principal, proof } = asker;
  const { tenant, person } = principal;
  if (!mayPrepare(principal)) return absent(call);
  const caseType = await caseTypeInForce(system.deps, { tenant, name: named, nowMs: deps.nowMs() });
  if (caseType?.publish === undefined)
    throw new UsageError(`${agency.slug} has no kind of case ${named} that says what is published of it.`);
  const cases = await readFinishedCases(deps, { tenant, person, caseType, from, until });
  const releaseId = randomUUID();
  const asked = { releaseId, caseType, cases, from, until, publisher: agency.name };
  const done = await prepareReleaseOf(deps, { principal, proof }, asked);
  if (done.kind === 'done') call.doors.print(`release ${releaseId}`);
  return said(call, done);
}

function dateIn(call: CommandCall, name: string): string {
  const text = requiredText(call, name, 'a day');
  if (!isDate(text)) throw new UsageError(`--${name} is a day, such as 2026-07-01.`);
  return text;
}

async function show({ call, asker, queries, named }: Work): Promise<ExitCode> {
  const answer = isUuid(named) ? await queries.show(asker, named) : null;
  if (answer?.kind !== 'answer') return absent(call);
  const { view } = answer;
  for (const line of linesOf(view)) call.doors.print(line);
  const folder = textOption(call, 'to');
  if (folder !== undefined) writeFiles(folder, view);
  call.doors.print(`It is ${view.state}.`);
  return ExitCode.ok;
}

function linesOf({ caseType, hash, threshold, diversity, periods, history, files }: ReleaseView): readonly string[] {
  return [
    `${caseType}, no figure about fewer than ${threshold}, ${count(diversity, 'sensitive value')} at least`,
    `hash ${hash}`,
    ...periods.map(periodText),
    ...files.map(({ name, text }) => `  ${name}, ${Buffer.byteLength(text)} bytes`),
    ...history.map(
      ({ kind, person, at, words }) => `  ${kind} by ${person} at ${at}${words === '' ? '' : `: ${words}`}`,
    ),
  ];
}

const OUTCOMES: Readonly<Record<PeriodReport['outcome'], string>> = {
  new: 'told for the first time',
  'as-published': 'as it was published',
  revised: 'revised',
  withheld: 'not told: too few',
  'other-form': 'not told: it was published in another form',
};

function periodText(report: PeriodReport): string {
  const {
    period,
    cases,
    outcome,
    figures,
    primary,
    complementary,
    heldBack,
    needs,
    proofs,
    leftOut,
    loss,
    largestRisk,
  } = report;
  const parts = [
    `  ${period}: ${OUTCOMES[outcome]}, ${count(cases, 'case')}`,
    ...(figures === undefined
      ? []
      : [`${primary ?? 0} of ${figures} figures small, ${complementary ?? 0} more kept back`]),
    ...(heldBack === undefined || heldBack === 0 ? [] : [`${heldBack} changes too few to be told`]),
    ...(needs === undefined || needs === 0 ? [] : [`${needs} proved safe by ${proofs ?? 0} tables`]),
    ...(leftOut === undefined ? [] : [`${leftOut} rows left out`]),
    ...(loss === undefined ? [] : [`loss ${loss.toFixed(3)}, largest risk ${(largestRisk ?? 0).toFixed(3)}`]),
  ];
  return parts.join('; ');
}

function writeFiles(folder: string, { files }: ReleaseView): void {
  try {
    for (const { name, text } of files) writeFileSync(join(folder, name), text);
  } catch (cause) {
    throw new EnvironmentError(`${folder} cannot be written.`, { cause });
  }
}

async function step(work: Work, kind: ReleaseStepAsked['kind']): Promise<ExitCode> {
  const { call, asker, deps, named } = work;
  const hash = requiredText(call, 'hash', 'which release, as “release show” prints it');
  if (!isUuid(named) || !/^[0-9a-f]{64}$/.test(hash))
    throw new UsageError('Say the id of a release, and its whole hash: 64 digits and letters a to f.');
  const { principal, proof } = asker;
  const words = textOption(call, 'reason') ?? '';
  const done = await takeReleaseStep(deps, { principal, proof }, { releaseId: named, kind, hash, words });
  const code = said(call, done);
  // What was decided stands whether or not the folder can be written; “release catalogue” writes it again.
  if (done.kind === 'done' && kind !== 'approved') await writeFolder(work);
  return code;
}

async function catalogue(work: Work): Promise<ExitCode> {
  const answer = await work.queries.list(work.asker);
  if (answer.kind !== 'answer') return absent(work.call);
  await writeFolder(work);
  return ExitCode.ok;
}

async function writeFolder({ call, system, agency, deps }: Work): Promise<void> {
  const { publishedFolder: folder } = system;
  if (folder === undefined) throw new EnvironmentError('This command needs an installation of its own.');
  const releases = await publishedReleases(deps.database, agency.tenant);
  const { slug, name: publisher } = agency;
  const files = writePublished({ folder, slug, publisher, address: addressIn(call) }, releases);
  call.doors.print(
    `${count(releases.length, 'release')} in ${join(folder, slug)}, ${count(files, 'file')} written now.`,
  );
}

function addressIn(call: CommandCall): string {
  const address = textOption(call, 'address') ?? '';
  if (address === '' || /^https?:\/\/[^\s"<>]+\/$/.test(address)) return address;
  throw new UsageError('--address is where the folder is served, such as https://data.example/open-data/town/.');
}

function said({ doors }: CommandCall, done: Released): ExitCode {
  if (done.kind === 'done') {
    doors.print(`hash ${done.hash}`);
    doors.print(`It is ${done.state} now.`);
    return ExitCode.ok;
  }
  doors.print(done.kind === 'refused' ? RELEASE_REFUSALS[done.refusal] : ABSENT);
  return ExitCode.problems;
}

const ABSENT = 'There is no such thing, or they may not know of it.';

function absent({ doors }: CommandCall): ExitCode {
  doors.print(ABSENT);
  return ExitCode.problems;
}
