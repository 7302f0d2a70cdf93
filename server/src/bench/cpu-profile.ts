// Reads a processor profile as Node writes it and says where the time went: the functions that took most of it
// themselves, and the files they stand in. Works on bundles, whose parts begin with a comment that names their source.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface ProfileWindow {
  /** Microseconds of the machine's steady clock, as `process.hrtime` counts them. */
  readonly fromUs: number;
  readonly toUs: number;
}

export interface ProfileLine {
  readonly name: string;
  readonly place: string;
  readonly selfMs: number;
  /** Of the time in which the processor was not idle. */
  readonly share: number;
}

export interface ProfileSummary {
  readonly busyMs: number;
  readonly idleMs: number;
  readonly functions: readonly ProfileLine[];
  readonly places: readonly ProfileLine[];
}

interface CallFrame {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
}

interface CpuProfile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: CallFrame }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
  readonly startTime: number;
}

const IDLE = '(idle)';

/** The one profile in a folder. */
export function readProfile(folder: string): CpuProfile {
  const name = readdirSync(folder).find((each) => each.endsWith('.cpuprofile'));
  if (name === undefined) throw new Error('The server left no profile.');
  // Node wrote it; the members read here are documented for Profiler.Profile of the inspector protocol.
  return JSON.parse(readFileSync(join(folder, name), 'utf8')) as CpuProfile;
}

/** @param window absent: the whole profile */
export function summariseProfile(profile: CpuProfile, window?: ProfileWindow): ProfileSummary {
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  const functions = new Map<string, ProfileLine>();
  const places = new Map<string, ProfileLine>();
  const sources = sourceFinder();
  let busyMs = 0;
  let idleMs = 0;
  let at = profile.startTime;
  profile.samples.forEach((id, index) => {
    const ms = (profile.timeDeltas[index] ?? 0) / 1000;
    at += ms * 1000;
    const frame = frames.get(id);
    if (frame === undefined || ms < 0 || (window !== undefined && (at < window.fromUs || at > window.toUs))) return;
    if (frame.functionName === IDLE) {
      idleMs += ms;
      return;
    }
    busyMs += ms;
    const place = sources(frame);
    const name = frame.functionName === '' ? '(anonymous)' : frame.functionName;
    add(functions, { name: `${name} ${place}`, line: { name, place, selfMs: ms, share: 0 } });
    add(places, { name: place, line: { name: place, place, selfMs: ms, share: 0 } });
  });
  return { busyMs, idleMs, functions: ranked(functions, busyMs), places: ranked(places, busyMs) };
}

function add(
  lines: Map<string, ProfileLine>,
  { name, line }: { readonly name: string; readonly line: ProfileLine },
): void {
  const known = lines.get(name);
  lines.set(name, known === undefined ? line : { ...known, selfMs: known.selfMs + line.selfMs });
}

function ranked(lines: ReadonlyMap<string, ProfileLine>, busyMs: number): readonly ProfileLine[] {
  return [...lines.values()]
    .map((line) => ({ ...line, share: line.selfMs / busyMs }))
    .toSorted((a, b) => b.selfMs - a.selfMs);
}

/** Names the source of a function: a file of ours, a package, or a part of Node. */
function sourceFinder(): (frame: CallFrame) => string {
  const bundles = new Map<string, readonly BundlePart[]>();
  return ({ url, lineNumber, functionName }) => {
    if (url === '') return functionName === '(garbage collector)' ? 'garbage collection' : 'native';
    if (url.startsWith('node:')) return url;
    const inPackage = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url);
    if (inPackage !== null) return inPackage[1] ?? url;
    const parts = bundles.get(url) ?? bundleParts(url);
    bundles.set(url, parts);
    return parts.findLast((part) => part.line <= lineNumber)?.source ?? url;
  };
}

interface BundlePart {
  readonly line: number;
  readonly source: string;
}

/** esbuild writes `// server/src/store/database.ts` above the code of each file. */
function bundleParts(url: string): readonly BundlePart[] {
  if (!url.startsWith('file:')) return [];
  const lines = readFileSync(fileURLToPath(url), 'utf8').split('\n');
  return lines.flatMap((text, line) => {
    const source = /^ *\/\/ ((?:server|engine|node_modules)\/\S+\.[cm]?[jt]sx?)$/.exec(text)?.[1];
    return source === undefined
      ? []
      : [{ line, source: source.replace(/^node_modules\/((?:@[^/]+\/)?[^/]+)\/.*/, '$1') }];
  });
}
