/// <reference types="node" />
// Why an item waits and a command is refused: each named cause is removed through the decider, and the answer flips.
import { inWords } from '../sentences/sentences.ts';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type CaseUnderTest, openCaseUnderTest } from '../case/case-under-test.ts';
import { type CaseCommand, type CaseState, decide, type FieldValue } from '../case/case.ts';
import { type CaseType, checkCaseType } from '../definition/definition.ts';
import { whyAvailable, type WhyItem } from './why-item.ts';

const TASK = 'title: T, by: officer';
const SMALL = `
data:
  amount: { type: number, label: Amount, purpose: Test }
forms: { open: { title: Open, fields: { amount: optional } } }
plan:
  tasks:
    first: { ${TASK} }
    second: { ${TASK} }
    both: { ${TASK}, entry: [ { after: [first, second] } ] }
    either: { ${TASK}, entry: [ { after: first }, { after: second } ] }
    large: { ${TASK}, entry: [ { after: first, when: amount > 100 } ] }
    optional: { ${TASK}, manual: true }
    extra: { ${TASK}, discretionary: { when: amount > 5, roles: [officer] } }
  stages:
    part: { title: Part, manual: true, tasks: { inner: { ${TASK} } } }
`;

function why(test_: CaseUnderTest, item: string): WhyItem {
  const found = test_.state === null ? null : whyAvailable(test_.caseType, test_.state, item);
  if (found === null) throw new Error(`There is no ${item}.`);
  return found;
}

function sayings(test_: CaseUnderTest, item: string): readonly string[] {
  return why(test_, item).causes.map(({ sentence }) => inWords(sentence, 'en'));
}

describe('an item that waits', () => {
  test('for one of two others names one of them, and both must go', () => {
    const small = openCaseUnderTest(SMALL);
    const [cause] = why(small, 'both').causes;
    expect(cause && inWords(cause.sentence, 'en')).toBe('It waits for “T”: complete.');
    expect(cause?.removed).toHaveLength(2);
    small.complete('first');
    expect(why(small, 'both').causes.map((one) => one.cause)).toEqual([
      { kind: 'waits', criterion: 'both.entry.0', on: { source: 'item', item: 'second', transition: 'complete' } },
    ]);
    small.complete('second');
    expect(why(small, 'both')).toEqual({ instance: 'both', state: 'active', causes: [] });
  });

  test('by either of two criteria names both, and each alone lets it go on', () => {
    for (const task of ['first', 'second']) {
      const small = openCaseUnderTest(SMALL);
      const { causes } = why(small, 'either');
      expect(causes).toHaveLength(2);
      expect(causes.map(({ removed }) => removed.length)).toEqual([1, 1]);
      small.complete(task);
      expect(why(small, 'either')).toMatchObject({ state: 'active', causes: [] });
    }
  });

  test('for a condition says it with the value of its field, and goes on when that changes', () => {
    const small = openCaseUnderTest(SMALL, { amount: 50 });
    small.complete('first');
    expect(sayings(small, 'large')).toEqual(['The condition `amount > 100` does not hold: amount is 50.']);
    small.do({ type: 'RecordData', data: { amount: null } });
    expect(sayings(small, 'large')).toEqual(['The condition `amount > 100` does not hold: amount has no value.']);
    small.do({ type: 'RecordData', data: { amount: 101 } });
    expect(why(small, 'large')).toMatchObject({ state: 'active', causes: [] });
  });
});

describe('an item that is not there or at rest', () => {
  test('in a stage that is not active waits for that', () => {
    const small = openCaseUnderTest(SMALL);
    expect(sayings(small, 'inner')).toEqual(['The stage that holds it, “Part”, is enabled.']);
    small.do({ type: 'MovePlanItem', item: 'part', on: 'manualStart' });
    expect(why(small, 'inner')).toMatchObject({ state: 'active', causes: [] });
  });

  test('disabled by hand says so, and is enabled again', () => {
    const small = openCaseUnderTest(SMALL);
    small.do({ type: 'MovePlanItem', item: 'optional', on: 'disable' });
    expect(sayings(small, 'optional')).toEqual(['It was disabled by hand.']);
    small.do({ type: 'MovePlanItem', item: 'optional', on: 'reenable' });
    expect(why(small, 'optional')).toMatchObject({ state: 'enabled', causes: [] });
  });

  test('an id that the case type does not have has no answer', () => {
    const small = openCaseUnderTest(SMALL);
    expect(whyAvailable(small.caseType, stateOf(small), 'nowhere')).toBeNull();
  });
});

describe.each(['infringement-notice', 'permit-application'])('%s', (name) => {
  const file = fileURLToPath(new URL(`../../../case-types/${name}/case-type.yaml`, import.meta.url));
  const checked = checkCaseType(readFileSync(file, 'utf8'), '0'.repeat(64));
  if ('problems' in checked) throw new Error(`${name} has problems.`);
  const { caseType } = checked;

  test('every item that waits for a task goes on when that task is completed', () => {
    const context = { occurred: '2024-03-01', actor: 'p1' };
    const subjects = Object.fromEntries([...caseType.parties.keys()].map((party) => [party, 'subject']));
    const data = answers(caseType, caseType.opening.form);
    const after = (state: CaseState | null, command: CaseCommand): CaseState | null => {
      const decided = decide(caseType, state, command, context);
      return 'event' in decided ? decided.after : null;
    };
    const opened = after(null, { type: 'OpenCase', reference: 'X-1', data, subjects });
    if (opened === null) throw new Error('The case could not be opened.');
    const flipped = [...caseType.items.keys()].filter((id) => {
      const before = whyAvailable(caseType, opened, id);
      const task = before?.state === 'available' ? taskWaitedFor(before, caseType) : null;
      const next = task === null ? null : after(opened, completing(caseType, task));
      if (next === null) return false;
      const waits = whyAvailable(caseType, next, id)?.causes.some(({ cause }) => cause.kind === 'waits');
      if (waits !== false) throw new Error(`${id} still waits after ${task ?? ''}.`);
      return true;
    });
    expect(flipped.length).toBeGreaterThan(0);
  });
});

function stateOf({ state }: CaseUnderTest): CaseState {
  if (state === null) throw new Error('The case is not open.');
  return state;
}

/** The task whose completion alone would let the item go on. */
function taskWaitedFor({ causes }: WhyItem, { items }: CaseType): string | null {
  for (const { cause, removed } of causes) {
    if (cause.kind !== 'waits' || removed.length > 1 || cause.on.source !== 'item') continue;
    if (items.get(cause.on.item)?.kind === 'task' && cause.on.transition === 'complete') return cause.on.item;
  }
  return null;
}

function completing(caseType: CaseType, task: string): CaseCommand {
  return { type: 'CompleteTask', task, data: answers(caseType, caseType.items.get(task)?.task?.form) };
}

const VALUES: Readonly<Record<string, FieldValue>> = {
  ...{ text: 'x', 'long-text': 'x', number: 1, money: '1.00', date: '2024-03-01', boolean: true },
  instant: '2024-03-01T10:00:00Z',
};

function answers(caseType: CaseType, form: string | undefined): Readonly<Record<string, FieldValue>> {
  const required = (caseType.forms.get(form ?? '')?.fields ?? []).filter((field) => field.required);
  return Object.fromEntries(
    required.map(({ field }) => {
      const { kind = 'text', options = [] } = caseType.fields.get(field) ?? {};
      return [field, kind === 'choice' ? (options[0]?.value ?? null) : (VALUES[kind] ?? null)];
    }),
  );
}
