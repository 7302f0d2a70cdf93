// `casewright inbox`: queues, what waits in them, taking mail and scans of a folder in, and whether everything is accounted for. It decides
// nothing: what may be done is what the command path answers.
import { readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isZone } from '@casewright/engine/calendar';
import { receiveFile, type InboxDeps } from '../inbox/receive-mail.ts';
import { Unavailable } from '../errors.ts';
import { openQueries } from '../queries/queries.ts';
import { programContext } from '../store/context.ts';
import { readQueues, saveQueue } from '../store/inbound.ts';
import { countItems, unaccounted } from '../store/unaccounted.ts';
import type { AgencyRow } from '../store/list-agencies.ts';
import { agencyNamed, askerNamed, chooseAgencies } from './agencies.ts';
import { count } from './check-command.ts';
import type { CliSystem, CommandCall } from './cli.ts';
import { EnvironmentError, ExitCode, UsageError } from './exit-codes.ts';
import { requiredText, textOption } from './maintenance.ts';

interface Work {
  readonly call: CommandCall;
  readonly system: CliSystem;
}

const ACTS: Readonly<Record<string, (work: Work) => Promise<ExitCode>>> = {
  queue,
  take,
  list,
  unaccounted: tellUnaccounted,
};
const PROGRAM = 'system.command-line';

export async function inboxCommand(call: CommandCall): Promise<ExitCode> {
  const [act = ''] = call.positionals;
  const does = Object.hasOwn(ACTS, act) ? ACTS[act] : undefined;
  if (does === undefined) throw new UsageError(`Say what to do: ${Object.keys(ACTS).join(', ')}.`);
  if (act !== 'take' && call.positionals.length > 1)
    throw new UsageError(`"${call.positionals[1] ?? ''}" is one argument too many.`);
  const system = await call.doors.open();
  try {
    return await does({ call, system });
  } finally {
    await system.close();
  }
}

async function queue({ call, system: { database } }: Work): Promise<ExitCode> {
  const { tenant, slug } = await agencyNamed(database, requiredText(call, 'agency', 'in which agency'));
  const team = requiredText(call, 'queue', 'the team whose queue it is');
  const days = Number(textOption(call, 'days') ?? 5);
  if (!Number.isInteger(days) || days < 1 || days > 365) throw new UsageError('--days is a number from 1 to 365.');
  const zone = requiredText(call, 'zone', 'the time zone, such as Europe/Rome');
  if (!isZone(zone)) throw new UsageError(`There is no time zone "${zone}".`);
  const place = textOption(call, 'place') ?? null;
  const lead = requiredText(call, 'lead', 'the role in the team that answers for what is overdue');
  const isTeam = await database
    .once(programContext(tenant, PROGRAM), [saveQueue(tenant, { queue: team, days, zone, place, lead })])
    .then(
      () => true,
      (error: unknown) => {
        if (isForeignKey(error)) return false;
        throw error;
      },
    );
  if (!isTeam) throw new UsageError(`${slug} has no team "${team}".`);
  call.doors.print(`${team} takes what comes in, to be worked within ${count(days, 'working day')}.`);
  return ExitCode.ok;
}

function isForeignKey(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23503';
}

interface Tally {
  received: number;
  known: number;
  rejected: number;
  failed: number;
}

/** Taken one by one; a run that was cut off is run again, and finds what is there already. */
async function take({ call, system }: Work): Promise<ExitCode> {
  const { doors, options } = call;
  const { tenant, slug } = await agencyNamed(system.database, requiredText(call, 'agency', 'in which agency'));
  const team = requiredText(call, 'queue', 'into which queue');
  const [queues] = await system.database.once(programContext(tenant, PROGRAM), [readQueues(tenant, team)]);
  if (queues.count === 0) throw new UsageError(`${slug} has no queue "${team}". Run "casewright inbox queue" first.`);
  const paths = pathsOf(call.positionals.slice(1));
  if (options['dry-run'] === true) {
    for (const path of paths) doors.print(`would take ${basename(path)} (${statSync(path).size} bytes)`);
    doors.print(`${count(paths.length, 'file')} would be taken; nothing was.`);
    return ExitCode.ok;
  }
  const tally: Tally = { received: 0, known: 0, rejected: 0, failed: 0 };
  const { deps, close } = inboxOf(system);
  try {
    for (const [at, path] of paths.entries()) {
      await takeOne(call, deps, { tenant, queue: team, path, tally });
      if ((at + 1) % 100 === 0) doors.say(`${at + 1} of ${paths.length} …`);
    }
  } finally {
    close();
  }
  const { received, known, rejected, failed } = tally;
  doors.print(
    `${count(paths.length, 'file')}: ${received} received, ${known} there already, ${rejected} rejected, ${failed} not taken.`,
  );
  return failed > 0 ? ExitCode.problems : ExitCode.ok;
}

