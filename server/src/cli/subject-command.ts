// `casewright subject`: the file of what is held about a person, in the name of somebody of the agency. What they may not know is not told and
// not done, and every question and every act is in the access log.
import { existsSync, rmSync } from 'node:fs';
import {
  approveSubjectFile,
  type AskedItems,
  completeSubjectFile,
  decideSubjectItems,
  openSubjectFile,
  recordSubjectGiven,
  type SubjectFileAnswer,
  type SubjectFileDeps,
} from '../commands/subject-file.ts';
import { isUuid } from '../queries/cursor.ts';
import { openQueries, type Queries } from '../queries/queries.ts';
import type { Asker } from '../queries/sessions.ts';
import { subjectLanguageOf, writeSubjectBag } from '../transfer/subject-bag.ts';
import { agencyNamed, askerNamed } from './agencies.ts';
import { count } from './check-command.ts';
import type { CliSystem, CommandCall } from './cli.ts';
import { EnvironmentError, ExitCode, UsageError } from './exit-codes.ts';
import { noCase } from './find-case.ts';
import { requiredText, textOption } from './maintenance.ts';
import { partyNamed, refusalText } from './subject-texts.ts';

interface Work {
  readonly call: CommandCall;
  readonly asker: Asker;
  readonly queries: Queries;
  readonly deps: SubjectFileDeps;
  readonly agency: string;
  /** The file that is named; empty where none is. */
  readonly fileId: string;
}

const ACTS: Readonly<Record<string, (work: Work) => Promise<ExitCode>>> = {
  ...{ open, list, show, complete, approve },
  release: (work) => decide(work, 'release'),
  redact: (work) => decide(work, 'redact'),
  withhold: (work) => decide(work, 'withhold'),
  export: give,
};
const WITHOUT_FILE = ['open', 'list'];

export async function subjectCommand(call: CommandCall): Promise<ExitCode> {
  const [act = '', fileId = ''] = call.positionals;
  const does = Object.hasOwn(ACTS, act) ? ACTS[act] : undefined;
  if (does === undefined) throw new UsageError(`Say what to do: ${Object.keys(ACTS).join(', ')}.`);
  if (!WITHOUT_FILE.includes(act) && !isUuid(fileId)) throw new UsageError('Say which file by its id.');
  const [slug, person] = [requiredText(call, 'agency', 'in which agency'), requiredText(call, 'as', 'in whose name')];
  const system = await call.doors.open();
  try {
    return await does(await workOf(system, { call, slug, person, fileId }));
  } finally {
    await system.close();
  }
}

async function workOf(
  system: CliSystem,
  {
    call,
    slug,
    person,
    fileId,
  }: { readonly call: CommandCall; readonly slug: string; readonly person: string; readonly fileId: string },
): Promise<Work> {
  const { database, deps } = system;
  const { nowMs } = call.doors;
  const { name: agency } = await agencyNamed(database, slug);
  const asker = await askerNamed(database, { slug, person, nowMs: nowMs() });
  const files = system.maintenance?.files ?? system.inbox?.files.store;
  const reading = files === undefined ? {} : { files };
  const queries = openQueries({ database, keys: deps.keys, caseTypes: deps.caseTypes, now: nowMs, ...reading });
  return {
    call,
    asker,
    queries,
    deps: { database, keys: deps.keys, caseTypes: deps.caseTypes, nowMs },
    agency,
    fileId,
  };
}

async function caseNamed({ queries, asker }: Work, name: string): Promise<string> {
  const found = await queries.findCase(asker, name);
  if (found.kind !== 'answer') throw new UsageError(noCase(name));
  return found.view.caseId;
}

