import { expect, test } from 'vitest';
import { inPieces, readAll } from './log-under-test.ts';
import { LogFault } from './log-row.ts';
import { readCsv } from './read-csv.ts';

function read(text: string | Buffer, options: Partial<Parameters<typeof readCsv>[1]> = {}) {
  return readAll(readCsv(inPieces(text), { required: [], ...options }));
}

function faultOf(fault: unknown): LogFault {
  expect(fault).toBeInstanceOf(LogFault);
  return fault as LogFault; // checked on the line above
}

test('rows come in the order of the file, numbered from 1, with the line on which each begins', async () => {
  const { rows } = await read('a,b\n1,2\n\n3,4\n');
  expect(rows).toEqual([
    { index: 1, line: 2, values: { a: '1', b: '2' } },
    { index: 2, line: 4, values: { a: '3', b: '4' } },
  ]);
});

test('a byte order mark is not part of the first column name', async () => {
  const { rows } = await read('\ufeffcase,activity\nA1,Open\n');
  expect(rows[0]?.values).toEqual({ case: 'A1', activity: 'Open' });
});

test('line breaks and quotation marks inside a field belong to it, and the next row keeps its line', async () => {
  const { rows } = await read('a,b\r\n1,"first\nsecond ""quoted"""\r\n2,x\r\n');
  expect(rows[0]).toEqual({ index: 1, line: 2, values: { a: '1', b: 'first\nsecond "quoted"' } });
  expect(rows[1]).toEqual({ index: 2, line: 4, values: { a: '2', b: 'x' } });
});

test('letters of more than one byte survive the boundaries of chunks', async () => {
  const { rows } = await read('a\nŻółć\nÄÖÜ\n');
  expect(rows.map((row) => row.values['a'])).toEqual(['Żółć', 'ÄÖÜ']);
});

test('all missing columns are named at once, with those that are there', async () => {
  const { rows, fault } = await read('case,when\nA1,2007-01-01\n', { required: ['case', 'activity', 'resource'] });
  expect(rows).toEqual([]);
  expect(faultOf(fault).message).toContain('"activity", "resource"');
  expect(faultOf(fault).message).toContain('The file has "case", "when"');
});

test('a column named twice is refused', async () => {
  const { fault } = await read('case,case\nA1,A2\n');
  expect(faultOf(fault).message).toContain('twice: "case"');
});

test('a row with a field too many or too few is kept and says so', async () => {
  const { rows, fault } = await read('a,b\n1,2,3\n4\n5,6\n');
  expect(fault).toBeNull();
  expect(rows.map((row) => row.fault !== undefined)).toEqual([true, true, false]);
  expect(rows[0]?.fault).toContain('3 fields');
});

test('a quotation mark that is never closed ends the reading after all rows before it', async () => {
  const { rows, fault } = await read('a,b\n1,2\n3,4\n5,"6\n7,8\n');
  expect(rows.map((row) => row.values['a'])).toEqual(['1', '3']);
  expect(faultOf(fault).message).toContain('after row 2: a quotation mark is opened and never closed');
});

test('an open quotation mark does not make a record of a large file', async () => {
  const { rows, fault } = await readAll(
    readCsv(inPieces(`a,b\n1,2\n3,"${'x'.repeat(3_000_000)}`, 65_536), { required: [] }),
  );
  expect(rows).toHaveLength(1);
  expect(faultOf(fault).message).toContain('longer than 1000000 characters');
});

test('an empty file is refused', async () => {
  const { fault } = await read('');
  expect(faultOf(fault).message).toContain('The file is empty');
});

test('another delimiter and another encoding can be asked for', async () => {
  const { rows } = await read(Buffer.from('a;b\nB\xe4r;2\n', 'latin1'), { delimiter: ';', encoding: 'latin1' });
  expect(rows[0]?.values).toEqual({ a: 'Bär', b: '2' });
});
