import { describe, expect, it } from 'vitest';
import { checkCaseType, checkChildTask, endlessOpenings, type CaseType } from '../definition/definition.ts';
import { caseTypeOf, openCaseUnderTest, type CaseUnderTest } from './case-under-test.ts';
import { closingOfChild, openingOfChild, stepOf, tasksToFollow, type CaseSoFar } from './case.ts';

const CHILD = caseTypeOf(`
parties: { owner: { title: Owner, subject: true } }
data:
  site: { type: text, label: Site, purpose: Test }
  owner: { type: text, label: Owner, purpose: Test, personal: true, subject: owner }
  fee: { type: money, label: Fee, purpose: Test }
  visitedOn: { type: date, label: Visited on, purpose: Test }
forms:
  open: { title: Open, fields: { site: required, owner: optional } }
  report: { title: Report, fields: { visitedOn: required, fee: optional } }
plan: { tasks: { report: { title: Report, by: officer, form: report } } }
closing: { by: officer, outcomes: { safe: Safe, unsafe: Unsafe }, afterwards: [] }
`);

const MAPPING = `
      opening: { site: 'address + ", " + town', owner: name }
      parties: { owner: applicant }
      closing: { result: outcome, visitedOn: visitedOn, cost: 'fee + 1.10' }`;

function parentOf(child: string, more = ''): CaseType {
  const members = child.trim().replaceAll('\n', ', ');
  return caseTypeOf(`
parties: { applicant: { title: Applicant, subject: true }, other: { title: Other, subject: true } }
data:
  address: { type: text, label: Address, purpose: Test }
  town: { type: text, label: Town, purpose: Test }
  name: { type: text, label: Name, purpose: Test, personal: true, subject: applicant }
  result: { type: text, label: Result, purpose: Test }
  visitedOn: { type: date, label: Visited on, purpose: Test }
  cost: { type: money, label: Cost, purpose: Test }
forms: { open: { title: Open, fields: { address: optional, town: optional, name: optional } } }
plan:
  listeners: { withdraw: { title: Withdraw } }
  tasks:
    inspect:
      { title: Inspect, by: officer, performs: case, uses: visit, exit: [ { after: withdraw } ]${more}, child: {${members} } }
    decide: { title: Decide, by: officer, entry: [ { after: inspect } ] }
`);
}

const PARENT = parentOf(MAPPING);
const DATA = { address: 'Main Street 1', town: 'Bern', name: 'Mary' };

function far({ caseType, state }: CaseUnderTest): CaseSoFar {
  if (state === null) throw new Error('The case is not open.');
  return { caseType, state };
}

function endedVisit(data = {}): CaseUnderTest {
  const child = openCaseUnderTest(CHILD, { site: 'x' });
  child.complete('report', { visitedOn: '2026-03-04', fee: '9.90', ...data });
  child.do({ type: 'CloseCase', outcome: 'safe' });
  return child;
}

function refusals(parent: string, children: readonly CaseType[] = [CHILD]): readonly string[] {
  const caseType = parentOf(parent);
  const child = caseType.items.get('inspect')?.task?.child;
  if (child === undefined) throw new Error('No case task.');
  return children.flatMap((other) =>
    checkChildTask(caseType, child, other).map(({ at, reason }) => `${at}: ${reason}`),
  );
}

