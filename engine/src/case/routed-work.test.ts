// What routing means for the decider: which team gets a new case, and which records of routing speak for an assignment.
import { describe, expect, test } from 'vitest';
import type { Assignment } from '../routing/routing.ts';
import { describeEvent } from '../view/view.ts';
import { caseTypeOf } from './case-under-test.ts';
import { type CaseCommand, type CaseEvent, type CaseState, decide, evolve, queueOfAssignee } from './case.ts';

const caseType = caseTypeOf(`
data: { kind: { type: choice, label: Kind, options: [ship, shore] } }
forms: { open: { title: Open, fields: { kind: optional } } }
plan: { tasks: { look: { title: Look, by: officer, routedBy: looker } } }
routing:
  case: which
  teams: { harbour: Harbour }
  queues: { simple: Simple }
  tables:
    which:
      rules: [{ id: ships, when: 'kind = "ship"', to: { team: harbour } }, { id: rest, to: { team: desk } }]
    looker: { rules: [{ id: all, to: { queue: simple }, pick: nobody }] }
`);

const AT = { occurred: '2024-03-01', actor: 'ann' };

function opened(data: Record<string, string>, team?: string): CaseState {
  const of = team === undefined ? {} : { team };
  const decision = decide(caseType, null, { type: 'OpenCase', reference: 'EX-1', subjects: {}, data, ...of }, AT);
  if ('rejection' in decision) throw new Error(decision.rejection.code);
  return evolve(null, decision.event);
}

describe('a new case', () => {
  test('goes to the team that its routing table names, unless the one who opens it names another', () => {
    expect(opened({ kind: 'ship' }).team).toBe('harbour');
    expect(opened({ kind: 'shore' }).team).toBe('desk');
    expect(opened({}).team).toBe('desk');
    expect(opened({ kind: 'ship' }, 'desk').team).toBe('desk');
  });
});

describe('an assignment by routing', () => {
  const routing: Assignment = {
    ...{ table: { name: 'looker', version: '1.0.0' }, rule: 'all', target: { queue: 'simple' }, weight: 1 },
    ...{ person: null, outcome: 'to-be-pulled', givenUp: [], candidates: [], draw: null, problems: [] },
  };
  const assign = (more: object): CaseCommand => {
    // Only its members matter here, and each test says which.
    return { type: 'AssignTask', task: 'look', assignee: null, routing, ...more } as unknown as CaseCommand;
  };
  const answer = (command: CaseCommand, state = opened({})): CaseEvent | string => {
    const decision = decide(caseType, state, command, AT);
    return 'event' in decision ? decision.event : decision.rejection.code;
  };

  test('into a queue is taken for that queue only', () => {
    const event = answer(assign({ assignee: 'queue:simple' }));
    expect(event).toMatchObject({ type: 'TaskAssigned', assignee: 'queue:simple', routing });
    for (const assignee of [null, 'queue:other', 'ann']) expect(answer(assign({ assignee }))).toBe('routing-differs');
    if (typeof event === 'string') throw new Error(event);
    expect(queueOfAssignee(evolve(opened({}), event).tasks['look']?.assignee)).toBe('simple');
    expect(describeEvent(caseType, event, { nameOf: (person) => person, parts: null })).toEqual({
      title: 'Put into the queue simple: Look',
      detail: ['By the rule all of the routing table looker'],
    });
  });

  test('to nobody leaves the work with the team and is on record; without routing it would be nothing to do', () => {
    const nobody = { ...routing, outcome: 'nobody-can' };
    expect(answer(assign({ routing: nobody }))).toMatchObject({ assignee: null, routing: nobody });
    expect(answer(assign({ routing: nobody, assignee: 'queue:simple' }))).toBe('routing-differs');
    expect(answer(assign({ routing: { ...routing, outcome: 'assigned' } }))).toBe('routing-differs');
    expect(answer({ type: 'AssignTask', task: 'look', assignee: null })).toBe('nothing-to-do');
  });

  test('to whoever has it already is nothing to do', () => {
    const taken = decide(caseType, opened({}), { type: 'AssignTask', task: 'look', assignee: 'ann' }, AT);
    if ('rejection' in taken) throw new Error(taken.rejection.code);
    const candidates = [{ person: 'ann', in: true, against: [], load: 0, capacity: 1 }];
    const again = { ...routing, person: 'ann', outcome: 'assigned', candidates };
    expect(answer(assign({ assignee: 'ann', routing: again }), evolve(opened({}), taken.event))).toBe('nothing-to-do');
    expect(answer(assign({ assignee: 'ann', routing: again }))).toMatchObject({ assignee: 'ann' });
  });
});
