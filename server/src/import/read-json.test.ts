import { expect, test } from 'vitest';
import { flattenJson } from './flatten-json.ts';
import { inPieces, readAll } from './log-under-test.ts';
import { LogFault } from './log-row.ts';
import { readJson, type JsonOptions } from './read-json.ts';

async function read(text: string, options: JsonOptions = {}, size = 3) {
  const { rows, fault } = await readAll(readJson(inPieces(text, size), options));
  return { rows, fault: fault instanceof LogFault ? fault.message : fault };
}

test('rows of a list, of a member, and one to a line are the same rows, however the bytes come', async () => {
  const list = '\uFEFF[\n {"a": "x, [y] {z}", "b": 1.50},\n {"a": "ä\\n\\"q\\"", "b": null}\n]\n';
  const member = `{"first": [{"a": "not a row"}], "rows": ${list.slice(1)}, "last": [{"a": "neither"}]}`;
  const lines = '{"a": "x, [y] {z}", "b": 1.50}\n{"a": "ä\\n\\"q\\"", "b": null}\n';
  const values = [{ a: 'x, [y] {z}', b: '1.50' }, { a: 'ä\n"q"' }];
  for (const size of [1, 3, 4096]) {
    for (const [text, options] of [
      [list, {}],
      [member, { rows: 'rows' }],
      [lines, {}],
    ] as const) {
      const { rows, fault } = await read(text, options, size);
      expect(fault).toBeNull();
      expect(rows.map((row) => row.values)).toEqual(values);
    }
  }
  expect((await read(list)).rows.map(({ index, line }) => [index, line])).toEqual([
    [1, 2],
    [2, 3],
  ]);
});

test('what a row nests becomes columns, and no digit is lost', () => {
  const text =
    '{"state":{"value":"3","display_value":"Closed"},"id":90071992547409931234,"n":1.10,"e":1e3,"t":["a",true],"none":{},"empty":""}';
  expect(flattenJson(text)).toEqual({
    values: {
      ...{ 'state.value': '3', 'state.display_value': 'Closed', id: '90071992547409931234', n: '1.10', e: '1e3' },
      ...{ 't.0': 'a', 't.1': 'true' },
    },
  });
  expect(flattenJson('{"__proto__":"x","a":"1: {2}"}')).toEqual({
    values: Object.fromEntries([
      ['__proto__', 'x'],
      ['a', '1: {2}'],
    ]),
  });
});

test('a row that says something twice is a row with a fault, and the next one is read', async () => {
  const { rows } = await read('[{"a":1,"a":2},{"a.b":1,"a":{"b":2}},{"a":01},{"a":3}]');
  expect(rows.map(({ fault }) => fault?.replace(/\(.*/u, ''))).toEqual([
    'an object in it names a member, or a column, twice',
    'an object in it names a member, or a column, twice',
    'it is not JSON ',
    undefined,
  ]);
});

test('what is not whole is told, after all rows before it', async () => {
  const faults = [
    ['[{"a":1},{"a":', {}, 1, 'the file ends in the middle'],
    ['[{"a":1}', {}, 1, 'the file ends in the middle'],
    ['[{"a":1},2]', {}, 1, 'there is "2" where a row should begin'],
    ['{"a":1}\nx{"a":2}', {}, 1, 'there is "x" where a row should begin'],
    ['{"error":"no"}', { rows: 'result' }, 0, 'it has no list of rows named "result"'],
    ['', {}, 0, 'it has no list of rows'],
    ['"x"', {}, 0, 'it has no list of rows'],
    [`[{"a":"${'x'.repeat(1_000_001)}"}]`, {}, 0, 'too long'],
  ] as const;
  for (const [text, options, count, reason] of faults) {
    const { rows, fault } = await read(text, options, 65_536);
    expect([text.slice(0, 20), rows.length, fault]).toEqual([
      text.slice(0, 20),
      count,
      expect.stringContaining(reason),
    ]);
  }
});

test('one page of several is not taken for all', async () => {
  const page = (next: string): string => `{"items":[{"a":1}],"hasMore":${next}}`;
  const options = { rows: 'items', more: 'hasMore' };
  expect(await read(page('false'), options)).toMatchObject({ fault: null });
  const { rows, fault } = await read(page('true'), options);
  expect(rows).toHaveLength(1);
  expect(fault).toContain('says that there are more rows than are in this file');
  const link = '{"value":[],"@odata.nextLink":"https://example.org/2"}';
  expect((await read(link, { rows: 'value', more: '@odata.nextLink' })).fault).toContain('more rows');
});
