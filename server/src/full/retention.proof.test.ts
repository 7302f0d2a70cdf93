import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { answersOf } from '../../../oracles/retention/oracle.ts';
import { retention } from './retention.ts';

it('reckons what the oracle foretells from the text of the rules, and each fault that is put into it shows', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'casewright-retention-'));
  const told: string[] = [];
  const project = fileURLToPath(new URL('../../..', import.meta.url));
  try {
    const result = await retention({
      ...{ seed: 7, project, folder, say: (sentence) => void told.push(sentence) },
      ...{ oracle: (history) => answersOf(history), histories: 1_500, historiesOfFault: 900, every: 8 },
    });
    expect(result).toMatchObject({ verdict: 'passed', failures: [] });
    expect(result.counts).toMatchObject({ histories: 1_500, faults: 4, caught: 4 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
