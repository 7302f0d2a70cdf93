import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../cli/cli.ts';
import { startAgency, TOWN, type AgencyUnderTest } from '../commands/agency-under-test.ts';
import { witnessCheckpoint, type WitnessAnswer } from '../commands/witness-checkpoint.ts';
import { openCheckpoint, signCheckpoint } from '../merkle/checkpoint.ts';
import { readRecord } from '../merkle/witness-record.ts';
import { readWitnessFile, fileWitness, witnessFile } from '../witness/file-witness.ts';
import { remoteWitness } from '../witness/remote-witness.ts';
import { WitnessRefused, type Witness } from '../witness/witness.ts';
import { publishLog } from './log.ts';
import { emptyOutbox } from './outbox.ts';

let agency: AgencyUnderTest;
let other: AgencyUnderTest;
let folder: string;
let server: Server;
let address: string;
let witnesses: readonly Witness[];

const STATUS: Readonly<Record<WitnessAnswer['kind'], number>> = {
  ...{ cosigned: 200, malformed: 400, unsigned: 403, 'unknown-log': 404, 'other-size': 409, inconsistent: 422 },
};

beforeAll(async () => {
  [agency, other] = await Promise.all([startAgency(), startAgency()]);
  folder = mkdtempSync(join(tmpdir(), 'casewright-witness-'));
  const signer = other.keys.witnessSigner();
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      void witnessCheckpoint(
        { database: other.database, signer, logs: [agency.keys.logSigner(TOWN)], nowMs: () => other.clock.nowMs },
        Buffer.concat(parts).toString(),
      ).then((answer) => {
        response.statusCode = STATUS[answer.kind];
        response.end(answer.kind === 'cosigned' ? answer.line : answer.kind === 'other-size' ? `${answer.size}\n` : '');
      });
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // A server that listens on a port has an address of this kind.
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  witnesses = [fileWitness(folder), remoteWitness(address, signer)];
});
afterAll(async () => {
  server.close();
  rmSync(folder, { recursive: true });
  await agency.close();
  await other.close();
});

const publish = (by = witnesses) =>
  publishLog({ database: agency.database, keys: agency.keys, witnesses: by, nowMs: () => agency.clock.nowMs }, TOWN);

async function more(cases: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let at = 0; at < cases; at += 1) {
    const caseId = await agency.open({ note: `case ${at}` });
    await agency.act(caseId, { type: 'AddNote', text: 'a note' });
    ids.push(caseId);
  }
  await emptyOutbox(agency.database, TOWN);
  return ids;
}

/** What the command line says, and the code it ends with. */
async function cli(...args: readonly string[]): Promise<{ readonly code: number; readonly lines: readonly string[] }> {
  const lines: string[] = [];
  const code = await runCli(args, {
    open: async () => ({ ...agency, witnessFolder: folder, close: async () => {} }),
    caseTypesFolder: '',
    programFolder: fileURLToPath(new URL('../..', import.meta.url)),
    print: (line) => lines.push(line),
    say: () => {},
    nowMs: () => agency.clock.nowMs,
  });
  return { code, lines };
}

async function records(): Promise<readonly string[]> {
  const kinds: string[] = [];
  for await (const lines of (await readWitnessFile(folder, agency.keys.logSigner(TOWN).name)) ?? [])
    kinds.push(...lines.map((line) => readRecord(line).kind));
  return kinds;
}

