import { inWords } from '../sentences/sentences.ts';
import { describe, expect, test } from 'vitest';
import type { CaseCommand } from '../case/case.ts';
import { caseTypeOf, type CaseUnderTest, openCaseUnderTest } from '../case/case-under-test.ts';
import { whyBegun, type WhyBegun } from './why-begun.ts';

const TASK = 'title: T, by: officer';

const SMALL = caseTypeOf(`
data:
  amount: { type: number, label: Amount, purpose: Test }
  note: { type: text, label: Note, purpose: Test }
forms: { open: { title: Open, fields: { amount: optional } } }
plan:
  tasks:
    first: { title: First, by: officer }
    second: { title: Second, by: officer }
    both: { ${TASK}, entry: [ { after: [first, second] } ] }
    either: { ${TASK}, entry: [ { after: first }, { after: second } ] }
    large: { ${TASK}, entry: [ { after: first, when: amount > 100 } ] }
    noted: { ${TASK}, entry: [ { after: { field: note, on: update } } ] }
    rich: { ${TASK}, entry: [ { when: amount > 1000 } ] }
    optional: { ${TASK}, manual: true }
    ruled: { ${TASK}, manual: amount > 100 }
    extra: { ${TASK}, discretionary: { when: amount > 5, roles: [officer] } }
    again: { ${TASK}, repeat: repetition < 3 }
    dropped: { ${TASK}, exit: [ { after: first }, { after: gone } ] }
  milestones:
    reached: { title: Reached, entry: [ { after: [first, second] } ] }
  listeners: { gone: { title: Gone }, other: { title: Other } }
  timers: { later: { title: Later, due: 'duration("P1D")' } }
  stages:
    part: { title: Part, entry: [ { after: second } ], exit: [ { after: other } ], tasks: { inner: { title: Inner, by: officer } } }
`);

interface Told {
  readonly item: string;
  readonly is: string;
  readonly amount?: number;
  /** In order; those that must not happen for the item to be elsewhere are marked by `cause`. */
  readonly steps: readonly { readonly command: CaseCommand; readonly cause: boolean }[];
  readonly says: readonly string[];
}

const TOLD: readonly Told[] = [
  { item: 'first', is: 'active', steps: [other()], says: ['It is there from the opening of the case.'] },
  {
    ...{ item: 'both', is: 'active', steps: [cause(completes('first')), other(), cause(completes('second'))] },
    says: ['“First” was completed.', '“Second” was completed.'],
  },
  { item: 'either', is: 'active', steps: [cause(completes('second')), other()], says: ['“Second” was completed.'] },
  {
    ...{ item: 'large', is: 'active', amount: 50 },
    steps: [cause(completes('first')), other(), cause(records({ amount: 101 }))],
    says: ['“First” was completed.', 'The condition `amount > 100` held: amount was 101.'],
  },
  {
    ...{ item: 'noted', is: 'active', steps: [cause(records({ note: 'a' })), cause(records({ note: 'b' })), other()] },
    says: ['The field “note” got another value.'],
  },
  {
    ...{ item: 'rich', is: 'active', steps: [other(), cause(records({ amount: 2000 }))] },
    says: ['The condition `amount > 1000` held: amount was 2000.'],
  },
  {
    ...{ item: 'ruled', is: 'enabled', amount: 101, steps: [other()] },
    says: ['It is there from the opening of the case.', 'The rule `amount > 100` held: amount was 101.'],
  },
  {
    ...{ item: 'ruled', is: 'active', amount: 99, steps: [other()] },
    says: ['It is there from the opening of the case.', 'The rule `amount > 100` did not hold: amount was 99.'],
  },
  {
    ...{ item: 'optional', is: 'enabled', steps: [other()] },
    says: ['It is there from the opening of the case.', 'It is for a person to begin it.'],
  },
  {
    ...{ item: 'optional', is: 'active', steps: [cause({ type: 'StartTask', task: 'optional' }), other()] },
    says: ['Somebody began it.'],
  },
  { item: 'first', is: 'completed', steps: [cause(completes('first')), other()], says: ['Somebody completed it.'] },
  {
    ...{ item: 'extra', is: 'active', amount: 6, steps: [cause({ type: 'PlanItem', item: 'extra' }), other()] },
    says: ['Somebody planned it.'],
  },
  {
    ...{ item: 'again#2', is: 'active', steps: [cause(completes('again')), other()] },
    says: ['It repeats: again went before it.', 'The rule `repetition < 3` held: repetition was 1.'],
  },
  {
    ...{ item: 'dropped', is: 'terminated', steps: [other(), cause(occurs('gone'))] },
    says: ['“Gone” occurred.'],
  },
  {
    ...{ item: 'reached', is: 'completed', steps: [cause(completes('second')), cause(completes('first')), other()] },
    says: ['“First” was completed.', '“Second” was completed.'],
  },
  {
    ...{ item: 'inner', is: 'active', steps: [cause(completes('second')), other()] },
    says: ['It came with its stage, “Part”, which began.'],
  },
  {
    ...{ item: 'inner', is: 'terminated', steps: [completed('second'), cause(occurs('other')), other()] },
    says: ['What holds it, “Part”, ended.'],
  },
  {
    ...{
      item: 'part',
      is: 'terminated',
      steps: [{ ...completed('second'), cause: false }, cause(occurs('other')), other()],
    },
    says: ['“Other” occurred.'],
  },
  {
    ...{ item: 'part', is: 'completed', steps: [completed('second'), cause(completes('inner')), other()] },
    says: ['“Inner” in it is done.'],
  },
  {
    ...{ item: 'later', is: 'completed', steps: [cause({ type: 'FireTimer', timer: 'later' }), other()] },
    says: ['Its time came: 2024-03-01T23:00:00.000Z.'],
  },
  {
    ...{ item: 'first', is: 'terminated', steps: [other(), cause({ type: 'CloseCase', outcome: 'done' })] },
    says: ['The case was closed.'],
  },
];

