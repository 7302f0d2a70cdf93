// Archives that are never taken, and the test file of virus scanners in many wrappings.
import { EICAR, rowsOf, type HostileFile, type Row } from './hostile-file.ts';
import { makeGzip, makeTar, makeZip, type MadeMember, type MadeZip } from './made-archives.ts';
import { makeMail } from './made-mail.ts';
import { makeMsg, makeOdf, makeOoxml } from './made-office.ts';
import { makePng } from './made-pictures.ts';

const MEGA = 1024 * 1024;

function zip(members: readonly MadeMember[], options?: MadeZip): () => Buffer {
  return () => makeZip(members, options);
}

const OTHERS: readonly Row[] = [
  ['tar', 'a', 'other-archive', () => makeTar('a.txt', Buffer.from('x'))],
  ['tar with a link', 'a', 'other-archive', () => makeTar('a.txt', Buffer.alloc(0), '2')],
  ['tar with a name that leads out', 'a', 'other-archive', () => makeTar('../../evil', Buffer.from('x'))],
  ['gzip', 'a', 'other-archive', () => makeGzip(Buffer.from('x'))],
  ['gzip bomb', 'a.txt', 'other-archive', () => makeGzip(Buffer.alloc(100 * MEGA))],
  ['gzip in gzip', 'a', 'other-archive', () => makeGzip(makeGzip(makeGzip(Buffer.alloc(MEGA))))],
  ['SVG packed by gzip', 'a.svg', 'other-archive', () => makeGzip(Buffer.from('<svg onload="alert(1)"/>'))],
  ...[
    ['7z', '377abcaf271c0004'],
    ['rar', '526172211a0700'],
    ['rar 5', '526172211a070100'],
    ['bzip2', '425a6839314159'],
    ['xz', 'fd377a585a000004'],
    ['zstd', '28b52ffd0458'],
    ['lz4', '04224d186440'],
    ['cabinet', '4d53434600000000'],
    ['xar', '78617221001c0001'],
    ['cpio', '303730373037303030'],
    ['lzma', '5d00008000ffff'],
    ['compress', '1f9d9068'],
    ['arj', '60ea2900'],
    ['ar', '213c617263683e0a'],
    ['InstallShield', '49536328'],
  ].map(([kind = '', hex = '']): Row => [
    kind,
    'a',
    ['other-archive', 'not-a-document'],
    () => Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(600, 1)]),
  ]),
  ...(['a.tar.gz', 'a.7z', 'a.rar', 'a.iso', 'a.cab', 'a.jar'] as const).map((name): Row => [
    `a text called ${name}`,
    name,
    'name-of-a-program',
    () => 'x',
  ]),
];

const WRAPPED: readonly Row[] = [
  ['as it is', 'a.txt', 'malware', () => EICAR],
  ['without a name', '', 'malware', () => EICAR],
  ['with an end of line', 'a.txt', 'malware', () => `${EICAR}\r\n`],
  ['with blanks behind', 'a.txt', 'malware', () => `${EICAR}${' '.repeat(60)}`],
  ['in an archive', 'a.zip', 'malware', zip([{ name: 'a.txt', data: EICAR }])],
  ['stored in an archive', 'a.zip', 'malware', zip([{ name: 'a.txt', data: EICAR, stored: true }])],
  [
    'as the last of twenty',
    'a.zip',
    'malware',
    zip([
      ...Array.from({ length: 19 }, (_none, index) => ({ name: `${index}.txt`, data: 'x' })),
      { name: 'z.txt', data: EICAR },
    ]),
  ],
  [
    'in an archive in an archive',
    'a.zip',
    'malware',
    zip([{ name: 'b.zip', data: makeZip([{ name: 'a.txt', data: EICAR }]) }]),
  ],
  ['in an archive by ZIP64', 'a.zip', 'malware', zip([{ name: 'a.txt', data: EICAR }], { zip64: true })],
  ['in an archive with numbers behind', 'a.zip', 'malware', zip([{ name: 'a.txt', data: EICAR, descriptor: true }])],
  ['called a picture in an archive', 'a.zip', 'malware', zip([{ name: 'a.png', data: EICAR }])],
  [
    'as a picture of a Word file',
    'a.docx',
    'malware',
    () => makeOoxml('docx', { members: [{ name: 'word/media/a.png', data: EICAR }] }),
  ],
  [
    'as a picture of a presentation',
    'a.pptx',
    'malware',
    () => makeOoxml('pptx', { members: [{ name: 'ppt/media/a.jpg', data: EICAR }] }),
  ],
  [
    'as a picture of an OpenDocument text',
    'a.odt',
    'malware',
    () => makeOdf('text', { members: [{ name: 'Pictures/a.png', data: EICAR }] }),
  ],
  ['attached to a mail', 'a.eml', 'malware', () => makeMail([{ name: 'a.txt', data: EICAR }])],
  [
    'attached to a mail as it is',
    'a.eml',
    'malware',
    () => makeMail([{ name: 'a.txt', data: EICAR, encoding: '7bit' }]),
  ],
  [
    'attached to a mail, quoted',
    'a.eml',
    'malware',
    () => makeMail([{ name: 'a.txt', data: EICAR, encoding: 'quoted-printable' }]),
  ],
  [
    'in an archive attached to a mail',
    'a.eml',
    'malware',
    () => makeMail([{ name: 'a.zip', data: makeZip([{ name: 'a.txt', data: EICAR }]) }]),
  ],
  [
    'in a mail attached to a mail',
    'a.eml',
    'malware',
    () =>
      makeMail([
        {
          name: 'a.eml',
          data: makeMail([{ name: 'a.txt', data: EICAR }], { boundary: 'inner' }),
          type: 'message/rfc822',
          encoding: '7bit',
        },
      ]),
  ],
  ['attached to a mail of Outlook', 'a.msg', 'malware', () => makeMsg([{ name: 'a.txt', data: Buffer.from(EICAR) }])],
  [
    'in an archive in a mail of Outlook',
    'a.msg',
    ['malware', 'two-in-one'],
    () => makeMsg([{ name: 'a.zip', data: makeZip([{ name: 'a.txt', data: EICAR }]) }]),
  ],
  ['behind a picture', 'a.png', 'two-in-one', () => Buffer.concat([makePng(), Buffer.from(EICAR)])],
  ['in gzip', 'a', 'other-archive', () => makeGzip(Buffer.from(EICAR))],
  ['in tar', 'a', 'other-archive', () => makeTar('a.com', Buffer.from(EICAR))],
  ['called eicar.com', 'eicar.com', 'name-of-a-program', () => EICAR],
];

export const HOSTILE_WRAPPED: readonly HostileFile[] = [
  ...rowsOf('other archive', OTHERS),
  ...rowsOf('test virus', WRAPPED),
];
