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

  test('has at least twelve scenarios', () => {
    expect(files.length).toBeGreaterThanOrEqual(12);
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

  test('knows who may, what a refusal says, where work goes and by when, and how cases are opened again', () => {
    const routed = caseTypeOf(`
roles: { officer: Officer, senior: Senior officer }
data: { kind: { type: choice, label: Kind, options: [ship, shore] } }
forms: { open: { title: Open, fields: { kind: optional } } }
routing:
  teams: { harbour: Harbour }
  queues: { simple: Simple }
  tables:
    which: { rules: [{ id: ships, when: 'kind = "ship"', to: { team: harbour } }, { id: rest, to: { queue: simple }, pick: nobody }] }
plan:
  tasks:
    look: { title: Look, by: officer, routedBy: which, dueWithinDays: 3 }
    sign: { title: Sign, by: senior, discretionary: { roles: [senior] } }
`);
    const scenario = scenarioOf(`
scenario: Who may
given: [{ at: 2024-03-01, do: { type: OpenCase, data: { kind: ship } } }]
when:
  - { at: 2024-03-01, then: { team: desk, tasks: { look: { dueOn: 2024-03-04, by: officer, rule: ships, to: harbour }, sign: null } } }
  - { at: 2024-03-02, do: { type: RecordData, data: { kind: shore } }, then: { tasks: { look: { rule: rest, to: simple } } } }
  - { at: 2024-03-02, roles: [officer], do: { type: PlanItem, item: sign }, then: { rejected: not-authorised, saying: senior } }
  - { at: 2024-03-02, roles: [senior], do: { type: PlanItem, item: sign }, then: { items: { sign: active } } }
  - { at: 2024-03-02, roles: [officer], do: { type: CompleteTask, task: sign }, then: { rejected: not-authorised } }
  - { at: 2024-03-02, roles: [officer], do: { type: RaiseIssue, of: none, words: x }, then: { rejected: entry-refused } }
  - { at: 2024-03-03, do: { type: CloseCase, outcome: done } }
  - { at: 2024-03-04, roles: [senior], do: { type: ReopenCase, again: [look], reason: New }, then: { rejected: not-authorised } }
  - { at: 2024-03-04, roles: [officer], do: { type: ReopenCase, again: [look], reason: New } }
then: { status: open, items: { look#2: active } }
`);
    expect(runScenario(routed, scenario, engine).failures).toEqual([]);
    const wrong = scenarioOf(`
scenario: Wrong
given: [{ at: 2024-03-01, do: { type: OpenCase, data: { kind: ship } } }]
when:
  - { at: 2024-03-02, roles: [officer], do: { type: PlanItem, item: sign }, then: { rejected: not-authorised, saying: The moon } }
  - { at: 2024-03-02, roles: [officer], do: { type: CompleteTask, task: look } }
  - { at: 2024-03-02, roles: [senior], do: { type: CloseCase, outcome: done } }
then: { team: harbour, tasks: { look: { rule: rest } }, entries: { issue.2: { status: open } } }
`);
    const { failures } = runScenario(routed, wrong, engine);
    expect(failures).toHaveLength(5);
    expect(failures[0]).toContain('and should say: The moon');
    expect(failures[1]).toContain('was refused: {"code":"not-authorised","item":"CloseCase","roles":["officer"]}');
    expect(failures[2]).toBe('At the end: the team is "desk" and should be "harbour".');
    expect(failures[3]).toBe('At the end: there is no issue.2. There are: none.');
    expect(failures[4]).toBe('At the end: look.rule is null and should be "rest".');
  });

  test.each([
    [
      'scenario: x\nwhen: [{ at: 2024-01-01, roles: officer, do: { type: OpenCase }, then: { status: open } }]',
      'a list',
    ],
    ['scenario: x\nwhen: [{ at: 2024-01-01, do: { type: OpenCase }, then: { saying: no } }]', 'Add rejected'],
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

describe('names of entries', () => {
  const caseType = caseTypeOf(`
issues: { breach: { title: Breach, outcomes: { proven: Proven } }, other: { title: Other, outcomes: { said: Said } } }
parties: { witness: { title: Witness, min: 0, max: 9 } }
obligations: { remedy: { title: Remedy, owedBy: [witness] } }
plan: { tasks: { act: { title: Act, by: officer } } }
`);
  const play = (steps: string): readonly string[] =>
    runScenario(
      caseType,
      scenarioOf(`scenario: S\ngiven:\n  - { at: 2024-03-01, do: { type: OpenCase } }\nwhen:\n${steps}`),
      engine,
    ).failures;
  const RAISE = '  - { at: 2024-03-01, do: { type: RaiseIssue, of: breach, words: Late }, as: lateness }\n';
  const DECIDE = '{ type: DecideIssue, of: breach, entry: $lateness, outcome: proven, reasons: Yes }';

  test('stand for their ids in commands, lists, timers and what is compared', () => {
    const more = `
  - { at: 2024-03-01, do: { type: AddParty, of: witness, subject: w1 }, as: seer }
  - { at: 2024-03-01, do: { type: ImposeObligation, of: remedy, words: W, owedBy: $seer, agreement: A, dueOn: 2024-03-04 }, as: debt }
  - { at: 2024-03-02, do: ${DECIDE}, then: { entries: { $lateness: { status: decided }, $debt: { owedBy: party.3 } }, timers: { 'entry:$debt': 2024-03-04 } } }
then: { entries: { $debt: { status: owed }, issue.2: { status: decided } } }
`;
    expect(play(`${RAISE}${more}`)).toEqual([]);
    expect(
      play(`${RAISE}  - { at: 2024-03-02, do: ${DECIDE} }\nthen: { entries: { $lateness: { status: open } } }`),
    ).toEqual(['At the end: issue.2.status is "decided" and should be "open".']);
  });

  test('are told where no step gives them, or a step makes nothing', () => {
    const [first] = play(`  - { at: 2024-03-02, do: ${DECIDE}, then: { rejected: unknown-entry } }\n`);
    expect(first).toContain('no step before it says “as: lateness”.');
    const named = play('  - { at: 2024-03-02, do: { type: AddNote, text: N }, as: note }\nthen: { status: open }\n');
    expect(named).toEqual(['Step 2 (2024-03-02, AddNote) makes nothing that could be called note.']);
    expect(
      readScenario(parse('scenario: S\ngiven: [{ at: 2024-03-01, as: A b, do: { type: OpenCase } }]')),
    ).toMatchObject({
      problems: expect.arrayContaining([expect.stringContaining('given[0].as must be a name')]),
    });
  });

  test('what is refused as something new names its kind', () => {
    const on =
      '  - { at: 2024-03-02, do: { type: RaiseIssue, of: breach, words: "" }, then: { rejected: entry-refused, saying: \'"of":"breach"\' } }\n';
    expect(play(on)).toEqual([]);
  });
});
