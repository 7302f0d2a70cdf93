// Texts on which a careless pattern takes for ever: each filled with what makes one go back and forth. The judge may take
// or refuse them; it may not take long. Each stands for a pattern of the room.
import { expect, test } from 'vitest';
import { bytesOfBuffer } from '../files/bytes.ts';
import { makeMail } from '../full/made-mail.ts';
import { makeOdf, makeOoxml } from '../full/made-office.ts';
import { makePdf } from '../full/made-pages.ts';
import { DEFAULT_LIMITS } from './budget.ts';
import { judgeFile } from './judge-file.ts';

const BYTES = 48 * 1024;
const LONGEST_MS = 4_000;

const fill = (piece: string): string => piece.repeat(Math.ceil(BYTES / piece.length));

const PIECES = [
  ...[
    '<!--a-->',
    '<!--',
    '<',
    '< ',
    '<a ',
    '<style',
    '<style>/*',
    '/*',
    '/* */',
    '"',
    "'",
    `"'`,
    '="',
    ' =',
    '= ',
    '=',
    '|',
    "|'",
    '=a',
    'a=',
    '&#',
    '&',
    '\\',
    '\\6',
    '(',
    ')',
    '((',
    '\n',
    '\r\n',
    ' ',
    '\t',
    '\0',
    ';',
    ',',
    '=\n',
    '@',
    '+',
    '-',
    'a',
    'a.',
    '.',
    '1 ',
    '1 1 ',
    '0 obj ',
    '/',
    '#',
    '%',
    '{',
    '}',
    '[',
    '<<',
    '<</A',
    '>>',
    '<![CDATA[',
    '<?',
    '</',
    '&lt;',
    'on',
    ' on',
    ' on=',
    'rel=',
    'src=',
    'src= ',
    'url(',
    'url( ',
    'http-equiv= ',
    'data:',
    'INCLUDE ',
    'LINK ',
    'QUOTE 11 ',
    'DDE',
    '=?a',
    '=?a?b?',
    ';x="',
    ';a=',
    '--mark-1\r\n',
    '--',
    'Content-Type: ',
    '\r\n ',
  ],
];

const WRAPS: readonly (readonly [string, (filling: string) => string | Buffer])[] = [
  ['a.txt', (filling) => filling],
  ['a.txt', (filling) => ` ${filling}x`],
  ['a.csv', (filling) => `a,b\n=${filling}`],
  ['a.html', (filling) => `<html><p ${filling}`],
  ['a.html', (filling) => `<html><style>${filling}</style><meta ${filling.slice(0, 60_000)}>`],
  ['a.svg', (filling) => `<svg xmlns="http://www.w3.org/2000/svg"><style>${filling}</style></svg>`],
  ['a.svg', (filling) => `<svg xmlns="http://www.w3.org/2000/svg" style='${filling.replace(/[<&']/g, '_')}'/>`],
  [
    'a.eml',
    (filling) =>
      makeMail([], {
        html: filling,
        head: `X-A: ${filling.slice(0, 100_000).replace(/[\r\n]/g, ' ')}\r\n`,
        raw: filling,
      }),
  ],
  [
    'a.eml',
    (filling) =>
      `From: a@example.org\r\nSubject: x\r\nDate: x\r\nContent-Transfer-Encoding: ${filling.slice(0, 200_000).replace(/[\r\n]/g, ' ')}\r\n\r\nx`,
  ],
  [
    'a.eml',
    (filling) =>
      `From: a@example.org\r\nSubject: x\r\nDate: x\r\nMIME-Version: 1.0\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${filling}`,
  ],
  ['a.rtf', (filling) => `{\\rtf1 {\\field{\\*\\fldinst ${filling}}}}`],
  ['a.pdf', (filling) => makePdf({ objects: [`(${filling})`, `<</A ${filling}>>`] })],
  [
    'a.docx',
    (filling) =>
      makeOoxml('docx', {
        body: `<w:p><w:r><w:instrText><![CDATA[${filling.replaceAll(']]>', '').replaceAll('\0', '')}]]></w:instrText></w:r></w:p>`,
      }),
  ],
  [
    'a.xlsx',
    (filling) =>
      makeOoxml('xlsx', {
        members: [
          { name: 'xl/a.xml', data: `<a><f><![CDATA[${filling.replaceAll(']]>', '').replaceAll('\0', '')}]]></f></a>` },
        ],
      }),
  ],
  [
    'a.odt',
    (filling) =>
      makeOdf('text', {
        body: `<text:a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href='${filling.replace(/[<&'\0]/g, '_')}'/>`,
      }),
  ],
];

test.each(WRAPS)('nothing in a file called %s makes it take long', { timeout: 120_000 }, async (name, wrap) => {
  const slow: string[] = [];
  for (const piece of PIECES) {
    const bytes = Buffer.from(wrap(fill(piece)) as string);
    const started = performance.now();
    await judgeFile(bytesOfBuffer(bytes), { name, limits: DEFAULT_LIMITS, scanner: null });
    const ms = performance.now() - started;
    if (ms > LONGEST_MS) slow.push(`${JSON.stringify(piece)}: ${Math.round(ms)} ms`);
  }
  expect(slow).toEqual([]);
});
