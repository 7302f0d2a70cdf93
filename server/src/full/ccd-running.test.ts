// What the running system says of converted definitions, in CCD's words: complete, of one mind with itself, and compared exactly.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CcdNames, convertCcd } from '@casewright/engine/ccd';
import { type CaseType, checkCaseType } from '@casewright/engine/definition';
import { expect, test } from 'vitest';
import { askRunning, type CcdSays, differencesOf } from './ccd-running.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const data = join(process.env['CASEWRIGHT_SHARED'] ?? join(root, '../shared'), 'data');
const absent = !existsSync(join(data, 'hmcts-ccd-sscs-benefit-appeal'));

function converted(name: string): { readonly caseType: CaseType; readonly names: CcdNames } {
  const folder = join(data, name);
  const files = readdirSync(folder, { recursive: true }).map(String);
  const pieces = files
    .filter((path) => path.endsWith('.json'))
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
  const made = convertCcd(pieces, { on: '2026-11-23', without: ['prod', 'shuttered'] });
  if ('problem' in made) throw new Error(made.problem);
  const checked = checkCaseType(made.yaml, '0'.repeat(64));
  if ('problems' in checked) throw new Error(checked.problems[0]?.reason);
  return { caseType: checked.caseType, names: made.report.names };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

test.skipIf(absent).each([
  ['hmcts-ccd-bulkscan-exception', { profiles: 1, states: 6, events: 8 }],
  ['hmcts-ccd-sscs-benefit-appeal', { profiles: 17, states: 19, events: 246 }],
] as const)('real logs: the system answers for every profile, state and event of %s', (name, is) => {
  const { caseType, names } = converted(name);
  const says = askRunning(caseType, names);
  const states = Object.values(says.allowed).map((byState) => Object.keys(byState).length);
  expect([Object.keys(says.allowed).length, new Set(states)]).toEqual([is.profiles, new Set([is.states + 1])]);
  expect(Object.keys(says.events)).toHaveLength(is.events);
  const { compared, differences } = differencesOf(says, says);
  expect(differences).toEqual([]);
  expect(sum(Object.values(compared))).toBeGreaterThan(is.events);
  expect(Math.min(...Object.values(compared))).toBeGreaterThan(0);
});

const SAYS: CcdSays = {
  caseType: 'T',
  allowed: { clerk: { '': ['begin'], Open: ['close', 'note'] } },
  events: { close: [{ id: '1', fields: [{ path: 'why', mandatory: true, readOnly: false }] }] },
  readable: { clerk: ['why'] },
  writable: { clerk: [] },
};

test.each<readonly [string, CcdSays]>([
  ['an event less', { ...SAYS, allowed: { clerk: { '': ['begin'], Open: ['close'] } } }],
  ['a profile more', { ...SAYS, allowed: { ...SAYS.allowed, judge: { '': ['begin'] } } }],
  ['a page less', { ...SAYS, events: { close: [] } }],
  [
    'another order, or a field that is needed',
    { ...SAYS, events: { close: [{ id: '1', fields: [{ path: 'why', mandatory: false, readOnly: false }] }] } },
  ],
  ['a field that is read', { ...SAYS, readable: { clerk: [] } }],
  ['a field that is written', { ...SAYS, writable: { clerk: ['why'] } }],
])('%s is a difference', (_, predicted) => {
  expect(differencesOf(SAYS, predicted).differences).toHaveLength(1);
  expect(differencesOf(predicted, SAYS).differences).toHaveLength(1);
});
