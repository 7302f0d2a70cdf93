// Nothing that comes in is lost: by property, over whatever people and crashes do to it, everything is filed, waits in a queue with a day, or
// was rejected with a reason.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { programContext } from '../store/context.ts';
import { readParts, saveQueue } from '../store/inbound.ts';
import { openInboundWords } from '../store/inbound-words.ts';
import { countItems, unaccounted, UNACCOUNTED_KINDS } from '../store/unaccounted.ts';
import { principal, principalIn, TOWN, VILLAGE } from './agency-under-test.ts';
import { asking, inPieces, startFiles, takesAnything, type FilesUnderTest } from './files-under-test.ts';
import { claim, fileItem, hand, reject } from './inbox-steps.ts';
import { receiveItem, type ItemThatCame, type ReceivedItem } from './receive-item.ts';
import { sweepFiles } from './sweep-files.ts';
import type { UploadDeps } from './upload-types.ts';

let files: FilesUnderTest;
let deps: UploadDeps;
let caseId: string;

const QUEUE = { queue: 'desk', days: 3, zone: 'Europe/Rome', place: null, lead: 'head' };

beforeAll(async () => {
  files = await startFiles();
  const { agency, store } = files;
  deps = { ...agency.deps, store, judge: takesAnything, limits: { bytes: 1_000_000, atOnce: 10 } };
  await agency.test.query("insert into team (tenant, team, title) values (7, 'post', 'Post room')");
  for (const queue of ['desk', 'post'])
    await agency.database.once(programContext(TOWN, 'ann'), [saveQueue(TOWN, { ...QUEUE, queue })]);
  caseId = await files.openCase();
});
afterAll(() => files.close());

async function* partsOf(texts: readonly string[]): AsyncGenerator<{ name: string; bytes: AsyncIterable<Buffer> }> {
  for (const [at, text] of texts.entries()) yield { name: `part ${at}.txt`, bytes: inPieces(Buffer.from(text)) };
}

function came(
  same: string,
  texts: readonly string[] = [`whole ${same}`],
  changed: Partial<ItemThatCame> = {},
): ItemThatCame {
  const words = { from: 'ada@example.org', subject: `About ${same}`, text: 'Dear all', sentAt: null, warnings: [] };
  return { tenant: TOWN, channel: 'mail', queue: 'desk', same, words, files: partsOf(texts), ...changed };
}

async function lost(tenant = TOWN): Promise<readonly unknown[]> {
  const [rows] = await files.agency.database.once(programContext(tenant, 'ann'), [unaccounted(tenant)]);
  return rows.rows;
}

async function totals(): Promise<{ waiting: number; filed: number; rejected: number }> {
  const [rows] = await files.agency.database.once(programContext(TOWN, 'ann'), [countItems(TOWN, '2026-01-01')]);
  const sum = { waiting: 0, filed: 0, rejected: 0 };
  for (const { waiting, filed, rejected } of rows.rows) {
    sum.waiting += waiting;
    sum.filed += filed;
    sum.rejected += rejected;
  }
  return sum;
}

function itemOf(received: ReceivedItem): string {
  if (received.kind !== 'received') throw new Error(received.kind);
  return received.item;
}

interface Shown {
  readonly state: string;
  readonly queue: string;
  readonly due_on: string;
  readonly claimed_by: string | null;
  readonly who: string | null;
  readonly case_id: string | null;
}

async function rowOf(item: string): Promise<Shown | undefined> {
  const [row] = await files.agency.test.query<Shown>(
    'select state, queue, due_on::text, claimed_by, who, case_id from inbound_item where item_id = $1',
    [item],
  );
  return row;
}

const letter = (number: number) => ({ number, kind: 'letter', title: `Part ${number}` });

test('keeps what comes before it answers, once, with a day by which it is worked', async () => {
  // A Sunday in Rome; the third working day is the Wednesday.
  const first = await receiveItem(deps, came('one', ['the whole', 'a scan']));
  expect(first).toMatchObject({ kind: 'received', isNew: true, refused: [] });
  expect(await receiveItem(deps, came('one', ['the whole', 'a scan']))).toEqual({ ...first, isNew: false });
  expect(await rowOf(itemOf(first))).toMatchObject({ state: 'waiting', queue: 'desk', due_on: '2026-03-04' });
  expect(await receiveItem(deps, came('none', ['x'], { queue: 'nowhere' }))).toEqual({ kind: 'no-queue' });
  expect(await lost()).toEqual([]);
});

test('keeps the words sealed, under the key of the item', async () => {
  const item = itemOf(await receiveItem(deps, came('sealed')));
  const rows = await files.agency.test.query<{ sealed: Buffer; row: string }>(
    'select sealed, row_to_json(i)::text as row from inbound_item i where item_id = $1',
    [item],
  );
  expect(rows[0]?.row).not.toContain('About');
  expect(() =>
    openInboundWords(Buffer.alloc(32), { tenant: TOWN, item }, rows[0]?.sealed ?? Buffer.alloc(0)),
  ).toThrow();
});

