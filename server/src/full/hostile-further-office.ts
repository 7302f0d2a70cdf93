// Hostile office files besides those of today's Office: OpenDocument, compound files of before 2007, rich text.
import { rowsOf, type HostileFile, type Row } from './hostile-file.ts';
import { makeCompound, makeDoc, makeOdf, makePpt, makeXls, pptRecord, record, type MadeStream } from './made-office.ts';

const OPEN: readonly Row[] = [
  [
    'Basic',
    'a.odt',
    'macros',
    () => makeOdf('text', { members: [{ name: 'Basic/Standard/Module1.xml', data: '<a/>' }] }),
  ],
  ['scripts', 'a.odt', 'macros', () => makeOdf('text', { members: [{ name: 'Scripts/python/a.py', data: 'x' }] })],
  [
    'a script in its text',
    'a.odt',
    'macros',
    () => makeOdf('text', { body: '<text:script script:language="JavaScript">x</text:script>' }),
  ],
  [
    'an event',
    'a.odt',
    'macros',
    () =>
      makeOdf('text', {
        body: '<script:event-listener script:event-name="dom:load" xlink:href="vnd.sun.star.script:a?language=Basic"/>',
      }),
  ],
  [
    'a link to a macro',
    'a.odt',
    'macros',
    () => makeOdf('text', { body: '<text:a xlink:href="vnd.sun.star.script:a">x</text:a>' }),
  ],
  [
    'a link to a script',
    'a.odt',
    'macros',
    () => makeOdf('text', { body: '<text:a xlink:href="javascript:alert(1)">x</text:a>' }),
  ],
  [
    'a picture from elsewhere',
    'a.odt',
    'outside-link',
    () => makeOdf('text', { body: '<draw:image xlink:href="http://a.example/a.png"/>' }),
  ],
  [
    'a picture from a share',
    'a.odt',
    'outside-link',
    () => makeOdf('text', { body: '<draw:image xlink:href="file://a.example/a.png"/>' }),
  ],
  [
    'a part from elsewhere',
    'a.odt',
    'outside-link',
    () => makeOdf('text', { body: '<text:section-source xlink:href="http://a.example/a.odt"/>' }),
  ],
  [
    'a cell that asks a program',
    'a.ods',
    'data-exchange',
    () =>
      makeOdf('spreadsheet', {
        body: '<table:table-cell table:formula="of:=DDE(&quot;soffice&quot;;&quot;a&quot;;&quot;b&quot;)"/>',
      }),
  ],
  [
    'a cell that fetches',
    'a.ods',
    'data-exchange',
    () => makeOdf('spreadsheet', { body: '<table:table-cell table:formula="of:=WEBSERVICE(&quot;http://a&quot;)"/>' }),
  ],
  [
    'a link of DDE',
    'a.ods',
    'data-exchange',
    () => makeOdf('spreadsheet', { body: '<office:dde-source office:dde-application="cmd"/>' }),
  ],
  [
    'an object',
    'a.odt',
    'embedded-object',
    () => makeOdf('text', { body: '<draw:object-ole xlink:href="./Object 1"/>' }),
  ],
  ['an applet', 'a.odt', 'embedded-object', () => makeOdf('text', { body: '<draw:applet draw:code="A"/>' })],
  ['a plug-in', 'a.odp', 'embedded-object', () => makeOdf('presentation', { body: '<draw:plugin xlink:href="a"/>' })],
  [
    'a program among its parts',
    'a.odt',
    'embedded-object',
    () => makeOdf('text', { members: [{ name: 'a.bin', data: 'MZ' }] }),
  ],
  [
    'a program behind a picture of an object',
    'a.odt',
    'embedded-object',
    () => makeOdf('text', { members: [{ name: 'ObjectReplacements/a', data: 'MZ is here' }] }),
  ],
  [
    'words of its own',
    'a.odt',
    'entities',
    () => makeOdf('text', { doctype: '<!DOCTYPE a [<!ENTITY x "y">]>', body: '&x;' }),
  ],
  [
    'a billion laughs',
    'a.ods',
    'entities',
    () => makeOdf('spreadsheet', { doctype: '<!DOCTYPE a [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>', body: '&b;' }),
  ],
  [
    'another type',
    'a.odt',
    'unknown-type',
    () => makeOdf('text', { mimetype: 'application/vnd.oasis.opendocument.text-template' }),
  ],
  ['a database', 'a.odt', 'unknown-type', () => makeOdf('text', { mimetype: 'application/vnd.sun.xml.base' })],
  [
    'encrypted',
    'a.odt',
    'password-protected',
    () =>
      makeOdf('text', {
        members: [{ name: 'META-INF/x.xml', data: '<m:file-entry xmlns:m="x"><m:encryption-data/></m:file-entry>' }],
      }),
  ],
];

