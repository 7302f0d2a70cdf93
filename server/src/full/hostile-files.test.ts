// All hostile files but the largest, one good file of every form, and some mutated ones; `npm run full -- hostile-files` judges
// all in processes of their own. It also sees that the proof would notice a gate that is open.
import { describe, expect, test } from 'vitest';
import { bytesOfBuffer } from '../files/bytes.ts';
import { DEFAULT_LIMITS } from '../gate/budget.ts';
import { judgeFile } from '../gate/judge-file.ts';
import { KINDS, kindOf } from '../gate/kinds.ts';
import { REFUSALS } from '../gate/refusals.ts';
import { probe, probeHostile } from './gate-probe.ts';
import { goodFiles } from './good-files.ts';
import { HOSTILE_FILES } from './hostile-list.ts';

/** Bombs and files of gigabytes have their time in the long proof. */
const LARGE = /bomb|\d MB|GB|6,000|70,000|gzip/i;

describe('hostile files', () => {
  const small = HOSTILE_FILES.map((file, index) => ({ ...file, index })).filter(({ what }) => !LARGE.test(what));

  test('are more than 300 of different titles', () => {
    expect(new Set(HOSTILE_FILES.map(({ what }) => what)).size).toBe(HOSTILE_FILES.length);
    expect(small.length).toBeGreaterThan(700);
  });

  test('are refused, each for what it tries', async () => {
    const faults: string[] = [];
    for (const { index } of small) {
      const { what, fault } = await probeHostile(index, null);
      if (fault !== null) faults.push(`${what}: ${fault}`);
    }
    expect(faults).toEqual([]);
  });

  test('try nearly every refusal that there is', () => {
    const tried = new Set(HOSTILE_FILES.flatMap(({ codes }) => codes));
    // What needs a scanner or a clock is tried beside the gate.
    const others = ['scanner-unavailable', 'scanner-limit', 'took-too-long', 'read-too-slowly'];
    expect(Object.keys(REFUSALS).filter((code) => !(tried as Set<string>).has(code) && !others.includes(code))).toEqual(
      [],
    );
  });
});

test('good files of every kind pass, with the type that they are', async () => {
  const files = goodFiles(10);
  expect(new Set(files.map(({ kind }) => kind)).size).toBe(Object.keys(KINDS).length);
  const faults: string[] = [];
  for (const { kind, name, make } of files) {
    const verdict = await judgeFile(bytesOfBuffer(make()), { name, limits: DEFAULT_LIMITS, scanner: null });
    if (verdict.verdict !== 'unscanned' || verdict.mediaType !== kindOf(kind).mediaType)
      faults.push(`${kind} ${name}: ${JSON.stringify(verdict)}`);
  }
  expect(faults).toEqual([]);
});

test('mutated files never make it throw, and what acts in them never passes', async () => {
  const faults: string[] = [];
  let refused = 0;
  for (let index = 0; index < 600; index += 1) {
    const { what, fault, outcome } = await probe('mutated', index, 11);
    if (fault !== null) faults.push(`${index} ${what}: ${fault}`);
    refused += outcome === 'refused' ? 1 : 0;
  }
  expect(faults).toEqual([]);
  expect(refused).toBeGreaterThan(200);
});
