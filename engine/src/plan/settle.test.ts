// The readings of docs/cmmn-readings.md, each on the smallest plan that shows it.
import { describe, expect, it } from 'vitest';
import { openCaseUnderTest } from '../case/case-under-test.ts';

const TASK = 'title: Task, by: officer';

describe('criteria', () => {
  it('starts a task without criteria at once and one with criteria when they fire', () => {
    const test = openCaseUnderTest(`plan: { tasks: { a: { ${TASK} }, b: { ${TASK}, entry: [ { after: a } ] } } }`);
    expect([test.item('a'), test.item('b')]).toEqual(['active', 'available']);
    test.complete('a');
    expect([test.item('a'), test.item('b')]).toEqual(['completed', 'active']);
  });

  it('waits for all on-parts of one criterion, in any order', () => {
    const plan = `plan: { tasks: { a: { ${TASK} }, b: { ${TASK} }, c: { ${TASK}, entry: [ { after: [a, b] } ] } } }`;
    for (const order of [
      ['a', 'b'],
      ['b', 'a'],
    ]) {
      const test = openCaseUnderTest(plan);
      test.complete(order[0] ?? '');
      expect(test.item('c')).toBe('available');
      test.complete(order[1] ?? '');
      expect(test.item('c')).toBe('active');
      expect(test.state?.waiting).toEqual({});
    }
  });

  it('takes several criteria as alternatives', () => {
    const test = openCaseUnderTest(
      `plan: { tasks: { a: { ${TASK} }, b: { ${TASK} }, c: { ${TASK}, entry: [ { after: a }, { after: b } ] } } }`,
    );
    test.complete('b');
    expect(test.item('c')).toBe('active');
  });

  it('remembers the on-part while the condition does not hold and asks again when its data changes', () => {
    const test = openCaseUnderTest(
      `data: { ok: { type: boolean, label: Ok, purpose: Test } }
forms: { open: { title: Open, fields: { ok: optional } } }
plan: { tasks: { a: { ${TASK} }, c: { ${TASK}, entry: [ { after: a, when: 'ok = true' } ] } } }`,
    );
    test.complete('a');
    expect(test.item('c')).toBe('available');
    test.do({ type: 'RecordData', data: { ok: false } });
    expect(test.item('c')).toBe('available');
    test.do({ type: 'RecordData', data: { ok: true } });
    expect(test.item('c')).toBe('active');
  });

  it('evaluates a criterion with only a condition when its stage starts and when data changes', () => {
    const part = `data: { ok: { type: boolean, label: Ok, purpose: Test } }
forms: { open: { title: Open, fields: { ok: optional } } }
plan: { tasks: { c: { ${TASK}, entry: [ { when: 'ok = true' } ] } } }`;
    expect(openCaseUnderTest(part, { ok: true }).item('c')).toBe('active');
    const later = openCaseUnderTest(part);
    expect(later.item('c')).toBe('available');
    later.do({ type: 'RecordData', data: { ok: true } });
    expect(later.item('c')).toBe('active');
  });

  it('reacts to a field of the case file being recorded', () => {
    const test = openCaseUnderTest(
      `plan: { tasks: { c: { ${TASK}, entry: [ { after: { field: note, on: update } } ] } } }`,
      { note: 'one' },
    );
    expect(test.item('c')).toBe('available');
    test.do({ type: 'RecordData', data: { note: 'two' } });
    expect(test.item('c')).toBe('active');
  });

  it('fires exits before entries', () => {
    const test = openCaseUnderTest(
      `plan: { tasks: { a: { ${TASK} }, b: { ${TASK}, entry: [ { after: a } ], exit: [ { after: a } ] } } }`,
    );
    test.complete('a');
    expect(test.item('b')).toBe('terminated');
  });
});

