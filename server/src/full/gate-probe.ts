// Judges one file as the server would, and says what came of it: the verdict, the headers it would leave with, and whether
// those are such that no browser runs anything. It is told which file by list and number.
import { bytesOfBuffer, type Bytes } from '../files/bytes.ts';
import { DEFAULT_LIMITS } from '../gate/budget.ts';
import { judgeFile, type Verdict } from '../gate/judge-file.ts';
import { kindOf } from '../gate/kinds.ts';
import type { Scanner } from '../gate/scanner.ts';
import { servingHeaders } from '../gate/serving-headers.ts';
import { goodFiles } from './good-files.ts';
import { mutatedFile } from './mutated-files.ts';
import { HOSTILE_FILES } from './hostile-list.ts';

export type ProbeList = 'hostile' | 'good' | 'mutated';

export interface Probed {
  readonly what: string;
  readonly outcome: 'refused' | 'passed' | 'threw';
  /** The code of a refusal, the media type of what passed, or what was thrown. */
  readonly said: string;
  readonly ms: number;
  /** A sentence for what is not as it must be; null where all is. */
  readonly fault: string | null;
}

/** How many good files of each kind. */
export const GOOD_EACH = 60;

/** @param seed for mutated files; the others are always the same */
export async function probe(list: ProbeList, index: number, seed: number): Promise<Probed> {
  if (list === 'hostile') return probeHostile(index, null);
  if (list === 'good') return probeGood(index);
  return probeMutated(index, seed);
}

export async function probeHostile(index: number, scanner: Scanner | null): Promise<Probed> {
  const file = HOSTILE_FILES[index];
  if (file === undefined) throw new RangeError(`There is no hostile file ${index}.`);
  const made = file.make();
  const answered = await judged(Buffer.isBuffer(made) ? bytesOfBuffer(made) : made, { name: file.name, scanner });
  const fits = answered.outcome === 'refused' && file.codes.some((code) => code === answered.said);
  const fault = fits ? answered.fault : `${answered.said} and not ${file.codes.join(' or ')}`;
  return { ...answered, what: file.what, fault };
}

async function probeGood(index: number): Promise<Probed> {
  const file = goodFiles(GOOD_EACH)[index];
  if (file === undefined) throw new RangeError(`There is no good file ${index}.`);
  const answered = await judged(bytesOfBuffer(file.make()), { name: file.name, scanner: null });
  const right = answered.outcome === 'passed' && answered.said === kindOf(file.kind).mediaType;
  return {
    ...answered,
    what: `${file.kind} called ${file.name}`,
    fault: right ? answered.fault : `${answered.said} and not ${kindOf(file.kind).mediaType}`,
  };
}

async function probeMutated(index: number, seed: number): Promise<Probed> {
  const { what, name, bytes, active } = mutatedFile(index, seed);
  const answered = await judged(bytesOfBuffer(bytes), { name, scanner: null });
  const letIn = answered.outcome === 'passed' && active;
  const threw = answered.outcome === 'threw';
  return {
    ...answered,
    what,
    fault:
      threw || letIn
        ? `${answered.said}, though ${active ? 'something in it acts' : 'it must not throw'}`
        : answered.fault,
  };
}

interface ToJudge {
  readonly name: string;
  readonly scanner: Scanner | null;
}

async function judged(bytes: Bytes, { name, scanner }: ToJudge): Promise<Omit<Probed, 'what'>> {
  const started = performance.now();
  const took = (): number => Math.round(performance.now() - started);
  try {
    const verdict = await judgeFile(bytes, { name, limits: DEFAULT_LIMITS, scanner });
    if (verdict.verdict === 'refused')
      return {
        outcome: 'refused',
        said: verdict.code,
        ms: took(),
        fault: verdict.reason.length > 20 ? null : 'it says nothing',
      };
    return { outcome: 'passed', said: verdict.mediaType, ms: took(), fault: activeIn(verdict) };
  } catch (error) {
    return {
      outcome: 'threw',
      said: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown',
      ms: took(),
      fault: 'it threw',
    };
  }
}

/** Types by which a browser runs what it gets. */
const RUNS = /html|svg|xml|javascript|ecmascript|multipart|message\//i;

function activeIn(verdict: Exclude<Verdict, { readonly verdict: 'refused' }>): string | null {
  for (const use of ['show', 'save'] as const) {
    const headers = servingHeaders(verdict.mediaType, verdict.name, { use });
    const type = headers['content-type'] ?? '';
    const inline = headers['content-disposition']?.startsWith('inline') === true;
    if (inline && (RUNS.test(type) || /zip|octet/.test(type))) return `it is shown as ${type}`;
    if (/^(text\/html|image\/svg|application\/xml|text\/xml)/.test(type)) return `it is sent as ${type}`;
    const policy = headers['content-security-policy'] ?? '';
    if (!/(^|; )sandbox$/.test(policy) || !policy.includes("default-src 'none'")) return 'its policy lets it act';
    if (headers['x-content-type-options'] !== 'nosniff') return 'a browser may guess what it is';
    for (const value of Object.values(headers)) if (!/^[\x20-\x7e]*$/.test(value)) return 'a header is not well-formed';
  }
  return null;
}
