// By property: whatever is received, claimed, handed on, filed and rejected in whatever order, by several at once, with the program ended or
// its store gone between any two steps, nothing is unaccounted for after any step, and nothing that was acknowledged is missing.
import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Unavailable } from '../errors.ts';
import { programContext } from '../store/context.ts';
import type { Database } from '../store/database.ts';
import { readParts, saveQueue } from '../store/inbound.ts';
import { unaccounted } from '../store/unaccounted.ts';
import { TOWN, principalIn } from './agency-under-test.ts';
import { asking, inPieces, startFiles, takesAnything, type FilesUnderTest } from './files-under-test.ts';
import type { CommandDeps } from './execute-command.ts';
import { claim, fileItem, hand, reject } from './inbox-steps.ts';
import { receiveItem, type ItemThatCame } from './receive-item.ts';
import type { UploadDeps } from './upload-types.ts';

const STEPS = Number(process.env['CASEWRIGHT_INBOX_STEPS'] ?? 100);
const SEED = Number(process.env['CASEWRIGHT_INBOX_SEED'] ?? randomInt(1, 2 ** 31 - 1));

let files: FilesUnderTest;
const cases: string[] = [];

beforeAll(async () => {
  files = await startFiles();
  await files.agency.test.query("insert into team (tenant, team, title) values (7, 'post', 'Post room')");
  for (const queue of ['desk', 'post'])
    await files.agency.database.once(programContext(TOWN, 'ann'), [
      saveQueue(TOWN, { queue, days: 2, zone: 'Europe/Rome', place: 'IT', lead: 'head' }),
    ]);
  for (let at = 0; at < 3; at += 1) cases.push(await files.openCase());
});
afterAll(() => files.close());

/** Numbers below `most` that follow from the seed (xorshift, Marsaglia 2003). */
function chances(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % most;
  };
}

class Killed extends Error {
  override readonly name = 'Killed';
}

/** A database whose program ends before, or after, one of its next transactions: what was committed stays and is never told. */
function dying(database: Database, after: number, isTold: boolean): Database {
  let left = after;
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    left -= 1;
    if (left < 0) throw new Killed();
    if (left > 0) return work();
    if (!isTold) await work();
    throw new Killed();
  };
  return {
    ...database,
    transaction: (context, work) => step(() => database.transaction(context, work)),
    once: (context, statements) => step(() => database.once(context, statements)),
  };
}

async function* partsOf(count: number, same: string): AsyncGenerator<{ name: string; bytes: AsyncIterable<Buffer> }> {
  for (let at = 0; at < count; at += 1) yield { name: `${at}.txt`, bytes: inPieces(Buffer.from(`${same} ${at}`)) };
}

interface World {
  readonly chance: (most: number) => number;
  /** What was sent, with how many files; a sender sends again until it is acknowledged. */
  readonly sent: Map<string, number>;
  readonly acknowledged: Map<string, string>;
  readonly counts: Record<string, number>;
}

function note({ counts }: World, what: string): void {
  counts[what] = (counts[what] ?? 0) + 1;
}

async function receive(world: World, deps: UploadDeps, same: string): Promise<void> {
  const words = { from: same, subject: same, text: same, sentAt: null, warnings: [] };
  const count = world.sent.get(same) ?? 1;
  const queue = count % 2 === 0 ? 'desk' : 'post';
  const came: ItemThatCame = { tenant: TOWN, channel: 'mail', queue, same, words, files: partsOf(count, same) };
  const received = await receiveItem(deps, came);
  if (received.kind !== 'received') throw new Error(`It was not received: ${received.kind}`);
  const before = world.acknowledged.get(same);
  if (before !== undefined) expect(received.item).toBe(before);
  world.acknowledged.set(same, received.item);
  note(world, received.isNew ? 'received' : 'received again');
}

async function work(world: World, deps: UploadDeps & CommandDeps): Promise<void> {
  const { chance } = world;
  const rows = await files.agency.test.query<{ item_id: string }>('select item_id from inbound_item order by item_id');
  const item = rows[chance(Math.max(rows.length, 1))]?.item_id;
  if (item === undefined) return;
  const teams = [
    { team: 'desk', role: 'officer' },
    { team: 'post', role: 'officer' },
  ];
  const by = asking(principalIn(TOWN, ['ann', 'bea'][chance(2)] ?? 'ann', teams));
  const does = chance(8);
  if (does === 0) return note(world, `claim ${(await claim(deps, by, { item, release: chance(2) === 0 })).kind}`);
  if (does === 1) {
    const queue = ['desk', 'post', 'none'][chance(3)] ?? 'desk';
    return note(world, `hand ${(await hand(deps, by, { item, queue })).kind}`);
  }
  if (does === 2) return note(world, `reject ${(await reject(deps, by, { item, reason: 'Not for us.' })).kind}`);
  const [parts] = await files.agency.database.once(programContext(TOWN, 'ann'), [readParts(TOWN, item)]);
  const some = parts.rows.filter(({ state, code }) => state === 'waiting' && code === null && chance(3) > 0);
  // An opinion is for the head alone, so that some are refused in the middle.
  const documents = some.map(({ number }) => ({
    number,
    kind: chance(6) === 0 ? 'opinion' : 'letter',
    title: `${number}`,
  }));
  if (documents.length === 0) return;
  const caseId = cases[chance(cases.length)] ?? '';
  note(world, `file ${(await fileItem(deps, by, { item, caseId, documents, isAll: chance(2) === 0 })).kind}`);
}

