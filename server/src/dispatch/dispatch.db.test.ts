import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Contact } from '@casewright/engine/entries';
import { compile, TOWN, type AgencyUnderTest } from '../commands/agency-under-test.ts';
import { executeCommand } from '../commands/execute-command.ts';
import { bring, done, startFiles, toStart, type FilesUnderTest } from '../commands/files-under-test.ts';
import { publishCaseType } from '../store/publish-case-type.ts';
import { startMailSink, type MailSink } from './mail-sink-under-test.ts';
import { openMailServer } from './mail-server.ts';
import { readFiledFrom } from './read-filed.ts';
import { sendDue, type SendingDeps } from './send-due.ts';
import { takeReport, tellCases } from './tell-cases.ts';

const SOURCE = `
caseType: objection
version: 1.0.0
title: Objection
archetype: service
reference: OB-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: desk
roles: { officer: Officer, head: Head of the desk }
parties: { person: { title: Person, subject: true }, other: { title: Other, subject: true } }
communications:
  decision: { title: Decision, form: letter, direction: out, with: [person, other], channels: { email: E-mail, post: Post, hand: By hand } }
documents: { letters: { title: Letters } }
letters:
  decision:
    title: Decision
    as: decision
    keptAs: letters
    to: [person, other]
    ways: { email: mail, post: post }
    subject: 'Decision on {reference}'
    body: [{ text: 'Dear {recipient}, here it is.' }]
data: { note: { type: text, label: Note, purpose: Test } }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: optional } } }
plan:
  tasks:
    check: { title: Check, by: officer, form: open }
    reach: { title: Reach them otherwise, by: officer, form: open, repeat: true, entry: [{ after: { communication: decision, on: bounced } }] }
closing: { by: officer, outcomes: { done: Done }, afterwards: [] }
`;

let kept: FilesUnderTest;
let agency: AgencyUnderTest;
let sink: MailSink;
let sending: SendingDeps;
/** What the store gives for the id of a file instead of what it keeps; null: nothing. */
const instead = new Map<string, Buffer | null>();
const TOWN_AGENCY = { tenant: TOWN, slug: 'town', name: 'Town' };

beforeAll(async () => {
  kept = await startFiles();
  ({ agency } = kept);
  const published = { tenant: TOWN, person: 'ann', publishedAt: '2026-01-01T00:00:00.000Z' };
  await publishCaseType(agency.database, { ...published, caseType: compile(SOURCE), source: SOURCE });
});
afterAll(() => kept.close());

beforeEach(async () => {
  sink = await startMailSink();
  const settings = { host: '127.0.0.1', port: sink.port, tls: 'never', login: null, from: new Map() } as const;
  sending = {
    deps: agency.deps,
    readFiled: async (tenant, file) => {
      const given = instead.get(file);
      return given === undefined ? readFiledFrom({ ...agency.deps, store: kept.store })(tenant, file) : given;
    },
    ...{
      mail: openMailServer(settings, { connectMs: 2000, answerMs: 2000 }),
      from: new Map([['town', 'desk@town.example']]),
    },
    times: { leaseMs: 60_000, againMs: 60_000, untilMs: 3_600_000 },
  };
  return () => sink.close();
});

let made = 0;
const CONTACT: Contact = {
  ...{ name: 'Ahmed Ali', email: null, phone: null, address: null, language: null, prefers: null },
  ...{ isSafe: true, isSecret: false },
};

interface Sent {
  readonly caseId: string;
  readonly email: string;
  readonly file: string;
  readonly letter: Buffer;
}

/** A case with a letter that is said to be sent. */
async function sent(contact: Partial<Contact> = {}, on?: string): Promise<Sent> {
  made += 1;
  const email = `p${made}@people.example`;
  const letter = Buffer.from(`%PDF-1.7 letter ${made}`);
  const opened = await executeCommand(agency.deps, agency.ann, {
    open: { caseType: 'objection', data: {} },
    idempotencyKey: `open ${made}`,
  });
  if (opened.kind !== 'applied') throw new Error(JSON.stringify(opened));
  const { caseId } = opened;
  const content = createHash('sha256').update(letter).digest('hex');
  await applied(caseId, {
    type: 'SetContact',
    of: 'person',
    entry: 'party.person',
    contact: { ...CONTACT, email, ...contact },
  });
  const file = await filed(caseId, letter);
  const of = { letter: 'decision', party: 'party.person', file, language: 'en' };
  await applied(caseId, {
    type: 'DraftCommunication',
    of: 'decision',
    channel: 'email',
    with: ['party.person'],
    subject: 'Decision',
    content,
    made: of,
  });
  await applied(caseId, {
    type: 'SendCommunication',
    of: 'decision',
    entry: 'communication.4',
    ...(on === undefined ? {} : { on }),
  });
  return { caseId, email, file, letter };
}

