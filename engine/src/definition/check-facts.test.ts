// What a case type says of facts that are collected once: each fault is found where it stands.
import { expect, it } from 'vitest';
import { checkCaseType } from './check.ts';
import { HEAD_UNDER_TEST } from './head-under-test.ts';

const BORN =
  'fact: { means: person.date-of-birth, neededFor: identity, mayServe: [identity, eligibility], authority: Act s 12 }';
const SOURCE = `${HEAD_UNDER_TEST}zone: Australia/Canberra
team: desk
roles: { officer: Officer }
parties: { child: { title: Child, subject: true }, parent: { title: Parent, subject: true } }
data:
  note: { type: text, label: Note }
  bornOn: { type: date, label: Born, personal: true, subject: child, purpose: Age, ${BORN} }
  parentBorn: { type: date, label: Born, personal: true, subject: parent, purpose: Age, fact: { means: person.date-of-birth, neededFor: identity } }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: required } } }
plan: { tasks: { work: { title: Work, by: officer } } }
closing: { by: officer, outcomes: { done: Done } }
`;

const checked = (source: string): ReturnType<typeof checkCaseType> => checkCaseType(source, 'f'.repeat(64));

it('says of a field what it means, for what it is needed and for what else it may serve', () => {
  const result = checked(SOURCE);
  const fields = 'caseType' in result ? result.caseType.fields : new Map();
  expect(fields.get('bornOn')?.fact).toEqual({
    ...{ means: 'person.date-of-birth', neededFor: 'identity', mayServe: ['identity', 'eligibility'] },
    authority: 'Act s 12',
  });
  expect(fields.get('parentBorn')?.fact).toEqual({
    means: 'person.date-of-birth',
    neededFor: 'identity',
    mayServe: [],
  });
  expect(fields.get('note')?.fact).toBeUndefined();
});

it.each([
  [', authority: Act s 12', '', 'data.bornOn.fact.mayServe', 'missing-key'],
  ['subject: parent', 'subject: child', 'data.parentBorn.fact.means', 'duplicate-id'],
  ['label: Note', 'label: Note, fact: { means: a.b, neededFor: c }', 'data.note.fact', 'personal-field'],
  [
    'purpose: Age, fact: { means: person',
    "purpose: Age, derived: 'parentBorn', fact: { means: person",
    'data.bornOn.fact',
    'derived-field',
  ],
  [
    'means: person.date-of-birth, neededFor: identity, mayServe',
    'means: birth, neededFor: identity, mayServe',
    'data.bornOn.fact.means',
    'not-accepted',
  ],
  ['neededFor: identity }', 'neededfor: identity }', 'data.parentBorn.fact.neededfor', 'unknown-key'],
])('instead of %s, %s is refused', (right, wrong, path, code) => {
  const result = checked(SOURCE.replace(right, wrong));
  const problems = 'problems' in result ? result.problems : [];
  expect(problems.map((problem) => [problem.path, problem.code])).toContainEqual([path, code]);
});
