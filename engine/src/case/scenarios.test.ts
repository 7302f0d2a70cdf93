/// <reference types="node" />
// The scenarios that ship with the case types, played against the decider, and the runner's own honesty.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { SHIPPED, shippedCaseType, shippedNames } from '../definition/shipped-under-test.ts';
import { caseTypeOf } from './case-under-test.ts';
import { decide } from './case.ts';
import { readScenario, type Scenario } from './read-scenario.ts';
import { runScenario } from './run-scenario.ts';

const engine = { decide };

function scenarioOf(source: string): Scenario {
  const read = readScenario(parse(source));
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  return read.scenario;
}

describe.each([...shippedNames])('%s', (name) => {
  const caseType = shippedCaseType(name);
  const files = readdirSync(`${SHIPPED}${name}/scenarios`).filter((file) => file.endsWith('.yaml'));

  test('has at least six scenarios', () => {
    expect(files.length).toBeGreaterThanOrEqual(6);
  });

  test.each(files)('%s holds', (file) => {
    const scenario = scenarioOf(readFileSync(`${SHIPPED}${name}/scenarios/${file}`, 'utf8'));
    expect(runScenario(caseType, scenario, engine).failures).toEqual([]);
  });
});

describe('the runner', () => {
  const caseType = caseTypeOf(`
data: { heardOn: { type: date, label: Heard on }, late: { type: boolean, label: Late } }
forms: { open: { title: Open, fields: { heardOn: optional } } }
plan:
  tasks: { sign: { title: Sign, by: officer } }
  timers: { remind: { title: Remind, due: 'heardOn + duration("P5D")', sets: { late: 'true' } } }
`);
  const opened = '{ at: 2024-03-01, do: { type: OpenCase, data: { heardOn: 2024-03-01 } } }';

  test('lets time pass, so that a timer fires after its day and not on it', () => {
    const scenario = scenarioOf(`
scenario: Time passes
given: [${opened}]
when:
  - { at: 2024-03-06, then: { timers: { remind: 2024-03-06 }, data: { late: null } } }
  - { at: 2024-03-07, then: { timers: { remind: null }, data: { late: true }, items: { remind: completed } } }
`);
    expect(runScenario(caseType, scenario, engine)).toEqual({ title: 'Time passes', failures: [], events: 2 });
  });

  test('reports every expectation that does not hold', () => {
    const scenario = scenarioOf(`
scenario: Wrong
given: [${opened}]
when:
  - { at: 2024-03-02, do: { type: CompleteTask, task: sign }, then: { rejected: not-available } }
  - { at: 2024-03-03, do: { type: CompleteTask, task: sign } }
then: { status: closed, items: { sign: active, other: completed }, data: { late: true }, timers: { remind: null }, clocks: { none: { dueOn: 2024-01-01 } } }
`);
    const { failures } = runScenario(caseType, scenario, engine);
    expect(failures).toHaveLength(8);
    expect(failures[0]).toBe(
      'Step 2 (2024-03-02, CompleteTask) was applied, and should have been refused as not-available.',
    );
    expect(failures[1]).toContain('Step 3 (2024-03-03, CompleteTask) was refused: {"code":"not-available"');
    expect(failures[7]).toBe('At the end: none.dueOn is null and should be "2024-01-01".');
  });

  test('says so where a step comes before the case is open', () => {
    const scenario = scenarioOf(
      'scenario: Early\nwhen: [{ at: 2024-03-01, do: { type: CompleteTask, task: sign } }]\nthen: { items: { sign: absent } }',
    );
    expect(runScenario(caseType, scenario, engine).failures).toEqual([
      'Step 1 (2024-03-01, CompleteTask) comes before the case is open. Begin with OpenCase.',
    ]);
  });

  test.each([
    ['scenario: x\nwhen: [{ at: 2024-01-01, do: { type: OpenTheCase } }]\nthen: { status: open }', 'needs a type'],
    ['scenario: x\nwhen: [{ at: 2024-01-01, do: { type: OpenCase } }]', 'expects nothing'],
    ['scenario: x\nwhen: []\nthen: { status: open }', 'no steps'],
    ['scenario: x\nwhen: [{ at: soon, do: { type: OpenCase } }]\nthen: { status: open }', 'needs “at”'],
    ['scenario: x\nwhen: [{ at: 2024-01-01, do: { task: sign } }]\nthen: { status: open }', 'needs a type'],
    ['scenario: x\nwhen: [{ at: 2024-01-01, then: { item: { sign: active } } }]', '“item” is not known'],
    ['when: [{ at: 2024-01-01 }]\nthen: { status: open }', '“scenario” is missing'],
    ['- a', 'a group of keys'],
  ])('refuses a scenario that could not fail: %j', (source, reason) => {
    const read = readScenario(parse(source));
    expect('problems' in read ? read.problems.join(' ') : '').toContain(reason);
  });
});