async function filed(caseId: string, letter: Buffer): Promise<string> {
  const uploads = kept.process();
  const { file } = await done(
    uploads.start(kept.ann, toStart(caseId, letter.length, { kind: 'letters', channel: 'made' })),
  );
  await done(bring(uploads, kept.ann, { caseId, file, bytes: letter }));
  await applied(caseId, { type: 'FileDocument', of: 'letters', title: 'Decision', file });
  return file;
}

async function applied(caseId: string, command: Parameters<AgencyUnderTest['act']>[1]): Promise<void> {
  const outcome = await agency.act(caseId, command);
  if (outcome.kind !== 'applied') throw new Error(JSON.stringify(outcome));
}

const rowOf = async ({ caseId }: Sent): Promise<object | undefined> => {
  const rows = await agency.test.query('select state, attempts, reason, told from dispatch where case_id = $1', [
    caseId,
  ]);
  return rows[0];
};
const statusOf = async ({ caseId }: Sent): Promise<unknown> => {
  const [head] = await agency.test.query<{ state: string }>(
    'select state::text as state from case_head where case_id = $1',
    [caseId],
  );
  const state = JSON.parse(head?.state ?? '{}') as {
    entries: Record<string, { status: string; reasons: string | null }>;
    tasks: object;
  };
  const { status, reasons } = state.entries['communication.4']!;
  return { status, reasons, tasks: Object.keys(state.tasks) };
};
const send = () => sendDue(sending, TOWN_AGENCY);
const takenBy = ({ email }: Sent) => sink.taken.filter(({ to }) => to.includes(email));

describe('a letter that is said to be sent', () => {
  it('goes out once, to the party for whom it was made, as it was approved', async () => {
    const one = await sent();
    expect(await send()).toEqual({ sent: 1, again: 0, failed: 0 });
    expect(await send()).toEqual({ sent: 0, again: 0, failed: 0 });
    const [mail, ...more] = takenBy(one);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ to: [one.email], from: 'desk@town.example' });
    expect(mail?.text).toContain('Auto-Submitted: auto-generated');
    expect(mail?.text).toContain(one.letter.toString('base64'));
    expect(mail?.text).toMatch(/^Message-ID: <[0-9a-f-]{36}@town\.example>/m);
    // Who else reads the line of a mail learns the reference, and nothing of the matter.
    expect(mail?.text).toMatch(/^Subject: Town \(OB-2026-\d+\)/m);
    expect(await rowOf(one)).toEqual({ state: 'sent', attempts: 1, reason: null, told: false });
  });

  it('goes out no second time where somebody says that they sent it by hand', async () => {
    const one = await sent({}, '2026-03-01');
    expect(await rowOf(one)).toBeUndefined();
  });

  it('goes out once where several processes send', async () => {
    const many: Sent[] = [];
    for (let at = 0; at < 12; at += 1) many.push(await sent());
    const rounds = await Promise.all([send(), send(), send(), send()]);
    expect(rounds.reduce((sum, round) => sum + round.sent, 0)).toBe(12);
    expect(many.map((one) => takenBy(one).length)).toEqual(many.map(() => 1));
  });
});

describe('a letter that is refused', () => {
  it('for now, as servers do with whom they do not know, waits ever longer and is tried again', async () => {
    const one = await sent();
    sink.conduct(one.email, { at: 'recipient', code: 451 }, { at: 'message', code: 421 });
    expect(await send()).toEqual({ sent: 0, again: 1, failed: 0 });
    expect(await send()).toEqual({ sent: 0, again: 0, failed: 0 });
    agency.clock.nowMs += 61_000;
    expect(await send()).toEqual({ sent: 0, again: 1, failed: 0 });
    agency.clock.nowMs += 61_000;
    expect(await send()).toEqual({ sent: 0, again: 0, failed: 0 });
    agency.clock.nowMs += 60_000;
    expect(await send()).toEqual({ sent: 1, again: 0, failed: 0 });
    expect(takenBy(one)).toHaveLength(1);
    expect(await rowOf(one)).toMatchObject({ state: 'sent', attempts: 3 });
  });

  it('for good is told to the case, once, and there is work for somebody', async () => {
    const one = await sent();
    sink.conduct(one.email, { at: 'recipient', code: 550 });
    expect(await send()).toEqual({ sent: 0, again: 0, failed: 1 });
    expect((await tellCases(agency.deps, TOWN)).told).toBe(1);
    expect((await tellCases(agency.deps, TOWN)).told).toBe(0);
    expect(await statusOf(one)).toEqual({
      ...{ status: 'bounced', reasons: 'The server for mail did not take it. (smtp-550)' },
      tasks: expect.arrayContaining([expect.stringContaining('reach')]) as unknown,
    });
    expect(takenBy(one)).toEqual([]);
    const [event] = await agency.test.query(
      "select actor, authority from event where case_id = $1 and type = 'CommunicationBounced'",
      [one.caseId],
    );
    expect(event).toEqual({ actor: 'system.dispatch', authority: 'dispatch' });
  });

  it('by a server that is not there is tried again, and given up after its time', async () => {
    const one = await sent();
    await sink.close();
    expect(await send()).toMatchObject({ again: 1 });
    agency.clock.nowMs += 2 * 3_600_000;
    expect(await send()).toMatchObject({ failed: 1 });
    expect(await rowOf(one)).toMatchObject({ state: 'failed', reason: 'smtp-unreached' });
    await tellCases(agency.deps, TOWN);
    sink = await startMailSink();
  });

  it('by a line that is cut before the message is tried again', async () => {
    const one = await sent();
    sink.conduct(one.email, { at: 'recipient', code: 'cut' });
    expect(await send()).toMatchObject({ again: 1 });
    agency.clock.nowMs += 61_000;
    expect(await send()).toMatchObject({ sent: 1 });
    expect(takenBy(one)).toHaveLength(1);
  });
});

