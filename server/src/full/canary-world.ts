// An installation whose cases hold canaries in every place that takes a text: fields of both kinds, notes, reasons, references and
// keys that come from elsewhere, words of issues, parties, goals and obligations, how people are reached, corrections and consents, files and all that is kept of them, letters, the inbox, reasons why two are one person, refused commands, declared interests, reports of imports. Some cases are to be destroyed as
// a whole, some hold a canary only in what the key of one person seals, and some are left alone, so that whatever looks for
// canaries has some to find.
import { principalOfMember } from '../commands/member-principal.ts';
import { createHash } from 'node:crypto';
import type { CaseCommand } from '@casewright/engine/case';
import { checkCaseType } from '@casewright/engine/definition';
import type { Principal } from '@casewright/engine/policy';
import { executeCommand } from '../commands/execute-command.ts';
import { mergePeople } from '../commands/link-people.ts';
import type { Overseer } from '../commands/oversee.ts';
import { decideSubjectItems, openSubjectFile } from '../commands/subject-file.ts';
import { readSubjectItems } from '../store/subject-files.ts';
import { provesActive } from '../store/access-world.ts';
import type { OpenSystem } from '../open-system.ts';
import { beginImportRun } from '../store/import-run.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { setWorkFacts } from '../store/set-work-facts.ts';
import { upsertPeople } from '../store/upsert-people.ts';
import type { KeptRows } from './canary-kept.ts';
import { addCanaryFiles, addCanaryQueue } from './canary-files.ts';
import { addCanaryNotes, NOTED } from './canary-notes.ts';
import { canary } from './canary-scan.ts';
import { programContext } from '../store/context.ts';

export interface CanaryCase {
  readonly number: number;
  readonly caseId: string;
  readonly fate: Fate;
  /** Everybody of whom something is sealed in it, as destruction can be told of them. */
  readonly people: readonly string[];
  /** The item of the inbox through which a document came, as it was before that was filed. */
  readonly unfiled: KeptRows;
}

/** What becomes of it: destroyed whole, destroyed for one person, left alone. */
export type Fate = 'case' | 'subject' | 'control';

/** Whose data is destroyed, one after the other; empty: the whole case. */
export function subjectsOf({ fate, people }: CanaryCase): readonly string[] {
  return fate === 'subject' ? people : [''];
}

export const CANARY_TENANT = 1;
export const APPROVERS = ['approver.one', 'approver.two'] as const;

const SOURCE = `
caseType: canary
version: 1.0.0
title: Canary
archetype: service
reference: CA-{year}-{sequence}
purpose: { statement: Testing destruction, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: desk
roles: { officer: Officer }
parties:
  applicant: { title: Applicant, subject: true, personal: true, replaceable: true }
  helper: { title: Helper, subject: true, personal: true, min: 0 }
issues:
  matter: { title: Matter, personal: true, subject: applicant, outcomes: { done: Done }, mayReopen: true }
goals:
  aim: { title: Aim, personal: true, owner: [applicant], measure: { title: Steps, unit: steps, direction: more } }
obligations:
  duty: { title: Duty, personal: true, owedBy: [applicant] }
documents: { paper: { title: Paper } }
${NOTED}
communications:
  letter: { title: Letter, form: letter, with: [applicant], channels: { post: Post } }
data:
  note: { type: text, label: Note, purpose: Test }
  name: { type: text, label: Name, purpose: Test, personal: true, subject: applicant, identifies: name }
  nickname: { type: text, label: Nickname, purpose: Test, personal: true, subject: applicant }
  phone: { type: text, label: Phone, purpose: Test, personal: true, subject: helper }
opening: { form: open, by: officer }
forms:
  open: { title: Open, fields: { note: optional, name: optional } }
  more: { title: More, fields: { note: optional, nickname: optional } }
plan:
  tasks:
    check: { title: Check, by: officer, form: more, repeat: true }
closing: { by: officer, outcomes: { done: Done }, afterwards: [check] }
`;

const CLERK = officerOf('clerk');

/** Somebody of the desk, as they work. */
export function officerOf(person: string): Principal {
  return principalOfMember({
    ...{ tenant: CANARY_TENANT, person, authority: `session:${person}`, name: person },
    teams: [{ team: 'desk', role: 'officer' }],
  });
}

