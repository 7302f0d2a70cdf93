// A kind of case that uses all that a case keeps besides fields and work, and two scenarios of it, played as shipped ones are.
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkCaseType } from '../definition/definition.ts';
import { HEAD_UNDER_TEST } from '../definition/head-under-test.ts';
import { decide } from './case.ts';
import { readScenario } from './read-scenario.ts';
import { runScenario } from './run-scenario.ts';

const CARE_HOME = `${HEAD_UNDER_TEST.trimStart()}zone: Australia/Canberra
team: care-complaints
roles: { officer: Complaints officer, delegate: Delegate, worker: Support worker }
parties:
  resident: { title: Resident, subject: true }
  home: { title: Care home, subject: true, replaceable: true, by: officer }
  advocate:
    title: Advocate
    represents: [resident]
    scope: { correspond: Writes and is written to, decide: Decides for them }
    by: officer
data:
  receivedOn: { type: date, label: Received on }
  residentName: { type: text, label: Name, personal: true, subject: resident, purpose: The answer is addressed to them }
  openIssues: { type: number, label: Open issues, derived: 'count(issues[outcome = null])' }
issues:
  neglect:
    title: Neglect
    by: officer
    decidedBy: delegate
    mayReopen: true
    outcomes: { substantiated: Substantiated, not-substantiated: Not substantiated }
goals:
  walking:
    title: Walking again
    by: worker
    owner: [resident]
    section: health
    measure: { title: Steps in a day, unit: steps, direction: more }
    atClosing: may-stay-open
obligations:
  remedy:
    title: Remedy
    by: officer
    waivedBy: delegate
    owedBy: [home, agency]
    clock: { within: 10 working days, calendar: AU-ACT, law: { ref: Service charter, kind: policy } }
opening: { form: receipt, by: officer }
forms: { receipt: { title: Receipt, fields: { receivedOn: required, residentName: optional } } }
plan:
  tasks:
    look: { title: Look into it, by: officer }
    answer:
      title: Write the answer
      by: officer
      entry: [{ after: look, when: 'count(issues) > 0 and openIssues = 0' }]
    follow-up:
      title: Ask why it was not done
      by: officer
      entry: [{ when: 'some o in obligations satisfies o.status = "breached" and o.owedBy != "agency"' }]
  milestones:
    walks: { title: Walks again, entry: [{ when: 'some g in goals satisfies g.value >= g.target' }] }
access:
  sections: [{ name: health, title: Health, fields: [], readers: [worker, officer] }]
closing: { by: officer, outcomes: { answered: Answered, withdrawn: Withdrawn }, afterwards: [follow-up] }
`;

const GIVEN = `
  - { at: 2024-03-01, do: { type: OpenCase, data: { receivedOn: 2024-03-01 } }, then: { data: { openIssues: 0 } } }
  - { at: 2024-03-01, do: { type: RaiseIssue, of: neglect, words: Nobody helped her to get up }, then: { data: { openIssues: 1 } } }
`;

