// Definitions that can stand still are found with a way that the engine plays, and those that cannot are proved.
import { describe, expect, test } from 'vitest';
import { type CaseType, caseTypeOfPlan, checkCaseType, type PlanItemDefinition } from '../definition/definition.ts';
import { shippedCaseType, shippedNames } from '../definition/shipped-under-test.ts';
import { inWords, isIdle, proveCaseType, replayWay } from './proof.ts';

const TASK = { title: 'T', by: 'officer' };

function caseTypeOf(plan: object, extra: object = {}): CaseType {
  const source = {
    ...{ caseType: 'proof', version: '1.0.0', title: 'Proof', archetype: 'service', reference: 'P-{sequence}' },
    purpose: { statement: 'Proof', authority: 'None' },
    classification: { scale: 'au-pspf', level: 'OFFICIAL' },
    ...{ zone: 'Europe/Rome', team: 'desk', roles: { officer: 'Officer' } },
    data: {
      n: { type: 'number', label: 'N', purpose: 'Proof' },
      b: { type: 'boolean', label: 'B', purpose: 'Proof' },
    },
    opening: { form: 'open', by: 'officer' },
    forms: { open: { title: 'Open', fields: { n: 'required' } } },
    plan,
    closing: { by: 'officer', outcomes: { done: 'Done' }, afterwards: [] },
    ...extra,
  };
  const checked = checkCaseType(JSON.stringify(source), 'f'.repeat(64));
  if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
  return checked.caseType;
}

describe('a definition in which every case goes on', () => {
  test.each([
    ['one task after another', { tasks: { a: TASK, c: { ...TASK, entry: [{ after: 'a' }] } }, autoComplete: true }],
    [
      'work that takes two people',
      { tasks: { a: TASK, c: { ...TASK, entry: [{ after: 'a' }], notBy: ['a'], required: true } }, autoComplete: true },
    ],
    [
      'a decision either way',
      {
        tasks: {
          a: TASK,
          high: { ...TASK, entry: [{ after: 'a', when: 'n > 2' }] },
          low: { ...TASK, entry: [{ after: 'a', when: 'not(n > 2)' }] },
        },
        autoComplete: true,
      },
    ],
    [
      'a timer that is waited for',
      {
        timers: { t: { title: 'T', due: 'duration("P5D")' } },
        tasks: { a: { ...TASK, entry: [{ after: 't' }] } },
        autoComplete: true,
      },
    ],
  ])('%s is proved', (_name, plan) => {
    const proof = proveCaseType(caseTypeOf(plan), { states: 2_000 });
    expect(proof.gaps).toEqual([]);
    expect(proof).toMatchObject({ verdict: 'proved', way: null, ends: 'yes' });
  });
});

describe('a case that waits for what people do with issues and the like', () => {
  const issues = {
    claim: { title: 'Claim', outcomes: { granted: 'Granted', refused: 'Refused' }, atClosing: 'may-stay-open' },
  };
  const plan = (when: string): object => ({
    tasks: { a: TASK, answer: { ...TASK, required: true, entry: [{ after: 'a', when }] } },
    autoComplete: false,
  });

  test('does not stand still while they can bring it on', () => {
    const decided = caseTypeOf(plan('count(issues) > 0 and count(issues[outcome = null]) = 0'), { issues });
    expect(proveCaseType(decided, { states: 300 })).toMatchObject({ verdict: 'open', way: null });
    const owed = { remedy: { title: 'Remedy', owedBy: ['agency'] } };
    const met = caseTypeOf(plan('some o in obligations satisfies o.status = "met"'), { obligations: owed });
    expect(proveCaseType(met, { states: 300 }).way).toBe(null);
  });

  test('stands still where no outcome that there is brings it on', () => {
    const never = caseTypeOf(plan('some i in issues satisfies i.outcome = "withdrawn"'), { issues });
    const proof = proveCaseType(never, { states: 300 });
    expect(proof.way?.map(inWords)).toEqual(['open the case with {"n":0}', 'complete “a”']);
    expect(isIdle(never, replayWay(never, proof.way ?? [])!)).toBe(true);
  });
});

describe('a definition in which a case can stand still', () => {
  const plan = {
    tasks: { a: TASK, c: { ...TASK, required: true, entry: [{ after: 'a', when: 'n > 2' }] } },
    autoComplete: true,
  };

  test('is named with the shortest way, which the engine plays', () => {
    const caseType = caseTypeOf(plan);
    const { verdict, way } = proveCaseType(caseType, { states: 2_000 });
    expect(verdict).toBe('stuck');
    expect(way?.map(inWords)).toEqual(['open the case with {"n":1}', 'complete “a”']);
    const end = replayWay(caseType, way ?? []);
    expect(end?.handed).toBe('desk');
    expect(end !== null && isIdle(caseType, end)).toBe(true);
  });

  test('and goes on where somebody may act after all', () => {
    const tasks = { ...plan.tasks, other: { ...TASK, manual: true, repeat: true } };
    expect(proveCaseType(caseTypeOf({ ...plan, tasks }), { states: 500 }).verdict).not.toBe('stuck');
  });
});

test('a plan that never completes, and that nobody may close, cannot end', () => {
  const waits = caseTypeOf({
    tasks: { a: TASK, c: { ...TASK, required: true, entry: [{ after: 'a', when: 'n > 2' }] } },
  });
  const items = new Map(
    [...waits.items].map(([id, item]) => [id, id === 'c' ? { ...item, entry: selfish(item.entry) } : item]),
  );
  const { name, title, hash, zone, children, fields, roles } = waits;
  const endless = caseTypeOfPlan({ name, title, hash, zone, items, children, fields, roles });
  expect(proveCaseType(endless, { states: 500 })).toMatchObject({ verdict: 'stuck', ends: 'no', gaps: [] });
  const sound = caseTypeOfPlan({
    name,
    title,
    hash,
    zone,
    children,
    fields,
    roles,
    items: new Map([...waits.items].map(([id, item]) => [id, { ...item, entry: [] }])),
  });
  expect(proveCaseType(sound, { states: 500 })).toMatchObject({ verdict: 'proved', ends: 'yes', trap: null });
});

type Entry = PlanItemDefinition['entry'];

/** Waits for its own completion. */
function selfish(entry: Entry): Entry {
  return entry.map(({ id }) => ({ id, on: [{ source: 'item', item: 'c', transition: 'complete' }] }));
}

test('what cannot be tried in full is not called proved', () => {
  const plan = { tasks: { a: TASK, c: { ...TASK, entry: [{ after: 'a', when: 'n * n > 7' }] } } };
  const proof = proveCaseType(caseTypeOf(plan), { states: 2_000 });
  expect(proof).toMatchObject({ gaps: ['“n * n > 7” does more than compare a field with a constant.'] });
  expect(proof.verdict).not.toBe('proved');
  const endless = { tasks: { a: { ...TASK, repeat: true, entry: [{ after: { field: 'n', on: 'update' } }] } } };
  const cut = proveCaseType(caseTypeOf({ tasks: { ...endless.tasks, k: TASK } }), { states: 50 });
  expect(cut.gaps).toContain('There are more than 50 states.');
});

test.each([...shippedNames])('in the first states of %s no case stands still', { timeout: 30_000 }, (name) => {
  const proof = proveCaseType(shippedCaseType(name), { states: 400 });
  expect(proof.way?.map(inWords) ?? null).toBe(null);
  expect(proof.ends).toBe('yes');
});