async function open(work: Work): Promise<ExitCode> {
  const { call, deps, asker } = work;
  const named = partyNamed(requiredText(call, 'about', 'about whom'));
  const requestCase = await caseNamed(work, requiredText(call, 'request', 'for which request, a case'));
  const about = { caseId: await caseNamed(work, named.caseId), entry: named.entry };
  return said(
    call,
    await openSubjectFile(deps, asker, { requestCase, about }),
    ({ fileId }) => `File ${fileId} is open.`,
  );
}

async function list(work: Work): Promise<ExitCode> {
  const { call, queries, asker } = work;
  const requestCase = await caseNamed(work, requiredText(call, 'request', 'of which request, a case'));
  const answer = await queries.subjectFiles.list(asker, requestCase);
  if (answer.kind !== 'answer') return absent(call);
  for (const one of answer.view.items)
    call.doors.print(`${one.fileId}, opened by ${one.openedBy} on ${one.openedAt.slice(0, 10)}.`);
  call.doors.print(`${count(answer.view.items.length, 'file')}.`);
  return ExitCode.ok;
}

async function show({ call, queries, asker, fileId }: Work): Promise<ExitCode> {
  const answer = await queries.subjectFiles.show(asker, fileId);
  if (answer.kind !== 'answer') return absent(call);
  const { items, whole, approvals, given } = answer.view;
  const { print } = call.doors;
  const shown = call.options['queue'] === true ? items.filter((one) => one.isToRedact) : items;
  for (const one of shown) {
    const { decision: of } = one;
    const became =
      of === null
        ? one.isNew
          ? 'not on the file yet'
          : 'to decide'
        : `${of.decision}${of.code === '' ? '' : `, ${of.code}`}`;
    const signs = [...(one.isToRedact ? ['needs its copy'] : []), ...(one.namesOthers ? ['names others'] : [])];
    print(`${one.item} ${one.reference}, ${one.title}: ${[became, ...signs].join('; ')}`);
    for (const line of one.detail) print(`  ${line}`);
  }
  for (const one of approvals) print(`Approved by ${one.person} on ${one.at.slice(0, 10)}.`);
  for (const one of given) print(`Given out by ${one.by} on ${one.at.slice(0, 10)}, bag ${one.bag}.`);
  if (whole !== null) {
    if (whole.hidden > 0) print(`${count(whole.hidden, 'item')} more that you may not read.`);
    print(`Hash ${whole.list}`);
    print(whole.refusal === null ? 'It can go out as it is.' : refusalText(whole.refusal));
  }
  const open = items.filter((one) => one.decision === null || one.isToRedact).length;
  print(`${count(shown.length, 'item')}, ${open} still to do.`);
  return ExitCode.ok;
}

async function complete({ call, deps, asker, fileId }: Work): Promise<ExitCode> {
  const isTrial = call.options['dry-run'] === true;
  return said(call, await completeSubjectFile(deps, asker, { fileId, isTrial }), ({ added }) =>
    isTrial ? `${count(added, 'item')} would be added. Nothing was.` : `${count(added, 'item')} added.`,
  );
}

async function decide(
  { call, deps, asker, queries, fileId }: Work,
  decision: AskedItems['decision'],
): Promise<ExitCode> {
  const items = requiredItems(call);
  const asked: AskedItems = { fileId, items, decision, ...wordsIn(call, decision) };
  if (call.options['dry-run'] === true) {
    const answer = await queries.subjectFiles.show(asker, fileId);
    if (answer.kind !== 'answer') return absent(call);
    const found = answer.view.items.filter(({ item }) => items.includes(item));
    for (const one of found) call.doors.print(`${one.item} ${one.reference}, ${one.title}: would be ${decision}.`);
    call.doors.print(`${found.length} of ${items.length} found. Nothing was decided.`);
    return found.length === items.length ? ExitCode.ok : ExitCode.problems;
  }
  return said(
    call,
    await decideSubjectItems(deps, asker, asked),
    ({ decided }) => `${count(decided, 'item')} decided.`,
  );
}

