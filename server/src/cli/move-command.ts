// `casewright move`: rehearses what another version of a case type would change for each running case, moves them as it was read, and
// takes moves back. The rehearsal is a file that somebody reads; only what stands in it is done.
import { readFileSync, writeFileSync } from 'node:fs';
import type { MoveNames } from '@casewright/engine/versions';
import { parse } from 'yaml';
import {
  moveAsSeen,
  type RehearsedCase,
  rehearseMove,
  takeBackMove,
  versionsOf,
  type Versions,
} from '../commands/move-cases.ts';
import { casesFor, tellAtCommandLine } from '../queries/tell-at-command-line.ts';
import type { AgencyRow } from '../store/list-agencies.ts';
import { chooseAgencies } from './agencies.ts';
import { count } from './check-command.ts';
import type { CliSystem, CommandCall } from './cli.ts';
import { EnvironmentError, ExitCode, UsageError } from './exit-codes.ts';
import { requiredText, textOption } from './maintenance.ts';
import { type Rehearsal, readNames, readRehearsal } from './move-files.ts';
import { noteText } from './move-texts.ts';
import { anyPurposeFrom, nameFrom } from './option-values.ts';
import { spokenProgress } from './spoken-progress.ts';

export async function moveCommand(call: CommandCall): Promise<ExitCode> {
  const [act, named] = call.positionals;
  if (act !== 'rehearse' && act !== 'run' && act !== 'back')
    throw new UsageError('Say what to do: move rehearse <case type>, move run <rehearsal> or move back <rehearsal>.');
  if (named === undefined)
    throw new UsageError(act === 'rehearse' ? 'Say which case type.' : 'Say which file has the rehearsal.');
  const plan = act === 'rehearse' ? null : readRehearsal(textOf(named));
  const slug = plan?.agency ?? requiredText(call, 'agency', 'whose cases are meant');
  const order = act === 'rehearse' ? null : orderOf(call);
  const system = await call.doors.open();
  try {
    const [agency] = await chooseAgencies(system.database, slug);
    // chooseAgencies answers at least one, or throws.
    if (agency === undefined) throw new UsageError(`There is no agency "${slug}".`);
    if (plan === null || order === null) return await rehearse({ call, system, agency }, named);
    return act === 'run'
      ? await run({ call, system, agency }, plan, order)
      : await back({ call, system, agency }, plan, order);
  } finally {
    await system.close();
  }
}

interface Work {
  readonly call: CommandCall;
  readonly system: CliSystem;
  readonly agency: AgencyRow;
}

interface Order {
  readonly person: string;
  readonly reason: string;
}

