// Work that must be done by somebody else than other work was: kept in the case, asked of whoever completes it and for whom, and carried
// on to other versions.
import { inWords } from '../sentences/sentences.ts';
import { describe, expect, test } from 'vitest';
import { moveCase } from '../versions/versions.ts';
import { whyNot } from '../view/why-not.ts';
import { caseTypeOf, openCaseUnderTest } from './case-under-test.ts';
import type { CaseCommand } from './commands.ts';
import { decide } from './decide.ts';
import { replay } from './evolve.ts';
import { barredFrom } from './guards.ts';
import { readScenario } from './read-scenario.ts';
import { runScenario } from './run-scenario.ts';

const DECLINE = `
plan:
  tasks:
    choose: { title: Choose, by: officer, repeat: true }
    agree: { title: Agree, by: officer, repeat: true, notBy: [choose] }
    other: { title: Other, by: officer }
`;

const CHOOSE: CaseCommand = { type: 'CompleteTask', task: 'choose', data: {} };
const AGREE: CaseCommand = { type: 'CompleteTask', task: 'agree', data: {} };

describe('a task that is not by whoever did another', () => {
  test('is refused to them, and done by somebody else', () => {
    const on = openCaseUnderTest(DECLINE);
    expect(on.refusal(AGREE, 'ann')).toBe(null);
    on.do(CHOOSE, 'ann');
    expect(on.state?.doers).toEqual({ choose: ['ann'] });
    expect(on.refusal(AGREE, 'ann')).toBe('same-person');
    expect(on.refusal({ type: 'MovePlanItem', item: 'agree', on: 'complete' }, 'ann')).toBe('same-person');
    expect(on.refusal({ type: 'AssignTask', task: 'agree', assignee: 'ann' }, 'ben')).toBe('same-person');
    expect(on.refusal({ type: 'AssignTask', task: 'agree', assignee: 'ben' }, 'ann')).toBe(null);
    expect(barredFrom(on.caseType, on.state ?? never(), 'agree')).toEqual(['ann']);
    on.do(CHOOSE, 'cas');
    expect(on.refusal(AGREE, 'cas')).toBe('same-person');
    on.do(AGREE, 'ben');
    expect(on.refusal({ type: 'CompleteTask', task: 'agree#2', data: {} }, 'ann')).toBe('same-person');
    expect(on.refusal({ type: 'CompleteTask', task: 'other', data: {} }, 'ann')).toBe(null);
    expect(JSON.stringify(replay(on.events))).toBe(JSON.stringify(on.state));
  });

  test('counts whoever stands in and for whom, on both sides, and moves by hand', () => {
    const on = openCaseUnderTest(DECLINE);
    on.given = { onBehalfOf: 'ann' };
    on.do({ type: 'MovePlanItem', item: 'choose', on: 'complete' }, 'ben');
    expect(on.state?.doers).toEqual({ choose: ['ben', 'ann'] });
    on.given = {};
    expect([on.refusal(AGREE, 'ann'), on.refusal(AGREE, 'ben')]).toEqual(['same-person', 'same-person']);
    on.given = { onBehalfOf: 'ann' };
    expect(on.refusal(AGREE, 'cas')).toBe('same-person');
    on.given = {};
    on.do(AGREE, 'cas');
  });

  test('says why', () => {
    const on = openCaseUnderTest(DECLINE);
    on.do(CHOOSE, 'ann');
    const why = whyNot(on.caseType, on.state, { command: AGREE, context: { occurred: on.now, actor: 'ann' } });
    expect(why?.map(({ sentence }) => inWords(sentence, 'en'))).toEqual([
      'Whoever did “Choose”, or for whom that was done, may not do “Agree”: another person has to.',
    ]);
  });

  test('changes nothing of what is kept where no task asks for it', () => {
    const on = openCaseUnderTest(DECLINE.replace(', notBy: [choose]', ''));
    on.do(CHOOSE, 'ann');
    expect(on.state).not.toHaveProperty('doers');
    expect(on.events.at(-1)?.changes.filter((change) => 'kept' in change)).toEqual([]);
  });
});

test('a scenario says the refusal', () => {
  const at = '2024-03-01';
  const choose = { type: 'CompleteTask', task: 'choose' };
  const agree = { type: 'CompleteTask', task: 'agree' };
  const read = readScenario({
    scenario: 'Two people decline',
    given: [{ at, do: { type: 'OpenCase' } }],
    when: [
      { at, actor: 'ann', do: choose },
      { at, actor: 'ann', do: agree, then: { rejected: 'same-person' } },
      { at, actor: 'ben', onBehalfOf: 'ann', do: agree, then: { rejected: 'same-person' } },
      { at, actor: 'ben', do: agree },
    ],
    then: { items: { agree: 'completed' } },
  });
  const scenario = 'scenario' in read ? read.scenario : never();
  expect(runScenario(caseTypeOf(DECLINE), scenario, { decide }).failures).toEqual([]);
});

describe('another version', () => {
  const next = (part: string): ReturnType<typeof caseTypeOf> => {
    const made = caseTypeOf(`version: 2.0.0${part}`);
    return { ...made, hash: 'e'.repeat(64) };
  };
  const asked = { context: { occurred: '2024-03-02', actor: 'p1' }, reason: 'Better' };

  test('keeps who did it, under the new name', () => {
    const on = openCaseUnderTest(DECLINE);
    on.do(CHOOSE, 'ann');
    const to = next(DECLINE.replaceAll('choose', 'select'));
    const moved = moveCase(
      { from: on.caseType, to, state: on.state ?? never() },
      { items: { choose: 'select' } },
      asked,
    );
    expect('after' in moved ? moved.after.doers : moved).toEqual({ select: ['ann'] });
    expect('event' in moved && JSON.stringify(replay([...on.events, moved.event]))).toBe(
      JSON.stringify('after' in moved ? moved.after : null),
    );
  });

  test('is not entered where nobody wrote down who did it', () => {
    const on = openCaseUnderTest(DECLINE.replace(', notBy: [choose]', ''));
    const to = next(DECLINE);
    expect('after' in moveCase({ from: on.caseType, to, state: on.state ?? never() }, {}, asked)).toBe(true);
    on.do(CHOOSE, 'ann');
    expect(moveCase({ from: on.caseType, to, state: on.state ?? never() }, {}, asked)).toEqual({
      obstacles: [expect.stringContaining('keeps whoever did “choose” from other work')],
    });
  });
});

describe('the checker', () => {
  test.each([
    ['[chose]', 'There is no plan item “chose”. Did you mean “choose”?'],
    ['[done]', '“done” is not work that somebody completes.'],
    ['[runs]', '“runs” is not work that somebody completes.'],
  ])('refuses notBy: %s', (names, says) => {
    const more = `${DECLINE.replace('[choose]', names)}    runs: { title: Runs, by: officer, blocking: false }
  milestones: { done: { title: Done, entry: [{ after: other }] } }
`;
    expect(() => caseTypeOf(more)).toThrow(says);
  });
});

function never(): never {
  throw new Error('It is there.');
}
