// Hostile, good and mutated files at the gate, judged in processes of their own whose memory and time are measured: nothing
// hostile may pass, nothing good may be refused, nothing that passes may be sent so that a browser runs it.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { build } from 'esbuild';
import { GOOD_EACH, type Probed, type ProbeList } from './gate-probe.ts';
import { goodFiles } from './good-files.ts';
import { HOSTILE_FILES } from './hostile-list.ts';
import { resultOf, type SuiteOptions, type SuiteResult } from './suite.ts';

export interface HostileFilesOptions extends SuiteOptions {
  /** Mutated files. */
  readonly files: number;
}

interface Line extends Probed {
  readonly index: number;
  /** The most that the process has used so far, in MB; the making of the file is among it. */
  readonly peakMb: number;
}

interface Ended {
  readonly lines: readonly Line[];
  /** Why it ended early; null where it did not. */
  readonly stopped: string | null;
}

type Esbuild = { readonly build: typeof build };

const LONGEST_MS = 15_000;
/** A file of 2 GB and a bomb of 600 MB are made and judged within this; Node itself takes about 60. */
const MOST_MB = 1_024;
const SILENCE_MS = 90_000;
const BATCH = 500;
const AT_ONCE = 2;

export async function hostileFiles(options: HostileFilesOptions): Promise<SuiteResult> {
  const { files, say, seed } = options;
  const bundle = await bundled(options);
  const play = (list: ProbeList, from: number, to: number): Promise<Ended> => playIn(bundle, { list, from, to, seed });
  const failures: string[] = [];
  const start = await play('good', 0, 1);
  // One process each, so that the memory of one is its own.
  const hostile = await each(HOSTILE_FILES.length, (index) => play('hostile', index, index + 1));
  say(`${hostile.length} hostile files judged.`);
  const goodCount = goodFiles(GOOD_EACH).length;
  const good = await each(Math.ceil(goodCount / BATCH), (batch) =>
    play('good', batch * BATCH, Math.min(goodCount, (batch + 1) * BATCH)),
  );
  say(`${goodCount} good files judged.`);
  const mutated = await each(Math.ceil(files / BATCH), (batch) =>
    play('mutated', batch * BATCH, Math.min(files, (batch + 1) * BATCH)),
  );
  for (const ended of [...hostile, ...good, ...mutated]) failures.push(...faultsOf(ended));
  const counts = {
    ...countsOf('hostile', hostile),
    ...countsOf('good', good),
    ...countsOf('mutated', mutated),
    emptyProcessMb: start.lines[0]?.peakMb ?? 0,
    codes: codesOf(hostile),
    largest: linesOf(hostile)
      .toSorted((a, b) => b.peakMb - a.peakMb)
      .slice(0, 5)
      .map(told),
    slowest: linesOf(hostile)
      .toSorted((a, b) => b.ms - a.ms)
      .slice(0, 5)
      .map(told),
    perFile: linesOf(hostile).map(told),
  };
  if (linesOf(hostile).length < 300) failures.push('There are fewer than 300 hostile files.');
  return resultOf(counts, failures);
}

/** Two processes at a time, each of which mostly waits to begin. */
async function each(count: number, play: (index: number) => Promise<Ended>): Promise<readonly Ended[]> {
  const results: Ended[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) results[index] = await play(index);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return results;
}

function faultsOf({ lines, stopped }: Ended): readonly string[] {
  const faults = lines.flatMap(({ what, fault, ms, peakMb }) => [
    ...(fault === null ? [] : [`${what}: ${fault}.`]),
    ...(ms > LONGEST_MS ? [`${what}: it took ${ms} ms.`] : []),
    ...(peakMb > MOST_MB ? [`${what}: ${peakMb} MB were used.`] : []),
  ]);
  return stopped === null
    ? faults
    : [...faults, `A process ended after "${lines.at(-1)?.what ?? 'nothing'}": ${stopped}`];
}

function linesOf(ended: readonly Ended[]): readonly Line[] {
  return ended.flatMap(({ lines }) => lines);
}

function told({ what, said, ms, peakMb }: Line): string {
  return `${what.slice(0, 100)}: ${said}, ${ms} ms, ${peakMb} MB`;
}

function countsOf(list: ProbeList, ended: readonly Ended[]): Readonly<Record<string, number>> {
  const lines = linesOf(ended);
  const count = (outcome: Probed['outcome']): number => lines.filter((line) => line.outcome === outcome).length;
  return {
    [`${list}Files`]: lines.length,
    [`${list}Refused`]: count('refused'),
    [`${list}Passed`]: count('passed'),
    [`${list}Threw`]: count('threw'),
    [`${list}SlowestMs`]: Math.max(0, ...lines.map(({ ms }) => ms)),
    [`${list}PeakMb`]: Math.max(0, ...lines.map(({ peakMb }) => peakMb)),
  };
}

function codesOf(ended: readonly Ended[]): Readonly<Record<string, number>> {
  const codes: Record<string, number> = {};
  for (const { said } of linesOf(ended)) codes[said] = (codes[said] ?? 0) + 1;
  return codes;
}

async function bundled({ project, folder }: SuiteOptions): Promise<string> {
  mkdirSync(folder, { recursive: true });
  // A bundler cannot be bundled, so it is looked up where the program runs; its types are all that is known before.
  const esbuild = createRequire(join(project, 'package.json'))('esbuild') as Esbuild;
  const outfile = join(folder, 'gate-probe.cjs');
  await esbuild.build({
    stdin: { contents: PROBE, resolveDir: join(project, 'server', 'src', 'full'), loader: 'ts' },
    ...{ outfile, bundle: true, logLevel: 'silent', platform: 'node', format: 'cjs' },
  });
  return outfile;
}

const PROBE = `
import { writeSync } from 'node:fs';
import { probe } from './gate-probe.ts';
const [list, from, to, seed] = process.argv.slice(2);
async function main() {
  for (let index = Number(from); index < Number(to); index += 1) {
    const probed = await probe(list, index, Number(seed));
    const line = JSON.stringify({ ...probed, index, peakMb: Math.round(process.resourceUsage().maxRSS / 1024) }) + '\\n';
    for (let sent = false; !sent; ) {
      try { writeSync(1, line); sent = true; } catch (thrown) { if (thrown.code !== 'EAGAIN') throw thrown; }
    }
  }
}
void main();
`;

interface Play {
  readonly list: ProbeList;
  readonly from: number;
  readonly to: number;
  readonly seed: number;
}

function playIn(bundle: string, { list, from, to, seed }: Play): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [bundle, list, String(from), String(to), String(seed)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [told, wrong, silent] = ['', '', false];
    const stop = (): void => {
      silent = true;
      child.kill('SIGKILL');
    };
    let timer = setTimeout(stop, SILENCE_MS);
    child.stdout.on('data', (piece: Buffer) => {
      told += piece.toString('utf8');
      clearTimeout(timer);
      timer = setTimeout(stop, SILENCE_MS);
    });
    child.stderr.on('data', (piece: Buffer) => {
      wrong = (wrong + piece.toString('utf8')).slice(-400);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      // The probe above writes these lines.
      const lines = told
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Line);
      const early = lines.length < to - from;
      resolve({
        lines,
        stopped: early ? (silent ? 'it said nothing for too long' : `it ended with ${code}: ${wrong}`) : null,
      });
    });
  });
}
