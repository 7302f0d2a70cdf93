// Hostile archives: bombs, nests, names that lead elsewhere, links, lists that do not agree with what is there.
import { deflateRawSync } from 'node:zlib';
import { rowsOf, type HostileFile, type Row } from './hostile-file.ts';
import { makeGzip, makeZip, type MadeMember, type MadeZip } from './made-archives.ts';
import { makeOdf, makeOoxml } from './made-office.ts';

const TEXT: MadeMember = { name: 'letter.txt', data: 'A letter' };
const MEGA = 1024 * 1024;

function zip(members: readonly MadeMember[], options?: MadeZip): () => Buffer {
  return () => makeZip(members, options);
}

function nested(levels: number): Buffer {
  let inner = makeZip([TEXT]);
  for (let level = 0; level < levels; level += 1) inner = makeZip([{ name: `level-${level}.zip`, data: inner }]);
  return inner;
}

const BOMBS: readonly Row[] = [
  [
    '200 MB of zeros in one member',
    'a.zip',
    'too-much-inside',
    () => makeZip([{ name: 'a.txt', data: Buffer.alloc(200 * MEGA) }]),
  ],
  [
    '60 MB of blanks, a thousand to one',
    'a.zip',
    'too-much-inside',
    () => makeZip([{ name: 'a.txt', data: Buffer.alloc(60 * MEGA, 32) }]),
  ],
  [
    'a bomb that says it has ten bytes',
    'a.zip',
    ['archive-mismatch', 'too-much-inside'],
    () => makeZip([{ name: 'a.txt', data: Buffer.alloc(20 * MEGA, 32), listedSize: 10 }]),
  ],
  ['many members of 7 MB each', 'a.zip', 'too-much-inside', manyBlanks],
  [
    'a bomb within an archive',
    'a.zip',
    'too-much-inside',
    () => makeZip([{ name: 'b.zip', data: makeZip([{ name: 'a.txt', data: Buffer.alloc(100 * MEGA, 32) }]) }]),
  ],
  [
    'a bomb as a picture in a Word file',
    'a.docx',
    'too-much-inside',
    () => makeOoxml('docx', { members: [{ name: 'word/media/a.png', data: Buffer.alloc(80 * MEGA) }] }),
  ],
  [
    'a bomb as a font in a Word file',
    'a.docx',
    'too-much-inside',
    () => makeOoxml('docx', { members: [{ name: 'word/fonts/a.odttf', data: Buffer.alloc(80 * MEGA) }] }),
  ],
  [
    'a bomb as a sheet of Excel',
    'a.xlsx',
    ['too-much-inside', 'broken'],
    () =>
      makeOoxml('xlsx', {
        members: [
          {
            name: 'xl/worksheets/sheet1.xml',
            data: Buffer.concat([Buffer.from('<a>'), Buffer.alloc(70 * MEGA, 32), Buffer.from('</a>')]),
          },
        ],
      }),
  ],
  [
    'a bomb in an OpenDocument text',
    'a.odt',
    'too-much-inside',
    () => makeOdf('text', { members: [{ name: 'Configurations2/a', data: Buffer.alloc(80 * MEGA) }] }),
  ],
  [
    '6,000 empty members',
    'a.zip',
    'too-many-files',
    () => makeZip(Array.from({ length: 6_000 }, (_none, index) => ({ name: `${index}.txt`, data: '' }))),
  ],
  [
    '70,000 members by ZIP64',
    'a.zip',
    'too-many-files',
    () =>
      makeZip(
        Array.from({ length: 70_000 }, (_none, index) => ({ name: `${index}`, data: '', stored: true })),
        { zip64: true },
      ),
  ],
  [
    'a bomb packed twice',
    'a.zip',
    ['too-much-inside', 'other-archive'],
    () => makeZip([{ name: 'a', data: makeGzip(Buffer.alloc(50 * MEGA)) }]),
  ],
  ['members that share one bomb', 'a.zip', 'archive-mismatch', () => overlapping(30)],
  ['members that share one small text', 'a.zip', 'archive-mismatch', () => overlapping(2)],
];

/** The end record of an archive whose members all point at the first. */
function overlapping(count: number): Buffer {
  const members = Array.from({ length: count }, (_none, index) => ({
    name: `a${index}.txt`,
    data: Buffer.alloc(1_000, 65),
  }));
  const headers = Object.fromEntries(members.map((_member, index) => [index, 0]));
  return makeZip(members, { headers });
}

function manyBlanks(): Buffer {
  const packed = deflateRawSync(Buffer.alloc(7 * MEGA, 32));
  const data = Buffer.alloc(7 * MEGA, 32);
  return makeZip(Array.from({ length: 200 }, (_none, index) => ({ name: `${index}.txt`, data, packed })));
}

