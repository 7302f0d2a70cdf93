// Running cases go on under another version and come back to what they were; what has no place there keeps them where they are.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CaseState, decide, evolve, replay, type CaseEvent } from '../case/case.ts';
import { openCaseUnderTest } from '../case/case-under-test.ts';
import { type CaseType, checkCaseType } from '../definition/definition.ts';
import { nextSteps, openings } from '../proof/next-commands.ts';
import { trialValues } from '../proof/trial-values.ts';
import { chanceOf } from '../trial/trial.ts';
import { canonical, moveCase, type MoveNames, undoMove } from './versions.ts';

const PERMITS = readFileSync(
  join(import.meta.dirname, '../../../case-types/permit-application/case-type.yaml'),
  'utf8',
);

function compiled(source: string, hash: string): CaseType {
  const checked = checkCaseType(source, hash.repeat(64));
  if ('problems' in checked) throw new Error(checked.problems.map((p) => `${p.path}: ${p.reason}`).join('\n'));
  return checked.caseType;
}

/** The permits, with a step and a field under other names, a step more, and a step done by another role. */
const LATER = PERMITS.replace(/^version: .*$/m, 'version: 2.0.0')
  // What is new has no French.
  .replace(/^languages:[^]*$/m, '')
  .replaceAll('determine-stop-advice', 'weigh-stop-advice')
  .replaceAll('remarks', 'notes')
  .replace('officer: Permit officer', 'officer: Permit officer\n  clerk: Clerk')
  .replace(
    '    determine-stop-indication:\n      title',
    '    tell-neighbours: { title: Tell the neighbours, by: clerk }\n    determine-stop-indication:\n      title',
  );
const NAMES: MoveNames = { items: { 'determine-stop-advice': 'weigh-stop-advice' }, fields: { remarks: 'notes' } };

const MOVE = { context: { occurred: '2026-05-04', actor: 'mover' }, reason: 'The law changed' };

/** What a state says, its number aside: a case that moved and came back has two events more. */
function said(state: CaseState): string {
  const { version: _counted, ...rest } = JSON.parse(JSON.stringify(state)) as CaseState;
  return canonical(rest);
}

/** A running case by chance, with what happened in it. */
function runningCase(
  caseType: CaseType,
  seed: number,
): { readonly state: CaseState; readonly events: readonly CaseEvent[] } {
  const chance = chanceOf(seed);
  const values = trialValues(caseType);
  const events: CaseEvent[] = [];
  let state: CaseState | null = null;
  let occurred = '2026-03-02T09:00:00+01:00';
  for (let step = 0; step < 3 + chance.below(12); step += 1) {
    const steps =
      state === null ? openings(caseType, values, occurred) : nextSteps(caseType, state, { values, occurred });
    const next = steps[chance.below(steps.length)];
    if (next === undefined) break;
    const decision = decide(caseType, state, next.command, { occurred: next.occurred, actor: 'p1' });
    if ('rejection' in decision) continue;
    occurred = next.occurred;
    events.push(decision.event);
    state = decision.after;
  }
  if (state === null) throw new Error('No case was opened.');
  const noted = decide(
    caseType,
    state,
    { type: 'RecordData', data: { remarks: `seen ${seed}` } },
    { occurred, actor: 'p1' },
  );
  if (seed % 3 > 0 || 'rejection' in noted) return { state, events };
  return { state: noted.after, events: [...events, noted.event] };
}

describe('a hundred running cases', () => {
  const from = compiled(PERMITS, 'a');
  const to = compiled(LATER, 'b');
  const cases = Array.from({ length: 100 }, (_, seed) => runningCase(from, seed + 1));

  it('are in many states, so that the move has something to carry', () => {
    const found = new Set(cases.map(({ state }) => canonical(state.items)));
    expect(found.size).toBeGreaterThan(50);
    expect(cases.filter(({ state }) => Object.hasOwn(state.data, 'remarks')).length).toBeGreaterThan(20);
    expect(cases.filter(({ state }) => state.items['determine-stop-advice'] !== undefined)).toHaveLength(100);
  });

  it('move, replay to the same, and come back to the same state', () => {
    let moved = 0;
    for (const { state, events } of cases) {
      const there = moveCase({ from, to, state }, NAMES, MOVE);
      if ('obstacles' in there) throw new Error(there.obstacles.join(' '));
      expect(JSON.stringify(evolve(state, there.event))).toBe(JSON.stringify(there.after));
      expect(there.after.caseType).toMatchObject({ version: '2.0.0' });
      expect(there.after.items['weigh-stop-advice']).toBe(state.items['determine-stop-advice']);
      expect(there.after.items['tell-neighbours']).toBe('active');
      const back = undoMove({ from, before: state, after: there.after }, there.after, {
        ...MOVE,
        undoes: there.after.version,
      });
      if ('obstacles' in back) throw new Error(back.obstacles.join(' '));
      expect(said(back.after)).toBe(said(state));
      expect(JSON.stringify(replay([...events, there.event, back.event]))).toBe(JSON.stringify(back.after));
      moved += 1;
    }
    expect(moved).toBe(100);
  });

  it('go on after the move, and what was done since stays when it is taken back', () => {
    const { state } = cases[0] ?? runningCase(from, 1);
    const there = moveCase({ from, to, state }, NAMES, MOVE);
    if ('obstacles' in there) throw new Error(there.obstacles.join(' '));
    const said2 = decide(to, there.after, { type: 'RecordData', data: { group: 'north' } }, MOVE.context);
    if ('rejection' in said2) throw new Error(JSON.stringify(said2.rejection));
    const back = undoMove({ from, before: state, after: there.after }, said2.after, {
      ...MOVE,
      undoes: there.after.version,
    });
    if ('obstacles' in back) throw new Error(back.obstacles.join(' '));
    expect(back.after.data).toEqual({ ...state.data, group: 'north' });
    const done = decide(to, there.after, { type: 'CompleteTask', task: 'tell-neighbours', data: {} }, MOVE.context);
    if ('rejection' in done) throw new Error(JSON.stringify(done.rejection));
    expect(
      undoMove({ from, before: state, after: there.after }, done.after, { ...MOVE, undoes: there.after.version }),
    ).toEqual({
      obstacles: ['The work “tell-neighbours” was changed by the move and again since.'],
    });
  });
});

