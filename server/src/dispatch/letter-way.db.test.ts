import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Contact } from '@casewright/engine/entries';
import { compile, principal, TOWN, VILLAGE } from '../commands/agency-under-test.ts';
import { executeCommand } from '../commands/execute-command.ts';
import { asking, startFiles, type FilesUnderTest } from '../commands/files-under-test.ts';
import { makeLetter, type LetterMade, type MakeLetterDeps } from '../commands/make-letter.ts';
import type { Overseer } from '../commands/oversee.ts';
import { printForKeeping } from '../print/print-door.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { startMailSink } from './mail-sink-under-test.ts';
import { openMailServer } from './mail-server.ts';
import { readFiledFrom } from './read-filed.ts';
import { sendDue } from './send-due.ts';

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
  notice: { title: Notice, form: letter, direction: out, with: [one, other], by: officer, approvedBy: head, channels: { email: E-mail } }
documents: { letters: { title: Letters, by: officer } }
letters:
  notice:
    title: Notice
    as: notice
    keptAs: letters
    to: [one, other]
    ways: { email: mail }
    subject: Notice of a hearing
    merge: { when: { value: heldOn, missing: refuse } }
    body: [{ text: 'Dear {recipient}, it is on {when}.' }]
data: { heldOn: { type: date, label: Held on }, note: { type: text, label: Note } }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { heldOn: optional, note: optional } } }
plan: { tasks: { check: { title: Check, by: officer, form: open } } }
closing: { by: officer, outcomes: { done: Done } }
`;

let files: FilesUnderTest;
let making: MakeLetterDeps;
let ben: Overseer;

beforeAll(async () => {
  files = await startFiles();
  const { agency } = files;
  const published = { tenant: TOWN, person: 'ann', publishedAt: '2026-01-01T00:00:00.000Z' };
  await publishCaseType(agency.database, { ...published, caseType: compile(SOURCE), source: SOURCE });
  const pdf = files.process({
    judge: (_bytes, { name }) =>
      Promise.resolve({ verdict: 'clean', mediaType: 'application/pdf', scanner: null, warnings: [], name }),
  });
  making = { deps: agency.deps, uploads: pdf, print: printForKeeping };
  ben = asking(principal(TOWN, 'ben', ['head']));
});
afterAll(() => files.close());

/** Two people of one name. */
const AHMED: Contact = {
  ...{ name: 'Ahmed Ali', phone: null, address: null, language: null, prefers: null, isSafe: true, isSecret: false },
  email: 'ahmed.one@people.example',
};

let keys = 0;

async function openMatter(heldOn: string | null = '2026-04-01'): Promise<string> {
  const { agency } = files;
  keys += 1;
  const open = { caseType: 'matter', data: { heldOn } };
  const outcome = await executeCommand(agency.deps, agency.ann, { open, idempotencyKey: `matter-${keys}` });
  if (outcome.kind !== 'applied') throw new Error(JSON.stringify(outcome));
  const { caseId } = outcome;
  await agency.act(caseId, { type: 'SetContact', of: 'one', entry: 'party.one', contact: AHMED });
  await agency.act(caseId, {
    type: 'SetContact',
    of: 'other',
    entry: 'party.other',
    contact: { ...AHMED, email: 'ahmed.other@people.example' },
  });
  return caseId;
}

const make = (
  caseId: string,
  changed: { readonly party?: string; readonly key?: string; readonly by?: Overseer } = {},
): Promise<LetterMade> => {
  keys += 1;
  const { by = files.ann, party = 'party.one', key = `make-${keys}` } = changed;
  return makeLetter(making, by, { caseId, letter: 'notice', party, channel: 'email', key });
};

function draftOf(made: LetterMade) {
  if (made.kind !== 'made') throw new Error(JSON.stringify(made));
  return made.draft;
}

describe('a letter that is made of a case', () => {
  it('is kept, approved by a second person by what it says, and goes out as it was approved, to the one of two of a name', async () => {
    const { agency } = files;
    const caseId = await openMatter();
    const { content, communication, document } = draftOf(await make(caseId, { party: 'party.other' }));
    const on = { of: 'notice', entry: communication };
    expect(await agency.act(caseId, { type: 'SendCommunication', ...on })).toMatchObject({ kind: 'rejected' });
    const own = await agency.act(caseId, { type: 'ApproveCommunication', ...on, content });
    expect(own).toMatchObject({ kind: 'rejected' });
    const approved = await executeCommand(agency.deps, ben.principal, {
      ...{ caseId, command: { type: 'ApproveCommunication', ...on, content }, idempotencyKey: `approve-${caseId}` },
    });
    expect(approved).toMatchObject({ kind: 'applied' });
    expect(await agency.act(caseId, { type: 'SendCommunication', ...on })).toMatchObject({ kind: 'applied' });

    const sink = await startMailSink();
    const settings = { host: '127.0.0.1', port: sink.port, tls: 'never', login: null, from: new Map() } as const;
    const readFiled = readFiledFrom({ ...agency.deps, store: files.store });
    const sending = {
      deps: agency.deps,
      readFiled,
      mail: openMailServer(settings),
      from: new Map([['town', 'desk@town.example']]),
    };
    expect(await sendDue(sending, { tenant: TOWN, slug: 'town', name: 'Town' })).toMatchObject({ sent: 1, failed: 0 });
    await sink.close();
    expect(sink.taken.map(({ to }) => to)).toEqual([['ahmed.other@people.example']]);
    const encoded =
      /application\/pdf[\s\S]*?\r?\n\r?\n([A-Za-z0-9+/=\r\n]+)/.exec(sink.taken[0]?.text ?? '')?.[1] ?? '';
    const attached = Buffer.from(encoded, 'base64');
    expect(createHash('sha256').update(attached).digest('hex')).toBe(content);
    expect(attached.subarray(0, 5).toString()).toBe('%PDF-');
    expect(document).toMatch(/^document\.\d+$/);
  });

  it('tells whoever has it made which of what it prints is said to be wrong', async () => {
    const { agency } = files;
    const caseId = await openMatter();
    expect(draftOf(await make(caseId)).noted).toEqual([]);
    const wrong = {
      type: 'RecordCorrection',
      standing: 'accepted',
      words: 'It was in May',
      authority: 'Act s 1',
    } as const;
    const noted = await agency.act(caseId, { ...wrong, about: { field: 'heldOn' } });
    if (noted.kind !== 'applied') throw new Error(JSON.stringify(noted));
    // What it does not print says nothing of it.
    await agency.act(caseId, { type: 'RecordData', data: { note: 'x' } });
    await agency.act(caseId, { ...wrong, about: { field: 'note' } });
    const correction = `correction.${noted.version}`;
    const said = [{ correction, field: 'heldOn', entry: null, standing: 'accepted' }];
    expect(draftOf(await make(caseId, { key: 'noted' })).noted).toEqual(said);
    // Whoever asks again after a lost answer is told again.
    expect(draftOf(await make(caseId, { key: 'noted' })).noted).toEqual(said);
  });

  it('is one letter however often the same is asked', async () => {
    const caseId = await openMatter();
    const [first, again] = [await make(caseId, { key: 'same' }), await make(caseId, { key: 'same' })];
    expect(draftOf(again)).toEqual(draftOf(first));
    const counted = await files.agency.test.query<{ type: string; n: number }>(
      "select type, count(*)::int as n from event where case_id = $1 and type in ('DocumentFiled', 'CommunicationDrafted') group by type order by type",
      [caseId],
    );
    expect(counted).toEqual([
      { type: 'CommunicationDrafted', n: 1 },
      { type: 'DocumentFiled', n: 1 },
    ]);
    expect(await make(caseId, { key: 'same', party: 'party.other' })).toMatchObject({ kind: 'refused' });
  });

  it('is not made with a blank, nor by whoever may not write or file it, nor from another agency', async () => {
    const caseId = await openMatter(null);
    expect(await make(caseId)).toMatchObject({ kind: 'unmade', problems: [{ code: 'missing' }] });
    expect(await make(caseId, { by: ben })).toEqual({ kind: 'absent' });
    expect(await make(caseId, { by: asking(principal(VILLAGE, 'bob', ['officer'])) })).toEqual({ kind: 'absent' });
    const [line] = await files.agency.test.query<{ n: number }>(
      'select count(*)::int as n from access_log where denied and $1 = any (case_ids)',
      [caseId],
    );
    expect(line?.n).toBeGreaterThan(0);
  });

  it('is made anew, and not bent to another party or text', async () => {
    const caseId = await openMatter();
    const { communication } = draftOf(await make(caseId));
    const bent = { type: 'ReviseCommunication', of: 'notice', entry: communication, with: ['party.other'] } as const;
    expect(await files.agency.act(caseId, bent)).toMatchObject({ kind: 'rejected' });
  });
});