const NESTS: readonly Row[] = [3, 4, 6, 10, 40].map((levels) => [
  `${levels} archives in one another`,
  'a.zip',
  'too-deep',
  () => nested(levels),
]);

const STRANGE_NAMES = [
  '../evil.txt',
  '../../etc/passwd',
  '/etc/passwd',
  'C:\\Windows\\evil.txt',
  '..\\evil.txt',
  'a/../../b.txt',
  'a/./b.txt',
  'a//b.txt',
  '\\\\server\\share\\a.txt',
  'a\0.txt',
  'con.txt',
  'dir/NUL',
  'aux.txt',
  'lpt1.txt',
  'com¹.txt',
  'a.txt.',
  'a.txt ',
  'a:b.txt',
  'a.txt::$DATA',
  'a\u202etxt.exe',
  'a\u2066b.txt',
  'a\nb.txt',
  'a\u007f.txt',
  'a*b.txt',
  'a?.txt',
  'a|b.txt',
  'a<b>.txt',
  '.',
  '..',
  'x/..',
  '~/../a.txt',
  '',
  'a\ufeffb.txt',
  `${'a'.repeat(2_000)}.txt`,
  'e\u200b.txt',
  'tag\u{e0041}.txt',
  'CONIN$',
  'file.txt/',
]; // The last is a folder that holds something.

const NAMES: readonly Row[] = STRANGE_NAMES.map((name) => [
  `member called ${JSON.stringify(name.slice(0, 40))}`,
  'a.zip',
  ['name-not-usable', 'archive-mismatch'],
  zip([{ name, data: 'x', stored: true }]),
]);

const LINKS: readonly Row[] = [
  ...([0o120777, 0o020666, 0o060666, 0o010666, 0o140777] as const).map((mode): Row => [
    `special file of mode ${mode.toString(8)}`,
    'a.zip',
    'archive-link',
    zip([{ name: 'letter.txt', data: '/etc/passwd', mode }]),
  ]),
  [
    'link made on macOS',
    'a.zip',
    'archive-link',
    zip([{ name: 'a.txt', data: '../../x', mode: 0o120777, madeBy: 0x1314 }]),
  ],
  [
    'link that says it was made on DOS',
    'a.zip',
    'archive-link',
    zip([{ name: 'a.txt', data: '../../x', mode: 0o120777, madeBy: 0x0014 }]),
  ],
  [
    'a file that is a folder as well',
    'a.zip',
    'name-not-usable',
    zip([
      { name: 'a', data: 'x' },
      { name: 'a/b.txt', data: 'y' },
    ]),
  ],
];