test('files each part with an event of the case, and is filed with the last of them', async () => {
  const item = itemOf(await receiveItem(deps, came('to file', ['whole', 'scan', 'noise'])));
  const filed = await fileItem(files.agency.deps, files.ann, { item, caseId, documents: [letter(0)], isAll: false });
  expect(filed).toMatchObject({ kind: 'filed', events: [{ number: 0 }] });
  expect(await rowOf(item)).toMatchObject({ state: 'waiting' });
  const rest = await fileItem(files.agency.deps, files.ann, { item, caseId, documents: [letter(1)], isAll: true });
  expect(rest).toMatchObject({ kind: 'filed', events: [{ number: 1 }] });
  expect(await rowOf(item)).toMatchObject({ state: 'filed', who: 'ann', case_id: caseId });
  const [parts] = await files.agency.database.once(programContext(TOWN, 'ann'), [readParts(TOWN, item)]);
  expect(parts.rows.map(({ state }) => state)).toEqual(['filed', 'filed', 'left']);
  // The key of the document is the case's alone, so that destroying it ends the document.
  const keys = await files.agency.test.query<{ case_id: string }>('select case_id from data_key where subject = $1', [
    parts.rows[0]?.file ?? '',
  ]);
  expect(keys).toEqual([{ case_id: caseId }]);
  expect(await lost()).toEqual([]);
  const report = await sweep(false);
  expect(report.findings.filter(({ isAlarm }) => isAlarm)).toEqual([]);
});

function sweep(repair: boolean, laterMs = 0): ReturnType<typeof sweepFiles> {
  const { agency, store } = files;
  const nowMs = (): number => agency.clock.nowMs + laterMs;
  const options = { tenants: [TOWN], whole: true, repair, deep: true, graceMs: 0, waitingMs: 14 * 86_400_000 };
  return sweepFiles({ ...agency.deps, nowMs, store }, options);
}

test('gives up no file of what waits, however long, and what a rejected item had after a while', async () => {
  const [waiting, gone] = [
    itemOf(await receiveItem(deps, came('waits'))),
    itemOf(await receiveItem(deps, came('goes'))),
  ];
  expect(await reject(files.agency.deps, files.ann, { item: gone, reason: 'Advertising.' })).toEqual({ kind: 'done' });
  const report = await sweep(true, 30 * 86_400_000);
  expect(report.findings.filter(({ isAlarm }) => isAlarm)).toEqual([]);
  const states = await files.agency.test.query<{ case_id: string; state: string }>(
    'select case_id, state from stored_file where case_id = any ($1) order by state',
    [[waiting, gone]],
  );
  expect(states).toEqual([
    { case_id: waiting, state: 'received' },
    { case_id: gone, state: 'rejected' },
  ]);
  expect(await lost()).toEqual([]);
});

test('holds back what the gate refuses, and loses none of it', async () => {
  const refusing: UploadDeps = {
    ...deps,
    judge: (bytes, about) =>
      about.name === 'part 2.txt'
        ? takesAnything(bytes, about)
        : Promise.resolve({ verdict: 'refused', code: 'malware', reason: 'It is malware.', retryAfterS: null }),
  };
  const received = await receiveItem(refusing, came('bad', ['whole', 'virus', 'good']));
  expect(received).toMatchObject({
    isNew: true,
    refused: [
      { number: 0, code: 'malware' },
      { number: 1, code: 'malware' },
    ],
  });
  const item = itemOf(received);
  const whole = await fileItem(files.agency.deps, files.ann, { item, caseId, documents: [letter(0)], isAll: true });
  expect(whole).toMatchObject({ kind: 'stopped', filed: [], outcome: { kind: 'rejected' } });
  expect(await rowOf(item)).toMatchObject({ state: 'waiting' });
  const good = await fileItem(files.agency.deps, files.ann, { item, caseId, documents: [letter(2)], isAll: true });
  expect(good).toMatchObject({ kind: 'filed' });
  expect(await rowOf(item)).toMatchObject({ state: 'filed' });
  expect(await receiveItem(deps, came('empty', ['']))).toMatchObject({ kind: 'rejected', code: 'file-empty' });
  expect(await lost()).toEqual([]);
});

