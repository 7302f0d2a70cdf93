// Hostile pictures, films and sound: more pixels than there are bytes, pages and programs in their words, something before or
// behind them; and programs, disks and files without end that are no document at all.
import { deflateSync } from 'node:zlib';
import type { Bytes } from '../files/bytes.ts';
import { rowsOf, type HostileFile, type Row } from './hostile-file.ts';
import { makeZip } from './made-archives.ts';
import {
  box,
  jpegSegment,
  makeBmp,
  makeBoxes,
  makeGif,
  makeHeic,
  makeJpeg,
  makeMp3,
  makeMp4,
  makeOgg,
  makePng,
  makeRiff,
  makeTiff,
  makeWav,
  makeWebm,
  makeWebp,
  pngChunk,
  riffChunk,
} from './made-pictures.ts';

const PAGE = '<html><body><script>alert(1)</script></body></html>';
const ARCHIVE = makeZip([{ name: 'a.txt', data: 'hidden' }]);
const MEGA = 1024 * 1024;

const SOUND: readonly (readonly [string, () => Buffer])[] = [
  ['png', () => makePng()],
  ['jpg', () => makeJpeg()],
  ['gif', () => makeGif()],
  ['tif', () => makeTiff()],
  ['bmp', () => makeBmp()],
  ['webp', () => makeWebp()],
  ['wav', () => makeWav()],
  ['mp4', () => makeMp4()],
  ['heic', () => makeHeic()],
  ['ogg', () => makeOgg()],
  ['webm', () => makeWebm()],
  ['mp3', () => makeMp3()],
];

/** What another program finds behind, before and in place of a picture. */
const AROUND: readonly Row[] = SOUND.flatMap(([ending, make]): Row[] => [
  [
    `${ending} with a page behind it`,
    `a.${ending}`,
    ['two-in-one', 'broken', 'hidden-content', 'truncated'],
    () => Buffer.concat([make(), Buffer.from(PAGE)]),
  ],
  [`${ending} with an archive behind it`, `a.${ending}`, 'two-in-one', () => Buffer.concat([make(), ARCHIVE])],
  [
    `${ending} with a program behind it`,
    `a.${ending}`,
    ['two-in-one', 'broken', 'truncated'],
    () => Buffer.concat([make(), Buffer.from('MZ\x90\0program', 'latin1'), Buffer.alloc(9_000, 0x90)]),
  ],
  [
    `${ending} with a page before it`,
    `a.${ending}`,
    ['unknown-type', 'hidden-content', 'active-markup', 'not-text', 'odd-encoding', 'name-contradicts-content'],
    () => Buffer.concat([Buffer.from(PAGE), make()]),
  ],
  [
    `${ending} cut in half`,
    `a.${ending}`,
    ['truncated', 'broken', 'unknown-type'],
    () => {
      const made = make();
      return made.subarray(0, Math.floor(made.length / 2));
    },
  ],
  [`${ending} called .html`, 'a.html', 'name-contradicts-content', make],
  [`${ending} called .docx`, 'a.docx', 'name-contradicts-content', make],
]);