const LISTS: readonly Row[] = [
  ['two members of one name', 'a.zip', 'archive-mismatch', zip([TEXT, TEXT])],
  ['names that differ in case only', 'a.zip', 'archive-mismatch', zip([TEXT, { ...TEXT, name: 'LETTER.TXT' }])],
  [
    'names that differ in form only',
    'a.zip',
    'archive-mismatch',
    zip([
      { ...TEXT, name: 'é.txt' },
      { ...TEXT, name: 'e\u0301.txt' },
    ]),
  ],
  [
    'list and member have other names',
    'a.zip',
    'archive-mismatch',
    zip([{ name: 'a.exe', data: 'x', listedName: 'a.txt' }]),
  ],
  ['list says another size', 'a.zip', 'archive-mismatch', zip([{ ...TEXT, listedSize: 3 }])],
  ['wrong checksum', 'a.zip', 'archive-mismatch', zip([{ ...TEXT, crc: 1 }])],
  [
    'a member that is not listed',
    'a.zip',
    ['archive-mismatch', 'two-in-one'],
    zip([TEXT, { name: 'b.txt', data: 'hidden' }], { unlisted: [1] }),
  ],
  [
    'the first member is not listed',
    'a.zip',
    ['archive-mismatch', 'two-in-one'],
    zip([{ name: 'b.txt', data: 'hidden' }, TEXT], { unlisted: [0] }),
  ],
  ['the end counts another number', 'a.zip', 'archive-mismatch', zip([TEXT], { count: 2 })],
  ['bytes between members and list', 'a.zip', 'two-in-one', zip([TEXT], { gap: Buffer.from('hidden') })],
  ['bytes in front', 'a.zip', ['two-in-one', 'unknown-type'], zip([TEXT], { prefix: Buffer.from('PK\x03\x04hidden') })],
  [
    'bytes in front that count in no place',
    'a.zip',
    ['archive-mismatch', 'two-in-one'],
    zip([TEXT], { prefix: Buffer.from('PK\x03\x04hidden'), shift: false }),
  ],
  ['bytes behind', 'a.zip', 'two-in-one', zip([TEXT], { suffix: Buffer.from('hidden') })],
  [
    'bytes behind the packed data of a member',
    'a.zip',
    'two-in-one',
    zip([{ ...TEXT, behind: Buffer.from('hidden') }]),
  ],
  [
    'an archive in the comment of another',
    'a.zip',
    ['two-in-one', 'archive-mismatch'],
    () => makeZip([TEXT], { comment: makeZip([{ name: 'b.txt', data: 'hidden' }]) }),
  ],
  [
    'two archives one behind the other',
    'a.zip',
    ['two-in-one', 'archive-mismatch'],
    () => Buffer.concat([makeZip([TEXT]), makeZip([TEXT])]),
  ],
  ['encrypted', 'a.zip', 'password-protected', zip([{ ...TEXT, flags: 0x801 }])],
  ['encrypted strongly', 'a.zip', 'password-protected', zip([{ ...TEXT, flags: 0x841 }])],
  ['encrypted by AES', 'a.zip', 'password-protected', zip([{ ...TEXT, method: 99 }])],
  ['its list hidden', 'a.zip', 'password-protected', zip([{ ...TEXT, flags: 0x2800 }])],
  ...[1, 6, 9, 12, 14, 93, 95, 98].map((method): Row => [
    `packed by method ${method}`,
    'a.zip',
    'other-archive',
    zip([{ ...TEXT, method }]),
  ]),
  [
    'stored with another packed size',
    'a.zip',
    ['archive-mismatch', 'two-in-one'],
    zip([{ ...TEXT, stored: true, listedSize: 100 }]),
  ],
  ['damaged packed data', 'a.zip', 'broken', zip([{ ...TEXT, packed: Buffer.from('ffffffffff', 'hex') }])],
  ['cut in the middle', 'a.zip', ['truncated', 'archive-mismatch'], () => makeZip([TEXT, TEXT]).subarray(0, 80)],
  ['cut before its last byte', 'a.zip', ['truncated', 'two-in-one'], () => makeZip([TEXT]).subarray(0, -1)],
  ['only its first four bytes', 'a.zip', 'truncated', () => Buffer.from('PK\x03\x04')],
  ['no members', 'a.zip', 'empty', zip([])],
  ['a folder that holds bytes', 'a.zip', ['archive-mismatch', 'name-not-usable'], zip([{ name: 'a/', data: 'x' }])],
  ['an unknown member', 'a.zip', 'unknown-type', zip([{ name: 'a', data: Buffer.from([1, 2, 3, 4]) }])],
  ['an empty member', 'a.zip', 'empty', zip([{ name: 'a.txt', data: '' }])],
  ['a program as member', 'a.zip', 'not-a-document', zip([{ name: 'a', data: Buffer.from('MZ\x90', 'latin1') }])],
  ['a member called like a program', 'a.zip', 'name-of-a-program', zip([{ name: 'invoice.pdf.js', data: 'x' }])],
  ['a Java archive', 'a.zip', 'not-a-document', zip([{ name: 'META-INF/MANIFEST.MF', data: 'Main-Class: A\n' }])],
  [
    'an Android program',
    'a.zip',
    'not-a-document',
    zip([
      { name: 'AndroidManifest.xml', data: 'x' },
      { name: 'classes.dex', data: 'dex\n' },
    ]),
  ],
  [
    'an extension of a browser',
    'a.zip',
    ['not-a-document', 'name-of-a-program'],
    zip([
      { name: 'manifest.json', data: '{}' },
      { name: 'a.js', data: 'x' },
    ]),
  ],
  ['an installer of Windows', 'a.zip', 'not-a-document', zip([{ name: 'AppxManifest.xml', data: '<a/>' }])],
  [
    'a book with scripts (EPUB)',
    'a.epub',
    'unknown-type',
    zip([
      { name: 'mimetype', data: 'application/epub+zip', stored: true },
      { name: 'a.xhtml', data: '<html/>' },
    ]),
  ],
  [
    'two lists of large sizes',
    'a.zip',
    'archive-mismatch',
    zip([{ ...TEXT, extra: Buffer.from('0100000001000000', 'hex') }]),
  ],
];

export const HOSTILE_ARCHIVES: readonly HostileFile[] = [
  ...rowsOf('bomb', BOMBS),
  ...rowsOf('nest', NESTS),
  ...rowsOf('name in an archive', NAMES),
  ...rowsOf('link', LINKS),
  ...rowsOf('list', LISTS),
];