async function step(world: World): Promise<void> {
  const { chance } = world;
  const { database } = files.agency;
  const ends = chance(3) === 0;
  const usual = { ...files.agency.deps, store: files.store, limits: { bytes: 1_000_000, atOnce: 10 } };
  const judge: UploadDeps['judge'] = (bytes, about) => {
    const luck = chance(12);
    const no = { verdict: 'refused', code: 'scanner-unavailable', reason: 'No.' } as const;
    if (luck < 2) return Promise.resolve({ ...no, retryAfterS: luck === 0 ? null : 1 });
    return takesAnything(bytes, about);
  };
  const deps = { ...usual, judge, database: ends ? dying(database, 1 + chance(12), chance(2) === 0) : database };
  try {
    if (chance(5) < 2) {
      const again = [...world.sent.keys()];
      const isNew = chance(3) > 0 || again.length === 0;
      const same = isNew ? `mail ${world.sent.size}` : (again[chance(again.length)] ?? '');
      if (isNew) world.sent.set(same, 1 + chance(4));
      // The same mail, over two lines at once.
      await Promise.all(
        chance(4) === 0 ? [receive(world, deps, same), receive(world, deps, same)] : [receive(world, deps, same)],
      );
    } else await Promise.all(chance(3) === 0 ? [work(world, deps), work(world, deps)] : [work(world, deps)]);
  } catch (error) {
    if (!(error instanceof Killed) && !(error instanceof Unavailable)) throw error;
    note(world, error instanceof Killed ? 'killed' : 'unavailable');
  }
}

test(`loses nothing in ${STEPS} steps by chance (CASEWRIGHT_INBOX_SEED=${SEED})`, { timeout: 600_000 }, async () => {
  const world: World = { chance: chances(SEED), sent: new Map(), acknowledged: new Map(), counts: {} };
  for (let at = 0; at < STEPS; at += 1) {
    await step(world);
    const [rows] = await files.agency.database.once(programContext(TOWN, 'ann'), [unaccounted(TOWN)]);
    expect(rows.rows, `seed ${SEED}, step ${at}`).toEqual([]);
  }
  // Whoever had no answer sends again, and then there is one item for each thing that was ever sent.
  const calm = {
    ...files.agency.deps,
    store: files.store,
    limits: { bytes: 1_000_000, atOnce: 10 },
    judge: takesAnything,
  };
  for (const same of world.sent.keys()) await receive(world, calm, same);
  const items = await files.agency.test.query<{
    item_id: string;
    state: string;
    arrived: boolean;
    parts: number;
    files: number;
  }>(
    `select item_id, state, arrived_at is not null as arrived, (select count(*)::int from inbound_part p where p.item_id = i.item_id) as parts,
       (select count(*)::int from event e join inbound_part p on p.item_id = i.item_id and e.case_id = p.case_id and e.seq = p.seq) as files
     from inbound_item i`,
  );
  expect(new Set(items.map(({ item_id: item }) => item))).toEqual(new Set(world.acknowledged.values()));
  expect(items.length).toBe(world.sent.size);
  for (const [same, item] of world.acknowledged)
    expect(items.find((one) => one.item_id === item)).toMatchObject({ arrived: true, parts: world.sent.get(same) });
  const [rows] = await files.agency.database.once(programContext(TOWN, 'ann'), [unaccounted(TOWN)]);
  expect(rows.rows).toEqual([]);
  // Each event files one part, and each part was filed by one event.
  const [twice] = await files.agency.test.query<{ events: number; parts: number }>(
    `select (select count(*)::int from event where type = 'DocumentFiled') as events,
            (select count(*)::int from inbound_part where state = 'filed') as parts`,
  );
  expect(twice?.events).toBe(twice?.parts);
  const sums = Object.fromEntries(
    ['waiting', 'filed', 'rejected'].map((state) => [state, items.filter((one) => one.state === state).length]),
  );
  process.stdout.write(
    `${JSON.stringify({ seed: SEED, steps: STEPS, items: items.length, ...sums, filedParts: twice?.parts, ...world.counts })}\n`,
  );
  expect(world.counts['killed'] ?? 0).toBeGreaterThan(0);
  expect(twice?.parts).toBeGreaterThan(0);
});
