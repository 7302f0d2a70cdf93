// Proves that nothing that comes in is lost or there twice, whatever is killed: mail over SMTP, things through the interface and a folder
// come in while the server, the database and the program that takes the folder are killed, and people file, reject and hand back what is
// there. Then everything that was acknowledged is looked for, compared with what was sent, and the inbox asked what is unaccounted for.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { prepareDocuments, REGISTRY } from './document-agency.ts';
import { freshTally, untilAnswered, type Bringing } from './document-client.ts';
import { openGround, removeData, type Ground } from './ground.ts';
import {
  bringItem,
  sendMail,
  speak,
  takeFolder,
  type Sending,
  type SendTally,
  type SentItem,
} from './inbox-senders.ts';
import { workItems, type WorkTally } from './inbox-workers.ts';
import { linesOf, sha256 } from './made-inbox-mail.ts';
import { makeMail } from './made-mail.ts';
import { runProgram, startProgram, type ProgramPlace } from './program.ts';
import { freePort, killDatabase, pause, portOf, restartServer, type Served } from './running-office.ts';
import { seededChance } from './seeded-chance.ts';
import { resultOf, type SuiteOptions, type SuiteResult } from './suite.ts';

export interface InboxOptions extends SuiteOptions {
  readonly mails: number;
  readonly brought: number;
  /** Files of the folder. */
  readonly files: number;
  /** Of the server, of the database, and of the program that takes the folder. */
  readonly kills: number;
  /** Of each way in. */
  readonly senders: number;
  /** Whether a mail of 60 MB is sent too, and one that is too large. */
  readonly isLarge: boolean;
}

interface Office extends Served {
  readonly options: InboxOptions;
  readonly ground: Ground;
  readonly cookies: readonly string[];
  readonly caseIds: readonly string[];
  readonly sending: Sending;
}

export async function inbox(options: InboxOptions): Promise<SuiteResult> {
  const place: ProgramPlace = { project: options.project, data: join(options.folder, 'inbox') };
  removeData(place.data);
  rmSync(join(options.folder, 'drop'), { recursive: true, force: true });
  const smtpPort = await freePort();
  const env = {
    ...{ CASEWRIGHT_DATA: place.data, CASEWRIGHT_DEMO: '0', PORT: '0' },
    CASEWRIGHT_SMTP_IN: `127.0.0.1:${smtpPort}`,
    CASEWRIGHT_SMTP_IN_ADDRESSES: 'desk@registry.example=registry/registry',
  };
  const ground = await openGround(place.data, env);
  const agency = await prepareDocuments(env, { people: options.senders + 2, cases: 5 });
  const queue = ['inbox', 'queue', '--agency', 'registry', '--queue', 'registry', '--zone', 'UTC', '--lead', 'clerk'];
  const made = await runProgram(place, queue);
  if (made.code !== 0) throw new Error(`The queue was not made: ${made.stdout}${made.stderr}`);
  const tally: SendTally = {
    interrupted: 0,
    foundNobody: 0,
    cutHere: 0,
    stalled: 0,
    sentAgain: 0,
    shapes: {},
    unexpected: [],
  };
  const sending = { smtpPort, chance: seededChance(options.seed), seed: options.seed, tally, acknowledged: new Map() };
  const server = startProgram(place, ['serve'], env);
  const office: Office = { options, place, env, ground, ...agency, sending, server, port: null };
  try {
    office.port = await portOf(server);
    return await play(office);
  } finally {
    office.server.kill('SIGTERM');
    await office.server.ended;
    await ground.close();
  }
}

function bringingAs(office: Office, index: number): Bringing {
  const { options, cookies } = office;
  const chance = seededChance(options.seed * 1000 + index);
  return {
    port: () => office.port,
    cookie: cookies[index % cookies.length] ?? '',
    chance,
    tally: freshTally(),
    run: 'inbox',
  };
}

async function play(office: Office): Promise<SuiteResult> {
  const { options, sending } = office;
  const started = performance.now();
  const left = { mails: options.mails, brought: options.brought };
  const senders = Array.from({ length: options.senders }, async (_, index) => {
    while (left.mails > 0) await sendMail(sending, (left.mails -= 1));
    const bringing = bringingAs(office, index);
    while (left.brought > 0) await bringItem(sending, bringing, (left.brought -= 1));
  });
  const folder = { place: office.place, env: office.env, folder: join(options.folder, 'drop'), files: options.files };
  const taking = takeFolder(sending, { ...folder, kills: options.kills });
  const over = { isOver: false };
  const work: WorkTally = { filed: 0, rejected: 0, duplicates: 0, released: 0, refused: {}, unexpected: [] };
  const workers = [0, 1].map((index) =>
    workItems(bringingAs(office, options.senders + index), { caseIds: office.caseIds, over, tally: work }),
  );
  const kills = await killAll(office, () => sending.acknowledged.size);
  await Promise.all(senders);
  const folderKills = await taking;
  const large = options.isLarge ? await sendLarge(office) : null;
  over.isOver = true;
  await Promise.all(workers);
  const seconds = Math.round((performance.now() - started) / 1000);
  options.say(`${sending.acknowledged.size} items were acknowledged; looking for each.`);
  const verdict = await judge(office, large === null ? 0 : 1);
  const { unexpected, ...told } = sending.tally;
  const { unexpected: wrong, ...worked } = work;
  const failures = [...unexpected, ...wrong, ...verdict.failures];
  const sent = options.mails + options.brought + options.files;
  if (sending.acknowledged.size !== sent)
    failures.push(`${sent} were sent and ${sending.acknowledged.size} acknowledged.`);
  if (told.interrupted === 0) failures.push('Nothing was interrupted, so nothing was proved.');
  if (large !== null && !large.isRight) failures.push(`The large mails were answered ${large.said}.`);
  return resultOf(
    {
      ...{ sent, byMail: options.mails, byInterface: options.brought, byFolder: options.files },
      ...{ acknowledged: sending.acknowledged.size, kills: { ...kills, taking: folderKills }, seconds, ...told },
      ...{ work: worked, ...verdict.counts, ...(large === null ? {} : { largeMail: large.bytes }) },
    },
    failures,
  );
}