export async function setUpCanaries({ database }: OpenSystem): Promise<void> {
  const memberships = [{ team: 'desk', role: 'officer' }];
  await upsertPeople(database, {
    ...{ tenant: CANARY_TENANT, slug: 'canaries', name: 'Canaries' },
    teams: [{ team: 'desk', title: 'Desk' }],
    people: ['clerk', ...APPROVERS].map((person) => ({ person, name: person, memberships })),
  });
  const checked = checkCaseType(SOURCE, createHash('sha256').update(SOURCE).digest('hex'));
  if ('problems' in checked)
    throw new Error(checked.problems.map(({ path, reason }) => `${path}: ${reason}`).join('\n'));
  const publishedAt = '2026-01-01T00:00:00.000Z';
  const published = { tenant: CANARY_TENANT, person: 'clerk', caseType: checked.caseType, source: SOURCE, publishedAt };
  await publishCaseType(database, published);
  await addCanaryQueue({ database });
}

/** Opens, fills and closes a case. @param places counts each place that took its canary */
export async function addCanaryCase(
  system: OpenSystem,
  { number, fate }: Pick<CanaryCase, 'number' | 'fate'>,
  places: Map<string, number>,
): Promise<CanaryCase> {
  const { deps, database } = system;
  const put = (place: string): string => {
    places.set(place, (places.get(place) ?? 0) + 1);
    return canary(number, place);
  };
  // Where only one person's data is destroyed, only that may hold a canary: what others wrote about them stays.
  const free = fate === 'subject' ? (): string => 'nothing' : put;
  const key = (place: string): string => `${fate === 'subject' ? `plain-${number}` : put('key')}-${place}`;
  const outside = number % 4 === 0 && fate !== 'subject';
  const opened = await executeCommand(deps, CLERK, {
    open: {
      ...{ caseType: 'canary', data: { note: free('field'), name: put('personal') } },
      ...(outside ? { reference: put('reference') } : {}),
    },
    idempotencyKey: key('open'),
  });
  if (opened.kind !== 'applied') throw new Error(`A case could not be opened: ${JSON.stringify(opened)}`);
  const { caseId, reference } = opened;
  const act: Act = async (place, command) => {
    const outcome = await executeCommand(deps, CLERK, { caseId, command, idempotencyKey: key(place) });
    if (outcome.kind !== 'applied') throw new Error(`${place} was not taken: ${JSON.stringify(outcome)}`);
    return outcome.version;
  };
  await act('complete', { type: 'CompleteTask', task: 'check', data: { nickname: put('personal-later') } });
  const people = await addEntries(act, put);
  const by = { principal: CLERK, proof: provesActive(CANARY_TENANT, CLERK.person) };
  await holdToBeOne({ deps, database }, { caseId, by, reason: put('people') });
  await withholdAnItem({ deps, database }, { caseId, by, words: free('subject-words') });
  // Letters and documents are sealed for no person, so they hold nothing where only what is of people is destroyed.
  const gone = (place: string): string => canary(number, place);
  const unfiled = fate === 'subject' ? [] : await addCanaryFiles(system, { number, caseId, by, put, gone, act });
  await addCanaryNotes(deps, { tenant: CANARY_TENANT, caseId, put, free, act });
  await act('note', { type: 'AddNote', text: free('note') });
  await act('close', { type: 'CloseCase', outcome: 'done' });
  await act('reopen', { type: 'ReopenCase', again: ['check'], reason: free('reason') });
  await act('close-again', { type: 'CloseCase', outcome: 'done' });
  const refused = { type: 'CompleteTask', task: free('refused'), data: {} } as const;
  const request = { caseId, command: refused, idempotencyKey: key('refused'), recordRejection: true };
  const outcome = await executeCommand(deps, CLERK, request);
  if (outcome.kind !== 'rejected') throw new Error('A command that names no task was not refused.');
  if (outside) {
    const report = { rejections: [{ case: reference, index: 1, code: 'invalid-data', reason: put('report') }] };
    await database.once(programContext(CANARY_TENANT, 'clerk'), [
      beginImportRun(
        { tenant: CANARY_TENANT, importId: `import-${number}` },
        { fileHash: Buffer.alloc(32), startedAt: '2026-01-01T00:00:00.000Z', report: JSON.stringify(report) },
      ),
    ]);
  }
  return { number, caseId, fate, people, unfiled };
}

type Act = (place: string, command: Exclude<CaseCommand, { type: 'OpenCase' }>) => Promise<number>;