describe('a case task', () => {
  it('opens its child with mapped data, and the party that is the same person', () => {
    const parent = openCaseUnderTest(PARENT, DATA);
    expect(stepOf(far(parent), 'inspect', null)).toBe('open');
    expect(openingOfChild(far(parent), 'inspect', CHILD)).toEqual({
      data: { site: 'Main Street 1, Bern', owner: 'Mary' },
      subjects: { owner: parent.state?.parties['applicant'] },
    });
  });

  it('completes with what the child gives back, once the child has ended', () => {
    const parent = openCaseUnderTest(PARENT, DATA);
    const child = openCaseUnderTest(CHILD, { site: 'x' });
    expect(stepOf(far(parent), 'inspect', child.state)).toBe('nothing');
    const ended = endedVisit();
    expect(stepOf(far(parent), 'inspect', ended.state)).toBe('back');
    const given = closingOfChild(far(parent), 'inspect', far(ended));
    expect(given).toEqual({ data: { result: 'safe', visitedOn: '2026-03-04', cost: '11.00' } });
    if ('problems' in given) throw new Error('It does not fit.');
    const event = parent.do({ type: 'ReturnChild', task: 'inspect', child: 'c', outcome: 'safe', data: given.data });
    expect(event).toMatchObject({ type: 'ChildReturned', child: 'c', outcome: 'safe' });
    expect(parent.state?.data).toMatchObject({ result: 'safe', cost: '11.00' });
    expect([parent.item('inspect'), parent.item('decide')]).toEqual(['completed', 'active']);
    expect(stepOf(far(parent), 'inspect', ended.state)).toBe('nothing');
  });

  it('ends its child when it ends first, and asks to be looked at then', () => {
    const parent = openCaseUnderTest(PARENT, DATA);
    const child = openCaseUnderTest(CHILD, { site: 'x' });
    const event = parent.do({ type: 'OccurListener', listener: 'withdraw', data: {} });
    expect(tasksToFollow(parent.caseType, event)).toEqual(['inspect']);
    expect(stepOf(far(parent), 'inspect', child.state)).toBe('end');
    expect(stepOf(far(parent), 'inspect', null)).toBe('nothing');
    child.do({ type: 'MovePlanItem', item: 'case', on: 'terminate' });
    expect(stepOf(far(parent), 'inspect', child.state)).toBe('nothing');
  });

  it('that does not block is done when its child is noted, and lets the child go its own way', () => {
    const parent = openCaseUnderTest(parentOf(MAPPING, ', blocking: false'), DATA);
    expect(parent.item('inspect')).toBe('active');
    const child = openCaseUnderTest(CHILD, { site: 'x' });
    expect(stepOf(far(parent), 'inspect', child.state)).toBe('record');
    parent.do({ type: 'RecordChild', task: 'inspect', child: { caseId: 'c', caseType: 'visit', version: '1.0.0' } });
    expect(parent.item('inspect')).toBe('completed');
    expect(stepOf(far(parent), 'inspect', child.state)).toBe('nothing');
  });

  it('can fail and be tried again', () => {
    const parent = openCaseUnderTest(PARENT, DATA);
    parent.do({ type: 'MovePlanItem', item: 'inspect', on: 'fault', reason: 'opening.site: no' });
    expect(stepOf(far(parent), 'inspect', null)).toBe('nothing');
    const event = parent.do({ type: 'MovePlanItem', item: 'inspect', on: 'reactivate' });
    expect(tasksToFollow(parent.caseType, event)).toEqual(['inspect']);
    expect(stepOf(far(parent), 'inspect', null)).toBe('open');
  });

  it('takes nothing back that does not fit, and says where', () => {
    const wrong = MAPPING.replace('visitedOn: visitedOn', 'visitedOn: site');
    const parent = openCaseUnderTest(parentOf(wrong), DATA);
    expect(closingOfChild(far(parent), 'inspect', far(endedVisit()))).toEqual({ data: expect.anything() });
    const money = parentOf(MAPPING.replace("'fee + 1.10'", 'visitedOn'));
    expect(closingOfChild(far(openCaseUnderTest(money, DATA)), 'inspect', far(endedVisit()))).toEqual({
      problems: [{ at: 'closing.cost', reason: 'visitedOn does not give a money.' }],
    });
    expect(
      parent.refusal({ type: 'ReturnChild', task: 'inspect', child: 'c', outcome: 'x', data: { visitedOn: 'x' } }),
    ).toBe('invalid-data');
  });

  it('is not for other tasks', () => {
    const parent = openCaseUnderTest(PARENT, DATA);
    const child = { caseId: 'c', caseType: 'visit', version: '1.0.0' };
    expect(parent.refusal({ type: 'RecordChild', task: 'absent', child })).toBe('unknown-item');
    expect(parent.refusal({ type: 'RecordChild', task: 'withdraw', child })).toBe('wrong-kind');
    parent.do({ type: 'ReturnChild', task: 'inspect', child: 'c', outcome: 'safe', data: {} });
    const returned = { type: 'ReturnChild', child: 'c', outcome: 'safe', data: {} } as const;
    expect(parent.refusal({ ...returned, task: 'inspect' })).toBe('not-available');
    expect(parent.refusal({ ...returned, task: 'decide' })).toBe('wrong-kind');
  });
});

