// A hundred thousand hostile inputs at the doors of the engine: none may throw, hang or fill the memory. They are played in
// processes of their own, so that one that never ends is stopped and named, and the next is tried.
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { build } from 'esbuild';
import { readShipped } from '../cli/read-case-types.ts';
import { hostileInput, type HostileSeeds } from './hostile-play.ts';
import { keepState, resultOf, stateFile, type SuiteOptions, type SuiteResult } from './suite.ts';

export interface HostileOptions extends SuiteOptions {
  readonly inputs: number;
}

interface State {
  readonly seed: number;
  readonly done: number;
  readonly taken: number;
  readonly refused: number;
  readonly doors: Readonly<Record<string, number>>;
  readonly slowestMs: number;
  readonly slowest: string;
  readonly peakMb: number;
  /** Inputs that were tried again alone, with what each took the first time and then. */
  readonly again: readonly string[];
  readonly failures: readonly string[];
}

type Esbuild = { readonly build: typeof build };

/** What one input may take. */
const LONGEST_MS = 2_000;
const MOST_MB = 256;
/** Without a word for so long, a process is stopped; the start of one is among it. */
const SILENCE_MS = 10_000;
const BATCH = 1_000;
/** How often an input that seemed too slow or too large is tried alone, in a process of its own, before it is held against us. */
const AGAIN = 2;
const MOST_FAILURES = 50;

export async function hostile(options: HostileOptions): Promise<SuiteResult> {
  const { seed, inputs, say } = options;
  const state = keepState<State>(stateFile(options), {
    ...{
      seed,
      done: 0,
      taken: 0,
      refused: 0,
      doors: {},
      slowestMs: 0,
      slowest: '',
      peakMb: 0,
      again: [],
      failures: [],
    },
  });
  const seeds = seedsOf(options.project);
  const bundle = await bundled(options, seeds);
  while (state.value.done < inputs && state.value.failures.length < MOST_FAILURES) {
    const from = state.value.done;
    const ended = await playBatch({ bundle, seed, from, to: Math.min(inputs, from + BATCH) });
    const name = (index: number): string => nameOf(seed, index, seeds);
    const proved = await provedAlone(ended, (index) => playBatch({ bundle, seed, from: index, to: index + 1 }));
    state.change(after(state.value, proved, name));
    if (ended.stopped !== null) continue;
    say(`${state.value.done} of ${inputs} inputs; the slowest took ${state.value.slowestMs} ms.`);
  }
  const { done, taken, refused, doors, slowestMs, slowest, peakMb, again, failures } = state.value;
  const counts = { inputs: done, taken, refused, slowestMs, slowest, peakMb, doors };
  return resultOf({ ...counts, triedAgain: again.length, again }, failures);
}

/** One line of the process that plays: the input's number, its outcome, its time and the most memory so far. */
interface Line {
  readonly index: number;
  readonly door: string;
  readonly outcome: string;
  readonly ms: number;
  readonly peakMb: number;
  readonly reason: string;
}

interface Batch {
  readonly from: number;
  readonly lines: readonly Line[];
  /** Why it ended early; null where it did not. */
  readonly stopped: string | null;
}

interface Proved extends Batch {
  readonly again: readonly { readonly index: number; readonly took: string }[];
}

/**
 * What was too slow, too large or ended its process among others is tried alone before it counts: other inputs leave
 * garbage behind, and other programs take the processor. The best of the tries is the input's own.
 */
async function provedAlone(batch: Batch, play: (index: number) => Promise<Batch>): Promise<Proved> {
  const lines: Line[] = [];
  const again: Proved['again'][number][] = [];
  let before = 0;
  for (const line of batch.lines) {
    const suspect = line.ms > LONGEST_MS || (line.peakMb > MOST_MB && before <= MOST_MB);
    before = Math.max(before, line.peakMb);
    const alone = suspect ? await bestAlone(line.index, play) : null;
    if (suspect) again.push({ index: line.index, took: `${tookOf(line)}, alone ${tookOf(alone)}` });
    // The most that one process used stays what it is until the process ends, so that others are not held to it.
    lines.push(alone ?? (line.peakMb > MOST_MB ? { ...line, peakMb: 0 } : line));
  }
  if (batch.stopped === null) return { ...batch, lines, again };
  const index = (batch.lines.at(-1)?.index ?? batch.from - 1) + 1;
  const alone = await bestAlone(index, play);
  again.push({ index, took: `${batch.stopped} Alone: ${tookOf(alone)}` });
  if (alone === null) return { ...batch, lines, again };
  return { from: batch.from, lines: [...lines, alone], stopped: null, again };
}

async function bestAlone(index: number, play: (index: number) => Promise<Batch>): Promise<Line | null> {
  let best: Line | null = null;
  for (let time = 0; time < AGAIN; time += 1) {
    const [line] = (await play(index)).lines;
    if (line !== undefined && (best === null || line.ms < best.ms)) best = line;
  }
  return best;
}

