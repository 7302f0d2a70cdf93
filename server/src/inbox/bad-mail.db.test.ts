// Mail as it should not be, over a real database and read in its own process: without an id, twice, in odd signs, with mails in mails, with
// an attachment that the gate refuses, from somebody who forged the sender, and cut off. Each is an item that somebody can work.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TOWN } from '../commands/agency-under-test.ts';
import { startFiles, type FilesUnderTest } from '../commands/files-under-test.ts';
import { DEFAULT_LIMITS } from '../gate/budget.ts';
import { judgeFile } from '../gate/judge-file.ts';
import type { Papers } from '../papers/open-papers.ts';
import { papersUnderTest } from '../papers/papers-under-test.ts';
import { openQueries } from '../queries/queries.ts';
import type { WholeItemView } from '../queries/inbox-views.ts';
import { programContext } from '../store/context.ts';
import { saveQueue } from '../store/inbound.ts';
import { unaccounted } from '../store/unaccounted.ts';
import { receiveMail, type InboxDeps } from './receive-mail.ts';

let files: FilesUnderTest;
let papers: Papers;
let deps: InboxDeps;

beforeAll(async () => {
  files = await startFiles();
  papers = await papersUnderTest();
  const { agency, store } = files;
  deps = {
    ...{ ...agency.deps, store, papers, limits: { bytes: 10_000_000, atOnce: 10 } },
    judge: (file, { name, signal }) => judgeFile(file, { name, limits: DEFAULT_LIMITS, scanner: null, signal }),
  };
  const queue = { queue: 'desk', days: 5, zone: 'Europe/Rome', place: null, lead: 'head' };
  await agency.database.once(programContext(TOWN, 'ann'), [saveQueue(TOWN, queue)]);
});
afterAll(async () => {
  papers.close();
  await files.close();
});

interface Made {
  readonly id?: string;
  readonly from?: string;
  readonly subject?: string;
  /** Lines between the head and the end: a body with its own fields. */
  readonly body?: readonly string[];
}

function raw({ id, from = 'Ada <ada@example.org>', subject = 'Hello', body = ['', 'Good day.'] }: Made): Buffer {
  const head = [
    `From: ${from}`,
    'To: desk@town.example',
    `Subject: ${subject}`,
    'Date: Sun, 1 Mar 2026 09:00:00 +0100',
  ];
  const lines = [...head, ...(id === undefined ? [] : [`Message-ID: <${id}@example.org>`]), ...body, ''];
  return Buffer.from(lines.join('\r\n'), 'latin1');
}

async function receive(mail: Buffer, envelopeFrom = 'ada@example.org'): Promise<string> {
  const came = { tenant: TOWN, queue: 'desk', raw: mail, mediaType: 'message/rfc822', name: 'mail.eml' } as const;
  const received = await receiveMail(deps, { ...came, envelopeFrom });
  if (received.kind !== 'received') throw new Error(received.kind);
  return received.item;
}

/** As a member of the desk sees it. */
async function shown(item: string): Promise<WholeItemView> {
  const { agency, ann, store } = files;
  const now = (): number => agency.clock.nowMs;
  const { inbox } = openQueries({ ...agency.deps, now, files: store });
  const answer = await inbox.show(ann, item);
  if (answer.kind !== 'answer') throw new Error(answer.kind);
  return answer.view;
}

async function lost(): Promise<readonly unknown[]> {
  const [rows] = await files.agency.database.once(programContext(TOWN, 'ann'), [unaccounted(TOWN)]);
  return rows.rows;
}

test('without an id, is told from another by all of it', async () => {
  const first = await receive(raw({ subject: 'No id' }));
  expect(await receive(raw({ subject: 'No id' }))).toBe(first);
  expect(await receive(raw({ subject: 'No id', body: ['', 'Good day!'] }))).not.toBe(first);
  expect(await lost()).toEqual([]);
});

test.each([
  ['=?iso-8859-1?Q?=C9t=E9?=', 'windows-1252', Buffer.from('R\xe9sum\xe9 \x96 fin', 'latin1'), 'Été', 'Résumé – fin'],
  ['=?koi8-r?B?8NLJ18XU?=', 'koi8-r', Buffer.from([0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4]), 'Привет', 'Привет'],
  ['=?no-such?Q?x=FF?=', 'no-such-charset', Buffer.from('plain \xff'), null, 'plain'],
])('in signs of %s, is read as far as that goes', async (subject, charset, text, says, begins) => {
  const body = [
    `Content-Type: text/plain; charset=${charset}`,
    'Content-Transfer-Encoding: base64',
    '',
    text.toString('base64'),
  ];
  const view = await shown(await receive(raw({ id: charset, subject, body })));
  if (says !== null) expect(view.subject).toBe(says);
  expect(view.text).toContain(begins);
  expect(await lost()).toEqual([]);
});