describe('what a case task gives and takes', () => {
  it('must fit the kind of case that it opens', () => {
    expect(refusals(MAPPING)).toEqual([]);
    expect(refusals(`opening: { nowhere: address, fee: '1' }`)).toEqual([
      'opening.nowhere: Example has no field “nowhere”.',
      'opening.fee: The form with which Example is opened does not ask for “fee”.',
      'opening: Example cannot be opened without “site”. Say what it is.',
    ]);
    expect(refusals(`opening: { site: town }\nparties: { nobody: applicant }\nclosing: { result: absent }`)).toEqual([
      'parties.nobody: Example has no subject “nobody”.',
      'closing.result: Example has no field “absent”.',
    ]);
  });

  it('carries nothing personal to where it is not, or is about somebody else', () => {
    expect(refusals('opening: { site: name }')).toHaveLength(1);
    expect(refusals('opening: { site: town, owner: name }')).toHaveLength(1);
    expect(refusals('opening: { site: town, owner: name }\nparties: { owner: other }')).toHaveLength(1);
    expect(refusals('opening: { site: town }\nclosing: { result: owner }')).toHaveLength(1);
    expect(refusals('opening: { site: town }\nparties: { owner: applicant }\nclosing: { name: owner }')).toEqual([]);
  });

  it('is read with its places', () => {
    const source = (child: string): string =>
      `plan: { tasks: { a: { title: A, by: officer, performs: case, uses: b, ${child} } } }`;
    const problems = (part: string): readonly string[] => {
      const checked = checkCaseType(part, '');
      if ('caseType' in checked) return [];
      return checked.problems.filter(({ path }) => path.startsWith('plan')).map(({ path, code }) => `${path} ${code}`);
    };
    expect(problems(source('child: { opening: { x: "absent +" } }'))).toContain(
      'plan.tasks.a.child.opening.x expression',
    );
    expect(problems(source('child: { opening: { x: absent } }'))).toContain(
      'plan.tasks.a.child.opening.x unknown-name',
    );
    expect(problems(source('child: { parties: { x: absent } }'))).toContain(
      'plan.tasks.a.child.parties.x unknown-party',
    );
    expect(problems(source('child: { closing: { absent: y } }'))).toContain(
      'plan.tasks.a.child.closing.absent unknown-field',
    );
    const person = `plan: { tasks: { a: { title: A, by: officer, child: { version: 1.0.0 } } } }`;
    expect(problems(person)).toContain('plan.tasks.a.child wrong-kind');
  });
});

describe('kinds of case that open each other', () => {
  const opening = (name: string, uses: string, more = ''): CaseType => ({
    ...caseTypeOf(
      `plan: { listeners: { go: { title: Go } }, milestones: { begun: { title: Begun } }, tasks: { next: { title: Next, by: officer, performs: case, uses: ${uses}${more} } } }`,
    ),
    name,
  });

  it('without end are named with the way round', () => {
    const three = [opening('a', 'b'), opening('b', 'c', ', entry: [ { after: begun } ]'), opening('c', 'a')];
    expect(endlessOpenings(three)).toEqual([{ caseTypes: ['a', 'b', 'c'], items: ['next', 'next', 'next'] }]);
    expect(endlessOpenings(three.slice(0, 2))).toEqual([]);
  });

  it('only when somebody lets them are sound', () => {
    const conditional = [
      ...[', manual: true', ', entry: [ { after: go } ]', ', discretionary: {}'],
      `, entry: [ { when: 'note = "x"' } ]`,
    ];
    for (const more of conditional) {
      expect(endlessOpenings([opening('a', 'b', more), opening('b', 'a')])).toEqual([]);
    }
  });

  it('is refused where a kind of case opens itself as soon as it is opened', () => {
    expect(() => opening('x', 'example')).toThrow('without end');
    expect(() => opening('x', 'example', ', manual: true')).not.toThrow();
  });
});