describe('a letter of which nobody can know', () => {
  it('is told as uncertain and never sent again by itself, where the line was cut before the answer', async () => {
    const one = await sent();
    sink.conduct(one.email, { at: 'message', code: 'cut' });
    expect(await send()).toMatchObject({ failed: 1 });
    agency.clock.nowMs += 24 * 3_600_000;
    await send();
    expect(takenBy(one)).toHaveLength(1);
    expect(await rowOf(one)).toMatchObject({ state: 'uncertain', reason: 'no-answer' });
    await tellCases(agency.deps, TOWN);
    expect(await statusOf(one)).toMatchObject({
      status: 'bounced',
      reasons: expect.stringContaining('not known whether it went out') as unknown,
    });
  });

  it('and so where whoever sent it is gone: its time is up, and nobody takes it over', async () => {
    const one = await sent();
    await agency.test.query(
      "update dispatch set state = 'sending', attempts = 1, lease_until = $2 where case_id = $1",
      [one.caseId, new Date(agency.clock.nowMs + 60_000).toISOString()],
    );
    await send();
    expect(await rowOf(one)).toMatchObject({ state: 'sending' });
    agency.clock.nowMs += 61_000;
    await send();
    expect(await rowOf(one)).toMatchObject({ state: 'uncertain', reason: 'cut-off' });
    expect(takenBy(one)).toEqual([]);
    await tellCases(agency.deps, TOWN);
  });
});

describe('a letter that must not go', () => {
  it.each([
    ['not-safe', { isSafe: false }],
    ['no-address', { email: null }],
  ])('is stopped when it is to go (%s), whatever was true when it was said to be sent', async (reason, contact) => {
    const one = await sent();
    await applied(one.caseId, {
      type: 'SetContact',
      of: 'person',
      entry: 'party.person',
      contact: { ...CONTACT, email: one.email, ...contact },
    });
    await send();
    expect(await rowOf(one)).toMatchObject({ state: 'stopped', reason });
    expect(takenBy(one)).toEqual([]);
    await tellCases(agency.deps, TOWN);
    expect(await statusOf(one)).toMatchObject({ status: 'bounced' });
  });

  it('goes to where they are now, and not to where they were', async () => {
    const one = await sent();
    const email = `moved-${one.email}`;
    await applied(one.caseId, {
      type: 'SetContact',
      of: 'person',
      entry: 'party.person',
      contact: { ...CONTACT, email },
    });
    await send();
    expect([takenBy(one).length, takenBy({ ...one, email }).length]).toEqual([0, 1]);
  });

  it.each([
    ['file-gone', null],
    ['file-differs', Buffer.from('another letter')],
  ])('is stopped where what is kept is not what was approved (%s)', async (reason, given) => {
    const one = await sent();
    instead.set(one.file, given);
    await send();
    expect(await rowOf(one)).toMatchObject({ state: 'stopped', reason });
    expect(takenBy(one)).toEqual([]);
    await tellCases(agency.deps, TOWN);
  });
});

describe('a report about a letter', () => {
  it('finds what it is about by the message, and is told once however often it comes', async () => {
    const one = await sent();
    await send();
    const id = /^Message-ID: (<.*>)/m.exec(takenBy(one)[0]?.text ?? '')?.[1] ?? '';
    const report = { originalMessageId: id, status: '5.1.1', action: 'failed' } as const;
    expect(await takeReport(agency.deps, TOWN, { ...report, action: 'delayed' })).toBe(false);
    expect(await takeReport(agency.deps, TOWN, { ...report, originalMessageId: '<x@y.example>' })).toBe(false);
    expect(await takeReport(agency.deps, 8, report)).toBe(false);
    expect(await takeReport(agency.deps, TOWN, report)).toBe(true);
    expect(await takeReport(agency.deps, TOWN, report)).toBe(false);
    await tellCases(agency.deps, TOWN);
    expect(await statusOf(one)).toMatchObject({ status: 'bounced', reasons: 'It was sent back. (report-5.1.1)' });
  });
});
