// What a case type says of retention: each fault is found where it stands.
import { expect, it } from 'vitest';
import { checkCaseType } from './check.ts';
import { HEAD_UNDER_TEST } from './head-under-test.ts';

const HEAD = `${HEAD_UNDER_TEST}zone: Australia/Canberra
team: desk
roles: { officer: Officer }
parties: { child: { title: Child, subject: true } }
data:
  note: { type: text, label: Note }
  endsOn: { type: date, label: Ends on }
  birthDate: { type: date, label: Born on, personal: true, subject: child, purpose: Age }
opening: { form: open, by: officer }
forms: { open: { title: Open, fields: { note: required } } }
plan: { tasks: { work: { title: Work, by: officer } } }
closing: { by: officer, outcomes: { done: Done, upheld: Upheld } }
`;
const SOUND = `retention:
  financialYearStarts: 7
  choose: first
  classes:
    long:
      authority: Example authority
      number: '10'
      version: '2'
      title: Those that were upheld
      outcomes: [upheld]
      when: note = "x"
      trigger: { field: endsOn }
      period: Destroy 7 years after the end of the financial year
    born:
      authority: Example authority
      number: '11'
      version: '2'
      title: Of children
      outcomes: [upheld]
      trigger: { age: 25, born: birthDate }
      period: CY+7y nil DE
    rest: { authority: Example authority, number: '12', version: '2', title: All, trigger: closed, period: P7Y, action: destroy }
  floors:
    used: { authority: FOIPPA s 31, title: Used, trigger: { death: child }, period: CY+1y }
`;

const checked = (retention: string): ReturnType<typeof checkCaseType> =>
  checkCaseType(`${HEAD}${retention}`, 'f'.repeat(64));

it('says which classes there are, each with its trigger and period', () => {
  const result = checked(SOUND);
  const retention = 'caseType' in result ? result.caseType.retention : undefined;
  expect(retention).toMatchObject({
    ...{ financialYearStarts: 7, choose: 'first', note: null },
    classes: [
      { name: 'long', outcomes: ['upheld'], period: { years: 7, from: 'financial-year' }, action: 'destroy' },
      { name: 'born', trigger: { kind: 'age', years: 25, field: 'birthDate' }, period: { from: 'calendar-year' } },
      { name: 'rest', outcomes: null, trigger: { kind: 'closed' }, action: 'destroy' },
    ],
    floors: [{ name: 'used', trigger: { kind: 'death', party: 'child' } }],
  });
});

it.each([
  [
    'outcomes: [upheld]\n      when',
    'outcomes: [uphelt]\n      when',
    'retention.classes.long.outcomes[0]',
    'unknown-name',
  ],
  ['title: All, trigger', 'title: All, outcomes: [upheld], trigger', 'retention.classes', 'retention'],
  ['title: All, trigger', "title: All, when: note = 'y', trigger", 'retention.classes', 'retention'],
  ['      when: note = "x"\n', '', 'retention.classes.born', 'unreachable'],
  ['when: note = "x"', 'when: nott = "x"', 'retention.classes.long.when', 'unknown-name'],
  ['when: note = "x"', 'when: birthDate = date("2000-01-01")', 'retention.classes.long.when', 'personal-field'],
  ['{ field: endsOn }', '{ field: endOn }', 'retention.classes.long.trigger.field', 'unknown-field'],
  ['{ field: endsOn }', '{ field: note }', 'retention.classes.long.trigger.field', 'wrong-kind'],
  [
    '{ field: endsOn }',
    '{ latest: { fields: [note] } }',
    'retention.classes.long.trigger.latest.fields[0]',
    'wrong-kind',
  ],
  ['{ field: endsOn }', '{ latest: {} }', 'retention.classes.long.trigger.latest', 'retention'],
  ['{ field: endsOn }', '{ field: endsOn, death: child }', 'retention.classes.long.trigger', 'retention'],
  ['{ field: endsOn }', '{ age: 25 }', 'retention.classes.long.trigger', 'retention'],
  ['{ field: endsOn }', 'opened', 'retention.classes.long.trigger', 'not-accepted'],
  [
    '{ field: endsOn }',
    '{ determination: x, on: start }',
    'retention.classes.long.trigger.determination',
    'unknown-name',
  ],
  ['{ death: child }', '{ death: parent }', 'retention.floors.used.trigger.death', 'unknown-party'],
  ['CY+7y nil DE', 'SO+7y nil DE', 'retention.classes.born.trigger.born', 'personal-field'],
  ['CY+7y nil DE', 'seven years', 'retention.classes.born.period', 'retention'],
  ['CY+7y nil DE', 'CY+7y', 'retention.classes.born', 'retention'],
  ['period: P7Y, action: destroy', 'action: destroy', 'retention.classes.rest', 'missing-key'],
  ['action: destroy', 'action: burn', 'retention.classes.rest.action', 'not-accepted'],
  ['P7Y, action: destroy', 'SO nil DE, action: review', 'retention.classes.rest.action', 'retention'],
  ['period: CY+1y', 'period: Retain permanently', 'retention.floors.used.period', 'retention'],
  ['period: CY+1y', 'period: P1Y', 'retention.floors.used.trigger.death', 'personal-field'],
  ['  financialYearStarts: 7\n', '', 'retention.classes.long.period', 'missing-key'],
  ['financialYearStarts: 7', 'financialYearStarts: 13', 'retention.financialYearStarts', 'not-accepted'],
])('instead of %s, %s is refused', (right, wrong, path, code) => {
  expect(SOUND).toContain(right);
  const result = checked(SOUND.replace(right, wrong));
  expect('problems' in result ? result.problems : []).toContainEqual(expect.objectContaining({ path, code }));
});
