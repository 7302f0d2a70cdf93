// One row of a table of cases is the whole case, or nothing, with the reason.
import { expect, test } from 'vitest';
import { SHIPPED_HOLIDAYS } from '@casewright/engine/calendar';
import { emptyMemory } from './case-memory.ts';
import { checkMapping } from './check-mapping.ts';
import type { LogRow } from './log-row.ts';
import { parseMapping } from './mapping.ts';
import { openPlayer } from './player.ts';
import { loanCaseType } from './playing-under-test.ts';

const TABLE = `
mapping: loan-table
caseType: book-loan
source: Loans of the old system
table:
  case: number
  reference: OLD-{value}
  precision: instant
  dates: month-day-year
  local: Europe/Rome
  actor: { column: who, id: 'librarian-{value}', name: 'Librarian {value}', missing: { id: lending-desk, name: Lending desk } }
  empty: ['NULL']
refuse:
  - { when: { status: [back], returned: empty }, reason: it is back and has no day for that }
acts:
  - open: true
    at: lent
    fields:
      lentOn: { column: lent }
      title: { columns: [title, author] }
      format: { column: format, values: { paper: P, hardback: P, audio: A }, missing: P }
  - { complete: pay, at: paid, when: { paid: filled }, fields: { fee: fee } }
  - { close: { column: status, values: { back: returned, gone: lost } }, at: returned, when: { status: [back, gone] } }
pairs: [{ code: format, name: title }]
clocks: { return: { due: due, reason: As the old system states it } }
facts: [format, shelf]
left: { '*.note': it is for nobody }
`;

const ROW = { number: '7', lent: '03/04/2024 09:30:00 PM', title: 'Faust', author: 'Goethe', status: 'out' };

function play(values: Readonly<Record<string, string>>, mappingSource = TABLE) {
  const caseType = loanCaseType();
  const parsed = parseMapping(mappingSource);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  const problems = checkMapping(parsed, caseType);
  if (problems.length > 0) throw new Error(problems.map(({ path, reason }) => `${path}: ${reason}`).join('\n'));
  const player = openPlayer({
    ...{ mapping: parsed.mapping, caseType, importId: 'test', engine: { id: 'timer', name: 'Timer' } },
    ...{ holidays: SHIPPED_HOLIDAYS, now: Date.UTC(2025, 0, 1) },
  });
  const row: LogRow = { index: 5, line: 9, values };
  return { ...player.play(emptyMemory(player.keyOf(row)), row), row, player };
}

test('a row is opened, worked and closed at the times of the source, under its name and by whom it names', () => {
  const { rejection, memory, steps } = play({
    ...{ ...ROW, who: '3', format: 'hardback', shelf: ' A 1\n', paid: '3/10/2024 12:00 AM', fee: '4.5' },
    ...{ status: 'back', returned: '03/31/2024 03:10 AM', due: '04/20/2024' },
  });
  expect(rejection).toBeNull();
  expect(steps.map(({ event, occurred, actor }) => [event.type, occurred, actor.id])).toEqual([
    ['CaseOpened', '2024-03-04T21:30:00+01:00', 'librarian-3'],
    ['NoteAdded', '2024-03-04T21:30:00+01:00', 'librarian-3'],
    ['DueDateChanged', '2024-03-04T21:30:00+01:00', 'librarian-3'],
    ['TaskCompleted', '2024-03-10T00:00:00+01:00', 'librarian-3'],
    ['CaseClosed', '2024-03-31T03:10:00+02:00', 'librarian-3'],
  ]);
  expect(steps[0]?.command).toMatchObject({ type: 'OpenCase', reference: 'OLD-7' });
  // Word for word, with its spaces.
  expect(steps[1]?.command).toEqual({
    type: 'AddNote',
    text: 'Imported: Loans of the old system, row 5.\nformat: hardback\nshelf:  A 1\n',
  });
  expect(memory.state).toMatchObject({
    status: 'closed',
    data: { lentOn: '2024-03-04', title: 'Faust / Goethe', format: 'P', fee: '4.50' },
  });
  expect(new Set(steps.map(({ key }) => key)).size).toBe(steps.length);
});