const WORDS: readonly Row[] = [
  [
    'PNG with a page as its words',
    'a.png',
    'hidden-content',
    () => makePng({ more: [pngChunk('tEXt', Buffer.from(`Comment\0${PAGE}`))] }),
  ],
  [
    'PNG with a page as packed words',
    'a.png',
    'hidden-content',
    () => makePng({ more: [pngChunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(PAGE)]))] }),
  ],
  [
    'PNG with a page as international words',
    'a.png',
    'hidden-content',
    () => makePng({ more: [pngChunk('iTXt', Buffer.from(`Comment\0\0\0\0\0${PAGE}`))] }),
  ],
  [
    'PNG with PHP as its words',
    'a.png',
    'hidden-content',
    () => makePng({ more: [pngChunk('tEXt', Buffer.from('Comment\0<?php system($_GET[0]);'))] }),
  ],
  [
    'PNG with a page in a chunk of its own',
    'a.png',
    'hidden-content',
    () => makePng({ more: [pngChunk('prVt', Buffer.from(PAGE))] }),
  ],
  [
    'PNG with a page in wide letters',
    'a.png',
    'hidden-content',
    () => makePng({ more: [pngChunk('prVt', Buffer.from(PAGE, 'utf16le'))] }),
  ],
  [
    'JPEG with a page as its comment',
    'a.jpg',
    'hidden-content',
    () => makeJpeg({ more: [jpegSegment(0xfe, Buffer.from(PAGE))] }),
  ],
  [
    'JPEG with PHP as its comment',
    'a.jpg',
    'hidden-content',
    () => makeJpeg({ more: [jpegSegment(0xfe, Buffer.from('<?php echo 1;'))] }),
  ],
  [
    'JPEG with a page in its camera words',
    'a.jpg',
    'hidden-content',
    () => makeJpeg({ more: [jpegSegment(0xe1, Buffer.from(`Exif\0\0${PAGE}`))] }),
  ],
  [
    'JPEG with a drawing in a segment',
    'a.jpg',
    'hidden-content',
    () => makeJpeg({ more: [jpegSegment(0xed, Buffer.from('<svg onload=alert(1)>'))] }),
  ],
  [
    'JPEG that is a script',
    'a.jpg',
    'hidden-content',
    () => makeJpeg({ more: [jpegSegment(0xe2, Buffer.alloc(0x2f2a - 2))] }),
  ],
  [
    'JPEG that is a script by another mark',
    'a.jpg',
    'hidden-content',
    () => makeJpeg({ more: [jpegSegment(0xfe, Buffer.alloc(0x2f2f - 2))] }),
  ],
  ['GIF that is a script', 'a.gif', 'hidden-content', () => makeGif({ width: 0x2a2f, comment: '*/=1;alert(1)//' })],
  ['GIF that is a script by assignment', 'a.gif', 'hidden-content', () => Buffer.from('GIF89a=1;alert(1)//aaaa')],
  ['GIF with a page as its comment', 'a.gif', 'hidden-content', () => makeGif({ comment: PAGE })],
  ['GIF with a page only', 'a.gif', ['truncated', 'broken', 'hidden-content'], () => Buffer.from(`GIF89a${PAGE}`)],
  ['TIFF with a page as its words', 'a.tif', 'hidden-content', () => makeTiff({ description: PAGE })],
  [
    'TIFF that is large-endian with a page',
    'a.tif',
    'hidden-content',
    () => makeTiff({ description: PAGE, big: true }),
  ],
  [
    'WebP with a page in a chunk',
    'a.webp',
    'hidden-content',
    () => makeWebp(4, 4, [riffChunk('XMP ', Buffer.from(PAGE))]),
  ],
  [
    'WebP that is a script by its length',
    'a.webp',
    ['truncated', 'two-in-one'],
    () => {
      const made = makeWebp();
      made.write('/**/', 4);
      return made;
    },
  ],
  ['WAV with a page in its words', 'a.wav', 'hidden-content', () => makeWav([riffChunk('LIST', Buffer.from(PAGE))])],
  [
    'BMP that is a script',
    'a.bmp',
    ['unknown-type', 'truncated', 'broken', 'not-text'],
    () => {
      const made = makeBmp();
      made.write('/*', 2);
      return made;
    },
  ],
  [
    'film with a page in its words',
    'a.mp4',
    'hidden-content',
    () => makeBoxes('isom', [box('moov', Buffer.from(PAGE)), box('mdat', Buffer.alloc(4))]),
  ],
  ['film with an unknown box', 'a.mp4', 'two-in-one', () => Buffer.concat([makeMp4(), box('evil', Buffer.from('x'))])],
  ['film of an unknown make', 'a.mp4', 'unknown-type', () => makeMp4('evil')],
  ['film without its pictures', 'a.mp4', 'broken', () => makeBoxes('isom', [box('free', Buffer.alloc(4))])],
  [
    'sound whose tag is a script',
    'a.mp3',
    ['hidden-content', 'truncated', 'broken'],
    () => Buffer.from('ID3=1;alert(1)//aaaaaaaaa'),
  ],
  [
    'sound with a page in its tag',
    'a.mp3',
    'hidden-content',
    () => Buffer.concat([Buffer.from('ID3\x03\0\0\0\0\0\x40', 'latin1'), Buffer.from(PAGE.padEnd(64)), makeMp3()]),
  ],
  ['RIFF of an unknown form', 'a.wav', 'unknown-type', () => makeRiff('EVIL', [])],
];

