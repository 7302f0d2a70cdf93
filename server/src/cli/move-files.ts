// The two files of a move: what things are called in the new version, and the rehearsal, which is what may be done.
import type { MoveNames } from '@casewright/engine/versions';
import { UsageError } from './exit-codes.ts';
import { mapOf } from './text-of-file.ts';

/** What was rehearsed: the cases that can move, each with what was seen of it. */
export interface Rehearsal {
  readonly agency: string;
  readonly caseType: string;
  readonly from: string;
  readonly to: string;
  /** Of the new version, so that nothing else can take its place. */
  readonly hash: string;
  readonly names: MoveNames;
  readonly cases: readonly { readonly caseId: string; readonly version: number; readonly seen: string }[];
}

const MAPS = ['items', 'fields', 'clocks'] as const;
const LISTS = ['drop', 'start'] as const;

/** @throws UsageError that names what is wrong with it */
export function readNames(read: unknown, file: string): MoveNames {
  const source = mapOf(read);
  if (source === null)
    throw new UsageError(`${file} has no names. Write ${[...MAPS, ...LISTS].join(', ')}, each where it is needed.`);
  const known: readonly string[] = [...MAPS, ...LISTS];
  const unknown = Object.keys(source).find((key) => !known.includes(key));
  if (unknown !== undefined) throw new UsageError(`${file}: “${unknown}” is none of ${known.join(', ')}.`);
  for (const key of MAPS) {
    const value = source[key];
    const names = value === undefined ? {} : mapOf(value);
    if (names === null || !Object.values(names).every(isName))
      throw new UsageError(`${file}: ${key} must say old: new, such as check-claim: assess-claim.`);
    if (new Set(Object.values(names)).size < Object.keys(names).length)
      throw new UsageError(`${file}: two of ${key} would be called the same.`);
  }
  for (const key of LISTS) {
    const value = source[key] ?? [];
    if (!Array.isArray(value) || !value.every(isName))
      throw new UsageError(`${file}: ${key} must be a list of plan items.`);
  }
  return source;
}

/** @throws UsageError where it is none */
export function readRehearsal(text: string): Rehearsal {
  const read = mapOf(parsed(text));
  const texts = ['agency', 'caseType', 'from', 'to', 'hash'].every((key) => typeof read?.[key] === 'string');
  const cases = read?.['cases'];
  if (read === null || !texts || !Array.isArray(cases) || !cases.every(isCase))
    throw new UsageError('This is no rehearsal: make one with “casewright move rehearse … --report <file>”.');
  // Every member was just judged.
  const rehearsal = read as unknown as Rehearsal;
  return { ...rehearsal, names: readNames(read['names'], 'the rehearsal') };
}

function parsed(text: string): unknown {
  try {
    const read: unknown = JSON.parse(text);
    return read;
  } catch {
    return null;
  }
}

function isCase(one: unknown): boolean {
  const read = mapOf(one);
  return (
    read !== null &&
    typeof read['caseId'] === 'string' &&
    Number.isSafeInteger(read['version']) &&
    typeof read['seen'] === 'string'
  );
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z][A-Za-z0-9-]{0,59}$/.test(value);
}