function tookOf(line: Line | null): string {
  return line === null ? 'no answer' : `${line.ms} ms and ${line.peakMb} MB`;
}

function after(state: State, { from, lines, stopped, again }: Proved, name: (index: number) => string): State {
  const failures = [...state.failures];
  const doors: Record<string, number> = { ...state.doors };
  let { slowestMs, slowest, peakMb } = state;
  for (const line of lines) {
    doors[line.door] = (doors[line.door] ?? 0) + 1;
    if (line.outcome === 'threw') failures.push(`${name(line.index)} threw: ${line.reason}`);
    if (line.ms > LONGEST_MS) failures.push(`${name(line.index)} took ${line.ms} ms.`);
    if (line.peakMb > MOST_MB) failures.push(`${name(line.index)}: ${line.peakMb} MB were used.`);
    if (line.ms > slowestMs) [slowestMs, slowest] = [line.ms, name(line.index)];
    peakMb = Math.max(peakMb, line.peakMb);
  }
  const next = (lines.at(-1)?.index ?? from - 1) + 1;
  if (stopped !== null) failures.push(`${name(next)} ended its process: ${stopped}`);
  const count = (outcome: string): number => lines.filter((line) => line.outcome === outcome).length;
  return {
    ...{ seed: state.seed, done: stopped === null ? next : next + 1, doors, slowestMs, slowest, peakMb },
    ...{ taken: state.taken + count('taken'), refused: state.refused + count('refused') },
    again: [...state.again, ...again.map(({ index, took }) => `${name(index)}: ${took}`)],
    failures: failures.slice(0, MOST_FAILURES),
  };
}

function nameOf(seed: number, index: number, seeds: HostileSeeds): string {
  const { door, kind } = hostileInput(seed, index, seeds);
  return `Input ${index} (${door}: ${kind})`;
}

interface Playing {
  readonly bundle: string;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

function playBatch({ bundle, seed, from, to }: Playing): Promise<Batch> {
  return new Promise((resolve, reject) => {
    // The limit of the heap ends a process that keeps too much; what it uses in all is measured besides.
    const limits = [`--max-old-space-size=${MOST_MB}`, '--max-semi-space-size=8'];
    const child = spawn(process.execPath, [...limits, bundle, String(seed), String(from), String(to)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let errors = '';
    let stopped: string | null = null;
    const silence = setTimeout(() => {
      stopped = `it said nothing for ${SILENCE_MS} ms.`;
      child.kill('SIGKILL');
    }, SILENCE_MS);
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      silence.refresh();
    });
    child.stderr.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-300)));
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(silence);
      if (stopped === null && code !== 0) stopped = `it ended with ${code ?? 'a signal'}. ${errors}`;
      resolve({ from, lines: linesOf(out), stopped });
    });
  });
}

/** What stands after the last line break was cut off. */
function linesOf(out: string): readonly Line[] {
  const whole = out.split('\n').slice(0, -1);
  // Only the probe below writes these lines, from a value of this type.
  return whole.map((line) => JSON.parse(line) as Line);
}

/** Our own sound texts: the models of the scenarios and the case types that ship. */
export function seedsOf(project: string): HostileSeeds {
  const models = join(project, 'engine', 'scenarios', 'models');
  const types = join(project, 'case-types');
  const read = (file: string): string => readFileSync(file, 'utf8');
  return {
    cmmn: readdirSync(models)
      .toSorted()
      .map((name) => read(join(models, name))),
    yaml: readShipped(types).caseTypes.map(({ source }) => source),
  };
}

async function bundled({ project, folder }: HostileOptions, seeds: HostileSeeds): Promise<string> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'seeds.json'), JSON.stringify(seeds));
  // A bundler cannot be bundled, so it is looked up where the program runs; its types are all that is known before.
  const esbuild = createRequire(join(project, 'package.json'))('esbuild') as Esbuild;
  const outfile = join(folder, 'probe.cjs');
  await esbuild.build({
    stdin: { contents: PROBE, resolveDir: join(project, 'server', 'src', 'full'), loader: 'ts' },
    ...{ outfile, bundle: true, logLevel: 'silent', platform: 'node', format: 'cjs' },
  });
  return outfile;
}

/** Writes each line before the next input begins, so that the one which ends the process is known. */
const PROBE = `
import { readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { hostileInput, tryInput } from './hostile-play.ts';
const [seed, from, to] = process.argv.slice(2).map(Number);
const seeds = JSON.parse(readFileSync(join(__dirname, 'seeds.json'), 'utf8'));
for (let index = from; index < to; index += 1) {
  const input = hostileInput(seed, index, seeds);
  const { outcome, ms, reason = '' } = tryInput(input);
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  const line = JSON.stringify({ index, door: input.door, outcome, ms: Math.round(ms), peakMb, reason }) + '\\n';
  for (let sent = false; !sent; ) {
    try { writeSync(1, line); sent = true; } catch (thrown) { if (thrown.code !== 'EAGAIN') throw thrown; }
  }
}
`;
