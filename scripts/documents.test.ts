// What the documents show must be true: the example of a case type passes the checker that it explains.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readScenario } from '@casewright/engine/case';
import { checkCaseType } from '@casewright/engine/definition';
import { expect, test } from 'vitest';

const guide = readFileSync(new URL('../docs/case-types.md', import.meta.url), 'utf8');

/** What the examples of what a case keeps refer to. */
const AROUND = `caseType: example
version: 1.0.0
title: Example
archetype: complaints
reference: EX-{sequence}
purpose: { statement: Show what a case keeps, authority: None }
classification: { scale: au, level: OFFICIAL }
zone: Australia/Canberra
team: desk
roles: { officer: Officer, delegate: Delegate, reviewer: Reviewer, director: Director, registrar: Registrar }
data: { receivedOn: { type: date, label: Received on } }
opening: { form: receipt, by: officer }
forms: { receipt: { title: Receipt, fields: { receivedOn: required } } }
plan: { tasks: { talk: { title: Talk, by: officer } } }
access:
  sections:
    - { name: safety, title: Safety, fields: [] }
    - { name: conduct, title: Conduct, fields: [] }
closing: { by: officer, outcomes: { done: Done } }
`;

test.each(['determinations', 'evidence', 'referrals', 'communications', 'documents'])(
  'the example of %s in docs/case-types.md has no problem',
  (list) => {
    const blocks = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block = '']) => block);
    const of = (key: string): string =>
      blocks
        .filter((block) => block.startsWith(`${key}:`))
        .map((block, index) => (index === 0 ? block : block.slice(`${key}:\n`.length)))
        .join('');
    expect(of(list)).not.toBe('');
    const source = [AROUND, ...['parties', 'issues', list].map(of)].join('');
    const result = checkCaseType(source, '0'.repeat(64));
    expect('problems' in result ? result.problems : []).toEqual([]);
  },
);

test.each(['after: { issue: allegation', 'otherwise: Each allegation', 'notBy: [choose-path]', 'from: { item: talk }'])(
  'the example with “%s” has no problem',
  (words) => {
    const blocks = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block = '']) => block);
    const example = blocks.find((block) => block.includes(words)) ?? '';
    const replaced = [...example.matchAll(/^(\w+):/gm)].map(([, key]) => key);
    const around = AROUND.replace('Safety, fields: []', 'Safety, fields: [receivedOn]')
      .split('\n')
      .filter((line) => !replaced.includes(line.split(':')[0]));
    const issues = blocks.find((block) => block.startsWith('issues:')) ?? '';
    const result = checkCaseType([...around, issues, example].join('\n'), '0'.repeat(64));
    expect('problems' in result ? result.problems : []).toEqual([]);
  },
);

test('the example in docs/case-types.md has no problem', () => {
  const source = /```yaml\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
  expect(source).toContain('caseType: certificate-copy');
  const result = checkCaseType(source, createHash('sha256').update(source).digest('hex'));
  expect('problems' in result ? result.problems : []).toEqual([]);
});

test('the guide tells of every command that a scenario may have, and of no other', () => {
  const read = readScenario({ scenario: 'x', when: [{ at: '2024-01-01', do: {} }], then: { status: 'open' } });
  const [problem = ''] = 'problems' in read ? read.problems : [];
  const known = problem.replace(/^.*: |\.$/g, '').split(', ');
  const table = /### What a step may do\n([\s\S]*?)\n###/.exec(guide)?.[1] ?? '';
  const told = [...table.matchAll(/^\| (`[^|]*`) \|/gm)].flatMap(([, types = '']) =>
    [...types.matchAll(/`(\w+)`/g)].map(([, type]) => type),
  );
  expect(new Set(told)).toEqual(new Set(known));
  expect(told).toHaveLength(known.length);
  expect(known.length).toBeGreaterThan(50);
});