function requiredItems(call: CommandCall): readonly string[] {
  const items = (textOption(call, 'items') ?? '').split(',').map((one) => one.trim());
  if (items.some((one) => !/^[0-9a-f]{12}$/.test(one)))
    throw new UsageError('Say which items, as "subject show" prints them: --items <item>,<item>.');
  return items;
}

function wordsIn(call: CommandCall, decision: AskedItems['decision']): Partial<AskedItems> {
  if (decision === 'withhold') {
    const code = requiredText(call, 'code', 'under which exemption');
    return { code: code.slice(0, 80), words: requiredText(call, 'reason', 'why, as the person will read it') };
  }
  if (decision === 'release') return { namesOthers: call.options['names-others'] === true };
  const [copy, words] = [textOption(call, 'copy'), textOption(call, 'words')];
  return { ...(copy === undefined ? {} : { copy }), ...(words === undefined ? {} : { words }) };
}

async function approve({ call, deps, asker, fileId }: Work): Promise<ExitCode> {
  const isTrial = call.options['dry-run'] === true;
  const done = await approveSubjectFile(deps, asker, { fileId, hash: hashIn(call), isTrial });
  return said(call, done, ({ items }) =>
    isTrial ? `${count(items, 'item')} would be approved. Nothing was.` : `Approved: ${count(items, 'item')}.`,
  );
}

function hashIn(call: CommandCall): string {
  const hash = requiredText(call, 'hash', 'which list, as "subject show" prints its hash');
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new UsageError('A hash has 64 digits and letters a to f.');
  return hash;
}

async function give(work: Work): Promise<ExitCode> {
  const { call, deps, asker, queries, fileId, agency } = work;
  const [hash, isTrial] = [hashIn(call), call.options['dry-run'] === true];
  const folder = isTrial ? '' : requiredText(call, 'to', 'into which folder');
  const language = subjectLanguageOf(textOption(call, 'language') ?? 'en');
  if (language === null) throw new UsageError('--language is en or fr.');
  if (!isTrial && existsSync(folder)) throw new UsageError(`${folder} is there already. Name a new folder.`);
  const answer = await queries.subjectFiles.give(asker, { fileId, hash });
  if (answer.kind !== 'answer') return absent(call);
  const { view } = answer;
  if (view.refusal !== null) return refused(call, refusalText(view.refusal));
  if (isTrial) {
    call.doors.print(`${count(view.items.length, 'item')} would go out. Nothing was written.`);
    return ExitCode.ok;
  }
  const named = await queries.findCase(asker, view.file.requestCase);
  const { list, gone, approvedBy, items } = view;
  const on = new Date(call.doors.nowMs()).toISOString().slice(0, 10);
  const request = named.kind === 'answer' ? named.view.reference : view.file.requestCase;
  const bag = await writeSubjectBag({
    folder,
    agency,
    request,
    fileId,
    list,
    gone,
    approvedBy,
    on,
    language,
    items,
  }).catch((cause: unknown) => {
    throw new EnvironmentError(`The bag could not be written to ${folder}.`, { cause });
  });
  const done = await recordSubjectGiven(deps, asker, { fileId, hash, bag });
  // What is not on record did not go out.
  if (done.kind !== 'done') rmSync(folder, { recursive: true, force: true });
  return said(call, done, () => `${count(items.length, 'item')} in ${folder}, bag ${bag}.`);
}

function said<T>(call: CommandCall, answer: SubjectFileAnswer<T>, words: (value: T) => string): ExitCode {
  if (answer.kind === 'done') {
    call.doors.print(words(answer.value));
    return ExitCode.ok;
  }
  return answer.kind === 'refused' ? refused(call, refusalText(answer.refusal)) : absent(call);
}

function refused({ doors }: CommandCall, reason: string): ExitCode {
  doors.print(reason);
  return ExitCode.problems;
}

function absent(call: CommandCall): ExitCode {
  return refused(call, 'There is no such file or item, or they may not know of it.');
}
