// `casewright people`: who somebody in a case may be, who they are held to be, and holding them to be so, in the name of somebody of the
// agency. What they may not know is not told and not done, and every question and every act is in the access log.
import { mergePeople, unmergePeople, type NamedParty } from '../commands/link-people.ts';
import type { LinkRefusal, Overseen } from '../commands/oversee.ts';
import { openQueries, type Queries } from '../queries/queries.ts';
import type { Asker } from '../queries/sessions.ts';
import { askerNamed } from './agencies.ts';
import { count } from './check-command.ts';
import type { CliSystem, CommandCall } from './cli.ts';
import { ExitCode, UsageError } from './exit-codes.ts';
import { textFrom } from './option-values.ts';
import { partyNamed, SAY_WHO } from './subject-texts.ts';

const ACTS = ['match', 'show', 'merge', 'unmerge'] as const;
type Act = (typeof ACTS)[number];

interface Asking {
  readonly call: CommandCall;
  readonly system: CliSystem;
  readonly queries: Queries;
  readonly asker: Asker;
  /** Parties that are named, the first one first. */
  readonly named: readonly [NamedParty, ...NamedParty[]];
}

export async function peopleCommand(call: CommandCall): Promise<ExitCode> {
  const act = ACTS.find((one) => one === call.positionals[0]);
  if (act === undefined) throw new UsageError(`Say what to do: ${ACTS.join(', ')}.`);
  const names = namesFrom(act, call.positionals.slice(1));
  const reason = act === 'merge' || act === 'unmerge' ? reasonFrom(call) : '';
  const system = await call.doors.open();
  try {
    const { keys, caseTypes } = system.deps;
    const queries = openQueries({ database: system.database, keys, caseTypes, now: call.doors.nowMs });
    const asker = await askerFor(system, call);
    const [first, ...others] = await namedIn(queries, asker, names);
    if (first === undefined) throw new UsageError(SAY_WHO);
    const asking: Asking = { call, system, queries, asker, named: [first, ...others] };
    if (act === 'match') return await match(asking);
    return act === 'show' ? await show(asking) : await link(asking, act, reason);
  } finally {
    await system.close();
  }
}

const HOW_MANY: Readonly<Record<Act, readonly [number, number]>> = {
  match: [1, 1],
  show: [1, 1],
  merge: [2, 2],
  unmerge: [1, 21],
};

function namesFrom(act: Act, given: readonly string[]): readonly NamedParty[] {
  const [least, most] = HOW_MANY[act];
  if (given.length < least) throw new UsageError(SAY_WHO);
  if (given.length > most) throw new UsageError(`"${given[most] ?? ''}" is one argument too many.`);
  return given.map(partyNamed);
}

function reasonFrom({ options }: CommandCall): string {
  const reason = textFrom(options, 'reason');
  if (reason === undefined || reason.trim() === '' || reason.length > 2_000)
    throw new UsageError('Say why, in 1 to 2000 characters: --reason <text>.');
  return reason;
}

async function askerFor({ database }: CliSystem, { options, doors }: CommandCall): Promise<Asker> {
  const [slug, person] = [textFrom(options, 'agency'), textFrom(options, 'as')];
  if (slug === undefined) throw new UsageError('Say in which agency: --agency <slug>.');
  if (person === undefined) throw new UsageError('Say in whose name: --as <person>.');
  return askerNamed(database, { slug, person, nowMs: doors.nowMs() });
}

/** A case that the asker may not know of is not there. */
async function namedIn(queries: Queries, asker: Asker, names: readonly NamedParty[]): Promise<readonly NamedParty[]> {
  const named: NamedParty[] = [];
  for (const { caseId: name, entry } of names) {
    const found = await queries.findCase(asker, name);
    if (found.kind !== 'answer') throw new UsageError('There is no such case, or whoever asks may not be told.');
    named.push({ caseId: found.view.caseId, entry });
  }
  return named;
}

const NOBODY = 'There is nobody there, or whoever asks may not be told.';

async function match({ call: { doors }, queries, asker, named: [who] }: Asking): Promise<ExitCode> {
  const answer = await queries.listCandidates(asker, who);
  if (answer.kind !== 'answer') return refused(doors, NOBODY);
  for (const { reference, entry, band, score, reasons, heldApart } of answer.view.items) {
    const why = reasons.map(({ says, weight }) => `${says} (${weight > 0 ? '+' : ''}${weight})`).join(', ');
    doors.print(`${reference}/${entry}  ${band}, ${score}: ${why}${heldApart ? '; held apart before' : ''}`);
  }
  if (answer.view.isCut) doors.print('More may be alike than were looked at.');
  doors.print(`${count(answer.view.items.length, 'record')} may be of the same person.`);
  return ExitCode.ok;
}

async function show({ call: { doors }, queries, asker, named: [who] }: Asking): Promise<ExitCode> {
  const answer = await queries.showIdentity(asker, who);
  if (answer.kind !== 'answer') return refused(doors, NOBODY);
  const { records, acts, isCut } = answer.view;
  for (const { reference, entry, title, status, facts } of records) {
    doors.print(`${reference}/${entry}  ${title}, ${status}`);
    for (const { label, words, seq, occurred } of facts)
      doors.print(`  ${label}: ${words}  (event ${seq}, ${occurred})`);
  }
  for (const { act, kind, at, byName, reason } of acts)
    doors.print(`act ${act}  ${kind} ${at} by ${byName}: ${reason}`);
  if (isCut) doors.print('There are more cases than are shown.');
  doors.print(`${count(records.length, 'record')} of one person.`);
  return ExitCode.ok;
}

async function link(
  { call, system, asker, named }: Asking,
  act: 'merge' | 'unmerge',
  reason: string,
): Promise<ExitCode> {
  const { doors } = call;
  const deps = { ...system.deps, database: system.database, nowMs: doors.nowMs };
  const [one, ...others] = named;
  const [other = one] = others;
  const done =
    act === 'merge'
      ? await mergePeople(deps, asker, { one, other, reason })
      : await unmergePeople(deps, asker, { one, together: others, reason });
  if (done.kind === 'done') {
    doors.print(done.value.act === null ? 'It is so already; nothing was recorded.' : `act ${done.value.act}`);
    return ExitCode.ok;
  }
  return refused(doors, REFUSALS[done.kind === 'refused' ? done.refusal : done.kind]);
}

type Refusal = Exclude<Overseen<never>['kind'], 'done' | 'refused'> | LinkRefusal;

const REFUSALS: Readonly<Record<Refusal, string>> = {
  absent: 'There is nobody there, or it is not theirs to say.',
  changed: 'It changed meanwhile. Look again.',
  'session-gone': 'Whoever was named works here no longer.',
  'people-too-many': 'More than a hundred records would be of one person. Look at those that are.',
  'people-not-one': 'Somebody who is named is not held to be one with the others now.',
};

function refused(doors: CommandCall['doors'], why: string): ExitCode {
  doors.print(why);
  return ExitCode.problems;
}
