// `casewright letters`: letters on paper. Printing is for whoever keeps the installation; saying what was posted and what came back is in the
// name of somebody of the mail room. It decides nothing: what may be done is what the command path answers.
import { isDate } from '@casewright/engine/calendar';
import {
  AGAIN_REASONS,
  askPrintHere,
  labelOf,
  RETURN_REASONS,
  sayPosted,
  sayReturned,
  type PrintRefusal,
} from '../commands/print-steps.ts';
import type { Overseen } from '../commands/oversee.ts';
import { printAsked } from '../dispatch/print-batch.ts';
import { openQueries } from '../queries/queries.ts';
import { programContext } from '../store/context.ts';
import type { AgencyRow } from '../store/list-agencies.ts';
import { countWaiting, openBatches } from '../store/print-batches.ts';
import { agencyNamed, askerNamed } from './agencies.ts';
import { count } from './check-command.ts';
import type { CliSystem, CommandCall } from './cli.ts';
import { EnvironmentError, ExitCode, UsageError } from './exit-codes.ts';
import { requiredText, textOption } from './maintenance.ts';

interface Work {
  readonly call: CommandCall;
  readonly system: CliSystem;
  readonly agency: AgencyRow;
  /** What the act is about: a batch or a letter, by its label. */
  readonly named: string;
}

const ACTS: Readonly<Record<string, (work: Work) => Promise<ExitCode>>> = { list, print, posted, returned };
const WITH_LABEL = ['posted', 'returned'];

export async function lettersCommand(call: CommandCall): Promise<ExitCode> {
  const [act = '', named = ''] = call.positionals;
  const does = Object.hasOwn(ACTS, act) ? ACTS[act] : undefined;
  if (does === undefined) throw new UsageError(`Say what to do: ${Object.keys(ACTS).join(', ')}.`);
  if ((named !== '') !== WITH_LABEL.includes(act))
    throw new UsageError(named === '' ? 'Say which one, by its label.' : `"${named}" is one argument too many.`);
  const slug = requiredText(call, 'agency', 'in which agency');
  const system = await call.doors.open();
  try {
    return await does({ call, system, agency: await agencyNamed(system.database, slug), named });
  } finally {
    await system.close();
  }
}

async function list({ call, system, agency }: Work): Promise<ExitCode> {
  const { database, deps } = system;
  const { nowMs, print: say } = call.doors;
  const person = requiredText(call, 'as', 'who asks');
  const asker = await askerNamed(database, { slug: agency.slug, person, nowMs: nowMs() });
  const queries = openQueries({ database, keys: deps.keys, caseTypes: deps.caseTypes, now: nowMs });
  const answer = await queries.showPrintQueue(asker);
  if (answer.kind !== 'answer') return absent(call);
  const { waiting, since, printing, batches } = answer.view;
  for (const { number, state, askedAt, written, stopped, unknown, returned: back, postedOn, again } of batches)
    say(
      `${number} ${state} ${askedAt.slice(0, 10)}${again === null ? '' : ` again (${again})`}: ${written} printed, ${stopped} stopped, ${unknown} not known, ${back} came back; ${postedOn === null ? 'not posted' : `posted ${postedOn}`}`,
    );
  const old = since === null ? '' : `, the oldest since ${since.slice(0, 10)}`;
  say(`${count(waiting, 'letter')} waiting for post${old}; ${printing} being printed.`);
  return ExitCode.ok;
}

