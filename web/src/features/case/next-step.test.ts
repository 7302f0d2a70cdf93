import { describe, expect, test } from 'vitest';
import type { CaseView, TaskFace } from '../../client/types.ts';
import { nextStepOf } from './next-step.ts';

function task(id: string, over: Partial<TaskFace> = {}): TaskFace {
  // Only what is read here; the rest of a task does not matter.
  return {
    task: id,
    title: id,
    by: 'Officer',
    standing: 'to-do',
    mayDo: true,
    missing: [],
    dueOn: null,
    ...over,
  } as TaskFace;
}

interface Made {
  readonly tasks?: readonly TaskFace[];
  readonly issues?: readonly { readonly words: string; readonly may: readonly string[] }[];
  readonly status?: 'open' | 'closed';
  readonly mayClose?: boolean;
}

function view({ tasks = [], issues = [], status = 'open', mayClose = true }: Made): CaseView {
  const kept = { issues, kinds: { issues: [{ of: 'a', title: 'A', mayAdd: true }] } };
  // As above.
  return { status, tasks, kept, closing: { mayClose, outcomes: [] } } as unknown as CaseView;
}

describe('what comes next', () => {
  test('is the task of the reader that is due soonest, and how many there are besides', () => {
    const tasks = [task('undated'), task('late', { dueOn: '2026-12-01' }), task('soon', { dueOn: '2026-11-25' })];
    expect(nextStepOf(view({ tasks }), null)).toMatchObject({ kind: 'task', task: { task: 'soon' }, others: 2 });
  });

  test('passes over what the reader may not do, or may do only later', () => {
    const tasks = [
      task('theirs', { mayDo: false, dueOn: '2026-11-24' }),
      task('later', { missing: ['papers'] }),
      task('own'),
    ];
    expect(nextStepOf(view({ tasks }), null)).toMatchObject({ kind: 'task', task: { task: 'own' }, others: 0 });
    expect(nextStepOf(view({ tasks: tasks.slice(0, 2) }), null)).toMatchObject({
      kind: 'elsewhere',
      task: { task: 'theirs' },
    });
  });

  test('is not what they have just completed, and nothing is said before that is recorded', () => {
    const tasks = [task('first', { dueOn: '2026-11-24' }), task('second')];
    expect(nextStepOf(view({ tasks }), 'first')).toMatchObject({ kind: 'task', task: { task: 'second' }, others: 0 });
    expect(nextStepOf(view({ tasks: tasks.slice(0, 1) }), 'first')).toEqual({ kind: 'held' });
  });

  test('is an issue that they may decide, before the work of others', () => {
    const issues = [
      { words: 'Done', may: ['reopen'] },
      { words: 'Was it late?', may: ['decide'] },
    ];
    expect(nextStepOf(view({ issues, tasks: [task('theirs', { mayDo: false })] }), null)).toEqual({
      kind: 'issue',
      words: 'Was it late?',
    });
  });

  test('is, where nothing waits, what may be done: some of it, an issue while there is none, and closing', () => {
    const optional = ['a', 'b', 'c', 'd'].map((id) => task(id, { standing: 'optional' }));
    const theirs = task('e', { standing: 'optional', mayDo: false });
    const next = nextStepOf(view({ tasks: [theirs, ...optional] }), null);
    expect(next).toMatchObject({ kind: 'nothing', mayRaise: true, mayClose: true });
    expect(next.kind === 'nothing' ? next.optional.map((one) => one.task) : []).toEqual(['a', 'b', 'c']);
    const decided = view({ issues: [{ words: 'Done', may: [] }], mayClose: false });
    expect(nextStepOf(decided, null)).toMatchObject({ kind: 'nothing', mayRaise: false, mayClose: false });
  });

  test('is nothing in a closed case, save what goes on after it', () => {
    expect(nextStepOf(view({ status: 'closed' }), null)).toEqual({ kind: 'closed' });
    const tasks = [task('survey')];
    expect(nextStepOf(view({ status: 'closed', tasks }), null)).toMatchObject({ kind: 'task', others: 0 });
  });
});