describe('stages', () => {
  const STAGE = (extra: string) =>
    `plan: { stages: { s: { title: Stage, ${extra} tasks: { a: { ${TASK}, required: true }, o: { ${TASK}, manual: true } } } } }`;

  it('completes by itself when nothing required is open, and drops what was optional', () => {
    const test = openCaseUnderTest(STAGE(''));
    expect([test.item('s'), test.item('a'), test.item('o')]).toEqual(['active', 'active', 'enabled']);
    test.complete('a');
    expect([test.item('s'), test.item('o')]).toEqual(['completed', 'terminated']);
  });

  it('waits for everything where it does not complete by itself', () => {
    const test = openCaseUnderTest(STAGE('autoComplete: false,'));
    test.complete('a');
    expect(test.item('s')).toBe('active');
    test.complete('o');
    expect(test.item('s')).toBe('completed');
  });

  it('takes its children with it when it exits', () => {
    const test = openCaseUnderTest(
      `plan: { tasks: { stop: { ${TASK} } }, stages: { s: { title: Stage, exit: [ { after: stop } ],
        tasks: { a: { ${TASK} }, b: { ${TASK}, entry: [ { after: a } ] } }, milestones: { m: { title: M, entry: [ { after: b } ] } } } } }`,
    );
    test.complete('stop');
    expect(['s', 'a', 'b', 'm'].map((id) => test.item(id))).toEqual([
      'terminated',
      'terminated',
      'terminated',
      'terminated',
    ]);
  });

  it('keeps the instances of a repeated stage apart', () => {
    const test = openCaseUnderTest(
      `plan: { tasks: { again: { ${TASK}, repeat: true } }, stages: { s: { title: Stage, repeat: true, entry: [ { after: again } ],
        tasks: { a: { ${TASK} }, b: { ${TASK}, entry: [ { after: a } ] } } } } }`,
    );
    test.complete('again');
    test.complete('a');
    test.complete('b');
    test.complete('again#2');
    expect([test.item('s'), test.item('s#2'), test.item('s#2/a'), test.item('s#2/b')]).toEqual([
      'completed',
      'active',
      'active',
      'available',
    ]);
    test.complete('s#2/a');
    expect(test.item('s#2/b')).toBe('active');
  });
});

describe('repetition', () => {
  it('gives the next instance of a task without criteria when one ends', () => {
    const test = openCaseUnderTest(`plan: { tasks: { pay: { ${TASK}, manual: true, repeat: true } } }`);
    for (const id of ['pay', 'pay#2', 'pay#3']) {
      expect(test.item(id)).toBe('enabled');
      test.complete('pay');
      expect(test.item(id)).toBe('completed');
    }
  });

  it('repeats while the rule holds for the instance', () => {
    const test = openCaseUnderTest(`plan: { tasks: { a: { ${TASK}, repeat: 'repetition < 3' } } }`);
    test.complete('a');
    test.complete('a#2');
    test.complete('a#3');
    expect(test.item('a#4')).toBe('not-created');
  });

  it('absorbs a firing while as many are open as the item allows', () => {
    const test = openCaseUnderTest(
      `plan: { tasks: { a: { ${TASK}, repeat: true }, b: { ${TASK}, repeat: true, entry: [ { after: a } ] } } }`,
    );
    test.complete('a');
    test.complete('a#2');
    expect([test.item('b'), test.item('b#2')]).toEqual(['active', 'available']);
    test.complete('b');
    test.complete('a#3');
    expect(test.item('b#2')).toBe('active');
  });

  it('makes a repetition optional by its number', () => {
    const test = openCaseUnderTest(`plan: { tasks: { a: { ${TASK}, repeat: true, manual: 'repetition > 1' } } }`);
    expect(test.item('a')).toBe('active');
    test.complete('a');
    expect(test.item('a#2')).toBe('enabled');
  });
});

describe('a plan that never rests', () => {
  it('is refused and not looped on', () => {
    const test = openCaseUnderTest(
      `plan: { tasks: { go: { ${TASK} } },
  milestones: {
    ping: { title: Ping, repeat: true, entry: [ { after: go }, { after: pong } ] },
    pong: { title: Pong, repeat: true, entry: [ { after: ping } ] } } }`,
    );
    expect(test.refusal({ type: 'CompleteTask', task: 'go', data: {} })).toBe('plan-does-not-settle');
  });
});