async function print(work: Work): Promise<ExitCode> {
  const { call, system, agency } = work;
  const { doors, options } = call;
  const folder = requiredText(call, 'to', 'into which folder');
  if (options['dry-run'] === true) return tellWaiting(work);
  const { letters, deps, database } = system;
  if (letters === undefined) throw new EnvironmentError('This command needs an installation of its own.');
  const again = againIn(call);
  const asked = await askPrintHere({ database, nowMs: doors.nowMs }, agency.tenant, { again });
  // A batch that was asked for before is gone on with.
  if (asked.kind !== 'done' && !(asked.kind === 'refused' && asked.refusal === 'print-nothing'))
    return said(call, asked);
  let done = 0;
  const printed = await printAsked(
    {
      ...{ deps, folder, ...letters },
      onLine: ({ label, state }) => {
        done += 1;
        if (state !== 'written') doors.say(`${label}: ${state}`);
        else if (done % 100 === 0) doors.say(`${done} letters …`);
      },
    },
    agency,
  );
  for (const batch of printed) {
    const { number, written, stopped, unknown, isWhole } = batch;
    doors.print(`${batch.folder}: batch ${number}, ${written} printed, ${stopped} stopped, ${unknown} not known.`);
    if (!isWhole) doors.print(`Batch ${number} is not ended: somebody else is at a letter of it. Run this again.`);
  }
  doors.print(
    `${count(
      printed.reduce((sum, { written }) => sum + written, 0),
      'letter',
    )} printed.`,
  );
  return printed.every(({ isWhole, unknown }) => isWhole && unknown === 0) ? ExitCode.ok : ExitCode.problems;
}

async function tellWaiting({ call: { doors }, system, agency }: Work): Promise<ExitCode> {
  const context = programContext(agency.tenant, 'system.command-line');
  const [counts, open] = await system.database.once(context, [countWaiting(agency.tenant), openBatches(agency.tenant)]);
  const { waiting = 0, printing = 0 } = counts.rows[0] ?? {};
  for (const { number, lines, again } of open.rows)
    doors.print(`would go on with batch ${number} (${again ?? 'begun'}, ${count(lines, 'letter')})`);
  doors.print(`${count(waiting, 'letter')} would be printed, ${printing} are being printed; nothing was.`);
  return ExitCode.ok;
}

function againIn(call: CommandCall) {
  const label = textOption(call, 'again');
  const reason = AGAIN_REASONS.find((one) => one === textOption(call, 'reason'));
  if (label === undefined) return null;
  if (labelOf(label) === null) throw new UsageError('--again is a label, such as 12-3, or 12 for a whole batch.');
  if (reason === undefined) throw new UsageError(`Say why with --reason: ${AGAIN_REASONS.join(', ')}.`);
  return { label, reason };
}

async function posted({ call, system, agency, named }: Work): Promise<ExitCode> {
  const on = requiredText(call, 'on', 'on which day');
  const label = labelOf(named);
  if (!isDate(on) || label === null || label.position !== null)
    throw new UsageError('Say which batch by its number, and --on as a day such as 2026-07-01.');
  return said(
    call,
    await sayPosted(depsOf(call, system), await byWhom(call, system, agency), { number: label.number, on }),
  );
}

async function returned({ call, system, agency, named }: Work): Promise<ExitCode> {
  const reason = RETURN_REASONS.find((one) => one === textOption(call, 'reason'));
  if (reason === undefined) throw new UsageError(`Say why with --reason: ${RETURN_REASONS.join(', ')}.`);
  return said(
    call,
    await sayReturned(depsOf(call, system), await byWhom(call, system, agency), { label: named, reason }),
  );
}

function depsOf({ doors }: CommandCall, { database }: CliSystem) {
  return { database, nowMs: doors.nowMs };
}

function byWhom(call: CommandCall, { database }: CliSystem, { slug }: AgencyRow) {
  const person = requiredText(call, 'as', 'who of the mail room says so');
  return askerNamed(database, { slug, person, nowMs: call.doors.nowMs() });
}

const REFUSED: Readonly<Record<PrintRefusal, string>> = {
  'print-nothing': 'No letter waits for post.',
  'print-label': 'No letter that was printed has this label, or it came back before.',
  'print-day': 'Letters are posted after they were printed, and on no day that is to come.',
  'print-posted': 'Somebody has said when this batch was posted.',
};

function said(call: CommandCall, done: Overseen<object, PrintRefusal>): ExitCode {
  if (done.kind === 'absent') return absent(call);
  if (done.kind === 'done') call.doors.print('It is on record.');
  else if (done.kind === 'refused') call.doors.print(REFUSED[done.refusal]);
  else call.doors.print('Somebody else was faster. Run this again.');
  return done.kind === 'done' ? ExitCode.ok : ExitCode.problems;
}

function absent(call: CommandCall): ExitCode {
  call.doors.print('They are not of the mail room.');
  return ExitCode.problems;
}
