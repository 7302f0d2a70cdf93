// What scenarios use of a case type: everything of each part is missing until something is played that uses it, and what was
// refused or does not hold counts for nothing.
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { caseTypeOf } from './case-under-test.ts';
import { coverageOf, usedBy } from './coverage.ts';
import { readScenario } from './read-scenario.ts';

const caseType = caseTypeOf(`
roles: { officer: Officer, nurse: Nurse, manager: Manager }
parties:
  client: { title: Client, subject: true }
  advocate: { title: Advocate, represents: [client], scope: { write: Writes }, by: officer }
data:
  kind: { type: choice, label: Kind, options: [ship, shore] }
  desk: { type: text, label: Desk }
  diagnosis: { type: text, label: Diagnosis }
  grave: { type: boolean, label: Grave, derived: 'diagnosis = "grave"' }
issues:
  claim: { title: Claim, by: officer, decidedBy: manager, mayReopen: true, outcomes: { granted: Granted }, atClosing: may-stay-open }
goals:
  walking: { title: Walking, by: nurse, owner: [client], measure: { title: Steps, unit: steps, direction: more }, atClosing: may-stay-open }
obligations:
  remedy: { title: Remedy, by: officer, waivedBy: manager, owedBy: [agency] }
forms: { open: { title: Open, fields: { kind: optional } }, see: { title: See, fields: { diagnosis: required } } }
decisions:
  triage:
    title: Triage
    hit: first
    inputs: [kind]
    outputs: [desk]
    rules: [{ when: ['"ship"'], then: ['"sea"'] }, { when: ['-'], then: ['"land"'] }]
routing:
  teams: { harbour: Harbour }
  case: team
  tables:
    team: { rules: [{ id: ships, when: 'kind = "ship"', to: { team: harbour } }, { id: rest, to: { team: desk } }] }
    who: { rules: [{ id: sea, when: 'desk = "sea"', to: { team: harbour } }, { id: rest, to: { team: desk } }] }
plan:
  exit: [{ when: 'kind = "shore" and grave' }]
  tasks:
    triage: { title: Triage, by: officer, performs: decision, uses: triage }
    look: { title: Look, by: officer, routedBy: who, entry: [{ after: triage }, { when: grave }] }
    sign: { title: Sign, by: manager, discretionary: { roles: [manager] } }
  stages:
    care: { title: Care, entry: [{ after: look }], tasks: { visit: { title: Visit, by: nurse, form: see } } }
  milestones: { seen: { title: Seen, entry: [{ after: visit }] } }
  listeners: { call: { title: Somebody called } }
access:
  manage: manager
  emergencies: [{ category: life, title: Danger to life }]
  sections: [{ name: health, title: Health, fields: [diagnosis], readers: [nurse] }]
  tells: [{ item: look, of: diagnosis, reason: They must know that it is grave }, { item: case, of: diagnosis, reason: It ends }]
closing: { by: manager, outcomes: { done: Done } }
`);

function played(steps: string, then = 'status: open'): ReturnType<typeof usedBy> {
  const read = readScenario(parse(`scenario: x\nwhen:\n${steps}\nthen: { ${then} }`));
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  return usedBy(caseType, read.scenario);
}

function missingAfter(steps: string): Readonly<Record<string, readonly string[]>> {
  const { outcome, used } = played(steps);
  expect(outcome.failures).toEqual([]);
  return Object.fromEntries(coverageOf(caseType, used).map(({ part, missing }) => [part, missing]));
}

const OPENED = '  - { at: 2024-03-01, roles: [officer], do: { type: OpenCase, data: { kind: ship } } }\n';

describe('what scenarios use of a case type', () => {
  test('is nothing before any is played', () => {
    const parts = coverageOf(caseType, new Set());
    expect(parts.map(({ part, covered, total }) => `${part} ${covered}/${total}`)).toEqual([
      ...['stages 0/1', 'tasks 0/4', 'happenings 0/2', 'criteria 0/5', 'decisions 0/2', 'routing 0/4', 'entries 0/12'],
      'permissions 0/18',
    ]);
  });

  test('is what the decider did: a row that held, a rule that routed, a criterion that fired', () => {
    const missing = missingAfter(OPENED);
    expect(missing).toMatchObject({
      stages: ['care'],
      tasks: ['look', 'sign', 'visit'],
      criteria: ['case.exit.0', 'look.entry.1', 'care.entry.0', 'seen.entry.0'],
      decisions: ['triage.rules[1]'],
      routing: ['team.rest', 'who.rest'],
    });
    expect(missing['permissions']).not.toContain('officer: OpenCase');
  });

  test('grows with tasks, happenings, moves of entries and roles', () => {
    const missing = missingAfter(`${OPENED}
  - { at: 2024-03-02, roles: [officer], do: { type: CompleteTask, task: look } }
  - { at: 2024-03-02, do: { type: CompleteTask, task: visit, data: { diagnosis: light } } }
  - { at: 2024-03-02, do: { type: OccurListener, listener: call } }
  - { at: 2024-03-02, roles: [manager], do: { type: PlanItem, item: sign } }
  - { at: 2024-03-02, roles: [officer], do: { type: RaiseIssue, of: claim, words: Pay me } }
  - { at: 2024-03-02, roles: [manager], do: { type: DecideIssue, of: claim, entry: issue.6, outcome: granted, reasons: Yes } }
  - { at: 2024-03-02, do: { type: AddParty, of: advocate, subject: a, represents: party.client, scope: [write], until: 2024-03-09 } }
  - { at: 2024-03-10, roles: [officer], do: { type: BreakGlass, category: life, reason: She does not answer the door }, then: { reads: { nurse: [kind, desk, diagnosis, grave], officer: [kind, desk] } } }`);
    expect(missing).toMatchObject({
      ...{ stages: [], tasks: ['sign'], happenings: [] },
      criteria: ['case.exit.0', 'look.entry.1'],
      entries: [
        ...['issues.claim IssueReopened', 'goals.walking GoalSet', 'goals.walking GoalReviewed'],
        ...['goals.walking GoalConcluded', 'obligations.remedy ObligationImposed', 'obligations.remedy ObligationMet'],
        ...['obligations.remedy ObligationWaived', 'obligations.remedy ObligationBreached'],
      ],
      permissions: [
        ...['manager: sign', 'nurse: visit', 'officer: AddParty advocate', 'nurse: SetGoal walking'],
        ...['nurse: ReviewGoal walking', 'nurse: ConcludeGoal walking', 'officer: ImposeObligation remedy'],
        ...[
          'officer: MeetObligation remedy',
          'manager: WaiveObligation remedy',
          'manager: CloseCase',
          'manager: access',
        ],
      ],
    });
  });

  test('does not grow by what is refused', () => {
    const refused = `${OPENED}  - { at: 2024-03-02, roles: [manager], do: { type: CompleteTask, task: look }, then: { rejected: not-authorised } }`;
    expect(missingAfter(refused)).toEqual(missingAfter(OPENED));
  });

  test('is nothing where the scenario does not hold, also where it expects others to read', () => {
    expect(played(OPENED, 'status: closed').used.size).toBe(0);
    const { outcome, used } = played(OPENED, 'reads: { officer: [diagnosis] }');
    expect(outcome.failures).toEqual(['At the end: what officer may read is "desk, kind" and should be "diagnosis".']);
    expect(used.size).toBe(0);
  });
});