const PIXELS: readonly Row[] = [
  [
    'PNG of 100,000 by 100,000',
    'a.png',
    'too-many-pixels',
    () => makePng({ width: 100_000, height: 100_000, packed: deflateSync(Buffer.alloc(100)) }),
  ],
  [
    'PNG of 60,000 by 60,000 in a megabyte',
    'a.png',
    'too-many-pixels',
    () => makePng({ width: 60_000, height: 60_000, packed: deflateSync(Buffer.alloc(10 * MEGA)) }),
  ],
  [
    'PNG with more in it than it declares',
    'a.png',
    'too-much-inside',
    () => makePng({ width: 10, height: 10, packed: deflateSync(Buffer.alloc(300 * MEGA)) }),
  ],
  ['PNG of no width', 'a.png', 'broken', () => makePng({ width: 0 })],
  [
    'PNG with packed words of 200 MB',
    'a.png',
    'too-much-inside',
    () =>
      makePng({
        more: [pngChunk('zTXt', Buffer.concat([Buffer.from('C\0\0'), deflateSync(Buffer.alloc(200 * MEGA))]))],
      }),
  ],
  [
    'PNG with a bomb as its colours',
    'a.png',
    'too-much-inside',
    () =>
      makePng({
        more: [pngChunk('iCCP', Buffer.concat([Buffer.from('C\0\0'), deflateSync(Buffer.alloc(100 * MEGA))]))],
      }),
  ],
  [
    'PNG with a wrong checksum',
    'a.png',
    'broken',
    () => {
      const made = makePng();
      made[30] = 1;
      return made;
    },
  ],
  [
    'PNG without a picture',
    'a.png',
    'broken',
    () => Buffer.concat([makePng().subarray(0, 33), pngChunk('IEND', Buffer.alloc(0))]),
  ],
  ['JPEG of 65,000 by 65,000', 'a.jpg', 'too-many-pixels', () => makeJpeg({ width: 65_000, height: 65_000 })],
  ['JPEG without a scan', 'a.jpg', 'broken', () => Buffer.from('ffd8ffe000024a46ffd9'.replace('4a46', ''), 'hex')],
  ['GIF of 65,535 by 65,535', 'a.gif', 'too-many-pixels', () => makeGif({ width: 65_535, height: 65_535 })],
  [
    'TIFF of 2,000,000 by 2,000,000',
    'a.tif',
    'too-many-pixels',
    () => makeTiff({ width: 2_000_000, height: 2_000_000 }),
  ],
  ['TIFF of 60,000 by 60,000', 'a.tif', 'too-many-pixels', () => makeTiff({ width: 60_000, height: 60_000 })],
  ['TIFF whose pages go in a circle', 'a.tif', 'broken', () => makeTiff({ next: 1 })],
  ['TIFF whose picture is elsewhere', 'a.tif', 'truncated', () => makeTiff({ stripAt: 900_000 })],
  ['BMP of 100,000 by 100,000', 'a.bmp', 'too-many-pixels', () => makeBmp(100_000, 100_000)],
  [
    'WebP of 16,383 by 40,000 in its head',
    'a.webp',
    'too-many-pixels',
    () =>
      makeRiff('WEBP', [
        riffChunk('VP8X', Buffer.from('00000000ffffffffffff', 'hex')),
        riffChunk('VP8 ', Buffer.alloc(20)),
      ]),
  ],
];

/** Programs and disks, under a name that says so and under one that does not. */
const BEGINNINGS: readonly (readonly [string, string])[] = [
  ['program of Windows', '4d5a90000300000004000000ffff0000'],
  ['program of Linux', '7f454c4602010100'],
  ['program of macOS', 'cffaedfe07000001'],
  ['program of macOS for both', 'cafebabe00000002'],
  ['class of Java', 'cafebabe00000034'],
  ['WebAssembly', '0061736d01000000'],
  ['program of Android', '6465780a30333500'],
  ['shortcut of Windows', '4c0000000114020000000000c000000000000046'],
  ['Flash', '46575309'],
  ['packed Flash', '43575309'],
  ['help of Windows', '4954534603000000'],
  ['package of Debian', '213c617263683e0a'],
  ['package of Red Hat', 'edabeedb03000000'],
  ['Lua', '1b4c7561'],
  ['notes (OneNote)', 'e4525c7b8cd8a74daeb15378d02996d3'],
  ['database of Access', '000100005374616e64617264204a657420444200'],
];