function old(streams: readonly MadeStream[]): () => Buffer {
  return () => makeCompound(streams);
}

const WORD: MadeStream = { path: ['WordDocument'], data: makeDoc() };
const BOOK: MadeStream = { path: ['Workbook'], data: makeXls() };
const SHOW: MadeStream = { path: ['PowerPoint Document'], data: makePpt() };

function some(...path: readonly string[]): MadeStream {
  return { path, data: Buffer.from('x') };
}

const BEFORE: readonly Row[] = [
  ['macros in a text', 'a.doc', 'macros', old([WORD, some('Macros', 'VBA', 'dir')])],
  ['macros in a workbook', 'a.xls', 'macros', old([BOOK, some('_VBA_PROJECT_CUR', 'VBA', 'dir')])],
  ['a project alone', 'a.doc', 'macros', old([WORD, some('PROJECT')])],
  ['macros deep within', 'a.doc', 'macros', old([WORD, some('a', 'b', 'c', 'VBA', 'x')])],
  ['a sheet of macros', 'a.xls', 'macros', old([{ path: ['Workbook'], data: makeXls(1) }])],
  ['a module', 'a.xls', 'macros', old([{ path: ['Workbook'], data: makeXls(6) }])],
  [
    'a name that runs on opening',
    'a.xls',
    'macros',
    old([
      {
        path: ['Workbook'],
        data: makeXls(0, [record(0x18, Buffer.from('\0\0\0\x09\0\0\0\0\0\0\0\0\0\0\0Auto_Open'))]),
      },
    ]),
  ],
  [
    'macros by its record',
    'a.xls',
    'macros',
    old([{ path: ['Workbook'], data: makeXls(0, [record(0xd3, Buffer.alloc(0))]) }]),
  ],
  [
    'macros in a presentation',
    'a.ppt',
    'macros',
    old([
      {
        path: ['PowerPoint Document'],
        data: makePpt([pptRecord(0x03ff, pptRecord(0x0400, Buffer.from([1, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0])), 0xf)]),
      },
    ]),
  ],
  [
    'an object in a presentation',
    'a.ppt',
    'embedded-object',
    old([{ path: ['PowerPoint Document'], data: makePpt([pptRecord(0x1011, Buffer.alloc(20))]) }]),
  ],
  [
    'a control in a presentation',
    'a.ppt',
    'active-control',
    old([{ path: ['PowerPoint Document'], data: makePpt([pptRecord(0x0fee, Buffer.alloc(20))]) }]),
  ],
  [
    'a click that runs a program',
    'a.ppt',
    'macros',
    old([
      {
        path: ['PowerPoint Document'],
        data: makePpt([pptRecord(0x0ff3, Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0]))]),
      },
    ]),
  ],
  ['objects in a text', 'a.doc', 'embedded-object', old([WORD, some('ObjectPool', '_1', '\x01Ole10Native')])],
  ['a package', 'a.doc', 'embedded-object', old([WORD, some('\x01Ole10Native')])],
  ['an object in a workbook', 'a.xls', 'embedded-object', old([BOOK, some('MBD0001A2B3', 'Package')])],
  ['equations', 'a.doc', 'embedded-object', old([WORD, some('ObjectPool', '_1', 'Equation Native')])],
  ['a control in a workbook', 'a.xls', 'embedded-object', old([BOOK, some('Ctls')])],
  [
    'a field DDEAUTO',
    'a.doc',
    'data-exchange',
    old([{ path: ['WordDocument'], data: makeDoc(0, '\x13 DDEAUTO cmd "/k calc" \x14x\x15') }]),
  ],
  [
    'a field in wide letters',
    'a.doc',
    'data-exchange',
    () => {
      const data = makeDoc();
      data.write('\x13 DDEAUTO cmd \x14x\x15', 2_000, 'utf16le');
      return makeCompound([{ path: ['WordDocument'], data }]);
    },
  ],
  [
    'a link that asks a program',
    'a.xls',
    'data-exchange',
    old([
      { path: ['Workbook'], data: makeXls(0, [record(0x1ae, Buffer.from('\0\0\x0c\0\0cmd\x03/c calc', 'latin1'))]) },
    ]),
  ],
  ['a password in a text', 'a.doc', 'password-protected', old([{ path: ['WordDocument'], data: makeDoc(0x0100) }])],
  [
    'a password in a workbook',
    'a.xls',
    'password-protected',
    old([{ path: ['Workbook'], data: makeXls(0, [record(0x2f, Buffer.alloc(6))]) }]),
  ],
  [
    'a password around a new file',
    'a.docx',
    'password-protected',
    old([some('EncryptedPackage'), some('EncryptionInfo')]),
  ],
  ['text and workbook at once', 'a.doc', 'two-in-one', old([WORD, BOOK])],
  ['text and presentation at once', 'a.doc', 'two-in-one', old([WORD, SHOW])],
  ['an installer', 'a.doc', 'unknown-type', old([some('\u4840\u3f3f\u4577')])],
  ['a drawing of Visio', 'a.doc', 'unknown-type', old([some('VisioDocument')])],
  ['bytes behind', 'a.doc', 'two-in-one', () => Buffer.concat([makeCompound([WORD]), Buffer.alloc(80_000, 1)])],
  [
    'cut in half',
    'a.doc',
    ['truncated', 'broken'],
    () => {
      const made = makeCompound([WORD]);
      return made.subarray(0, made.length / 2);
    },
  ],
  ['only its head', 'a.doc', ['truncated', 'broken'], () => makeCompound([WORD]).subarray(0, 512)],
  ['a chain in a circle', 'a.doc', 'broken', () => circle()],
  ['called .txt', 'a.txt', 'name-contradicts-content', old([WORD])],
];

