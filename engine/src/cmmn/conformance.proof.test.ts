/// <reference types="node" />
// The conformance suite that lies beside the project, where there is one, and our own scenarios: each holds, and holds
// again when its models were written and read anew.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type CmmnModel, playCmmnScenario, readCmmn, readCmmnScenario, writeCmmn } from './cmmn.ts';

const shared = process.env['CASEWRIGHT_SHARED'] ?? fileURLToPath(new URL('../../../../shared', import.meta.url));
const theirs = `${shared}/cmmn-suite`;
const ours = fileURLToPath(new URL('../../scenarios', import.meta.url));
/** Needs an evaluator of decisions, which this room does not know: the test of the command line plays it. */
const WITH_DECISIONS = ['s28-decision-routes-stages.json'];

function namesIn(suite: string): readonly string[] {
  return existsSync(suite) ? readdirSync(`${suite}/scenarios`).toSorted() : [];
}

function play(suite: string, file: string, through?: (model: CmmnModel) => CmmnModel): readonly string[] {
  const read = readCmmnScenario(JSON.parse(readFileSync(`${suite}/scenarios/${file}`, 'utf8')));
  if ('problems' in read) return read.problems;
  const models = read.scenario.deploy
    .filter((name) => !name.endsWith('.dmn'))
    .map((name) => readFileSync(`${suite}/${name}`, 'latin1'));
  return playCmmnScenario(read.scenario, through === undefined ? { models } : { models, through });
}

function writtenAndRead(model: CmmnModel): CmmnModel {
  const again = readCmmn(writeCmmn(model));
  if ('problems' in again) throw new Error(JSON.stringify(again.problems));
  return again.model;
}

describe.skipIf(!existsSync(theirs))('the CMMN suite beside the project', () => {
  const files = namesIn(theirs).filter((file) => !WITH_DECISIONS.includes(file));
  test.each(files)('%s holds, also after its models were written and read again', (file) => {
    expect(play(theirs, file)).toEqual([]);
    expect(play(theirs, file, writtenAndRead)).toEqual([]);
  });

  test.each(namesIn(theirs))('the models of %s are the same when they were written and read again', (file) => {
    const { deploy } = JSON.parse(readFileSync(`${theirs}/scenarios/${file}`, 'utf8'));
    for (const name of deploy.filter((one: string) => one.endsWith('.cmmn'))) expectSame(`${theirs}/${name}`);
  });
});

describe('our own scenarios', () => {
  test.each(namesIn(ours))('%s holds, also after its models were written and read again', (file) => {
    expect(play(ours, file)).toEqual([]);
    expect(play(ours, file, writtenAndRead)).toEqual([]);
  });

  test('are at least forty, each with its clause', () => {
    const all = namesIn(ours).map((file) => JSON.parse(readFileSync(`${ours}/scenarios/${file}`, 'utf8')));
    expect(all.length).toBeGreaterThanOrEqual(40);
    expect(all.filter(({ clause }) => typeof clause !== 'string' || !clause.startsWith('CMMN 1.1'))).toEqual([]);
  });
});

function expectSame(file: string): void {
  const read = readCmmn(readFileSync(file, 'latin1'));
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  const places = (_key: string, value: unknown): unknown => (_key === 'line' || _key === 'column' ? undefined : value);
  expect(JSON.stringify(writtenAndRead(read.model), places)).toBe(JSON.stringify(read.model, places));
}