test('what a rule of the mapping carried otherwise than as it stands is named', () => {
  const { carried } = play({ ...ROW, paid: 'NULL', 'my.note': 'x', shelf: 'NULL' });
  expect(carried).toEqual([
    '"paid": "NULL" means that there is no value',
    '"my.note" is left: it is for nobody',
    'format: "format" empty, taken as "P"',
  ]);
});

test('codes and names are compared where a row has both', () => {
  const { player, row } = play({ ...ROW, format: 'paper' });
  expect(player.pairsOf(row)).toEqual([{ label: 'format and title', code: 'paper', name: 'Faust' }]);
  expect(player.pairsOf({ ...row, values: {} })).toEqual([]);
});

test.each([
  ['closed before it was opened', { status: 'back', returned: '03/03/2024' }, 'out-of-order', 'before "lent"'],
  ['contradicts itself', { status: 'back' }, 'contradiction', 'Line 9: it is back and has no day for that.'],
  ['no day', { lent: '' }, 'unparsable-date', '"lent": there is no date'],
  ['an hour that there is not', { lent: '03/04/2024 13:30 PM' }, 'unparsable-date', 'AM or PM'],
  ['a month that there is not', { lent: '13/04/2024' }, 'unparsable-date', 'not in the calendar'],
  ['an hour that the clock skips', { lent: '03/31/2024 02:30 AM' }, 'unparsable-date', 'the clock skips it'],
  ['is to come', { lent: '01/02/2025' }, 'in-the-future', 'which is to come'],
  ['another value', { format: 'vinyl' }, 'invalid-data', 'format: "vinyl" is not among the values'],
  ['a column more', { colour: 'red' }, 'unknown-column', 'the mapping does not name "colour"'],
  ['no name', { number: ' ' }, 'unknown-case', '"number" is empty'],
  ['an amount that is none', { paid: '03/05/2024', fee: 'much' }, 'invalid-data', 'fee: "much" is not an amount'],
  ['a due date that is none', { due: 'soon' }, 'unparsable-date', '"soon" is not a date'],
  ['no text', { shelf: 'a\u0000b' }, 'invalid-data', 'characters that are not text'],
  ['the plan does not allow it', { paid: '03/05/2024', fee: '' }, 'invalid-data', 'fee'],
])('a row is rejected whole: %s', (_title, values, code, reason) => {
  const { rejection, steps, memory } = play({ ...ROW, ...values });
  expect(rejection).toMatchObject({ code, reason: expect.stringContaining(reason) });
  expect([steps, memory.state]).toEqual([[], null]);
});

test('a second row of the same case is rejected, and named with the first', () => {
  const { memory, player, row } = play(ROW);
  expect(player.play(memory, { ...row, index: 6, line: 10 }).rejection).toEqual({
    code: 'duplicate-row',
    reason: 'Row 5 has the same "number", 7.',
  });
});

test('a mapping that would lose something in silence, or does not open the case, is refused', () => {
  const wrong = (from: string, to: string): string => {
    try {
      play(ROW, TABLE.replace(from, to));
      return '';
    } catch (error) {
      return error instanceof Error ? error.message : '';
    }
  };
  expect(wrong('facts: [format, shelf]', 'facts: [shelf]')).toContain('makes one value of several texts of "format"');
  expect(wrong("left: { '*.note'", 'left: { title')).toContain('is carried as well');
  expect(wrong('  - open: true\n    at: lent', '  - open: true\n    when: { status: filled }\n    at: lent')).toContain(
    'must begin with one open: true',
  );
  expect(wrong('gone: lost', 'gone: burnt')).toContain('burnt is not an outcome');
  expect(wrong('complete: pay', 'complete: pray')).toContain('pray is not in the plan');
  expect(wrong('complete: pay, at', 'complete: pay, raise: doubt, at')).toContain('exactly one of');
  expect(wrong('lentOn: { column: lent }', 'pages: pages')).toContain('is required by the form');
  expect(wrong('OLD-{value}', 'OLD')).toContain('{value}');
  expect(wrong('when: { paid: filled }', 'when: { paid: full }')).toContain('filled, empty');
});
