// Mail, scans and reports, over SMTP and from folders, into a real database, with mail read in its own process: what was acknowledged is there.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TOWN } from '../commands/agency-under-test.ts';
import { startFiles, takesAnything, type FilesUnderTest } from '../commands/files-under-test.ts';
import { runCli } from '../cli/cli.ts';
import { Unavailable } from '../errors.ts';
import type { Papers } from '../papers/open-papers.ts';
import { papersUnderTest } from '../papers/papers-under-test.ts';
import { programContext } from '../store/context.ts';
import { saveQueue } from '../store/inbound.ts';
import { unaccounted } from '../store/unaccounted.ts';
import { receiveMail, type InboxDeps } from './receive-mail.ts';
import { openSmtpIn, type SmtpIn } from './smtp-in.ts';

let files: FilesUnderTest;
let papers: Papers;
let deps: InboxDeps;
let smtp: SmtpIn;
let folder: string;
/** Set to let the store be away, as a disk that is full. */
const trouble = { isAway: false };

beforeAll(async () => {
  files = await startFiles();
  papers = await papersUnderTest();
  folder = mkdtempSync(join(tmpdir(), 'casewright-inbox-'));
  const { agency, store } = files;
  const judge: InboxDeps['judge'] = (bytes, about) => {
    if (trouble.isAway) throw new Unavailable('The disk is full.', { retryAfterS: 1 });
    return takesAnything(bytes, about);
  };
  deps = { ...agency.deps, store, judge, limits: { bytes: 1_000_000, atOnce: 10 }, papers };
  const queue = { queue: 'desk', days: 5, zone: 'Europe/Rome', place: null, lead: 'head' };
  await agency.database.once(programContext(TOWN, 'ann'), [saveQueue(TOWN, queue)]);
  smtp = await openSmtpIn(deps, {
    ...{ host: '127.0.0.1', port: 0, onProblem: () => {} },
    addresses: () => Promise.resolve([{ address: 'desk@town.example', tenant: TOWN, queue: 'desk' }]),
  });
});
afterAll(async () => {
  await smtp.close();
  papers.close();
  rmSync(folder, { recursive: true, force: true });
  await files.close();
});

function mail(id: string, text = 'Dear desk,', more: readonly string[] = []): string {
  const attached = Buffer.from(`scan of ${id}`).toString('base64');
  return [
    ...[
      'Received: from somewhere',
      'From: Ada Rossi <ada@example.org>',
      'To: desk@town.example',
      `Message-ID: <${id}@example.org>`,
    ],
    ...[`Subject: About ${id}`, 'Date: Sun, 1 Mar 2026 09:00:00 +0100', ...more, 'MIME-Version: 1.0'],
    ...['Content-Type: multipart/mixed; boundary=cut', '', '--cut', 'Content-Type: text/plain', '', text, '--cut'],
    ...['Content-Type: text/plain; name=scan.txt', 'Content-Disposition: attachment; filename=scan.txt'],
    ...['Content-Transfer-Encoding: base64', '', attached, '--cut--', ''],
  ].join('\r\n');
}

function send(raw: string, to = 'desk@town.example'): Promise<{ readonly response: string }> {
  const transport = createTransport({ host: '127.0.0.1', port: smtp.port, secure: false, ignoreTLS: true });
  return transport.sendMail({ envelope: { from: 'ada@example.org', to: [to] }, raw });
}

async function items(): Promise<number> {
  const [row] = await files.agency.test.query<{ n: number }>('select count(*)::int as n from inbound_item');
  return row?.n ?? 0;
}

async function lost(): Promise<readonly unknown[]> {
  const [rows] = await files.agency.database.once(programContext(TOWN, 'ann'), [unaccounted(TOWN)]);
  return rows.rows;
}

test('says 250 when a mail is an item with its parts, once however often it is sent', async () => {
  const first = await send(mail('one'));
  const [, item] = /Kept as (\S+)/.exec(first.response) ?? [];
  const rows = await files.agency.test.query<{ number: number; state: string }>(
    'select number, state from inbound_part where item_id = $1 order by number',
    [item],
  );
  expect(rows).toEqual([
    { number: 0, state: 'waiting' },
    { number: 1, state: 'waiting' },
  ]);
  // Over another way it has other lines of that way, and is the same mail.
  expect((await send(mail('one').replace('somewhere', 'elsewhere'))).response).toContain(item);
  // Whoever sends another mail under its id makes nothing vanish.
  expect((await send(mail('one', 'Something else.'))).response).not.toContain(item);
  expect(await items()).toBe(2);
  expect(await lost()).toEqual([]);
});