describe('why an item stands where it does', () => {
  test.each(TOLD)('$item is $is: $says', (told) => {
    const played = play(told, () => true);
    expect(played.item(told.item)).toBe(told.is);
    const said = why(played, told.item);
    expect(said.causes.map(({ sentence }) => inWords(sentence, 'en'))).toEqual(told.says);
    const change = played.events[said.event - 1]?.changes[said.change];
    expect(change).toMatchObject({ item: told.item, on: said.on, to: told.is });
  });

  test.each(TOLD)('$item is not $is without one of its causes, and is without anything else', (told) => {
    const { steps } = told;
    for (const left of steps) {
      const state = play(told, (step) => step !== left).item(told.item);
      if (left.cause) expect(state).not.toBe(told.is);
      else expect(state).toBe(told.is);
    }
  });
});

describe('two criteria that were satisfied at once', () => {
  const plan = `
data: { amount: { type: number, label: A, purpose: Test } }
forms: { open: { title: Open, fields: { amount: optional } } }
plan: { tasks: { x: { ${TASK}, entry: [ { when: amount > 1 }, { when: amount > 2 } ] } } }`;

  test('name the one that fired, and that the other must go with it', () => {
    const found = openCaseUnderTest(plan, { amount: 3 });
    const [only, ...more] = why(found, 'x').causes;
    expect(more).toEqual([]);
    expect(only?.cause).toMatchObject({ criterion: 'x.entry.0' });
    expect(only?.removed.map((one) => 'criterion' in one && one.criterion)).toEqual(['x.entry.0', 'x.entry.1']);
    expect(why(openCaseUnderTest(plan, { amount: 2 }), 'x').causes[0]?.removed).toHaveLength(1);
    expect(openCaseUnderTest(plan, { amount: 1 }).item('x')).toBe('available');
  });
});

describe('one event in which an item begins twice', () => {
  const plan = `
plan:
  tasks:
    first: { title: First, by: officer }
    x: { ${TASK}, repeat: true, concurrent: 2, entry: [ { after: first }, { after: passed } ] }
  milestones: { passed: { title: Passed, entry: [ { after: first } ] } }`;

  test('tells each by what was not used up by the other', () => {
    const found = openCaseUnderTest(plan);
    found.complete('first');
    expect(why(found, 'x#2')).toMatchObject({ state: 'active', event: 2 });
    expect(why(found, 'x#2').causes.map(({ sentence }) => inWords(sentence, 'en'))).toEqual(['“Passed” occurred.']);
    expect(why(found, 'x#3')).toMatchObject({ state: 'available', on: 'create' });
  });
});

describe('what only waits, or was never there', () => {
  test('an item that waits says what made it', () => {
    expect(why(openCaseUnderTest(SMALL), 'both')).toMatchObject({ state: 'available', on: 'create', event: 1 });
  });

  test('an instance that was never made, and an id that the case type does not have, have no answer', () => {
    const { caseType, events } = openCaseUnderTest(SMALL);
    for (const item of ['inner', 'first#2', 'nowhere']) expect(whyBegun(caseType, events, item)).toBeNull();
  });

  test('the id of a definition means its last instance', () => {
    const small = openCaseUnderTest(SMALL);
    small.complete('again');
    expect(why(small, 'again')).toMatchObject({ instance: 'again#2', state: 'active' });
  });
});

function play({ amount, steps }: Told, keeps: (step: Told['steps'][number]) => boolean): CaseUnderTest {
  const small = openCaseUnderTest(SMALL, amount === undefined ? {} : { amount });
  small.now = '2024-03-02';
  for (const step of steps) if (keeps(step) && small.refusal(step.command) === null) small.do(step.command);
  return small;
}

function why({ caseType, events }: CaseUnderTest, item: string): WhyBegun {
  const found = whyBegun(caseType, events, item);
  if (found === null) throw new Error(`There is no ${item}.`);
  return found;
}

function cause(command: CaseCommand): Told['steps'][number] {
  return { command, cause: true };
}

/** Something in the same case that is named by nothing. */
function other(): Told['steps'][number] {
  return { command: { type: 'AddNote', text: 'Something else.' }, cause: false };
}

/** It had to happen before, and is the cause of a cause. */
function completed(task: string): Told['steps'][number] {
  return cause(completes(task));
}

function completes(task: string): CaseCommand {
  return { type: 'CompleteTask', task, data: {} };
}

function records(data: Readonly<Record<string, string | number>>): CaseCommand {
  return { type: 'RecordData', data };
}

function occurs(listener: string): CaseCommand {
  return { type: 'OccurListener', listener, data: {} };
}
