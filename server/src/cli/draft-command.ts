// `casewright draft`: the life of a draft of a case type, step by step in the name of a person, as in the staff app; texts come
// from files. It decides nothing: what may be done is what the command path answers.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { isDate } from '@casewright/engine/calendar';
import { DRAFT_REFUSALS, type DraftRefusal, type DraftScenario } from '@casewright/engine/drafts';
import { parse } from 'yaml';
import { beginDraft, takeDraftStep, type AskedStep, type DraftDeps, type StepTaken } from '../commands/draft-steps.ts';
import type { Overseen, Overseer } from '../commands/oversee.ts';
import { isUuid } from '../queries/cursor.ts';
import { openQueries, type Queries } from '../queries/queries.ts';
import type { Asker } from '../queries/sessions.ts';
import { rememberJudgedDrafts } from '../store/judged-drafts.ts';
import { askerNamed } from './agencies.ts';
import { count } from './check-command.ts';
import type { CliSystem, CommandCall } from './cli.ts';
import { draftLines, versionLines } from './draft-texts.ts';
import { ExitCode, UsageError } from './exit-codes.ts';
import { requiredText, textOption } from './maintenance.ts';
import { findCaseTypes, problemLine, readCaseType, readShelf } from './read-case-types.ts';
import { scenarioFiles } from './scenarios-command.ts';
import { textOfFile } from './text-of-file.ts';

interface Work {
  readonly call: CommandCall;
  readonly queries: Queries['drafts'];
  readonly deps: DraftDeps;
  readonly asker: Asker;
  /** What the act is about: a draft, a kind of case or a file. */
  readonly named: string;
}

const ACTS: Readonly<Record<string, (work: Work) => Promise<ExitCode>>> = {
  list,
  show,
  versions,
  save,
  send: (work) => {
    const effectiveOn = textOption(work.call, 'from') ?? null;
    if (effectiveOn !== null && !isDate(effectiveOn)) throw new UsageError('--from must be a date such as 2027-01-01.');
    return step(work, { kind: 'send', hash: hashIn(work), effectiveOn });
  },
  approve: (work) => step(work, { kind: 'approve', hash: hashIn(work) }),
  publish: (work) => step(work, { kind: 'publish', hash: hashIn(work) }),
  return: (work) => step(work, { kind: 'return', words: wordsIn(work) }),
  withdraw: (work) => step(work, { kind: 'withdraw', words: wordsIn(work) }),
  acknowledge,
};

export async function draftCommand(call: CommandCall): Promise<ExitCode> {
  const [act = '', named = ''] = call.positionals;
  const does = Object.hasOwn(ACTS, act) ? ACTS[act] : undefined;
  if (does === undefined) throw new UsageError(`Say what to do: ${Object.keys(ACTS).join(', ')}.`);
  if ((named === '') !== (act === 'list'))
    throw new UsageError(act === 'list' ? `"${named}" is one argument too many.` : 'Say which one.');
  const [slug, person] = [requiredText(call, 'agency', 'in which agency'), requiredText(call, 'as', 'who does it')];
  const system = await call.doors.open();
  try {
    return await does({ ...(await workIn(system, call, { slug, person })), named });
  } finally {
    await system.close();
  }
}

async function workIn(
  { database, deps }: CliSystem,
  call: CommandCall,
  { slug, person }: { readonly slug: string; readonly person: string },
): Promise<Omit<Work, 'named'>> {
  const { nowMs, caseTypesFolder } = call.doors;
  const asker = await askerNamed(database, { slug, person, nowMs: nowMs() });
  const { keys, caseTypes } = deps;
  const drafts = rememberJudgedDrafts(readShelf(`${caseTypesFolder}/blocks`));
  const { drafts: queries } = openQueries({ database, keys, caseTypes, drafts, now: nowMs });
  return { call, queries, deps: { database, caseTypes, drafts, nowMs }, asker };
}

function hashIn({ call }: Work): string {
  const hash = requiredText(call, 'hash', 'which text, as “draft show” prints it');
  if (!/^[0-9a-f]{64}$/.test(hash))
    throw new UsageError('--hash must be the whole hash: 64 digits and letters a to f.');
  return hash;
}

function wordsIn({ call }: Work): string {
  const words = requiredText(call, 'reason', 'why');
  if (words.length < 10) throw new UsageError('A reason has 10 characters at least.');
  return words;
}

async function list({ call, queries, asker }: Work): Promise<ExitCode> {
  const answer = await queries.list(asker);
  if (answer.kind !== 'answer') return absent(call);
  for (const { draftId, name, state, begunBy, changedAt } of answer.view.items)
    call.doors.print(`${draftId} ${name}: ${state}, begun by ${begunBy}, last changed ${changedAt}`);
  call.doors.print(`${count(answer.view.items.length, 'draft')}.`);
  return ExitCode.ok;
}

