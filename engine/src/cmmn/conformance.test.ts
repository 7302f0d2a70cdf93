/// <reference types="node" />
// The conformance suite that lies beside the project, where there is one: every scenario of it holds.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { playCmmnScenario, readCmmnScenario } from './cmmn.ts';

const shared = process.env['CASEWRIGHT_SHARED'] ?? fileURLToPath(new URL('../../../../shared', import.meta.url));
const suite = `${shared}/cmmn-suite`;
const files = existsSync(suite) ? readdirSync(`${suite}/scenarios`).toSorted() : [];

describe.skipIf(files.length === 0)('the CMMN suite beside the project', () => {
  test.each(files)('%s holds', (file) => {
    const read = readCmmnScenario(JSON.parse(readFileSync(`${suite}/scenarios/${file}`, 'utf8')));
    if ('problems' in read) throw new Error(read.problems.join('\n'));
    const models = read.scenario.deploy
      .filter((name) => !name.endsWith('.dmn'))
      .map((name) => readFileSync(`${suite}/${name}`, 'latin1'));
    expect(playCmmnScenario(read.scenario, { models })).toEqual([]);
  });
});