function attaching(...parts: readonly (readonly string[])[]): readonly string[] {
  const all = parts.flatMap((part) => ['--cut', ...part]);
  return ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=cut', '', ...all, '--cut--'];
}

const SAYS = ['Content-Type: text/plain', '', 'See what I send.'];

test('with a mail in it, has that mail as a part that can be filed', async () => {
  const inner = raw({ id: 'inner', subject: 'Inner' }).toString('latin1').split('\r\n');
  const body = attaching(SAYS, ['Content-Type: message/rfc822; name=inner.eml', '', ...inner]);
  const view = await shown(await receive(raw({ id: 'outer', subject: 'Outer', body })));
  expect(view.subject).toBe('Outer');
  expect(view.parts).toHaveLength(2);
  expect(view.parts[1]).toMatchObject({ state: 'waiting', refused: null, mediaType: 'message/rfc822' });
  expect(await lost()).toEqual([]);
});

test('with an attachment that the gate refuses, shows it as refused with the reason, and loses nothing else', async () => {
  const program = Buffer.concat([
    Buffer.from('MZ'),
    Buffer.alloc(600),
    Buffer.from('This program cannot be run in DOS mode.'),
  ]);
  const attached = (name: string, bytes: Buffer): readonly string[] => [
    ...[`Content-Type: application/octet-stream; name=${name}`, `Content-Disposition: attachment; filename=${name}`],
    ...['Content-Transfer-Encoding: base64', '', bytes.toString('base64')],
  ];
  const body = attaching(SAYS, attached('invoice.pdf', program), attached('note.txt', Buffer.from('A note.')));
  const view = await shown(await receive(raw({ id: 'bad', subject: 'An invoice', body })));
  expect(view).toMatchObject({ state: 'waiting', subject: 'An invoice' });
  expect(view.text).toContain('See what I send.');
  const [whole, invoice, note] = view.parts;
  expect(invoice).toMatchObject({ name: 'invoice.pdf', state: 'refused' });
  expect(invoice?.refused?.reason).not.toBe('');
  expect(note).toMatchObject({ name: 'note.txt', state: 'waiting', refused: null });
  // The whole has the program in it, so it is kept and leaves for nobody.
  expect(whole?.refused).not.toBeNull();
  expect(await lost()).toEqual([]);
});

test('from a forged sender, says what it says and what the server was told', async () => {
  const forged = raw({ id: 'forged', from: 'The Minister <minister@government.example>' });
  const view = await shown(await receive(forged, 'robot@elsewhere.example'));
  expect(view).toMatchObject({
    ...{ from: 'The Minister <minister@government.example>', envelope: 'robot@elsewhere.example' },
    hints: { sender: 'minister@government.example' },
  });
});

test('cut off in the middle of a part, is an item with what there is of it', async () => {
  const body = attaching(SAYS, [
    'Content-Type: application/pdf; name=a.pdf',
    'Content-Transfer-Encoding: base64',
    '',
    'JVBERi0',
  ]);
  const whole = raw({ id: 'cut', subject: 'Cut', body });
  const view = await shown(await receive(whole.subarray(0, whole.length - 20)));
  expect(view).toMatchObject({ state: 'waiting', subject: 'Cut' });
  expect(await receive(whole.subarray(0, whole.length - 20))).toBe(view.item);
  expect(await lost()).toEqual([]);
});

test('with nothing but bytes, or as a damaged file of Outlook, is an item all the same', async () => {
  const view = await shown(await receive(Buffer.from([0, 1, 2, 255, 254])));
  expect(view).toMatchObject({ state: 'waiting', isWhole: true });
  const outlook = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
  const came = {
    tenant: TOWN,
    queue: 'desk',
    raw: outlook,
    mediaType: 'application/vnd.ms-outlook',
    name: 'a.msg',
  } as const;
  const received = await receiveMail(deps, came);
  const item = received.kind === 'received' ? await shown(received.item) : null;
  expect(item).toMatchObject({ state: 'waiting', isWhole: true, parts: [{ number: 0, name: 'a.msg' }] });
  expect(await lost()).toEqual([]);
});