async function show({ call, queries, asker, named }: Work): Promise<ExitCode> {
  const answer = isUuid(named) ? await queries.show(asker, named) : null;
  if (answer?.kind !== 'answer') return absent(call);
  for (const line of draftLines(answer.view)) call.doors.print(line);
  return ExitCode.ok;
}

async function versions({ call, queries, asker, named }: Work): Promise<ExitCode> {
  const answer = await queries.versions(asker, named);
  if (answer.kind !== 'answer') return absent(call);
  for (const line of versionLines(answer.view.items)) call.doors.print(line);
  return ExitCode.ok;
}

/** Only what passes the check is saved from a file: whoever has an editor mends it there. */
async function save(work: Work): Promise<ExitCode> {
  const { call, deps, asker, named } = work;
  const [place, ...others] = findCaseTypes([named], call.doors.caseTypesFolder);
  if (place === undefined || others.length > 0)
    throw new UsageError('Say one case type: a file, or the folder of one.');
  const read = readCaseType(place);
  if ('problems' in read) {
    for (const problem of read.problems) call.doors.print(problemLine(read.file, problem));
    call.doors.print('Nothing was saved: the text has problems.');
    return ExitCode.problems;
  }
  const scenarios = scenarioFiles(place).map((file): DraftScenario => {
    return { name: basename(file, '.yaml'), source: readFileSync(file, 'utf8') };
  });
  const text = { source: readFileSync(place.file, 'utf8'), whole: read.source, scenarios };
  const draft = textOption(call, 'draft');
  if (draft !== undefined) return step({ ...work, named: draft }, { kind: 'save', ...text });
  const begun = { draftId: randomUUID(), name: read.caseType.name, ...text };
  return said(call, await beginDraft(deps, overseerOf(asker), begun));
}

/** One, or each of a file; it stops at the first that is refused, and what was done before stays done. */
async function acknowledge(work: Work): Promise<ExitCode> {
  const { call } = work;
  const [hash, file] = [hashIn(work), textOption(call, 'file')];
  const all =
    file === undefined
      ? [[requiredText(call, 'difference', 'which difference, by its id'), wordsIn(work)] as const]
      : wordsOfFile(file);
  for (const [difference, words] of all) {
    if (!/^[0-9a-f]{64}$/.test(difference)) throw new UsageError(`"${difference}" is no id of a difference.`);
    const code = await step(work, { kind: 'acknowledge', hash, difference, words });
    if (code !== ExitCode.ok) return code;
  }
  return ExitCode.ok;
}

function wordsOfFile(file: string): readonly (readonly [string, string])[] {
  const read: unknown = parse(textOfFile(file), { maxAliasCount: 0 });
  if (typeof read !== 'object' || read === null || Array.isArray(read))
    throw new UsageError(`${file} must say for the id of each difference why it may be.`);
  return Object.entries(read).map(([difference, words]: readonly [string, unknown]) => {
    if (typeof words !== 'string' || words.length < 10 || words.length > 4_000)
      throw new UsageError(`${file}: ${difference} needs 10 to 4000 characters that say why it may be.`);
    return [difference, words];
  });
}

type Given = AskedStep extends infer S
  ? S extends AskedStep
    ? Omit<S, 'draftId' | 'seen' | 'words'> & { readonly words?: string }
    : never
  : never;

/** A step on the draft as it is: that it is about the text that was looked at, the hash says. */
async function step({ call, queries, deps, asker, named }: Work, given: Given): Promise<ExitCode> {
  const found = isUuid(named) ? await queries.show(asker, named) : null;
  if (found?.kind !== 'answer') return absent(call);
  const words = given.words ?? textOption(call, 'reason') ?? '';
  const asked = { ...given, words, draftId: named, seen: found.view.steps };
  return said(call, await takeDraftStep(deps, overseerOf(asker), asked));
}

function overseerOf({ principal, proof }: Asker): Overseer {
  return { principal, proof };
}

function said({ doors }: CommandCall, taken: Overseen<StepTaken, DraftRefusal>): ExitCode {
  if (taken.kind === 'refused') doors.print(DRAFT_REFUSALS[taken.refusal]);
  if (taken.kind === 'done') {
    const { draftId, number, hash, state } = taken.value;
    doors.print(`draft ${draftId}`);
    doors.print(`hash ${hash ?? 'none'}`);
    doors.print(`Step ${number}: it is ${state} now.`);
    return ExitCode.ok;
  }
  if (taken.kind !== 'refused') doors.print('There is no such draft, or they may not know of it.');
  return ExitCode.problems;
}

function absent({ doors }: CommandCall): ExitCode {
  doors.print('There is no such thing, or they may not know of it.');
  return ExitCode.problems;
}
