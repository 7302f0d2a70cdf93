// `casewright move`: rehearses what another version of a case type would change for each running case, moves them as it was read, and
// takes moves back. The rehearsal is a file that somebody reads; only what stands in it is done.
import { writeFileSync } from 'node:fs';
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
import type { AgencyRow } from '../store/list-agencies.ts';
import { agencyNamed } from './agencies.ts';
import { count } from './check-command.ts';
import type { CliSystem, CommandCall } from './cli.ts';
import { ExitCode, UsageError } from './exit-codes.ts';
import { requiredText, textOption } from './maintenance.ts';
import { type Rehearsal, readNames, readRehearsal } from './move-files.ts';
import { noteText } from './move-texts.ts';
import { anyPurposeFrom, nameFrom } from './option-values.ts';
import { openTelling } from './tell-of-cases.ts';
import { textOfFile } from './text-of-file.ts';
import { spokenProgress } from './spoken-progress.ts';

export async function moveCommand(call: CommandCall): Promise<ExitCode> {
  const [act, named] = call.positionals;
  if (act !== 'rehearse' && act !== 'run' && act !== 'back')
    throw new UsageError('Say what to do: move rehearse <case type>, move run <rehearsal> or move back <rehearsal>.');
  if (named === undefined)
    throw new UsageError(act === 'rehearse' ? 'Say which case type.' : 'Say which file has the rehearsal.');
  const plan = act === 'rehearse' ? null : readRehearsal(textOfFile(named));
  const slug = plan?.agency ?? requiredText(call, 'agency', 'whose cases are meant');
  const order = act === 'rehearse' ? null : orderOf(call);
  const system = await call.doors.open();
  try {
    const agency = await agencyNamed(system.database, slug);
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

async function rehearse(work: Work, caseType: string): Promise<ExitCode> {
  const { call, system, agency } = work;
  const [from, to] = [requiredText(call, 'from', 'which version'), requiredText(call, 'to', 'to which version')];
  const file = textOption(call, 'names');
  const names: MoveNames = file === undefined ? {} : readNames(parse(textOfFile(file)), file);
  const versions = await bothVersions(work, { caseType, from, to });
  const found = { cases: 0, movable: 0, changed: 0 };
  const cases: Pick<RehearsedCase, 'caseId' | 'version' | 'seen'>[] = [];
  const speak = spokenProgress(call.doors, `Rehearsing ${caseType} of ${agency.slug}`);
  const asked = { as: nameFrom(call.options), purpose: anyPurposeFrom(call.options) };
  const telling = openTelling({ ...work, doors: call.doors, action: 'rehearse-move', asked });
  for await (const one of rehearseMove(system.deps, { tenant: agency.tenant, ...versions, names, onProgress: speak })) {
    found.cases += 1;
    if (one.obstacles.length === 0) {
      found.movable += 1;
      cases.push({ caseId: one.caseId, version: one.version, seen: one.seen });
    }
    if (one.notes.length > 0) found.changed += 1;
    const said = [...one.obstacles.map((obstacle) => `stays: ${obstacle}`), ...one.notes.map(noteText)];
    const lines = said.map((line) => `${one.reference} (case ${one.caseId}): ${line}`);
    await telling.add({ caseId: one.caseId, lines });
  }
  await telling.end();
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
