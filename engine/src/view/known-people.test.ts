// By what the people of a case are known and met: what was recorded of them, by whoever may read it, and of nobody else.
import { describe, expect, test } from 'vitest';
import { type CaseUnderTest, openCaseUnderTest } from '../case/case-under-test.ts';
import { checkCaseType } from '../definition/definition.ts';
import { HEAD_UNDER_TEST } from '../definition/head-under-test.ts';
import { knownPeople, tracesOfCase } from './known-people.ts';

const KNOWN = `
roles: { officer: Officer, nurse: Nurse }
parties:
  claimant: { title: Claimant, subject: true, replaceable: true }
  helper: { title: Helper, subject: true, personal: true, min: 0, section: health }
data:
  note: { type: text, label: Note, purpose: Test }
  name: { type: text, label: Name, purpose: Test, personal: true, subject: claimant, identifies: name }
  bornOn: { type: date, label: Born, purpose: Test, personal: true, subject: claimant, identifies: born }
  card: { type: text, label: Card, purpose: Test, personal: true, subject: claimant, identifies: number }
  helperName: { type: text, label: Name, purpose: Test, personal: true, subject: helper, identifies: name }
  remark: { type: text, label: Remark, purpose: Test, personal: true, subject: claimant }
plan: { tasks: { talk: { title: Talk, by: officer, repeat: true } } }
access:
  sections:
    - { name: health, title: Health, fields: [card, helperName], readers: [nurse] }
`;

function opened(): CaseUnderTest {
  const on = openCaseUnderTest(KNOWN);
  on.do({ type: 'RecordData', data: { name: 'Ida Berg', bornOn: '1950-03-04', card: 'AB-1234', remark: 'Ida Berg' } });
  return on;
}

function known({ caseType, state }: CaseUnderTest, parts: readonly string[] | null) {
  if (state === null) throw new Error('The case is not open.');
  const found = knownPeople(caseType, state, parts === null ? null : new Set(parts));
  return Object.fromEntries(found.map((each) => [each.entry, each.known]));
}

/** Beginnings of the traces, with who may be led by them. */
function traces({ caseType, state }: CaseUnderTest): readonly string[] {
  if (state === null) throw new Error('The case is not open.');
  const all = tracesOfCase(caseType, state).map(
    ({ text, readers }) => `${text.split(' ')[0] ?? ''} ${readers?.join() ?? 'all'}`,
  );
  return [...new Set(all)].toSorted();
}

describe('who is known in a case', () => {
  test('is known by the fields that identify them, as far as somebody may read', () => {
    const on = opened();
    expect(known(on, null)).toEqual({
      'party.claimant': { name: ['Ida Berg'], born: ['1950-03-04'], number: ['AB-1234'] },
    });
    expect(known(on, ['general'])).toEqual({ 'party.claimant': { name: ['Ida Berg'], born: ['1950-03-04'] } });
    on.do({ type: 'AddParty', of: 'helper', subject: 'person:eva' });
    on.do({ type: 'RecordData', data: { helperName: 'Eva Lund' } });
    expect(Object.keys(known(on, ['general']))).toEqual(['party.claimant']);
    expect(known(on, ['general', 'health'])['party.3']).toEqual({ name: ['Eva Lund'] });
  });

  test('is met by what each reader may read and by nothing else', () => {
    const on = opened();
    expect(traces(on)).toEqual(['born all', 'born nurse', 'number nurse', 'two all', 'two nurse', 'who all']);
    on.do({ type: 'AddParty', of: 'helper', subject: 'person:eva' });
    expect(traces(on)).toContain('who nurse');
  });

  test('is not known by what was said of whoever stood in the role before', () => {
    const on = opened();
    on.do({ type: 'ReplaceParty', of: 'claimant', entry: 'party.claimant', subject: 'person:heir', reason: 'Died' });
    expect(known(on, null)).toEqual({ 'party.claimant': {}, 'party.3': {} });
    expect(traces(on)).toEqual(['who all']);
  });
});

describe('a field that identifies', () => {
  const problems = (field: string): readonly string[] => {
    const source = `${HEAD_UNDER_TEST}zone: Europe/Rome
team: desk
roles: { officer: Officer }
parties: { person: { title: Person, subject: true } }
data: { note: { type: text, label: Note }, field: ${field} }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: required } } }
plan: { tasks: { work: { title: Work, by: officer } } }
closing: { by: officer, outcomes: { done: Done } }
`;
    const checked = checkCaseType(source, 'f'.repeat(64));
    return 'problems' in checked ? checked.problems.map(({ path, code }) => `${path}: ${code}`) : [];
  };
  const personal = 'label: X, personal: true, subject: person, purpose: Test';

  test.each([
    [`{ type: text, ${personal}, identifies: name }`, []],
    [`{ type: date, ${personal}, identifies: born }`, []],
    [`{ type: text, ${personal}, identifies: born }`, ['data.field.identifies: wrong-kind']],
    [`{ type: date, ${personal}, identifies: name }`, ['data.field.identifies: wrong-kind']],
    ['{ type: text, label: X, identifies: name }', ['data.field.identifies: personal-field']],
    [`{ type: text, ${personal}, identifies: shoe }`, ['data.field.identifies: not-accepted']],
  ])('%s', (field, expected) => {
    expect(problems(field)).toEqual(expected);
  });
});
