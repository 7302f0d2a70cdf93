import { expect, test } from 'vitest';
import { checkMapping, columnsOf } from './check-mapping.ts';
import { parseMapping, type MappingProblem } from './mapping.ts';
import { loanCaseType, LOAN_CASE_TYPE, LOAN_MAPPING } from './playing-under-test.ts';

function problems(source: string, caseTypeSource = LOAN_CASE_TYPE): readonly MappingProblem[] {
  const parsed = parseMapping(source);
  return 'problems' in parsed ? parsed.problems : checkMapping(parsed, loanCaseType(caseTypeSource));
}

/** Replaces a part that must be there. */
function changed(from: string, to: string): string {
  expect(LOAN_MAPPING).toContain(from);
  return LOAN_MAPPING.replace(from, to);
}

test('a mapping that fits has no problems and names each of its columns once', () => {
  expect(problems(LOAN_MAPPING)).toEqual([]);
  const parsed = parseMapping(LOAN_MAPPING);
  if ('problems' in parsed) throw new Error('does not parse');
  expect(columnsOf(parsed)).toEqual(['loan', 'what', 'when', 'who', 'back', 'due', 'title', 'format', 'pages', 'fee']);
});

test('problems of shape are found all at once, each with its line and path', () => {
  const source = changed('case: loan', 'kase: loan')
    .replace('precision: day', 'precision: hour')
    .replace('Pay:    { complete: pay', 'Pay:    { complete: 7');
  expect(problems(source)).toEqual([
    { path: 'log.case', line: 5, reason: 'is missing' },
    { path: 'log.kase', line: 5, reason: expect.stringContaining('is not known here; known are case, activity, time') },
    { path: 'log.time.precision', line: 7, reason: 'must be day or instant' },
    { path: 'activities.Pay.complete', line: 14, reason: expect.stringContaining('must be a name') },
  ]);
});

test('problems of reference are found all at once', () => {
  const source = changed('complete: remind', 'complete: late-fee')
    .replace('matches: late-fee', 'matches: latefee')
    .replace('complete: pay, fields: { fee: fee }', 'complete: pay, fields: { title: title, colour: colour }')
    .replace('paper: P', 'paper: X')
    .replace('return: { due', 'answer: { due')
    .replace('outcome: returned', 'outcome: burnt');
  expect(problems(source).map(({ path, line, reason }) => `${path} (${line}) ${reason}`)).toEqual([
    'activities.Lend.fields.format (11) has no option X; its options are P, A',
    'activities.Remind.complete (12) late-fee is a timer, and a task is needed',
    'activities.Fee.matches (13) latefee is not in the plan, and a timer is needed',
    'activities.Pay.fields.colour (14) is not a field of the case type',
    'activities.Pay.fields.fee (14) is required by the form pay and has no source',
    'activities.Pay.fields.title (14) is not on the form pay',
    'closing.outcome (18) burnt is not an outcome; known are returned, lost',
    'clocks.answer (17) is not a clock; known are return',
  ]);
});

test('an activity does exactly one thing', () => {
  expect(
    problems(changed('Seize:  { complete: seize }', 'Seize:  { complete: seize, open: true }'))[0]?.reason,
  ).toContain('it says open, complete');
  expect(problems(changed('Seize:  { complete: seize }', 'Seize:  {}'))[0]?.reason).toContain('it says none');
});

test('a mapping for another case type, without an opening, or with one person for all is refused', () => {
  expect(problems(changed('caseType: book-loan', 'caseType: film-loan'))[0]?.path).toBe('caseType');
  expect(problems(changed('open: true', 'record: true')).map(({ path }) => path)).toContain('activities');
  expect(problems(changed("id: 'librarian-{value}'", 'id: everybody'))[0]?.reason).toContain('{value}');
  expect(problems(changed("id: 'librarian-{value}'", "id: 'a b'")).map(({ path }) => path)).toContain('log.actor.id');
});

test('a derived field cannot be filled, and a day has no time', () => {
  const derived = LOAN_CASE_TYPE.replace(
    'fee:        { type: money, label: Fee,',
    "long: { type: boolean, label: Long, derived: 'pages > 9' }\n  fee:        { type: money, label: Fee,",
  );
  const source = changed(
    'Fee:    { matches: late-fee, fields: { fee: fee } }',
    'Fee:    { matches: late-fee, fields: { fee: fee, long: fee, lentOn: $time } }',
  );
  expect(problems(source, derived).map(({ path, reason }) => `${path} ${reason}`)).toEqual([
    'activities.Fee.fields.long is derived from other fields and cannot be filled',
    'activities.Fee.fields.lentOn is a date, and $time is an instant; use $date',
  ]);
});

test('YAML that does not parse, repeats a key, or uses an alias is refused with its line', () => {
  expect(problems(`${LOAN_MAPPING}\n  bad: [`)[0]).toMatchObject({ path: '', line: expect.any(Number) });
  expect(problems(changed('caseType: book-loan', 'caseType: book-loan\ncaseType: book-loan'))[0]?.reason).toContain(
    'unique',
  );
  expect(problems('a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n')[0]?.reason).toContain('alias');
  expect(problems('x'.repeat(300_000))[0]?.reason).toContain('longer than');
  expect(problems('')[0]?.reason).toContain('must be a map');
});
