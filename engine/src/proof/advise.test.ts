/// <reference types="node" />
// Faults that are put into case types one by one, as edits of their text: the checker, its advice or the proof finds each one at its
// path, and finds nothing else. The faults are data, in `faults/faults.yaml`.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { decisionsOf } from '../case/case.ts';
import { type CaseType, type CaseTypeProblem, checkCaseType } from '../definition/definition.ts';
import { shippedSource } from '../definition/shipped-under-test.ts';
import { factsOf } from '../plan/rules.ts';
import { adviseCaseType, proveCaseType, replayWay } from './proof.ts';

interface Fault {
  readonly kind: string;
  readonly in: string;
  readonly put: string;
  readonly for: string;
  readonly at: string;
  readonly code: string;
}

const here = fileURLToPath(new URL('faults/', import.meta.url));
const read = (file: string): string => readFileSync(`${here}${file}`, 'utf8');
const guide = readFileSync(fileURLToPath(new URL('../../../docs/case-types.md', import.meta.url)), 'utf8');

const SOURCES: Readonly<Record<string, string>> = {
  'infringement-notice': inOneLanguage(shippedSource('infringement-notice')),
  'permit-application': inOneLanguage(shippedSource('permit-application')),
  'certificate-copy': /```yaml\n([\s\S]*?)```/.exec(guide)?.[1] ?? '',
  'site-inspection': read('site-inspection.yaml'),
};

/** A fault that changes a text would lack its other languages besides. */
function inOneLanguage(source: string): string {
  return source.replace(/^languages:[^]*$/m, '');
}

const faults: readonly Fault[] = parse(read('faults.yaml'));

interface Found {
  readonly path: string;
  readonly code: string;
  readonly problem?: CaseTypeProblem;
  readonly caseType?: CaseType;
}

/** All that is said of a text; whether a case can stand still only where that is asked. */
function findingsOf(source: string, withProof: boolean): readonly Found[] {
  const checked = checkCaseType(source, '');
  if ('problems' in checked) return checked.problems.map((problem) => ({ ...problem, problem }));
  const { caseType } = checked;
  const advice = adviseCaseType(source, caseType).map((problem) => ({ ...problem, problem, caseType }));
  const way = withProof ? proveCaseType(caseType, { states: 600 }).way : null;
  if (way !== null) expect(replayWay(caseType, way)?.handed).toBeDefined();
  return way === null ? advice : [...advice, { path: '', code: 'stands-still' }];
}

/** What is said of the sound text is not found by the fault. */
function newIn(fault: Fault): readonly Found[] {
  const source = SOURCES[fault.in] ?? '';
  expect(source.split(fault.for).length, `“${fault.for}” stands once in ${fault.in}`).toBe(2);
  const known = new Set(findingsOf(source, false).map(({ path, code }) => `${path} ${code}`));
  const found = findingsOf(
    source.replace(fault.for, () => fault.put),
    fault.code === 'stands-still',
  );
  return found.filter(({ path, code }) => !known.has(`${path} ${code}`));
}

describe('a sound case type', () => {
  test.each(Object.entries(SOURCES))('%s is sound, and of a clock that nobody hears of at most', (_, source) => {
    expect(findingsOf(source, false).filter(({ code }) => code !== 'no-breach-path')).toEqual([]);
  });
});

describe('seeded faults', () => {
  test('are at least 60, of at least 12 kinds', () => {
    const kinds = new Map<string, number>();
    for (const { kind } of faults) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    const counts = [...kinds].map(([kind, count]) => `${kind} ${count}`).join(', ');
    process.stdout.write(`${faults.length} faults of ${kinds.size} kinds: ${counts}.\n`);
    expect(faults.length).toBeGreaterThanOrEqual(60);
    expect(kinds.size).toBeGreaterThanOrEqual(12);
  });

  test.each(faults.map((fault) => [`${fault.kind}: ${fault.in}: ${fault.at} ${fault.code}`, fault] as const))(
    '%s',
    (_, fault) => {
      const found = newIn(fault);
      expect(found.map(({ path, code }) => `${path} ${code}`)).toEqual([`${fault.at} ${fault.code}`]);
      const [{ problem, caseType } = {}] = found;
      if (problem?.example !== undefined && caseType !== undefined) replay(caseType, problem);
    },
  );
});

/** The table, asked again on the values that the finding names, has no answer. */
function replay(caseType: CaseType, { path, code, example = {} }: CaseTypeProblem): void {
  const names = [...caseType.fields.keys()].map((name) => [name, null]);
  const facts = { ...Object.fromEntries(names), ...factsOf(caseType.fields, example) };
  const outcome = decisionsOf(caseType)?.(path.split('.')[1] ?? '', facts);
  if (code === 'table-overlap') expect(outcome).toHaveProperty('problem');
  else expect(outcome).toMatchObject({ rules: [] });
}
