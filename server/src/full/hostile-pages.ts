// Hostile PDF files: actions, scripts, attachments and forms in every place where a viewer finds them, names written so that
// nobody does, bombs, broken structure, and what is hidden before, behind and between.
import { deflateSync } from 'node:zlib';
import { rowsOf, type HostileFile, type Row } from './hostile-file.ts';
import { makeZip } from './made-archives.ts';
import { makePdf, objectStream, packedStream, streamObject, type MadePdf } from './made-pages.ts';

function pdf(made: MadePdf): () => Buffer {
  return () => makePdf(made);
}

const SCRIPT = '<</S/JavaScript/JS(app.alert\\(1\\))>>';
const ACTIONS: readonly (readonly [string, string, Row[2]])[] = [
  ['JavaScript', SCRIPT, 'form-script'],
  ['JavaScript in a stream', '<</S/JavaScript/JS 6 0 R>>', 'form-script'],
  ['Launch', '<</S/Launch/F(cmd.exe)>>', 'form-script'],
  ['Launch for Windows', '<</S/Launch/Win<</F(cmd.exe)/P(/c calc)>>>>', 'form-script'],
  ['SubmitForm', '<</S/SubmitForm/F(http://a.example)>>', 'form-script'],
  ['ImportData', '<</S/ImportData/F(a.fdf)>>', 'form-script'],
  ['GoToR', '<</S/GoToR/F(\\\\\\\\a.example\\\\s)/D[0/Fit]>>', 'outside-link'],
  ['GoToE', '<</S/GoToE/T<</R/C/N(a)>>>>', 'embedded-object'],
  ['Rendition', '<</S/Rendition/OP 0>>', 'form-script'],
  ['Movie', '<</S/Movie/T(a)>>', 'embedded-object'],
  ['Sound', '<</S/Sound/Sound 6 0 R>>', 'embedded-object'],
  ['RichMediaExecute', '<</S/RichMediaExecute>>', 'form-script'],
  ['GoToDp', '<</S/GoToDp>>', 'form-script'],
];

const PLACES: readonly Row[] = ACTIONS.flatMap(([action, body, code]): Row[] => [
  [`${action} on opening`, 'a.pdf', code, pdf({ catalog: `/OpenAction ${body}` })],
  [`${action} on opening, as an object`, 'a.pdf', code, pdf({ catalog: '/OpenAction 5 0 R', objects: [body] })],
  [`${action} of a page`, 'a.pdf', code, pdf({ page: `/AA<</O ${body}>>` })],
  [
    `${action} of a link`,
    'a.pdf',
    code,
    pdf({ page: '/Annots[5 0 R]', objects: [`<</Type/Annot/Subtype/Link/Rect[0 0 1 1]/A ${body}>>`] }),
  ],
  [
    `${action} in an object stream`,
    'a.pdf',
    code,
    pdf({ catalog: '/OpenAction 20 0 R', objects: [objectStream([body])], crossStream: true }),
  ],
]);

/** `/J#61vaScript`: each letter may be written as a number. */
function hexed(name: string, every: number): string {
  return Array.from(name)
    .map((letter, index) => (index % every === 0 ? `#${letter.charCodeAt(0).toString(16)}` : letter))
    .join('');
}

const HIDDEN_NAMES: readonly Row[] = ['JavaScript', 'JS', 'Launch', 'EmbeddedFile', 'XFA', 'Encrypt'].flatMap(
  (name): Row[] => {
    const codes: Row[2] = ['form-script', 'embedded-object', 'dynamic-form', 'password-protected'];
    return [
      [`/${name} in numbers`, 'a.pdf', codes, pdf({ objects: [`<</A/${hexed(name, 1)}>>`] })],
      [`/${name} with some numbers`, 'a.pdf', codes, pdf({ objects: [`<</${hexed(name, 2)} 1>>`] })],
      [`/${name} in capitals of numbers`, 'a.pdf', codes, pdf({ objects: [`<</A/${hexed(name, 1).toUpperCase()}>>`] })],
      [
        `/${name} with numbers in an object stream`,
        'a.pdf',
        codes,
        pdf({ objects: [objectStream([`<</A/${hexed(name, 3)}>>`])], crossStream: true }),
      ],
      [`/${name} behind a comment`, 'a.pdf', codes, pdf({ objects: [`<</A%>>\n/${name}>>`] })],
      [`/${name} without blanks`, 'a.pdf', codes, pdf({ objects: [`<</A[<</${name}(x)>>]>>`] })],
      [
        `/${name} deep within`,
        'a.pdf',
        codes,
        pdf({ objects: [`${'<</A'.repeat(40)}<</${name} 1>>${'>>'.repeat(40)}`] }),
      ],
      [`/${name} beside a string with brackets`, 'a.pdf', codes, pdf({ objects: [`<</A(\\)>>\\(()/B)/${name} 1>>`] })],
    ];
  },
);