async function killAll(office: Office, over: () => number): Promise<Readonly<Record<string, number>>> {
  const { options, sending } = office;
  const victims = sending.chance.shuffled(
    (['server', 'database'] as const).flatMap((victim) => Array.from({ length: options.kills }, () => victim)),
  );
  const all = options.mails + options.brought;
  for (const [index, victim] of victims.entries()) {
    while (over() < Math.floor(((index + 0.5) * all) / (victims.length + 1))) await pause(20);
    await pause(sending.chance.between(0, 200));
    if (victim === 'database') await killDatabase(office.ground);
    else await restartServer(office);
    options.say(`${index + 1} of ${victims.length}: killed the ${victim} after ${over()} acknowledged.`);
  }
  return { server: options.kills, database: options.kills };
}

/** A mail of nearly 60 MB is kept; one of more than is taken is refused for good, in words. */
async function sendLarge({ sending }: Office): Promise<{ isRight: boolean; said: string; bytes: number }> {
  const plain = { name: 'large.txt', encoding: '7bit' } as const;
  const raw = makeMail([{ ...plain, data: linesOf(1, 59 * 1024 ** 2) }]);
  const kept = (await speak(sending.smtpPort, raw)) ?? 'nothing';
  const refused =
    (await speak(sending.smtpPort, makeMail([{ ...plain, data: linesOf(1, 65 * 1024 ** 2) }]))) ?? 'nothing';
  const isRight = kept.startsWith('250') && refused.startsWith('552');
  return { isRight, said: `${kept}; ${refused}`, bytes: raw.length };
}

interface Found {
  readonly item_id: string;
  readonly state: string;
  readonly arrived: boolean;
}

async function judge(
  office: Office,
  more: number,
): Promise<{ readonly counts: object; readonly failures: readonly string[] }> {
  const failures: string[] = [];
  const rows = await office.ground.query<Found>(
    'select item_id, state, arrived_at is not null as arrived from inbound_item where tenant = $1',
    [REGISTRY],
  );
  const items = new Map(rows.map((row) => [row.item_id, row]));
  const sent = [...office.sending.acknowledged.values()];
  const lost = sent.filter(({ item }) => items.get(item)?.arrived !== true);
  for (const { item, how } of lost) failures.push(`${item} was acknowledged by ${how} and is not there.`);
  const distinct = new Set(sent.map(({ item }) => item)).size;
  const duplicated = rows.length - distinct - more;
  if (distinct !== sent.length) failures.push(`${sent.length} things became ${distinct} items.`);
  if (duplicated !== 0) failures.push(`${rows.length} items are there of ${distinct} things.`);
  const { compared, differing } = await compareAll(office, sent, items);
  for (const item of differing) failures.push(`${item} is not what was sent.`);
  if (compared === 0) failures.push('Nothing was compared with what was sent.');
  const accounted = await runProgram(office.place, ['inbox', 'unaccounted']);
  const unaccounted = Number(/^(\d+) unaccounted\.$/m.exec(accounted.stdout)?.[1] ?? Number.NaN);
  if (unaccounted !== 0) failures.push(`The program says: ${accounted.stdout}${accounted.stderr}`.slice(0, 2_000));
  const [files] = await office.ground.query<{ parts: number; events: number; held: number }>(
    `select (select count(*)::int from inbound_part where tenant = $1 and state = 'filed') as parts,
            (select count(*)::int from inbound_part where tenant = $1 and code is not null) as held,
            (select count(*)::int from event where tenant = $1 and type = 'DocumentFiled') as events`,
    [REGISTRY],
  );
  if (files?.parts !== files?.events) failures.push(`${files?.events} events filed ${files?.parts} parts.`);
  const states = Object.fromEntries(
    ['waiting', 'filed', 'rejected'].map((state) => [state, rows.filter((row) => row.state === state).length]),
  );
  return {
    counts: {
      ...{ items: rows.length, ...states, filedParts: files?.parts, heldBackByTheGate: files?.held },
      ...{ lost: lost.length, duplicated, compared, differing: differing.length, unaccounted },
    },
    failures,
  };
}

/** Of all that still waits, the whole as it came against what was sent. What the gate holds back leaves for nobody. */
async function compareAll(
  office: Office,
  sent: readonly SentItem[],
  items: ReadonlyMap<string, Found>,
): Promise<{ readonly compared: number; readonly differing: readonly string[] }> {
  const bringing = bringingAs(office, 0);
  const differing: string[] = [];
  let compared = 0;
  for (const { item, content } of sent) {
    if (items.get(item)?.state !== 'waiting') continue;
    const path = `/api/v1/inbox/items/${item}/parts/0`;
    const { status, body } = await untilAnswered(bringing, { method: 'GET', path });
    if (status === 404) continue;
    compared += 1;
    if (status !== 200 || sha256(body) !== content) differing.push(item);
  }
  return { compared, differing };
}
