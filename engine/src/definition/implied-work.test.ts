// That what comes back is somebody's work in every kind of case with letters, whether its plan says so or not.
import { describe, expect, it } from 'vitest';
import { checkCaseType } from './check.ts';
import type { CaseType } from './definition.ts';

const SOURCE = `
caseType: matter
version: 1.0.0
title: Matter
archetype: legal
reference: M-{year}-{sequence}
purpose: { statement: Testing, authority: None }
classification: { scale: au-pspf, level: OFFICIAL }
zone: Europe/Rome
team: desk
roles: { officer: Officer }
parties: { one: { title: One side, subject: true } }
communications:
  notice: { title: Notice, form: letter, direction: out, with: [one], by: officer, channels: { post: Post } }
documents: { letters: { title: Letters, by: officer } }
letters:
  notice: { title: Notice, as: notice, keptAs: letters, to: [one], ways: { post: post }, subject: A notice, body: [{ text: 'Dear {recipient}.' }] }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: optional } } }
data: { note: { type: text, label: Note } }
plan:
  tasks:
    check: { title: Check, by: officer, form: open }
closing: { by: officer, outcomes: { done: Done } }
`;

function compiled(source: string): CaseType {
  const checked = checkCaseType(source, 'a'.repeat(64));
  if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
  return checked.caseType;
}

const tasksOf = ({ items }: CaseType): readonly string[] =>
  [...items.values()].filter(({ kind }) => kind === 'task').map(({ id }) => id);

describe('a kind of case with letters', () => {
  it('has work for what comes back, for whoever sends them, each time', () => {
    const item = compiled(SOURCE).items.get('letter-came-back');
    expect(item).toMatchObject({ parent: 'case', repeat: true, task: { by: ['officer'], dueWithinDays: 5 } });
    expect(item?.entry[0]?.on).toEqual([
      { source: 'entry', primitive: 'communication', of: 'notice', move: 'bounced' },
    ]);
  });

  it('has its own where its plan waits for it, or for one of two kinds', () => {
    const own = SOURCE.replace(
      'form: open }\nclosing',
      'form: open }\n    seek: { title: Seek, by: officer, entry: [{ after: { communication: notice, on: bounced } }] }\nclosing',
    );
    expect(tasksOf(compiled(own))).toEqual(['check', 'seek']);
    expect(tasksOf(compiled(SOURCE.replace('ways: { post: post }, ', '')))).toEqual(['check']);
  });

  it('has it under another name where its plan has one of that name, and in each of its languages', () => {
    const source = SOURCE.replace('    check:', '    letter-came-back: { title: Other, by: officer }\n    check:');
    expect(tasksOf(compiled(source))).toEqual(['letter-came-back', 'check', 'letter-came-back-2']);
    const french = [
      ...['Matter', 'Testing', 'Note', 'One side', 'Letters', 'Notice', 'A notice', 'Dear {recipient}.', 'Open'],
      ...['Check', 'Done', 'Post', 'Officer'],
    ];
    const texts = french.map((text) => `    '${text}': '${text} fr'`).join('\n');
    const { languages } = compiled(`${SOURCE}languages:\n  fr:\n${texts}\n`);
    expect(languages.get('fr')?.get('A letter came back: find another way to reach them')).toMatch(
      /^Une lettre est revenue/,
    );
  });
});