test('is for the team of its queue and for nobody else', async () => {
  const item = itemOf(await receiveItem(deps, came('theirs', ['x'], { queue: 'post' })));
  const { deps: commands } = files.agency;
  const before = await totals();
  expect(await claim(commands, files.ann, { item })).toEqual({ kind: 'absent' });
  expect(await reject(commands, files.ann, { item, reason: 'no' })).toEqual({ kind: 'absent' });
  expect(await fileItem(commands, files.ann, { item, caseId, documents: [letter(0)], isAll: true })).toEqual({
    kind: 'absent',
  });
  expect(await claim(commands, asking(principal(VILLAGE, 'bob', ['officer'])), { item })).toEqual({ kind: 'absent' });
  const clerk = asking(principalIn(TOWN, 'cleo', [{ team: 'post', role: 'clerk' }]));
  expect(await claim(commands, clerk, { item })).toEqual({ kind: 'done' });
  // She reads no case of the desk, so she files nothing there.
  expect(await fileItem(commands, clerk, { item, caseId, documents: [letter(0)], isAll: true })).toMatchObject({
    kind: 'stopped',
    outcome: { kind: 'not-found' },
  });
  expect(await hand(commands, clerk, { item, queue: 'nowhere' })).toEqual({
    kind: 'refused',
    refusal: 'queue-unknown',
  });
  expect(await hand(commands, clerk, { item, queue: 'desk' })).toEqual({ kind: 'done' });
  expect(await claim(commands, clerk, { item })).toEqual({ kind: 'absent' });
  expect(await rowOf(item)).toMatchObject({ queue: 'desk', claimed_by: null });
  expect(await claim(commands, files.ann, { item })).toEqual({ kind: 'done' });
  const other = asking(principal(TOWN, 'dora', ['officer']));
  expect(await reject(commands, other, { item, reason: '' })).toMatchObject({ kind: 'refused' });
  expect(await claim(commands, other, { item })).toEqual({ kind: 'refused', refusal: 'item-claimed' });
  expect(await fileItem(commands, other, { item, caseId, documents: [letter(0)], isAll: true })).toMatchObject({
    refusal: 'item-claimed',
  });
  expect(await totals()).toEqual(before);
  const [denied] = await files.agency.test.query<{ n: number }>(
    "select count(*)::int as n from access_log where denied and action in ('claim-item', 'reject-item', 'file-item')",
  );
  expect(denied?.n).toBeGreaterThanOrEqual(4);
});

test('notices each kind of loss that somebody puts into the tables', async () => {
  const item = itemOf(await receiveItem(deps, came('to lose', ['whole', 'scan'])));
  const filed = itemOf(await receiveItem(deps, came('to lose its event')));
  await fileItem(files.agency.deps, files.ann, { item: filed, caseId, documents: [letter(0)], isAll: true });
  const [row] = await files.agency.test.query<{ file: string }>(
    'select file from inbound_part where item_id = $1 and number = 1',
    [item],
  );
  const file = row?.file ?? '';
  const faults: Readonly<Record<string, string>> = {
    'file-nobody-names': `delete from inbound_part where file = '${file}'`,
    'part-without-file': `update stored_file set state = 'rejected', reason = 'x' where file = '${file}'`,
    'part-without-key': `delete from data_key where subject = '${file}'`,
    'file-of-nothing': `update stored_file set case_id = gen_random_uuid() where file = '${file}'`,
    'waiting-for-nothing': `update inbound_part set state = 'left' where item_id = '${item}'`,
    'filed-in-part': `update inbound_item set state = 'filed', case_id = item_id, seq = 1, who = 'x', ended_at = now() where item_id = '${item}'`,
    'filed-without-event': `update inbound_item set seq = 999 where item_id = '${filed}'`,
    'part-without-event': `update inbound_part set seq = 999 where item_id = '${filed}'`,
    'waiting-without-queue': `alter table inbound_item drop constraint inbound_item_tenant_queue_fkey; update inbound_item set queue = 'none' where item_id = '${item}'`,
    'waiting-without-due': `alter table inbound_item alter due_on drop not null; update inbound_item set due_on = null where item_id = '${item}'`,
    'no-state': `alter table inbound_item alter state drop not null; update inbound_item set state = null where item_id = '${item}'`,
    'rejected-without-reason': `for c in select conname from pg_constraint where conrelid = 'inbound_item'::regclass and contype = 'c' loop
      execute format('alter table inbound_item drop constraint %I', c); end loop; update inbound_item set state = 'rejected' where item_id = '${item}'`,
  };
  expect(Object.keys(faults).toSorted()).toEqual([...UNACCOUNTED_KINDS].toSorted());
  const found: string[] = [];
  for (const [kind, fault] of Object.entries(faults)) if ((await kindsAfter(fault)).includes(kind)) found.push(kind);
  expect(found).toEqual(Object.keys(faults));
  expect(await lost()).toEqual([]);
});

/** Does it, asks, and takes it back. */
async function kindsAfter(fault: string): Promise<readonly string[]> {
  const question = unaccounted(TOWN).text.replaceAll('$1', String(TOWN));
  const block = `do $do$ declare c text; begin ${fault};
    select string_agg(kind, ' ') into c from (${question}) as f; raise exception 'found %', c; end $do$`;
  const said = await files.agency.test.query(block).then(
    () => '',
    (error: unknown) => String(error),
  );
  const [, kinds] = /found (.*)$/.exec(said) ?? [];
  if (kinds === undefined) throw new Error(said);
  return kinds.split(' ');
}