const ATTACHED: readonly Row[] = [
  [
    'an attachment',
    'a.pdf',
    'embedded-object',
    pdf({
      catalog: '/Names<</EmbeddedFiles<</Names[(a)5 0 R]>>>>',
      objects: ['<</Type/Filespec/F(a.exe)/EF<</F 6 0 R>>>>', streamObject('/Type/EmbeddedFile', Buffer.from('MZ'))],
    }),
  ],
  [
    'an attachment of a note',
    'a.pdf',
    'embedded-object',
    pdf({ objects: ['<</Type/Annot/Subtype/FileAttachment/FS 6 0 R>>'] }),
  ],
  [
    'a portfolio',
    'a.pdf',
    'embedded-object',
    pdf({ catalog: '/Collection<</View/T>>', objects: [streamObject('/Type/EmbeddedFile', Buffer.from('x'))] }),
  ],
  ['rich media', 'a.pdf', 'embedded-object', pdf({ objects: ['<</Type/Annot/Subtype/RichMedia>>'] })],
  ['a three-dimensional scene', 'a.pdf', 'embedded-object', pdf({ objects: ['<</Type/Annot/Subtype/3D>>'] })],
  [
    'XFA',
    'a.pdf',
    'dynamic-form',
    pdf({ catalog: '/AcroForm<</XFA 5 0 R>>', objects: [streamObject('', Buffer.from('<xdp/>'))] }),
  ],
  [
    'a password',
    'a.pdf',
    'password-protected',
    pdf({ trailer: '/Encrypt 5 0 R', objects: ['<</Filter/Standard/V 4>>'] }),
  ],
  [
    'a stream that lies elsewhere',
    'a.pdf',
    'outside-link',
    pdf({ objects: [streamObject('/F(http://a.example/x)', Buffer.from('x'))] }),
  ],
  [
    'opens an address when it is opened',
    'a.pdf',
    'outside-link',
    pdf({ catalog: '/OpenAction<</S/URI/URI(http://a.example)>>' }),
  ],
  [
    'opens an address, as an object',
    'a.pdf',
    'outside-link',
    pdf({ catalog: '/OpenAction 5 0 R', objects: ['<</S/URI/URI(http://a.example)>>'] }),
  ],
];

const MEGA = 1024 * 1024;
const BOMBS: readonly Row[] = [
  [
    '200 MB of zeros as its content',
    'a.pdf',
    'too-much-inside',
    () => makePdf({ objects: [packedStream('', Buffer.alloc(200 * MEGA))] }),
  ],
  [
    '200 MB in an object stream',
    'a.pdf',
    'too-much-inside',
    () => makePdf({ objects: [packedStream('/Type/ObjStm/N 1/First 1', Buffer.alloc(200 * MEGA, 32))] }),
  ],
  [
    'packed twice',
    'a.pdf',
    'too-much-inside',
    () =>
      makePdf({
        objects: [
          streamObject('/Filter[/FlateDecode/FlateDecode]', deflateSync(deflateSync(Buffer.alloc(100 * MEGA)))),
        ],
      }),
  ],
  [
    'packed three times by short names',
    'a.pdf',
    'too-much-inside',
    () => makePdf({ objects: [streamObject('/Filter[/Fl/Fl/Fl]', deflateSync(Buffer.alloc(MEGA)))] }),
  ],
  [
    '600 MB as a picture',
    'a.pdf',
    'too-much-inside',
    () => makePdf({ objects: [packedStream('/Subtype/Image/Width 10000/Height 10000', Buffer.alloc(600 * MEGA))] }),
  ],
  [
    'a picture of 100,000 by 100,000',
    'a.pdf',
    'too-many-pixels',
    pdf({ objects: [packedStream('/Subtype/Image/Width 100000/Height 100000', Buffer.alloc(10))] }),
  ],
  ['many streams of 12 MB', 'a.pdf', 'too-much-inside', manyStreams],
  ['brackets in brackets without end', 'a.pdf', ['broken', 'truncated'], pdf({ objects: ['<</A'.repeat(5_000)] })],
  ['lists in lists without end', 'a.pdf', ['broken', 'truncated'], pdf({ objects: [`<</A${'['.repeat(100_000)}>>`] })],
];

function manyStreams(): Buffer {
  const stream = packedStream('', Buffer.alloc(12 * MEGA, 1));
  return makePdf({ objects: Array.from({ length: 120 }, () => stream) });
}