const SCENARIOS = {
  'the ordinary path': `
scenario: An advocate stands in, the issue is decided, the remedy is done in time, and she walks again
given: ${GIVEN}
when:
  - at: 2024-03-04
    do: { type: AddParty, of: advocate, subject: p-ada, represents: party.resident, scope: [correspond] }
    then: { rejected: entry-refused }
  - at: 2024-03-04
    do: { type: AddParty, of: advocate, subject: p-ada, represents: party.resident, scope: [correspond], until: 2024-04-30 }
    then: { entries: { party.3: { status: current, until: 2024-04-30 } }, timers: { 'entry:party.3': 2024-04-30 } }
  - { at: 2024-03-05, do: { type: SetGoal, of: walking, words: I want to walk to the garden, owner: party.resident, baseline: '0', target: '200' } }
  - { at: 2024-03-06, do: { type: CompleteTask, task: look }, then: { items: { answer: available } } }
  - { at: 2024-03-07, do: { type: CloseCase, outcome: answered }, then: { rejected: open-entries } }
  - at: 2024-03-07
    do: { type: DecideIssue, of: neglect, entry: issue.2, outcome: substantiated, reasons: The roster shows it }
    then: { data: { openIssues: 0 }, items: { answer: active }, entries: { issue.2: { outcome: substantiated, until: 2024-03-07 } } }
  - at: 2024-03-07
    do: { type: ImposeObligation, of: remedy, words: Two people help her each morning, owedBy: party.home, arisesFrom: issue.2 }
    then: { entries: { obligation.7: { status: owed, dueOn: 2024-03-22 } } }
  - { at: 2024-03-20, do: { type: MeetObligation, of: remedy, entry: obligation.7 }, then: { timers: { 'entry:obligation.7': null } } }
  - { at: 2024-03-20, do: { type: ReviewGoal, of: walking, entry: goal.4, value: '120' }, then: { items: { walks: available } } }
  - { at: 2024-04-10, do: { type: ReviewGoal, of: walking, entry: goal.4, value: '200' }, then: { items: { walks: completed } } }
  - { at: 2024-04-10, do: { type: ConcludeGoal, of: walking, entry: goal.4, attainment: attained } }
  - { at: 2024-04-11, do: { type: CompleteTask, task: answer } }
  - { at: 2024-04-12, do: { type: CloseCase, outcome: answered } }
  - { at: 2024-05-02, then: { entries: { party.3: { status: ended, until: 2024-04-30 } } } }
then:
  status: closed
  entries:
    goal.4: { status: attained, until: 2024-04-10 }
    obligation.7: { status: met, until: 2024-03-20, breachedOn: null }
    obligation.9: null
`,
  'the late one, after closing': `
scenario: The home changes hands, its successor does not do what it owes, and that is followed after closing
given: ${GIVEN}
when:
  - { at: 2024-03-04, do: { type: ReplaceParty, of: home, entry: party.home, subject: o-new, reason: The home was sold } }
  - { at: 2024-03-05, do: { type: DecideIssue, of: neglect, entry: issue.2, outcome: not-substantiated, reasons: None on the roster } }
  - { at: 2024-03-06, do: { type: ReopenIssue, of: neglect, entry: issue.2, reason: Another roster was found }, then: { data: { openIssues: 1 } } }
  - { at: 2024-03-07, do: { type: DecideIssue, of: neglect, entry: issue.2, outcome: substantiated, reasons: The second roster } }
  - at: 2024-03-07
    do: { type: ImposeObligation, of: remedy, words: Two people help her each morning, owedBy: party.home, arisesFrom: issue.2 }
    then: { rejected: entry-refused }
  - { at: 2024-03-07, do: { type: ImposeObligation, of: remedy, words: Two people help her each morning, owedBy: party.3, arisesFrom: issue.2 } }
  - { at: 2024-03-08, do: { type: CompleteTask, task: look } }
  - { at: 2024-03-08, do: { type: CompleteTask, task: answer } }
  - { at: 2024-03-25, then: { entries: { obligation.7: { status: breached, breachedOn: 2024-03-23 } }, items: { follow-up: active } } }
  - { at: 2024-03-26, do: { type: CloseCase, outcome: answered } }
  - { at: 2024-04-02, do: { type: CompleteTask, task: follow-up } }
  - { at: 2024-04-02, do: { type: WaiveObligation, of: remedy, entry: obligation.7, reasons: ' ' }, then: { rejected: entry-refused } }
  - { at: 2024-04-05, do: { type: MeetObligation, of: remedy, entry: obligation.7, metOn: 2024-04-04 } }
then:
  status: closed
  entries:
    party.home: { status: replaced, until: 2024-03-04, subject: subject-home }
    party.3: { status: current, subject: o-new, replaces: party.home }
    obligation.7: { status: met, until: 2024-04-04, breachedOn: 2024-03-23 }
`,
};

describe('a complaint about a care home', () => {
  const checked = checkCaseType(CARE_HOME, '0'.repeat(64));

  test('is sound', () => {
    expect('problems' in checked ? checked.problems : []).toEqual([]);
  });

  test.each(Object.entries(SCENARIOS))('%s', (_, source) => {
    if ('problems' in checked) throw new Error(checked.problems[0]?.reason);
    const read = readScenario(parse(source));
    if ('problems' in read) throw new Error(read.problems.join('\n'));
    expect(runScenario(checked.caseType, read.scenario, { decide }).failures).toEqual([]);
  });
});