/** Words in all that a case keeps besides fields, about three people. @returns who they are */
async function addEntries(act: Act, put: (place: string) => string): Promise<readonly string[]> {
  const helper = put('helper');
  const heir = put('heir');
  const issue = { of: 'matter', entry: 'issue.5' };
  const goal = { of: 'aim', entry: 'goal.9' };
  const contact = {
    ...{ name: put('contact-name'), email: `${put('contact-mail')}@example.org`, phone: null },
    ...{ address: put('contact-address'), language: null, prefers: null, isSafe: true, isSecret: true },
  };
  const commands: readonly Exclude<CaseCommand, { type: 'OpenCase' }>[] = [
    { type: 'AddParty', of: 'helper', subject: helper },
    { type: 'RecordData', data: { phone: put('phone') } },
    { type: 'RaiseIssue', of: 'matter', words: put('issue') },
    { type: 'DecideIssue', ...issue, outcome: 'done', reasons: put('issue-reasons') },
    { type: 'ReopenIssue', ...issue, reason: put('issue-reopened') },
    { type: 'DecideIssue', ...issue, outcome: 'done', reasons: put('issue-again') },
    { type: 'SetGoal', of: 'aim', words: put('goal'), owner: 'party.applicant', baseline: '0', target: '9' },
    { type: 'ReviewGoal', ...goal, value: '3', note: put('goal-note') },
    { type: 'ConcludeGoal', ...goal, attainment: 'attained', reasons: put('goal-reasons') },
    {
      ...{ type: 'ImposeObligation', of: 'duty', words: put('duty'), owedBy: 'party.applicant' },
      ...{ agreement: put('agreement'), dueOn: '2999-01-01' },
    },
    { type: 'WaiveObligation', of: 'duty', entry: 'obligation.12', reasons: put('duty-reasons') },
    { type: 'EndParty', of: 'helper', entry: 'party.3', reason: put('helper-ended') },
    { type: 'ReplaceParty', of: 'applicant', entry: 'party.applicant', subject: heir, reason: put('replaced') },
    // About whoever stands in the role by now.
    { type: 'RecordData', data: { nickname: put('heir-nickname') } },
    { type: 'SetContact', of: 'applicant', entry: 'party.15', contact },
  ];
  for (const [at, command] of commands.entries()) await act(`entry-${at}`, command);
  return ['applicant', helper, heir];
}

/** All at once: what a person declared is set as a whole. */
export async function declareInterests(
  { database }: OpenSystem,
  cases: readonly CanaryCase[],
  places: Map<string, number>,
): Promise<void> {
  const some = cases.filter(({ fate }) => fate !== 'subject').slice(0, 200);
  places.set('interest', some.length);
  const interests = Object.fromEntries(some.map(({ caseId, number }) => [caseId, canary(number, 'interest')]));
  await setWorkFacts(database, programContext(CANARY_TENANT, 'clerk'), [
    {
      ...{ person: 'clerk', capacity: 10, away: null, skills: {}, languages: [], places: [], queues: [] },
      interests,
    },
  ]);
}

async function holdToBeOne(
  { deps, database }: Pick<OpenSystem, 'deps' | 'database'>,
  { caseId, by, reason }: { readonly caseId: string; readonly by: Overseer; readonly reason: string },
): Promise<void> {
  const [one, other] = [
    { caseId, entry: 'party.applicant' },
    { caseId, entry: 'party.3' },
  ];
  const merged = await mergePeople({ ...deps, database }, by, { one, other, reason });
  if (merged.kind !== 'done') throw new Error(`Two people were not merged: ${JSON.stringify(merged)}`);
}

/** Words in which somebody says why something is withheld from whom it is about. */
async function withholdAnItem(
  { deps, database }: Pick<OpenSystem, 'deps' | 'database'>,
  { caseId, by, words }: { readonly caseId: string; readonly by: Overseer; readonly words: string },
): Promise<void> {
  const of = { ...deps, database };
  const about = { caseId, entry: 'party.applicant' };
  const opened = await openSubjectFile(of, by, { requestCase: caseId, about });
  if (opened.kind !== 'done') throw new Error(`No file was opened: ${JSON.stringify(opened)}`);
  const { fileId } = opened.value;
  const [items] = await database.once(programContext(CANARY_TENANT, 'clerk'), [
    readSubjectItems(CANARY_TENANT, fileId),
  ]);
  const asked = {
    fileId,
    items: items.rows.slice(0, 1).map(({ item }) => item),
    decision: 'withhold',
    code: 'x',
    words,
  } as const;
  const decided = await decideSubjectItems(of, by, asked);
  if (decided.kind !== 'done') throw new Error(`Nothing was withheld: ${JSON.stringify(decided)}`);
}
