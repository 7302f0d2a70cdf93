// A kind of case with letters on paper and by mail, and a meeting to which one of them asks; it says nothing of what comes back. For the
// tests of what becomes of letters: a case with two people of one name, and a letter to one of them that is said to be sent.
import type { Appointment, Contact } from '@casewright/engine/entries';
import { compile, principal, TOWN, type AgencyUnderTest } from '../commands/agency-under-test.ts';
import { executeCommand } from '../commands/execute-command.ts';
import { asking, startFiles, type FilesUnderTest } from '../commands/files-under-test.ts';
import { makeLetter, type MakeLetterDeps } from '../commands/make-letter.ts';
import type { Overseer } from '../commands/oversee.ts';
import { printForKeeping } from '../print/print-door.ts';
import { publishCaseType } from '../store/publish-case-type.ts';

const SOURCE = `
caseType: matter
version: 1.0.0
title: Matter
archetype: legal
reference: M-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: desk
roles: { officer: Officer, head: Head of the desk }
parties: { one: { title: One side, subject: true }, other: { title: Other side, subject: true } }
communications:
  notice: { title: Notice, form: letter, direction: out, with: [one, other], by: officer, approvedBy: head, channels: { email: E-mail, post: Post } }
  hearing: { title: Hearing, form: meeting, with: [one, other], by: officer, channels: { room: In a room } }
documents: { letters: { title: Letters, by: officer } }
letters:
  notice:
    title: Notice
    as: notice
    keptAs: letters
    to: [one, other]
    ways: { email: mail, post: post }
    subject: A notice
    body: [{ text: 'Dear {recipient}, this is a notice.' }]
  hearing:
    title: Notice of a hearing
    as: notice
    keptAs: letters
    to: [one, other]
    ways: { email: mail, post: post }
    calendar: hearing
    subject: Notice of a hearing
    body: [{ text: 'Dear {recipient}, it is on {meeting.day} from {meeting.starts} to {meeting.ends} in {meeting.place}.' }]
data: { note: { type: text, label: Note } }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: optional } } }
plan: { tasks: { check: { title: Check, by: officer, form: open } } }
closing: { by: officer, outcomes: { done: Done } }
`;

export interface LettersUnderTest {
  readonly files: FilesUnderTest;
  readonly agency: AgencyUnderTest;
  readonly ben: Overseer;
  /** @returns the case; both sides have the name Ahmed Ali */
  readonly open: () => Promise<string>;
  /** Made, approved by a second person, and said to be sent. @returns the communication by id */
  readonly send: (caseId: string, asked: LetterAsked) => Promise<string>;
  readonly act: (caseId: string, command: Parameters<AgencyUnderTest['act']>[1]) => Promise<void>;
  readonly stateOf: (caseId: string) => Promise<CaseStateTold>;
  readonly close: () => Promise<void>;
}

export interface LetterAsked {
  readonly party: 'party.one' | 'party.other';
  readonly channel: 'email' | 'post';
  readonly letter?: 'notice' | 'hearing';
}

export interface CaseStateTold {
  readonly entries: Readonly<Record<string, Record<string, unknown>>>;
  readonly tasks: Readonly<Record<string, object>>;
}

const NOBODY: Contact = {
  ...{ name: 'Ahmed Ali', email: null, phone: null, address: null, language: null, prefers: null },
  ...{ isSafe: true, isSecret: false },
};

export function contactOf(side: string, changed: Partial<Contact> = {}): Contact {
  return { ...NOBODY, email: `${side}@people.example`, address: `1 ${side} Street\n00100 Rome`, ...changed };
}

export const HEARING: Appointment = {
  ...{ startsAt: '2026-05-04T10:00:00+02:00', endsAt: '2026-05-04T11:30:00+02:00' },
  ...{ place: 'Room 4', link: null, interpreter: null },
};

export async function startLetters(): Promise<LettersUnderTest> {
  const files = await startFiles();
  const { agency } = files;
  const published = { tenant: TOWN, person: 'ann', publishedAt: '2026-01-01T00:00:00.000Z' };
  await publishCaseType(agency.database, { ...published, caseType: compile(SOURCE), source: SOURCE });
  const uploads = files.process({
    judge: (_bytes, { name }) =>
      Promise.resolve({ verdict: 'clean', mediaType: 'application/pdf', scanner: null, warnings: [], name }),
  });
  const making: MakeLetterDeps = { deps: agency.deps, uploads, print: printForKeeping };
  const ben = asking(principal(TOWN, 'ben', ['head']));
  let keys = 0;

  async function act(caseId: string, command: Parameters<AgencyUnderTest['act']>[1]): Promise<void> {
    const outcome = await agency.act(caseId, command);
    if (outcome.kind !== 'applied') throw new Error(JSON.stringify(outcome));
  }
  async function open(): Promise<string> {
    keys += 1;
    const opening = { open: { caseType: 'matter', data: {} }, idempotencyKey: `matter-${keys}` };
    const outcome = await executeCommand(agency.deps, agency.ann, opening);
    if (outcome.kind !== 'applied') throw new Error(JSON.stringify(outcome));
    const { caseId } = outcome;
    for (const of of ['one', 'other'])
      await act(caseId, { type: 'SetContact', of, entry: `party.${of}`, contact: contactOf(`${of}${keys}`) });
    return caseId;
  }
  async function send(caseId: string, { party, channel, letter = 'notice' }: LetterAsked): Promise<string> {
    keys += 1;
    const made = await makeLetter(making, files.ann, { caseId, letter, party, channel, key: `make-${keys}` });
    if (made.kind !== 'made') throw new Error(JSON.stringify(made));
    const { communication: entry, content } = made.draft;
    const approval = { type: 'ApproveCommunication', of: 'notice', entry, content } as const;
    const approved = await executeCommand(agency.deps, ben.principal, {
      ...{ caseId, command: approval, idempotencyKey: `approve-${keys}` },
    });
    if (approved.kind !== 'applied') throw new Error(JSON.stringify(approved));
    await act(caseId, { type: 'SendCommunication', of: 'notice', entry });
    return entry;
  }
  async function stateOf(caseId: string): Promise<CaseStateTold> {
    const [head] = await agency.test.query<{ state: string }>(
      'select state::text as state from case_head where case_id = $1',
      [caseId],
    );
    // The store keeps exactly what the engine made.
    return JSON.parse(head?.state ?? '{}') as CaseStateTold;
  }
  return { files, agency, ben, open, send, act, stateOf, close: () => files.close() };
}