describe('publishing the log', () => {
  it('hands each checkpoint to every witness once, with what the file needs to say which event is gone', async () => {
    await more(2);
    expect(await publish()).toEqual({ size: 8, problems: [] });
    expect(await publish()).toEqual({ size: 8, problems: [] });
    await more(1);
    expect(await publish()).toEqual({ size: 10, problems: [] });
    expect(await records()).toEqual([...Array(8).fill('leaf'), 'checkpoint', 'leaf', 'leaf', 'checkpoint']);
    expect(await agency.test.query('select witness, size from log_cosignature order by size, witness')).toMatchObject([
      { witness: expect.stringMatching(/^casewright-witness\//), size: '8' },
      { witness: 'file', size: '8' },
      { witness: expect.stringMatching(/^casewright-witness\//), size: '10' },
      { witness: 'file', size: '10' },
    ]);
    const { code, lines } = await cli('verify');
    expect([code, lines.at(-2)]).toEqual([0, expect.stringMatching(/the witness has 10 events\.$/)]);
  });

  it('goes on after a witness was away, after a crash in the middle of a line, and with an answer that was lost', async () => {
    await more(1);
    await publish([]);
    await more(1);
    appendFileSync(witnessFile(folder, agency.keys.logSigner(TOWN).name), 'leaf 10 0000');
    await agency.test.query("delete from log_cosignature where witness <> 'file'");
    expect(await publish()).toEqual({ size: 14, problems: [] });
    expect((await cli('verify')).code).toBe(0);
    expect((await records()).filter((kind) => kind === 'unreadable')).toHaveLength(1);
  });

  it('tells which witness could not be reached, and goes on with the others', async () => {
    await more(1);
    const away = remoteWitness('http://127.0.0.1:9', other.keys.witnessSigner());
    const { problems } = await publish([{ ...away, name: 'away' }, ...witnesses]);
    expect(problems.map(({ witness }) => witness)).toEqual(['away']);
  });

  it('is refused by every witness once the log was set back and went on otherwise, though its key signs it', async () => {
    for (const table of ['event', 'case_head', 'outbox', 'log_head', 'log_leaf', 'log_checkpoint', 'log_cosignature'])
      await agency.test.query(`create table kept_${table} as select * from ${table}`);
    await more(1);
    await publish();
    const lost = await agency.test.query<{ case_id: string }>(
      'select case_id from event except select case_id from kept_event',
    );
    for (const table of ['event', 'case_head', 'outbox', 'log_head', 'log_leaf', 'log_checkpoint', 'log_cosignature']) {
      await agency.test.query(`truncate ${table}`);
      await agency.test.query(`insert into ${table} select * from kept_${table}`);
    }
    expect((await publish()).problems).toEqual([]);
    const { lines } = await cli('verify');
    const gone = lines.filter((line) => line.includes('gone-from-log')).map((line) => line.split(': gone')[0]);
    expect(gone).toEqual([1, 2].map((seq) => `town: case ${lost[0]?.case_id}, event ${seq}`));
    await more(2);
    const { problems } = await publish();
    expect(problems.map(({ error }) => error instanceof WitnessRefused)).toEqual([true, true]);
  });
});

describe('being a witness', () => {
  const asWitness = (body: string) =>
    witnessCheckpoint(
      {
        database: other.database,
        signer: other.keys.witnessSigner(),
        logs: [agency.keys.logSigner(TOWN)],
        nowMs: () => 0,
      },
      body,
    );

  it('refuses what is malformed, of an unknown log, unsigned, of another size, or a fork, and remembers what it saw', async () => {
    const signer = agency.keys.logSigner(TOWN);
    const [seen] = await other.test.query<{ note: string; size: string }>('select note, size from witnessed_log');
    const size = Number(seen?.size);
    const forked = signCheckpoint({ size, root: Buffer.alloc(32, 5) }, signer);
    const longer = signCheckpoint({ size: size + 1, root: Buffer.alloc(32, 5) }, signer);
    for (const bad of [
      '',
      'x',
      'old 1',
      `old 01\n\n${forked}`,
      `old ${size + 9}\n\n${forked}`,
      `old 1\nx\n\n${forked}`,
    ])
      expect([bad, await asWitness(bad)]).toEqual([bad, { kind: 'malformed' }]);
    expect(
      await asWitness(`old 0\n\n${signCheckpoint({ size: 1, root: Buffer.alloc(32) }, other.keys.logSigner(8))}`),
    ).toEqual({ kind: 'unknown-log' });
    expect(await asWitness(`old 0\n\n${forked.replace('\n\n', '\nmore\n\n')}`)).toEqual({ kind: 'unsigned' });
    expect(await asWitness(`old 0\n\n${longer}`)).toEqual({ kind: 'other-size', size });
    expect(await asWitness(`old ${size}\n\n${forked}`)).toEqual({ kind: 'inconsistent' });
    expect(await asWitness(`old ${size}\n${Buffer.alloc(32, 5).toString('base64')}\n\n${longer}`)).toEqual({
      kind: 'inconsistent',
    });
    expect(await asWitness(`old ${size}\n\n${seen?.note}`)).toMatchObject({ kind: 'cosigned' });
    expect(await other.test.query('select note from witnessed_log')).toEqual([{ note: seen?.note }]);
  });
});

describe('an exported proof', () => {
  const verifier = fileURLToPath(new URL('../../casewright-verify.mjs', import.meta.url));
  const verify = (...args: readonly string[]) => spawnSync(process.execPath, [verifier, ...args], { encoding: 'utf8' });

  it('is checked without the server, names what was changed, and agrees with checkpoints that others hold', async () => {
    const [caseId = ''] = await more(1);
    const file = join(folder, 'proof.json');
    const exported = await cli('export-proof', caseId, '--to', file);
    expect([exported.code, exported.lines]).toEqual([0, [expect.stringMatching(/proves 2 events in a log of/)]]);
    expect(existsSync(join(folder, 'casewright-verify.mjs'))).toBe(true);
    const key = agency.keys.logSigner(TOWN);
    expect(verify(file, '--key', key.text)).toMatchObject({
      status: 0,
      stdout: `The proof holds: events 1 to 2 of case ${caseId}. What came after them is not in it.\n`,
    });
    const text = readFileSync(file, 'utf8');
    expect(text).not.toContain('a note');
    const held = (note: string): string => {
      writeFileSync(join(folder, 'held'), note);
      return join(folder, 'held');
    };
    const [earlier] = JSON.parse(text).earlier;
    expect(verify(file, held(earlier.checkpoint)).status).toBe(0);
    const size = openCheckpoint(earlier.checkpoint, key)?.size ?? 0;
    expect(verify(file, held(signCheckpoint({ size, root: Buffer.alloc(32, 1) }, key))).stdout).toContain('forked');
    expect(verify(file, '--key', other.keys.logSigner(8).text).status).toBe(1);
    expect(verify(file, '--witness', other.keys.witnessSigner().text).stdout).toContain('has not signed');
    expect(verify(join(folder, 'none')).status).toBe(2);
    const bundle = JSON.parse(text);
    const changes: readonly [(copy: typeof bundle) => void, RegExp][] = [
      [(copy) => (copy.events[0].envelope[8] = 'eve'), /Event 1: its envelope is not the one/],
      [(copy) => copy.events.splice(0, 1), /Event 1: it is event 2/],
      [(copy) => copy.events.reverse(), /Event 1: it is event 2/],
      [(copy) => (copy.events[1].index -= 1), /Event 2: it is not in the log/],
      [(copy) => (copy.checkpoint = copy.checkpoint.replace(/\n(\d)/, '\n9$1')), /not signed by the log/],
      [(copy) => (copy.earlier[0].proof[0] = copy.events[0].proof[0]), /forked/],
      [(copy) => (copy.events[0].envelope = null), /Event 1: the envelope has a form/],
      [(copy) => delete copy.events, /damaged/],
    ];
    for (const [change, says] of changes) {
      const copy = JSON.parse(text);
      change(copy);
      writeFileSync(file, JSON.stringify(copy));
      const answer = verify(file);
      expect([String(change), answer.status, answer.stdout]).toEqual([String(change), 1, expect.stringMatching(says)]);
    }
  });
});
