// Nothing that a reader may see follows from what they may not: two cases that differ only in hidden values, and in what these
// drive, are told in the same words, whatever is asked. And to readers of everything nothing is hidden.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseCommand } from '../case/case.ts';
import type { CaseUnderTest } from '../case/case-under-test.ts';
import { describeEvent } from './activity.ts';
import { askWhyAvailable, askWhyBegun, askWhyNot } from './ask-why.ts';
import { type CaseFace, viewCase } from './case-view.ts';
import { missingForCommand, type ReadableParts } from './readable-parts.ts';
import { type Hidden, OPEN_PARTS, playTwin, type Step, STEPS } from './twins-under-test.ts';

const ALL: ReadonlySet<string> = new Set(['general', 'health']);
const ONE: Hidden = { diagnosis: 'grave', bornOn: '2024-02-01' };
const OTHER: Hidden = { diagnosis: 'light', bornOn: '2023-06-15' };

function shown({ caseType, state }: CaseUnderTest, parts: ReadableParts): CaseFace {
  if (state === null) throw new Error('There is no case.');
  return viewCase(caseType, state, { caseId: 'c1', today: '2024-03-02', mayDo: () => true, parts });
}

function activity({ caseType, events }: CaseUnderTest, parts: ReadableParts): readonly object[] {
  return events.map((event) => describeEvent(caseType, event, { nameOf: (person) => person, parts }));
}

/** One command of each kind on everything there is. */
function commandsOn({ caseType }: CaseUnderTest): readonly CaseCommand[] {
  const items = [...caseType.items.keys()].filter((id) => id !== 'case');
  return [
    ...items.flatMap((item): readonly CaseCommand[] => [
      { type: 'StartTask', task: item },
      { type: 'CompleteTask', task: item, data: {} },
      { type: 'AssignTask', task: item, assignee: 'p2' },
      { type: 'MovePlanItem', item, on: 'terminate', reason: 'x' },
      { type: 'PlanItem', item },
      { type: 'OccurListener', listener: item, data: {} },
    ]),
    { type: 'ChangeDueDate', clock: 'appeal', dueOn: '2031-01-01', reason: 'x' },
    { type: 'ExtendClock', clock: 'appeal', extension: 'agreed', by: { count: 1, unit: 'days' }, reason: 'x' },
    { type: 'SuspendClock', clock: 'appeal', pause: 'agreed', reason: 'x' },
    { type: 'RecordData', data: { note: 'x' } },
    { type: 'CloseCase', outcome: 'done' },
    { type: 'CloseCase', outcome: 'nothing' },
  ];
}

/** Everything that can be asked of a case, what becomes of each command included. */
function everything(of: CaseUnderTest, parts: ReadableParts): readonly unknown[] {
  const { caseType, state, events } = of;
  if (state === null) throw new Error('There is no case.');
  const context = { occurred: '2024-03-02', actor: 'p1' };
  return [
    shown(of, parts),
    activity(of, parts),
    [...caseType.items.keys()].map((item) => [
      item,
      askWhyAvailable(caseType, state, { of: item, parts }),
      item === 'case' ? null : askWhyBegun(caseType, events, { of: item, parts }),
    ]),
    commandsOn(of).map((command) => {
      const missing = missingForCommand(caseType, command, parts);
      const code = missing.length > 0 ? 'not-found' : of.refusal(command);
      return [command, code, askWhyNot(caseType, state, { of: { command, context }, parts })];
    }),
  ];
}

function differ(one: Hidden, other: Hidden, steps: readonly Step[]): void {
  const [left, right] = [playTwin(one, steps), playTwin(other, steps)];
  expect(left.state?.version).toBe(right.state?.version);
  expect(everything(left, OPEN_PARTS)).toEqual(everything(right, OPEN_PARTS));
}

describe('twins', () => {
  it('are told alike to whoever may not read what differs, whatever happened to them', { timeout: 60_000 }, () => {
    const hidden = fc.record({
      diagnosis: fc.constantFrom('grave', 'light', 'mild'),
      bornOn: fc.constantFrom('2024-02-01', '2023-06-15', '2024-01-20'),
    });
    const steps = fc.array(fc.constantFrom(...STEPS), { maxLength: 12 });
    fc.assert(
      fc.property(hidden, hidden, steps, (one, other, played) => differ(one, other, played)),
      { numRuns: 80, seed: 4 },
    );
  });

  it('are told apart by who may read what differs, so that the play is one', () => {
    const steps = [...STEPS];
    const [one, other] = [playTwin(ONE, steps), playTwin(OTHER, steps)];
    for (const read of [shown, activity])
      expect(JSON.stringify(read(one, null))).not.toBe(JSON.stringify(read(other, null)));
    const plan = (of: CaseUnderTest, parts: ReadableParts): Readonly<Record<string, string>> =>
      Object.fromEntries(shown(of, parts).plan.map(({ item, state }) => [item, state]));
    expect(plan(one, null)).toMatchObject({ care: 'completed', told: 'completed', visit: 'completed' });
    expect(plan(other, null)).toMatchObject({ care: 'available', told: 'available', calm: 'completed' });
    expect(activity(one, null)).toContainEqual(expect.objectContaining({ title: 'Due date passed: Appeal' }));
  });

  it('show what is open, and of the rest that there is something', () => {
    const of = playTwin(ONE, [...STEPS]);
    const { plan, tasks, clocks, facts } = shown(of, OPEN_PARTS);
    const states = Object.fromEntries(plan.map(({ item, state }) => [item, state]));
    expect(states).toMatchObject({ visit: 'completed', 'talk#2': 'active', sort: 'completed' });
    // The file is done when the dossier in it is; what lies in it is shown all the same.
    expect(states).toMatchObject({ care: 'not-readable', dossier: 'not-readable', file: 'not-readable' });
    expect(states).not.toHaveProperty('nurse');
    expect(tasks.map(({ task }) => task)).toEqual(['visit', 'talk', 'talk#2', 'routed', 'sort']);
    expect(tasks.find(({ task }) => task === 'routed')).toMatchObject({ assignee: null, queue: null });
    expect([clocks, facts.map(({ field }) => field)]).toEqual([[], ['note']]);
    const hidden = activity(of, OPEN_PARTS).filter((entry) => 'hidden' in entry);
    expect(new Set(hidden.map((entry) => JSON.stringify(entry)))).toEqual(
      new Set([JSON.stringify({ title: 'Something that you may not read', detail: [], hidden: true })]),
    );
  });

  it('hide nothing from whoever may read all parts', () => {
    for (const hidden of [ONE, OTHER]) {
      const of = playTwin(hidden, [...STEPS]);
      expect(JSON.stringify(everything(of, ALL))).toBe(JSON.stringify(everything(of, null)));
    }
  });
});