const SMALL = `
version: 1.0.0
data:
  note: { type: text, label: Note, purpose: Test }
  heardOn: { type: date, label: Heard, purpose: Test }
plan:
  tasks:
    look: { title: Look, by: officer }
    both: { title: Both, by: officer, entry: [{ after: [look, hear] }] }
    hear: { title: Hear, by: officer }
clocks:
  answer: { title: Answer, kind: deadline, from: heardOn, within: 30 days, stop: closing, law: { ref: Test Act, kind: statute } }
`;

describe('a move', () => {
  const before = openCaseUnderTest(SMALL, {});
  before.do({ type: 'RecordData', data: { heardOn: '2024-03-01', note: 'x' } });
  before.complete('look');
  const from = before.caseType;
  const state = before.state as CaseState;

  function moveTo(part: string, names: MoveNames = {}): ReturnType<typeof moveCase> {
    const opened = openCaseUnderTest(part.replace('version: 1.0.0', 'version: 2.0.0'));
    const to = { ...opened.caseType, hash: 'e'.repeat(64) };
    return moveCase({ from, to, state }, names, MOVE);
  }

  const swapped = (one: string, other: string): string => {
    if (!SMALL.includes(one)) throw new Error(`There is no ${one}.`);
    return SMALL.replaceAll(one, other);
  };

  it('says which clocks are due on another day', () => {
    const there = moveTo(swapped('30 days', '45 days'));
    if ('obstacles' in there) throw new Error(there.obstacles.join(' '));
    expect(there.event.moved).toEqual([{ clock: 'answer', from: '2024-03-31', to: '2024-04-15' }]);
    expect(there.notes).toContainEqual({ kind: 'clock', clock: 'answer', from: '2024-03-31', to: '2024-04-15' });
    expect(there.after.timers['clock:answer']).toMatchObject({ dueOn: '2024-04-15' });
  });

  it('says what begins, and what waits for what has happened', () => {
    const more = swapped(
      '    hear: {',
      '    write: { title: Write, by: officer, entry: [{ after: look }] }\n    hear: {',
    );
    const there = moveTo(more);
    if ('obstacles' in there) throw new Error(there.obstacles.join(' '));
    expect(there.notes).toEqual([{ kind: 'missed', item: 'write', waitsFor: 'look' }]);
    const begun = moveTo(more, { start: ['write'] });
    if ('obstacles' in begun) throw new Error(begun.obstacles.join(' '));
    expect(begun.notes).toEqual([{ kind: 'begins', item: 'write' }]);
    expect(begun.after.tasks).toHaveProperty('write');
  });

  it.each([
    [
      'a field with a value that is gone',
      swapped('note:', 'remark:').replace('fields: { note', 'fields: { remark'),
      'field “note”',
    ],
    ['a value that does not fit', swapped('note: { type: text', 'note: { type: date'), 'does not fit'],
    ['a step that is gone', swapped('look', 'see'), '“look” is done'],
    [
      'a step of another kind',
      SMALL.replace('    hear: { title: Hear, by: officer }', '  milestones:\n    hear: { title: Hear }'),
      'another kind of step',
    ],
    ['a clock that is gone', swapped('  answer:', '  reply:'), 'clock “answer”'],
    [
      'a criterion that has seen a part',
      swapped('after: [look, hear]', 'after: [hear, look]'),
      'waits for several things',
    ],
  ])('is refused for %s', (_of, part, sentence) => {
    const there = moveTo(
      part.includes('remark:') ? `${part}\nforms: { open: { title: Open, fields: { remark: optional } } }` : part,
    );
    expect('obstacles' in there && there.obstacles.join(' ')).toContain(sentence);
  });

  it('carries what is said to be called otherwise, and drops what is said to end', () => {
    const there = moveTo(swapped('hear', 'listen').replaceAll('listendOn', 'heardOn'), { items: { hear: 'listen' } });
    if ('obstacles' in there) throw new Error(there.obstacles.join(' '));
    expect(there.after.tasks).toHaveProperty('listen');
    expect(there.after.waiting).toEqual({ 'case|both.entry.0': [0] });
    const without = SMALL.replace(/ {4}both: .*\n/, '');
    expect(moveTo(without)).toHaveProperty('obstacles');
    const dropped = moveTo(without, { drop: ['both'] });
    if ('obstacles' in dropped) throw new Error(dropped.obstacles.join(' '));
    expect(dropped.after.items).not.toHaveProperty('both');
    expect(dropped.after.waiting).toEqual({});
  });

  it('leaves a closed case with the version under which it was finished', () => {
    const closed = openCaseUnderTest(SMALL, {});
    closed.do({ type: 'CloseCase', outcome: 'done' });
    const to = { ...from, hash: 'e'.repeat(64) };
    const kept = moveCase({ from, to, state: closed.state as CaseState }, {}, MOVE);
    expect('obstacles' in kept && kept.obstacles).toEqual([
      'It is closed: a finished case stays explained by the version under which it was finished.',
    ]);
  });
});
