// Names: every script stays as it is, and whatever steers a program goes.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SCRIPTS } from '../full/names-in-scripts.ts';
import { fitEnding, makeSafeName, safeMemberName } from './file-name.ts';

test.each(SCRIPTS.map((name) => [name]))('%s stays as it is', (name) => {
  expect(makeSafeName(`${name}.pdf`).name).toBe(`${name}.pdf`.normalize('NFC'));
});

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\me\\letter.docx', 'letter.docx'],
  ['a\u202efdp.exe', 'afdp.exe'],
  ['a\0b.txt', 'ab.txt'],
  ['con.txt', '_con.txt'],
  ['COM1', '_COM1'],
  ['.hidden', 'hidden'],
  ['letter.txt...  ', 'letter.txt'],
  ['a:b*c?.txt', 'a_b_c_.txt'],
  ['\n\t', 'file'],
  ['...', 'file'],
  ['', 'file'],
  ['/', 'file'],
  ['e\u0301.txt', 'é.txt'],
  ['\ud800.txt', '_.txt'],
  [`${'长'.repeat(300)}.pdf`, `${'长'.repeat(65)}.pdf`],
])('%j becomes %j', (given, safe) => {
  expect(makeSafeName(given).name).toBe(safe);
});

test('whatever the name, the safe one is safe, short, and made safe once only', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
      const { name } = makeSafeName(given);
      expect(name).not.toMatch(/[/\\:*?"<>|\p{Cc}]|[\u202a-\u202e\u2066-\u2069]|^\.|[. ]$/u);
      expect(name).not.toBe('');
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(220);
      expect(makeSafeName(name).name).toBe(name);
    }),
    { numRuns: 2_000, seed: 5 },
  );
});

test('the ending follows the content within a family, and is added where there is none', () => {
  expect(fitEnding('photo.png', 'jpeg')).toEqual({ name: 'photo.jpg', changed: true });
  expect(fitEnding('photo.JPEG', 'jpeg')).toEqual({ name: 'photo.JPEG', changed: false });
  expect(fitEnding('scan', 'pdf')).toEqual({ name: 'scan.pdf', changed: true });
  expect(fitEnding('v2.1', 'text')).toEqual({ name: 'v2.1.txt', changed: true });
  expect(() => fitEnding('photo.pdf', 'jpeg')).toThrow('name-contradicts-content');
});

test.each(['../a', '/a', 'a/../b', 'a\\b', 'C:a', 'a//b', 'nul', 'a/con.txt', 'a.', 'a\u202eb', ''])(
  'a member called %j has no safe path',
  (path) => {
    expect(safeMemberName(path)).toBeNull();
  },
);
