import { describe, expect, it } from 'vitest';
import { type CaseType, checkCaseType } from '../definition/definition.ts';
import { decide } from './decide.ts';
import { replay } from './evolve.ts';

const TABLE = `
  triage:
    title: Who looks at it
    hit: first
    inputs: [amount, kind]
    outputs: [desk, urgent]
    rules:
      - { when: ['> 1000.00', '-'], then: ['"head"', 'true'] }
      - { when: ['-', '"theft", "fraud"'], then: ['"police"', 'kind = "theft"'] }
      - { when: ['-', '-'], then: ['"counter"', 'false'] }`;

function source(decisions: string, uses = 'triage'): string {
  return `
caseType: example
version: 1.0.0
title: Example
archetype: service
reference: EX-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: desk
roles: { officer: Officer }
data:
  amount: { type: money, label: Amount, purpose: Test }
  kind: { type: text, label: Kind, purpose: Test }
  desk: { type: text, label: Desk, purpose: Test }
  urgent: { type: boolean, label: Urgent, purpose: Test }
  total: { type: number, label: Total, purpose: Test, derived: '1' }
opening: { form: open, by: officer }
forms:
  open: { title: Open, fields: { amount: optional, kind: optional } }
  look: { title: Look, fields: { kind: optional } }
decisions:${decisions}
plan:
  tasks:
    route: { title: Route, by: officer, performs: decision, uses: ${uses} }
    look: { title: Look, by: officer, form: look, entry: [ { after: route, when: 'desk = "counter"' } ] }
    call: { title: Call, by: officer, form: look, entry: [ { after: route, when: 'urgent' } ] }
closing: { by: officer, outcomes: { done: Done }, afterwards: [] }
`;
}

function check(text: string): ReturnType<typeof checkCaseType> {
  return checkCaseType(text, 'f'.repeat(64));
}

function valid(text: string): CaseType {
  const result = check(text);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result.caseType;
}

function opened(caseType: CaseType, data: Readonly<Record<string, string | null>>) {
  const decision = decide(
    caseType,
    null,
    { type: 'OpenCase', reference: 'EX-1', data, subjects: {} },
    { occurred: '2026-03-01', actor: 'ann' },
  );
  if (!('event' in decision)) throw new Error(JSON.stringify(decision.rejection));
  return replay([decision.event]);
}

describe('a decision table of a case type', () => {
  it.each([
    ['1000.01', 'theft', 'head', true],
    ['1000.00', 'theft', 'police', true],
    ['1000.00', 'fraud', 'police', false],
    ['3.00', null, 'counter', false],
  ])('sends %s of %s to %s', (amount, kind, desk, urgent) => {
    const state = opened(valid(source(TABLE)), { amount, kind });
    expect(state?.data).toMatchObject({ desk, urgent });
    expect(state?.items['route']).toBe('completed');
    expect(state?.items['look']).toBe(desk === 'counter' ? 'active' : 'available');
    expect(state?.items['call']).toBe(urgent ? 'active' : 'available');
  });

  it('leaves its task failed where two rules of a unique table hold, and decides nothing', () => {
    const overlapping = TABLE.replace('hit: first', 'hit: unique');
    const state = opened(valid(source(overlapping)), { amount: '2000.00', kind: 'theft' });
    expect(state?.items['route']).toBe('failed');
    expect(state?.data).not.toHaveProperty('desk');
  });

  it('adds amounts exactly where it sums', () => {
    const table = `
  triage:
    title: Fee
    hit: sum
    inputs: [kind]
    outputs: [amount]
    rules:
      - { when: ['"theft"'], then: ['0.10'] }
      - { when: ['-'], then: ['0.20'] }`;
    expect(opened(valid(source(table)), { kind: 'theft' })?.data).toMatchObject({ amount: '0.30' });
  });

  it.each([
    [
      'a column without a cell',
      TABLE.replace(`['> 1000.00', '-']`, `['> 1000.00']`),
      'decision-table',
      'rules[0].when',
    ],
    ['a cell that cannot be read', TABLE.replace('> 1000.00', '> > 3'), 'decision-table', 'rules[0].when[0]'],
    ['a name that is no field', TABLE.replace('kind = "theft"', 'kin = "theft"'), 'unknown-name', 'rules[1].then[1]'],
    ['an output that is no field', TABLE.replace('[desk, urgent]', '[desc, urgent]'), 'unknown-field', 'outputs[0]'],
    ['an output that is derived', TABLE.replace('[desk, urgent]', '[desk, total]'), 'derived-field', 'outputs[1]'],
    ['a sum of two outputs', TABLE.replace('hit: first', 'hit: sum'), 'decision-table', 'hit'],
  ])('is refused at its place with %s', (_, table, code, path) => {
    const result = check(source(table));
    expect('problems' in result ? result.problems : []).toContainEqual(
      expect.objectContaining({ code, path: `decisions.triage.${path}`, line: expect.any(Number) }),
    );
  });

  it('must be there when a task uses it', () => {
    const result = check(source(TABLE, 'triag'));
    expect('problems' in result ? result.problems : []).toEqual([
      expect.objectContaining({
        code: 'unknown-decision',
        path: 'plan.tasks.route.uses',
        reason: expect.stringContaining('triage'),
      }),
    ]);
  });
});
