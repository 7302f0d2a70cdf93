// Those who send to an inbox while it is killed: mail over SMTP as mail servers do, things through the interface, and a folder that is taken
// in by the program. Each sends again until it is acknowledged, and some send what was acknowledged once more.
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { untilAnswered, type Bringing } from './document-client.ts';
import { linesOf, mailOf, sha256 } from './made-inbox-mail.ts';
import { startProgram, type ProgramPlace } from './program.ts';
import { pause } from './running-office.ts';
import type { Chance } from './seeded-chance.ts';

export interface SentItem {
  readonly item: string;
  readonly how: 'smtp' | 'api' | 'folder';
  /** SHA-256 of all of it as it was sent. */
  readonly content: string;
}

export interface SendTally {
  /** Attempts that broke off, or were answered that it is to come later. */
  interrupted: number;
  /** Attempts while nobody listened. */
  foundNobody: number;
  /** Of them those that were cut at this end. */
  cutHere: number;
  /** Of them those that were given up since nothing was said for a minute. */
  stalled: number;
  /** Sent once more after they were acknowledged. */
  sentAgain: number;
  readonly shapes: Record<string, number>;
  readonly unexpected: string[];
}

export interface Sending {
  readonly smtpPort: number;
  readonly chance: Chance;
  readonly seed: number;
  readonly tally: SendTally;
  readonly acknowledged: Map<string, SentItem>;
}

const DESK = 'desk@registry.example';
const PAUSE_MS = 80;
/** Of the program that takes a folder, in each of which it may find the database gone; far more than a few kills need. */
const RUNS_MOST = 200;
/** Shorter than the minutes of RFC 5321 (4.5.3.2), so that a server which hangs is seen; what was kept all the same is known when it comes again. */
const SILENT_MS = 60_000;

/** Sends one mail until the server says that it is kept. */
export async function sendMail(sending: Sending, number: number): Promise<void> {
  const { tally, chance, acknowledged } = sending;
  const { shape, raw } = mailOf(number, sending.seed);
  tally.shapes[shape] = (tally.shapes[shape] ?? 0) + 1;
  const times = chance.percent(10) ? 2 : 1;
  for (let time = 1; time <= times; time += 1) {
    const item = await untilKept(sending, raw);
    if (time > 1) tally.sentAgain += 1;
    const before = acknowledged.get(`smtp ${number}`);
    if (before !== undefined && before.item !== item) tally.unexpected.push(`Mail ${number} became another item.`);
    acknowledged.set(`smtp ${number}`, { item, how: 'smtp', content: sha256(raw) });
  }
}

async function untilKept({ smtpPort, tally, chance }: Sending, raw: Buffer): Promise<string> {
  for (;;) {
    const cutAt = chance.percent(5) ? chance.between(0, raw.length) : null;
    const said = await speak(smtpPort, raw, cutAt);
    const item = /^250 .*Kept as (\S+)/.exec(said ?? '')?.[1];
    if (item !== undefined) return item;
    if (said !== null && said.startsWith('5')) throw new Error(`A mail was refused: ${said}`);
    if (said === NOBODY) tally.foundNobody += 1;
    else tally.interrupted += 1;
    if (said === SILENT) tally.stalled += 1;
    if (cutAt !== null && said === null) tally.cutHere += 1;
    await pause(PAUSE_MS);
  }
}

const NOBODY = 'nobody listens';
const SILENT = 'nothing was said';

/** SMTP (RFC 5321) line by line. @returns the answer to the mail itself, NOBODY or SILENT, or null where the line broke off */
export function speak(port: number, raw: Buffer, cutAt: number | null = null): Promise<string | null> {
  const steps = ['EHLO sender.example', 'MAIL FROM:<sender@sender.example>', `RCPT TO:<${DESK}>`, 'DATA'];
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let [text, step] = ['', 0];
    const end = (answer: string | null): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(SILENT_MS, () => end(SILENT));
    socket.on('error', () => end(socket.bytesRead === 0 ? NOBODY : null));
    socket.on('close', () => end(null));
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      const answer = /^(\d{3}) [^\n]*\n$/m.exec(text);
      if (answer === null) return;
      const said = text.trim();
      text = '';
      if (step === steps.length + 1) return end(said.split('\n').at(-1) ?? '');
      if (Number(answer[1]) >= 400) return end(said);
      if (step < steps.length) socket.write(`${steps[step] ?? ''}\r\n`);
      else if (cutAt === null) socket.write(Buffer.concat([dotted(raw), Buffer.from('.\r\n')]));
      else socket.write(dotted(raw).subarray(0, cutAt), () => end(null));
      step += 1;
    });
  });
}