test('says 451 while it cannot be kept, and has it when it is sent again', async () => {
  const before = await items();
  trouble.isAway = true;
  await expect(send(mail('two'))).rejects.toMatchObject({ responseCode: 451 });
  trouble.isAway = false;
  // It stands in its queue meanwhile, as one that has not arrived.
  expect(await items()).toBe(before + 1);
  expect(await lost()).toEqual([]);
  await send(mail('two'));
  expect(await items()).toBe(before + 1);
  const rows = await files.agency.test.query('select item_id from inbound_item where arrived_at is null');
  expect(rows).toEqual([]);
  await expect(send(mail('three'), 'nobody@town.example')).rejects.toMatchObject({ responseCode: 550 });
  expect(await items()).toBe(before + 1);
  expect(await lost()).toEqual([]);
});

test('keeps what cannot be read as a mail, with all its bytes', async () => {
  const raw = Buffer.from('this is no mail');
  const received = await receiveMail(deps, {
    tenant: TOWN,
    queue: 'desk',
    raw,
    mediaType: 'application/vnd.ms-outlook',
    name: 'bad.msg',
  });
  expect(received).toMatchObject({ kind: 'received', isNew: true });
  const [row] = await files.agency.test.query<{ size: string }>(
    'select f.size from inbound_part p join stored_file f on f.file = p.file where p.item_id = $1',
    [received.kind === 'received' ? received.item : ''],
  );
  expect(Number(row?.size)).toBe(raw.length);
  expect(await lost()).toEqual([]);
});

async function cli(...args: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  const said: string[] = [];
  const { agency, store } = files;
  const inbox = {
    files: { store, judge: deps.judge, limits: deps.limits },
    openPapers: () => ({ ...papers, close: () => {} }),
  };
  const code = await runCli(['inbox', ...args, '--agency', 'town'], {
    open: async () => ({
      database: agency.database,
      deps: agency.deps,
      inbox,
      witnessFolder: null,
      close: async () => {},
    }),
    ...{ caseTypesFolder: '', programFolder: '', nowMs: () => agency.clock.nowMs },
    print: (line) => void said.push(line),
    say: (line) => void said.push(line),
  });
  return { code, said: said.join('\n') };
}

test('takes a folder of mail and scans, and finds them there when it is run again', async () => {
  for (const [name, content] of [
    ['a.eml', mail('four')],
    ['b.pdf', '%PDF- a scan'],
    ['c.txt', ''],
  ] as const)
    writeFileSync(join(folder, name), content);
  expect((await cli('take', folder, '--queue', 'nowhere')).code).toBe(2);
  expect(await cli('take', folder, '--queue', 'desk', '--dry-run')).toMatchObject({ code: 0 });
  const before = await items();
  const first = await cli('take', folder, '--queue', 'desk');
  expect(first.said).toContain('3 files: 2 received, 0 there already, 1 rejected, 0 not taken.');
  expect(first.code).toBe(0);
  expect(await items()).toBe(before + 3);
  trouble.isAway = true;
  writeFileSync(join(folder, 'd.pdf'), '%PDF- another');
  const second = await cli('take', folder, '--queue', 'desk');
  expect(second.said).toContain('4 files: 0 received, 2 there already, 1 rejected, 1 not taken.');
  expect(second.code).toBe(1);
  trouble.isAway = false;
  expect((await cli('take', folder, '--queue', 'desk')).said).toContain('1 received, 2 there already');
  expect((await cli('unaccounted')).said).toMatch(
    /town desk: \d+ waiting \(0 overdue, 0 not whole\), 0 filed, 1 rejected\n0 unaccounted\.$/,
  );
});

test('lists what waits, due first, to the team of the queue', async () => {
  const shown = await cli('list', '--queue', 'desk', '--as', 'ann');
  expect(shown.said).toContain('due 2026-03-06 mail nobody: Ada Rossi <ada@example.org> About one');
  expect(shown.said).toMatch(/\d+ items waiting\.$/);
  expect((await cli('queue', '--queue', 'none', '--zone', 'Europe/Rome', '--lead', 'head')).code).toBe(2);
  expect((await cli('queue', '--queue', 'desk', '--zone', 'Europe/Rome', '--lead', 'head', '--days', '2')).code).toBe(
    0,
  );
});