function orderOf(call: CommandCall): Order {
  return { person: requiredText(call, 'as', 'who answers for it'), reason: requiredText(call, 'reason', 'why') };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new EnvironmentError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function rehearse(work: Work, caseType: string): Promise<ExitCode> {
  const { call, system, agency } = work;
  const [from, to] = [requiredText(call, 'from', 'which version'), requiredText(call, 'to', 'to which version')];
  const file = textOption(call, 'names');
  const names: MoveNames = file === undefined ? {} : readNames(parse(textOf(file)), file);
  const versions = await bothVersions(work, { caseType, from, to });
  const found = { cases: 0, movable: 0, changed: 0 };
  const cases: Pick<RehearsedCase, 'caseId' | 'version' | 'seen'>[] = [];
  const speak = spokenProgress(call.doors, `Rehearsing ${caseType} of ${agency.slug}`);
  let page: RehearsedCase[] = [];
  for await (const one of rehearseMove(system.deps, { tenant: agency.tenant, ...versions, names, onProgress: speak })) {
    found.cases += 1;
    if (one.obstacles.length === 0) {
      found.movable += 1;
      cases.push({ caseId: one.caseId, version: one.version, seen: one.seen });
    }
    if (one.notes.length > 0) found.changed += 1;
    page.push(one);
    if (page.length < TOLD_AT_ONCE) continue;
    await tell(work, page);
    page = [];
  }
  await tell(work, page);
  const report = textOption(call, 'report');
  if (report !== undefined) {
    const rehearsal: Rehearsal = { agency: agency.slug, caseType, from, to, hash: versions.to.hash, names, cases };
    writeFileSync(report, `${JSON.stringify(rehearsal, null, 1)}\n`);
    call.doors.print(`Written to ${report}: read it, then move the cases with “casewright move run ${report}”.`);
  }
  call.doors.print(
    `${count(found.cases, 'running case')} under ${caseType} ${from}: ${found.movable} can go on under ${to}, ${found.changed} of them with something changed, ${found.cases - found.movable} cannot. Nothing was changed.`,
  );
  return found.cases === found.movable ? ExitCode.ok : ExitCode.problems;
}

async function bothVersions(
  { system, agency }: Work,
  asked: { readonly caseType: string; readonly from: string; readonly to: string },
): Promise<Versions> {
  const { from, to } = await versionsOf(system.deps, agency.tenant, asked);
  const missing = from === null ? asked.from : to === null ? asked.to : null;
  if (from === null || to === null)
    throw new UsageError(`${agency.slug} has not published ${asked.caseType} ${missing ?? ''}.`);
  return { from, to };
}

/** Lines that are recorded and then printed: at most so many cases are waited with. */
const TOLD_AT_ONCE = 200;

/** Tells of some cases once that is on record; of those that may not be told it is said that they are there. */
async function tell({ call, system, agency }: Work, cases: readonly RehearsedCase[]): Promise<void> {
  if (cases.length === 0) return;
  const { doors, options } = call;
  const deps = { database: system.database, nowMs: doors.nowMs };
  const { tenant } = agency;
  const asked = { as: nameFrom(options), purpose: anyPurposeFrom(options), tenant, action: 'rehearse-move' };
  const told = await tellAtCommandLine(deps, asked, async (by) => {
    const { known } = await casesFor(deps, tenant, { by, caseIds: cases.map(({ caseId }) => caseId) });
    const caseIds = known.map((row) => row.case_id);
    return { told: new Set(caseIds), caseIds };
  });
  if (told === null) throw new UsageError(`${agency.slug} has no active person of this name.`);
  for (const { caseId, reference, obstacles, notes } of cases) {
    if (!told.has(caseId)) continue;
    for (const line of [...obstacles.map((one) => `stays: ${one}`), ...notes.map(noteText)])
      doors.print(`${reference} (case ${caseId}): ${line}`);
  }
  const withheld = cases.filter(({ caseId }) => !told.has(caseId)).length;
  if (withheld > 0) doors.print(`${count(withheld, 'case')} may not be told to you.`);
}

async function run({ call, system, agency }: Work, plan: Rehearsal, order: Order): Promise<ExitCode> {
  const speak = spokenProgress(call.doors, `Moving ${plan.caseType} of ${agency.slug}`);
  let [moved, stayed] = [0, 0];
  for (const one of plan.cases) {
    const at = { tenant: agency.tenant, caseId: one.caseId, ...order };
    const reason = await moveAsSeen(system.deps, at, { ...one, to: plan.hash, names: plan.names });
    if (reason === null) moved += 1;
    else {
      stayed += 1;
      call.doors.print(`case ${one.caseId}: ${reason}`);
    }
    speak({ cases: moved + stayed });
  }
  call.doors.print(`${count(moved, 'case')} under ${plan.caseType} ${plan.to} now, ${stayed} stayed as they were.`);
  return stayed === 0 ? ExitCode.ok : ExitCode.problems;
}

/** Only cases whose last move is that of the rehearsal come back: the version of the case says so. */
async function back({ call, system, agency }: Work, plan: Rehearsal, order: Order): Promise<ExitCode> {
  const only = textOption(call, 'case');
  const wanted = plan.cases.filter(({ caseId }) => only === undefined || caseId === only);
  if (wanted.length === 0) throw new UsageError(`The rehearsal has no case ${only ?? ''}. Name it by its id.`);
  let [moved, stayed] = [0, 0];
  for (const { caseId } of wanted) {
    const reason = await takeBackMove(system.deps, { tenant: agency.tenant, caseId, ...order }, plan.hash);
    if (reason === null) moved += 1;
    else {
      stayed += 1;
      call.doors.print(`case ${caseId}: ${reason}`);
    }
  }
  call.doors.print(`${count(moved, 'case')} back under ${plan.caseType} ${plan.from}, ${stayed} stayed as they were.`);
  return stayed === 0 ? ExitCode.ok : ExitCode.problems;
}