/** The directory's chain leads back to its beginning. */
function circle(): Buffer {
  const made = Buffer.from(makeCompound([WORD]));
  const first = made.readUInt32LE(48);
  made.writeUInt32LE(first, 512 + first * 4);
  return made;
}

function rtf(body: string): string {
  return `{\\rtf1\\ansi A letter ${body}}`;
}

const RICH: readonly Row[] = [
  ['an object', 'a.rtf', 'embedded-object', () => rtf('{\\object\\objemb{\\*\\objdata 0105}}')],
  [
    'an object with numbers between',
    'a.rtf',
    'embedded-object',
    () => rtf('{\\object\\objocx{\\*\\objdata{\\*\\x}01}}'),
  ],
  ['data of an object alone', 'a.rtf', 'embedded-object', () => rtf('{\\*\\objdata 0105}')],
  ['an object that updates itself', 'a.rtf', 'embedded-object', () => rtf('{\\objautlink\\objupdate}')],
  ['a template from elsewhere', 'a.rtf', 'outside-link', () => rtf('{\\*\\template http://a.example/x}')],
  ['plain bytes', 'a.rtf', 'embedded-object', () => rtf('\\bin4 MZ  ')],
  ['a field that asks a program', 'a.rtf', 'data-exchange', () => rtf('{\\field{\\*\\fldinst DDEAUTO cmd "/c calc"}}')],
  [
    'a field in letters of numbers',
    'a.rtf',
    'data-exchange',
    () => rtf("{\\field{\\*\\fldinst \\'44\\'44\\'45AUTO cmd}}"),
  ],
  ['a field in pieces', 'a.rtf', 'data-exchange', () => rtf('{\\field{\\*\\fldinst {DDE}{AUTO} cmd}}')],
  [
    'a field that fetches',
    'a.rtf',
    'outside-link',
    () => rtf('{\\field{\\*\\fldinst INCLUDEPICTURE "http://a.example/x"}}'),
  ],
  ['more behind it', 'a.rtf', 'two-in-one', () => `${rtf('')}<html><script>`],
  ['brackets in brackets', 'a.rtf', 'broken', () => `{\\rtf1 ${'{'.repeat(5_000)}`],
  ['not closed', 'a.rtf', 'truncated', () => '{\\rtf1 x'],
  ['called .doc', 'a.doc', 'embedded-object', () => rtf('{\\object}')],
];

export const HOSTILE_FURTHER_OFFICE: readonly HostileFile[] = [
  ...rowsOf('OpenDocument with', OPEN),
  ...rowsOf('old office file with', BEFORE),
  ...rowsOf('rich text with', RICH),
];
