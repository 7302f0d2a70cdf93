// The shipped blocks, each sound by itself, and one kind of case that imports them all, played as shipped ones are.
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkBlock, checkCaseType } from '../definition/definition.ts';
import { HEAD_UNDER_TEST } from '../definition/head-under-test.ts';
import { shippedShelf, wholeOf } from '../definition/shipped-under-test.ts';
import { decide } from './case.ts';
import { readScenario } from './read-scenario.ts';
import { runScenario } from './run-scenario.ts';

const COMPLAINT = `${HEAD_UNDER_TEST.trimStart()}zone: Australia/Canberra
team: complaints
uses:
  - { block: representative@1.0.0, with: { party: complainant, by: officer } }
  - block: progress-update@1.0.0
    with: { since: receivedOn, by: officer, calendar: AU-ACT, law: 'Service charter, part 3', escalate: manager }
  - block: internal-review@1.0.0
    with:
      decision: answer
      decidedOn: answeredOn
      by: officer
      reviewer: manager
      team: complaints
      escalate: manager
      law: Service charter, part 5
      kind: policy
  - { block: conflict-of-interest-declaration@1.0.0, with: { by: officer, decidedBy: manager } }
roles: { officer: Officer, manager: Manager }
parties: { complainant: { title: Complainant, subject: true } }
data:
  receivedOn: { type: date, label: Received on }
  answeredOn: { type: date, label: Answered on }
opening: { form: receipt, by: officer }
forms:
  receipt: { title: Receipt, fields: { receivedOn: required } }
  answer: { title: Answer, fields: { answeredOn: required } }
plan:
  tasks:
    answer: { title: Answer, by: officer, form: answer, entry: [{ after: interests-cleared }] }
closing: { by: officer, outcomes: { answered: Answered } }
`;

const OPENED = "given: [{ at: '2024-03-01', do: { type: OpenCase, data: { receivedOn: '2024-03-01' } } }]";

const SCENARIOS = {
  'somebody may act for them, for what the mandate says and until its last day': `
when:
  - { at: 2024-03-02, do: { type: AddParty, of: representative, subject: p-1, represents: party.complainant, scope: [sell], until: 2024-04-01 }, then: { rejected: entry-refused } }
  - { at: 2024-03-02, do: { type: AddParty, of: representative, subject: p-1, represents: party.complainant, scope: [upload], until: 2024-04-01 } }
  - { at: 2024-04-02, then: { entries: { party.2: { status: ended } } } }
`,
  'each update begins the time until the next, and a late one is a breach': `
when:
  - { at: 2024-03-01, then: { clocks: { progress-update: { dueOn: 2024-03-18 } } } }
  - { at: 2024-03-14, do: { type: CompleteTask, task: tell-progress, data: { progressToldOn: 2024-03-14 } }, then: { clocks: { progress-update: { dueOn: 2024-03-28 } } } }
  - { at: 2024-03-30, then: { clocks: { progress-update: { breached: true } } } }
`,
  'a review is asked for in time, decided by somebody else, and told': `
when:
  - { at: 2024-03-01, do: { type: CompleteTask, task: declare-interests, data: { interestDeclared: false } }, then: { items: { answer: active } } }
  - { at: 2024-03-20, do: { type: CompleteTask, task: answer, data: { answeredOn: 2024-03-20 } } }
  - { at: 2024-03-20, then: { items: { register-review: enabled, internal-review: available }, clocks: { ask-for-review: { dueOn: 2024-04-17 } } } }
  - { at: 2024-04-10, do: { type: CompleteTask, task: register-review, data: { reviewAskedOn: 2024-04-10, reviewGrounds: It is wrong } } }
  - { at: 2024-04-10, then: { items: { review: active, tell-review-result: available }, clocks: { internal-review: { dueOn: 2024-05-08 }, ask-for-review: { stoppedOn: 2024-04-10 } } } }
  - at: 2024-04-20
    do: { type: CompleteTask, task: review, data: { reviewDecidedOn: 2024-04-20, reviewResult: varied, reviewReasons: Half of it was wrong } }
    then: { clocks: { internal-review: { stoppedOn: 2024-04-20 } } }
  - { at: 2024-04-21, do: { type: CompleteTask, task: tell-review-result }, then: { items: { internal-review: completed } } }
`,
  'an interest is treated before the work begins': `
when:
  - { at: 2024-03-01, do: { type: CompleteTask, task: declare-interests, data: { interestDeclared: true, interestNature: A neighbour } }, then: { items: { answer: available, treat-interest: active } } }
  - { at: 2024-03-02, do: { type: CompleteTask, task: treat-interest, data: { interestTreatment: managed, interestConditions: A second reader } } }
then: { items: { interests-cleared: completed, answer: active } }
`,
};

test.each([...shippedShelf()])('%s is sound and points editors to the schema', (_, { source }) => {
  expect(checkBlock(source)).not.toHaveProperty('problems');
  expect(source.startsWith('# yaml-language-server: $schema=../../block.schema.json\n')).toBe(true);
});

describe('a complaint that imports every block', () => {
  const checked = checkCaseType(wholeOf(COMPLAINT), '0'.repeat(64));

  test('is sound', () => {
    expect('problems' in checked ? checked.problems : []).toEqual([]);
  });

  test.each(Object.entries(SCENARIOS))('%s', (title, source) => {
    if ('problems' in checked) throw new Error(checked.problems[0]?.reason);
    const rest = source.includes('\nthen:') ? '' : 'then: { status: open }';
    const read = readScenario(parse(`scenario: ${title.replaceAll(',', '')}\n${OPENED}${source}${rest}`));
    if ('problems' in read) throw new Error(read.problems.join('\n'));
    expect(runScenario(checked.caseType, read.scenario, { decide }).failures).toEqual([]);
  });
});