function sparse(size: number, head: Buffer): Bytes {
  return {
    size,
    read: (start, length) => {
      const into = Buffer.alloc(Math.max(0, Math.min(length, size - start)));
      if (start < head.length) head.copy(into, 0, start);
      return Promise.resolve(into);
    },
  };
}

const GIGA = 1024 * MEGA;

const OTHERS: readonly Row[] = [
  ...BEGINNINGS.flatMap(([what, hex]): Row[] => [
    [what, 'a', 'not-a-document', () => Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(600)])],
    [
      `${what} called .pdf`,
      'a.pdf',
      'not-a-document',
      () => Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(600)]),
    ],
  ]),
  [
    'image of a CD',
    'a',
    'disk-image',
    () => Buffer.concat([Buffer.alloc(0x8001), Buffer.from('CD001'), Buffer.alloc(4_000)]),
  ],
  [
    'image of a CD that begins as a PDF',
    'a.pdf',
    'disk-image',
    () => Buffer.concat([Buffer.from('%PDF-1.7\n'.padEnd(0x8001, ' ')), Buffer.from('CD001'), Buffer.alloc(4_000)]),
  ],
  ['image of a virtual disk', 'a', 'disk-image', () => Buffer.concat([Buffer.from('conectix'), Buffer.alloc(600)])],
  [
    'image of a virtual disk of today',
    'a',
    'disk-image',
    () => Buffer.concat([Buffer.from('vhdxfile'), Buffer.alloc(600)]),
  ],
  ['image of VMware', 'a', 'disk-image', () => Buffer.concat([Buffer.from('KDMV'), Buffer.alloc(600)])],
  ['image of QEMU', 'a', 'disk-image', () => Buffer.concat([Buffer.from('QFI\xfb', 'latin1'), Buffer.alloc(600)])],
  ['image of Windows', 'a', 'disk-image', () => Buffer.concat([Buffer.from('MSWIM\0'), Buffer.alloc(600)])],
  [
    'image of macOS by its end',
    'a',
    'disk-image',
    () => Buffer.concat([Buffer.alloc(5_000, 65), Buffer.from('koly'), Buffer.alloc(508)]),
  ],
  [
    'archive that begins as a program',
    'a.zip',
    'not-a-document',
    () => makeZip([{ name: 'a.txt', data: 'x' }], { prefix: Buffer.from('MZ\x90\0', 'latin1') }),
  ],
  ['zeros', 'a', 'unknown-type', () => Buffer.alloc(1_000)],
  ['chance', 'a', ['unknown-type', 'not-text'], () => Buffer.from('9f02c4ffea1177f9033cd0aa81', 'hex')],
  ['5 GB of nothing', 'a.mp4', 'too-large', () => sparse(5 * GIGA, Buffer.alloc(0))],
  ['5 GB that begin as a film', 'a.mp4', 'too-large', () => sparse(5 * GIGA, makeMp4())],
  ['1.9 GB of nothing', 'a', 'unknown-type', () => sparse(1.9 * GIGA, Buffer.alloc(0))],
  ['1.9 GB behind a PDF', 'a.pdf', ['truncated', 'two-in-one'], () => sparse(1.9 * GIGA, Buffer.from('%PDF-1.7\n'))],
  ['1.9 GB behind an archive', 'a.zip', 'truncated', () => sparse(1.9 * GIGA, Buffer.from('PK\x03\x04'))],
  ['1.9 GB of boxes without length', 'a.mp4', ['broken', 'two-in-one'], () => sparse(1.9 * GIGA, makeMp4())],
  [
    '1.9 GB of text that is zeros',
    'a.txt',
    ['not-text', 'unknown-type'],
    () => sparse(1.9 * GIGA, Buffer.from('A letter\n'.repeat(200))),
  ],
  ['1.9 GB behind a picture', 'a.jpg', ['truncated', 'two-in-one'], () => sparse(1.9 * GIGA, makeJpeg())],
  ['1.9 GB behind sound', 'a.mp3', ['two-in-one', 'broken'], () => sparse(1.9 * GIGA, makeMp3())],
];

export const HOSTILE_PICTURES: readonly HostileFile[] = [
  ...rowsOf('around', AROUND),
  ...rowsOf('words', WORDS),
  ...rowsOf('pixels', PIXELS),
  ...rowsOf('no document', OTHERS),
];