function inboxOf({ deps, inbox }: CliSystem): { readonly deps: InboxDeps; readonly close: () => void } {
  if (inbox === undefined) throw new EnvironmentError('This command needs an installation of its own.');
  const papers = inbox.openPapers();
  return { deps: { ...deps, ...inbox.files, papers }, close: () => papers.close() };
}

interface Taking {
  readonly tenant: number;
  readonly queue: string;
  readonly path: string;
  readonly tally: Tally;
}

async function takeOne({ doors }: CommandCall, deps: InboxDeps, taking: Taking): Promise<void> {
  const { path, tally } = taking;
  const name = basename(path);
  try {
    const received = await receiveFile(deps, { ...taking, readWhole: (one) => readFile(one) });
    if (received.kind === 'no-queue') throw new Unavailable('The queue is gone.', { retryAfterS: 0 });
    if (received.kind === 'rejected') {
      tally.rejected += 1;
      return doors.print(`rejected ${name}: ${received.reason}`);
    }
    tally[received.isNew ? 'received' : 'known'] += 1;
    const held = received.refused.map(({ number, code }) => `${number} ${code}`).join(', ');
    doors.print(
      `${received.isNew ? 'received' : 'there already'} ${name}: ${received.item}${held === '' ? '' : ` (held back: ${held})`}`,
    );
  } catch (error) {
    tally.failed += 1;
    doors.print(`not taken ${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Every file of each folder and of those in it, none left out. */
function pathsOf(named: readonly string[]): readonly string[] {
  if (named.length === 0) throw new UsageError('Say which folder or files to take.');
  return named.flatMap((path) => {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) throw new UsageError(`There is no "${path}".`);
    if (!found.isDirectory()) return [path];
    const inside = readdirSync(path).toSorted();
    return inside.length === 0 ? [] : pathsOf(inside.map((name) => join(path, name)));
  });
}

async function list({ call, system }: Work): Promise<ExitCode> {
  const [slug, person] = [requiredText(call, 'agency', 'in which agency'), requiredText(call, 'as', 'who asks')];
  const team = requiredText(call, 'queue', 'which queue');
  const { nowMs } = call.doors;
  const { database, deps } = system;
  const asker = await askerNamed(database, { slug, person, nowMs: nowMs() });
  const { inbox } = openQueries({ database, keys: deps.keys, caseTypes: deps.caseTypes, now: nowMs });
  let shown = 0;
  for (let after: string | undefined = undefined; ;) {
    const answer = await inbox.list(asker, { queue: team, after });
    if (answer.kind !== 'answer') {
      call.doors.print('There is no such queue, or it is not theirs.');
      return ExitCode.problems;
    }
    const { items, next } = answer.view;
    for (const { item, dueOn, owner, channel, from, subject, isWhole } of items)
      call.doors.print(
        `${item} due ${dueOn} ${channel} ${owner ?? 'nobody'}${isWhole ? '' : ' (not all of it has come)'}: ${from ?? ''} ${subject ?? ''}`,
      );
    shown += items.length;
    if (next === null) break;
    after = next;
  }
  call.doors.print(`${count(shown, 'item')} waiting.`);
  return ExitCode.ok;
}

async function tellUnaccounted({ call, system: { database } }: Work): Promise<ExitCode> {
  let lost = 0;
  for (const agency of await chooseAgencies(database, textOption(call, 'agency'))) lost += await tellOf(call, agency);
  call.doors.print(`${lost} unaccounted.`);
  return lost === 0 ? ExitCode.ok : ExitCode.problems;

  async function tellOf({ doors }: CommandCall, { tenant, slug }: AgencyRow): Promise<number> {
    const today = new Date(doors.nowMs()).toISOString().slice(0, 10);
    const [counts, found] = await database.once(programContext(tenant, PROGRAM), [
      countItems(tenant, today),
      unaccounted(tenant),
    ]);
    for (const row of counts.rows)
      doors.print(
        `${slug} ${row.queue}: ${row.waiting} waiting (${row.overdue} overdue, ${row.arriving} not whole), ${row.filed} filed, ${row.rejected} rejected`,
      );
    for (const { kind, what } of found.rows) doors.print(`${slug}: ${kind} ${what}`);
    return found.rows.length;
  }
}
