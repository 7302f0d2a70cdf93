// Hostile office files of today: macros, controls and objects, by what they are and where they lie, also where the name says
// otherwise.
import { rowsOf, type HostileFile, type Row } from './hostile-file.ts';
import { makeOoxml, relation, type MadeOffice } from './made-office.ts';

function docx(made: MadeOffice): () => Buffer {
  return () => makeOoxml('docx', made);
}

function xlsx(made: MadeOffice): () => Buffer {
  return () => makeOoxml('xlsx', made);
}

const MACRO_TYPE = 'application/vnd.ms-word.document.macroEnabled.main+xml';
const OBJECT = Buffer.from('d0cf11e0a1b11ae1', 'hex');

const ACTS: readonly Row[] = [
  ['macros, renamed .docx', 'a.docx', 'macros', docx({ mainType: MACRO_TYPE })],
  [
    'a project of macros',
    'a.docx',
    'macros',
    docx({
      types: '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>',
      members: [{ name: 'word/vbaProject.bin', data: OBJECT }],
    }),
  ],
  [
    'a project of macros without a type',
    'a.docx',
    'macros',
    docx({ members: [{ name: 'word/vbaProject.bin', data: OBJECT }] }),
  ],
  [
    'a project of macros under another name',
    'a.docx',
    'macros',
    docx({
      relations:
        '<Relationship Id="r" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="media/a.png"/>',
    }),
  ],
  [
    'macros in a workbook',
    'a.xlsx',
    'macros',
    xlsx({ mainType: 'application/vnd.ms-excel.sheet.macroEnabled.main+xml' }),
  ],
  [
    'a sheet of macros',
    'a.xlsx',
    'macros',
    xlsx({
      types: '<Override PartName="/xl/macrosheets/sheet1.xml" ContentType="application/vnd.ms-excel.macrosheet+xml"/>',
    }),
  ],
  [
    'a sheet of macros by relation',
    'a.xlsx',
    'macros',
    xlsx({
      relations:
        '<Relationship Id="r" Type="http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet" Target="a.xml"/>',
    }),
  ],
  [
    'a name that runs on opening',
    'a.xlsx',
    'macros',
    xlsx({ body: '<definedNames><definedName name="_xlnm.Auto_Open">x</definedName></definedNames>' }),
  ],
  [
    'macros in a presentation',
    'a.pptx',
    'macros',
    () => makeOoxml('pptx', { mainType: 'application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml' }),
  ],
  [
    'a click that runs a macro',
    'a.pptx',
    'macros',
    () =>
      makeOoxml('pptx', {
        members: [{ name: 'ppt/slides/slide1.xml', data: '<a><hlinkClick action="ppaction://macro?name=x"/></a>' }],
      }),
  ],
  [
    'a click that runs a program',
    'a.pptx',
    'macros',
    () =>
      makeOoxml('pptx', {
        members: [{ name: 'ppt/slides/slide1.xml', data: '<a><hlinkClick action="ppaction://program"/></a>' }],
      }),
  ],
  [
    'a ribbon of its own',
    'a.docx',
    'macros',
    docx({
      relations:
        '<Relationship Id="r" Type="http://schemas.microsoft.com/office/2006/relationships/ui/extensibility" Target="a.xml"/>',
    }),
  ],
  [
    'a control',
    'a.docx',
    'active-control',
    docx({
      types: '<Override PartName="/word/activeX/activeX1.xml" ContentType="application/vnd.ms-office.activeX+xml"/>',
    }),
  ],
  [
    'a control by its part',
    'a.docx',
    'active-control',
    docx({ members: [{ name: 'word/activeX/activeX1.bin', data: 'x' }] }),
  ],
  ['a control by relation', 'a.docx', 'active-control', docx({ relations: relation('control', 'a.xml', 'Internal') })],
  [
    'a web extension',
    'a.docx',
    ['active-control', 'unknown-type'],
    docx({
      types:
        '<Override PartName="/word/webextensions/a.xml" ContentType="application/vnd.ms-office.webextension+xml"/>',
    }),
  ],
  [
    'an object',
    'a.docx',
    'embedded-object',
    docx({ types: '<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.oleObject"/>' }),
  ],
  [
    'an object by its part',
    'a.docx',
    'embedded-object',
    docx({ members: [{ name: 'word/embeddings/oleObject1.bin', data: OBJECT }] }),
  ],
  [
    'an object by relation',
    'a.docx',
    'embedded-object',
    docx({ relations: relation('oleObject', 'file:///c:/a.exe') }),
  ],
  [
    'an object of unknown form',
    'a.docx',
    'embedded-object',
    docx({ members: [{ name: 'word/embeddings/a.bin', data: 'x' }] }),
  ],
  ['a program among the parts', 'a.docx', 'embedded-object', docx({ members: [{ name: 'word/a.exe', data: 'MZ' }] })],
  [
    'a program called a font',
    'a.docx',
    'embedded-object',
    docx({ members: [{ name: 'word/fonts/a.odttf', data: 'MZ is here' }] }),
  ],
  [
    'a program called a picture',
    'a.docx',
    'not-a-document',
    docx({ members: [{ name: 'word/media/a.png', data: 'MZ' }] }),
  ],
  [
    'a page called a picture',
    'a.docx',
    ['active-markup', 'name-contradicts-content'],
    docx({ members: [{ name: 'word/media/a.png', data: '<html><script>alert(1)</script></html>' }] }),
  ],
  [
    'a drawing with a script',
    'a.docx',
    'active-markup',
    docx({ members: [{ name: 'word/media/a.svg', data: '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>' }] }),
  ],
  [
    'a page as a piece of text',
    'a.docx',
    'embedded-object',
    docx({ relations: relation('aFChunk', 'a.html', 'Internal') }),
  ],
  [
    'a workbook with macros behind a chart',
    'a.docx',
    'macros',
    docx({
      members: [
        {
          name: 'word/embeddings/a.xlsx',
          data: makeOoxml('xlsx', { mainType: 'application/vnd.ms-excel.sheet.macroEnabled.main+xml' }),
        },
      ],
    }),
  ],
];

export const HOSTILE_OFFICE: readonly HostileFile[] = rowsOf('office file with', ACTS);
