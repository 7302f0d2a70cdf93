import { describe, expect, it } from 'vitest';
import { writeCsv } from './reach-table.ts';

describe('a table for other programs', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+49 30', "'+49 30"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    [' =1', "' =1"],
    ['\t=1', "'\t=1"],
    ['=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"'],
    ['a=b', 'a=b'],
    ['INF-2026-1', 'INF-2026-1'],
    ['one, two', '"one, two"'],
    ['two\nlines', '"two\nlines"'],
    [null, ''],
    [-3, '-3'],
  ])('writes %j as %j', (value, text) => {
    expect(writeCsv(['a'], [[value]])).toBe(`a\r\n${text}\r\n`);
  });
});