/** A line that begins with a dot has one more on its way (RFC 5321, 4.5.2). */
function dotted(raw: Buffer): Buffer {
  if (!raw.includes('\n.')) return raw;
  return Buffer.from(raw.toString('latin1').replaceAll('\n.', '\n..'), 'latin1');
}

/** Brings one thing through the interface, now and then twice under its key. */
export async function bringItem(sending: Sending, bringing: Bringing, number: number): Promise<void> {
  const { chance, tally, acknowledged } = sending;
  const isMail = number % 4 === 0;
  const bytes = isMail ? mailOf(number + 1_000_000, sending.seed).raw : linesOf(number, chance.between(1, 200_000));
  const headers = { 'content-type': isMail ? 'message/rfc822' : 'application/octet-stream' };
  const path = `/api/v1/inbox/queues/registry/items?name=${isMail ? 'mail.eml' : 'paper.txt'}`;
  const times = chance.percent(10) ? 2 : 1;
  for (let time = 1; time <= times; time += 1) {
    const answer = await untilAnswered(bringing, {
      method: 'POST',
      path,
      body: bytes,
      key: `brought-${number}`,
      headers,
    });
    // As the reference has the answer of this route, or a problem without it.
    const { item } = JSON.parse(answer.body.toString('utf8')) as { readonly item?: string };
    if ((answer.status !== 201 && answer.status !== 200) || item === undefined) {
      tally.unexpected.push(`Item ${number} was answered ${answer.status} ${answer.body.toString().slice(0, 200)}`);
      return;
    }
    if (time > 1) tally.sentAgain += 1;
    const before = acknowledged.get(`api ${number}`);
    if (before !== undefined && before.item !== item) tally.unexpected.push(`Item ${number} became another item.`);
    acknowledged.set(`api ${number}`, { item, how: 'api', content: sha256(bytes) });
  }
}

export interface FolderToTake {
  readonly place: ProgramPlace;
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly files: number;
  /** How often the program that takes it is killed. */
  readonly kills: number;
}

/** Takes a folder of scans and mails in, by a program that is killed and run again until it says that all is taken. */
export async function takeFolder(sending: Sending, asked: FolderToTake): Promise<number> {
  const { place, env, folder, files, kills } = asked;
  mkdirSync(folder, { recursive: true });
  const contents = new Map<string, string>();
  for (let number = 1; number <= files; number += 1) {
    const name = number % 3 === 0 ? `mail-${number}.eml` : `scan-${number}.txt`;
    const bytes = number % 3 === 0 ? mailOf(number + 2_000_000, sending.seed).raw : linesOf(number, 100 + number);
    writeFileSync(join(folder, name), bytes);
    contents.set(name, sha256(bytes));
  }
  let killed = 0;
  let said = '';
  for (let run = 0; run < RUNS_MOST; run += 1) {
    const program = startProgram(place, ['inbox', 'take', folder, '--queue', 'registry', '--agency', 'registry'], env);
    if (killed < kills) {
      await Promise.race([program.ended, pause(1_500 + sending.chance.between(0, 2_500))]);
      if (program.isRunning()) {
        program.kill('SIGKILL');
        killed += 1;
        sending.tally.interrupted += 1;
      }
    }
    const { code, stdout, stderr } = await program.ended;
    said = stderr;
    // What it said before it was killed was acknowledged too.
    for (const [, name = '', item = ''] of stdout.matchAll(/^(?:received|there already) (\S+): ([0-9a-f-]{36})/gm)) {
      const before = sending.acknowledged.get(`folder ${name}`);
      if (before !== undefined && before.item !== item) sending.tally.unexpected.push(`${name} became another item.`);
      sending.acknowledged.set(`folder ${name}`, { item, how: 'folder', content: contents.get(name) ?? '' });
    }
    if (code === 0) return killed;
    await pause(PAUSE_MS);
  }
  throw new Error(`The folder was not taken in ${RUNS_MOST} runs; the last one said: ${said.slice(-500)}`);
}
