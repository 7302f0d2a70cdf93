// `casewright disposal`: proposes a list of what is due, approves it, goes through it, and shows what became of it.
import { isDate } from '@casewright/engine/calendar';
import { approveDisposal, listDisposals, proposeDisposal, type RunShown, showDisposal } from '../commands/disposal.ts';
import { runDisposal, tryDisposal } from '../commands/disposal-run.ts';
import { recalculateRetention } from '../commands/recalculate-retention.ts';
import { isUuid } from '../queries/cursor.ts';
import { tellAtCommandLine } from '../queries/tell-at-command-line.ts';
import { agencyNamed } from './agencies.ts';
import { count } from './check-command.ts';
import type { CliSystem, CommandCall } from './cli.ts';
import { ExitCode, UsageError } from './exit-codes.ts';
import { maintenanceOf, requiredText, textOption } from './maintenance.ts';
import { anyPurposeFrom, nameFrom } from './option-values.ts';

interface Doing {
  readonly call: CommandCall;
  readonly system: CliSystem;
  readonly tenant: number;
}

const ACTS: Readonly<Record<string, (doing: Doing) => Promise<ExitCode>>> = {
  ...{ list, propose, show, approve, run, certificate },
};

export async function disposalCommand(call: CommandCall): Promise<ExitCode> {
  const [name = 'list'] = call.positionals;
  const act = Object.hasOwn(ACTS, name) ? ACTS[name] : undefined;
  if (act === undefined) throw new UsageError(`"${name}" is none of ${Object.keys(ACTS).join(', ')}.`);
  const slug = requiredText(call, 'agency', 'which agency');
  const system = await call.doors.open();
  try {
    const { tenant } = await agencyNamed(system.database, slug);
    return await act({ call, system, tenant });
  } finally {
    await system.close();
  }
}

function runNamed({ positionals }: CommandCall): string {
  const [, id = ''] = positionals;
  if (!isUuid(id)) throw new UsageError('Say which list by its id.');
  return id;
}

function refused({ doors }: CommandCall, reason: string): ExitCode {
  doors.print(reason);
  return ExitCode.problems;
}

async function propose({ call, system, tenant }: Doing): Promise<ExitCode> {
  const to = textOption(call, 'to') ?? new Date(call.doors.nowMs()).toISOString().slice(0, 10);
  if (!isDate(to)) throw new UsageError('--to is a day, YYYY-MM-DD.');
  const by = requiredText(call, 'as', 'who proposes it');
  const reason = requiredText(call, 'reason', 'why');
  await recalculateRetention(system.deps, tenant);
  const caseType = textOption(call, 'case-type') ?? null;
  const proposed = await proposeDisposal(system.deps, { tenant, by, reason, to, caseType });
  if ('refused' in proposed) return refused(call, proposed.refused);
  const { print } = call.doors;
  print(`List ${proposed.runId}: ${count(proposed.items, 'case')} to destroy; left out: ${proposed.held} under hold.`);
  print(`Hash ${proposed.list}`);
  print('Two others review it (casewright disposal show) and approve this hash.');
  return ExitCode.ok;
}

async function approve({ call, system, tenant }: Doing): Promise<ExitCode> {
  const runId = runNamed(call);
  const by = requiredText(call, 'as', 'who approves it');
  const list = requiredText(call, 'hash', 'the hash of the list that you reviewed');
  const done = await approveDisposal(system.deps, { tenant, runId, by, list });
  if ('refused' in done) return refused(call, done.refused);
  call.doors.print(`Approved by ${by}; ${count(done.approvals, 'approval')} so far.`);
  return ExitCode.ok;
}

async function run({ call, system, tenant }: Doing): Promise<ExitCode> {
  const runId = runNamed(call);
  const { print, say } = call.doors;
  const deps = { ...system.deps, keeper: maintenanceOf(system).destructions };
  if (call.options['dry-run'] === true) {
    const told = await tryDisposal(deps, { tenant, runId });
    if ('refused' in told) return refused(call, told.refused);
    for (const { caseId, outcome } of told) print(`Case ${caseId}: ${outcome}.`);
    const would = told.filter(({ outcome }) => outcome === 'would be destroyed').length;
    print(`${count(would, 'case')} of ${told.length} would be destroyed. Nothing was.`);
    return ExitCode.ok;
  }
  const done = await runDisposal(deps, {
    ...{ tenant, runId },
    onProgress: ({ position, of, outcome }) => say(`${position} of ${of}: ${outcome}.`),
  });
  if ('refused' in done) return refused(call, done.refused);
  for (const { caseId, reason } of done.leftOut) print(`Left out: case ${caseId}, ${reason}.`);
  print(`${count(done.destroyed, 'case')} destroyed, ${done.leftOut.length} left out, certificate ${done.record}.`);
  return done.leftOut.length === 0 ? ExitCode.ok : ExitCode.problems;
}

async function list({ call, system, tenant }: Doing): Promise<ExitCode> {
  const runs = await listDisposals(system.deps, tenant);
  for (const one of runs)
    call.doors.print(
      `${one.run_id}: ${count(one.items, 'case')}, proposed by ${one.proposed_by} on ${one.proposed_at.slice(0, 10)}, ${one.finished_at === null ? 'not gone through' : `certificate ${one.record ?? 0}`}.`,
    );
  call.doors.print(`${count(runs.length, 'list')}.`);
  return ExitCode.ok;
}

/** A list names cases, so that looking at it is a look, in somebody's name. */
async function look({ call, system, tenant }: Doing): Promise<RunShown> {
  const runId = runNamed(call);
  const { options, doors } = call;
  const asked = { tenant, action: 'show-disposal', as: nameFrom(options), purpose: anyPurposeFrom(options) };
  const shown = await tellAtCommandLine({ database: system.database, nowMs: doors.nowMs }, asked, async () => {
    const found = await showDisposal(system.deps, tenant, runId);
    return { told: { found }, caseIds: found?.list.map((item) => item.case_id) ?? [], denied: found === null };
  });
  if (shown === null) throw new UsageError('There is no active person of this name.');
  if (shown.found === null) throw new UsageError('There is no such list.');
  return shown.found;
}

async function show(doing: Doing): Promise<ExitCode> {
  const { print } = doing.call.doors;
  const shown = await look(doing);
  for (const { reviewed, outcome, reason } of shown.list)
    print(`${reviewed}${outcome === null ? '' : ` ${outcome}${reason === null ? '' : `: ${reason}`}`}`);
  for (const { person, stands } of shown.approvals)
    print(`Approved by ${person}${stands ? '' : ', who may no longer'}.`);
  print(`Hash ${shown.list_hash.toString('hex')}: ${count(shown.items, 'case')}, proposed by ${shown.proposed_by}.`);
  return ExitCode.ok;
}

async function certificate(doing: Doing): Promise<ExitCode> {
  const { print } = doing.call.doors;
  const { list: items, record, list_hash: hash, approvals, proposed_by: proposer } = await look(doing);
  if (record === null) return refused(doing.call, 'It was not gone through yet.');
  for (const { case_id: caseId, outcome, reason, record: own } of items)
    print(`${caseId}: ${outcome === 'destroyed' ? `destroyed, certificate ${own ?? 0}` : `left out, ${reason ?? ''}`}`);
  print(
    `List ${hash.toString('hex')}, proposed by ${proposer}, approved by ${approvals.map((one) => one.person).join(', ')}.`,
  );
  print(`Certificate ${record}. "casewright verify" holds it against the log.`);
  return ExitCode.ok;
}