const STRUCTURE: readonly Row[] = [
  ['only its head', 'a.pdf', 'truncated', () => '%PDF-1.7\n'],
  ['cut in half', 'a.pdf', 'truncated', () => makePdf().subarray(0, 200)],
  ['without its end', 'a.pdf', 'truncated', () => makePdf().subarray(0, -8)],
  ['without a table', 'a.pdf', 'broken', () => '%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\nstartxref\n0\n%%EOF\n'],
  [
    'start that leads into the middle',
    'a.pdf',
    'broken',
    () =>
      Buffer.from(
        makePdf()
          .toString('latin1')
          .replace(/startxref\n\d+/, 'startxref\n20'),
        'latin1',
      ),
  ],
  [
    'start that leads behind the end',
    'a.pdf',
    'broken',
    () =>
      Buffer.from(
        makePdf()
          .toString('latin1')
          .replace(/startxref\n\d+/, 'startxref\n999999'),
        'latin1',
      ),
  ],
  [
    'objects hidden in a stream',
    'a.pdf',
    'hidden-content',
    pdf({ objects: [streamObject('', Buffer.from(`x\n9 0 obj\n${SCRIPT}\nendobj\n`))] }),
  ],
  [
    'objects between a length and its end',
    'a.pdf',
    ['hidden-content', 'broken'],
    pdf({ objects: [streamObject('', Buffer.from(`xx endobj 9 0 obj ${SCRIPT} endobj`), 2)] }),
  ],
  [
    'a length that takes the rest of the file',
    'a.pdf',
    ['broken', 'form-script'],
    pdf({ objects: [streamObject('', Buffer.from('x'), 5_000), SCRIPT] }),
  ],
  [
    'a length said apart, and wrong',
    'a.pdf',
    'broken',
    pdf({ objects: [streamObject('', Buffer.from('xxxxxxxxxxxx'), '6 0 R'), '3'] }),
  ],
  ['a length said nowhere', 'a.pdf', 'broken', pdf({ objects: ['<<>>\nstream\nx\nendstream'] })],
  [
    'no pages',
    'a.pdf',
    'broken',
    () => Buffer.from(makePdf().toString('latin1').replaceAll('/Type/Page', '/Type/Pxge'), 'latin1'),
  ],
  [
    'an object stream behind another filter',
    'a.pdf',
    'broken',
    pdf({ objects: [objectStream(['<</A 1>>'], '/Filter/LZWDecode')] }),
  ],
  [
    'an object stream in letters',
    'a.pdf',
    'broken',
    pdf({ objects: [objectStream(['<</A 1>>'], '/Filter[/ASCIIHexDecode/FlateDecode]')] }),
  ],
  [
    'an object stream whose filter is elsewhere',
    'a.pdf',
    'broken',
    pdf({ objects: [objectStream(['<</A 1>>'], '/Filter 6 0 R'), '/FlateDecode'] }),
  ],
  [
    'a damaged object stream',
    'a.pdf',
    'broken',
    pdf({ objects: [streamObject('/Type/ObjStm/N 1/First 4/Filter/FlateDecode', Buffer.from('not packed'))] }),
  ],
  [
    'a script in an update behind',
    'a.pdf',
    'form-script',
    () => Buffer.concat([makePdf(), makePdf({ catalog: `/OpenAction ${SCRIPT}` }).subarray(9)]),
  ],
];

const TWO_IN_ONE: readonly Row[] = [
  ['a ZIP behind it', 'a.pdf', 'two-in-one', pdf({ behind: makeZip([{ name: 'a.txt', data: 'x' }]) })],
  [
    'a ZIP as its stream',
    'a.pdf',
    'two-in-one',
    () => makePdf({ objects: [streamObject('', makeZip([{ name: 'a.txt', data: 'x' }]))] }),
  ],
  ['a page behind it', 'a.pdf', 'two-in-one', pdf({ behind: '<html><script>alert(1)</script></html>' })],
  ['a page before it', 'a.pdf', 'two-in-one', pdf({ before: '<html><script>alert(1)</script>\n' })],
  ['a page before it, called .html', 'a.html', 'two-in-one', pdf({ before: '<html><script>alert(1)</script>\n' })],
  ['a script of a shell before it', 'a.pdf', 'not-a-document', pdf({ before: '#!/bin/sh\necho\nexit\n' })],
  ['a program before it', 'a.pdf', 'not-a-document', pdf({ before: 'MZ\x90\0' })],
  ['a picture before it', 'a.pdf', ['broken', 'two-in-one', 'truncated'], pdf({ before: 'GIF89a\x01\0\x01\0' })],
  ['rubbish before it', 'a.pdf', 'two-in-one', pdf({ before: 'x' })],
  ['rubbish behind it', 'a.pdf', 'two-in-one', pdf({ behind: 'x' })],
  [
    'a virtual disk behind it',
    'a.pdf',
    ['two-in-one', 'disk-image', 'truncated'],
    pdf({ behind: Buffer.concat([Buffer.alloc(5_000), Buffer.from('koly'), Buffer.alloc(508)]) }),
  ],
];

export const HOSTILE_PAGES: readonly HostileFile[] = [
  ...rowsOf('PDF with', PLACES),
  ...rowsOf('PDF that hides', HIDDEN_NAMES),
  ...rowsOf('PDF with', ATTACHED),
  ...rowsOf('PDF bomb', BOMBS),
  ...rowsOf('PDF structure', STRUCTURE),
  ...rowsOf('PDF and', TWO_IN_ONE),
];
