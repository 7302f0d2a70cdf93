// What a hold asks, in words.
import { expect, it } from 'vitest';
import { asksInWords, type Called } from './asks-in-words.ts';

const CALLED: Called = {
  kind: (name) => (name === 'complaint' ? 'Complaint' : name),
  team: (name) => (name === 'north' ? 'Team north' : name),
};

it('says each thing that a hold asks, kinds and teams by what they are called', () => {
  const asked = {
    ...{ caseTypes: ['complaint', 'permit'], teams: ['north'], outcomes: ['upheld'], subjects: ['p-1', 'p-2'] },
    ...{ openedFrom: '2026-03-01', openedTo: '2026-04-30' },
  };
  expect(asksInWords(asked, CALLED)).toEqual([
    'The kind of case is Complaint or permit.',
    'The team is Team north.',
    'The outcome is upheld.',
    'One of these is in it: p-1, p-2.',
    'It was opened on 1 March 2026 or later.',
    'It was opened on 30 April 2026 or earlier.',
  ]);
});

it('says what a field is by its kind: text in quotes, days as days, and numbers and answers plainly', () => {
  const fields = [
    { field: 'region', is: '=', value: 'north' },
    { field: 'heldOn', is: '<', value: '2026-09-07' },
    { field: 'points', is: '>', value: 3 },
    { field: 'isUrgent', is: '=', value: true },
  ] as const;
  expect(asksInWords({ fields }, CALLED)).toEqual([
    'The field “region” is “north”.',
    'The field “heldOn” is before 7 September 2026.',
    'The field “points” is more than 3.',
    'The field “isUrgent” is Yes.',
  ]);
});

it('says that a hold which asks nothing covers every case', () => {
  expect(asksInWords({}, CALLED)).toEqual(['Nothing: it covers every case of the agency.']);
});
