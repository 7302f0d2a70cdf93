// Names of files: what a sender called a file is data; what is stored, shown and sent as a name is made safe here. Every
// script is allowed. What steers programs is not: control and direction marks, separators, names of devices, blanks and
// dots at the ends.
import { kindOf, kindOfEnding, type Kind } from './kinds.ts';
import { refuse } from './refusals.ts';

export interface SafeName {
  /** Without anything unsafe, in NFC, at most 200 bytes of UTF-8; its ending is left as it was. */
  readonly name: string;
  readonly changed: boolean;
}

/** Bytes of UTF-8: most file systems take 255, and a copy adds to it. */
const MOST_BYTES = 200;
const MOST_MEMBER_NAME = 1_000;
/** Cc, Cf (direction marks, joiners but the two that scripts need), line and paragraph separators, surrogates, private use. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Co}]|(?![\u200c\u200d])\p{Cf}/gu;
const SEPARATORS = /[/\\:*?"<>|]/g;
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(?=$|[. ])/i;

/** Endings under which a desktop runs what it opens, or opens with more rights than a document has. */
const PROGRAMS = new Set(
  [
    'exe com scr pif cpl dll sys drv ocx msi msp mst msix msixbundle appx appxbundle application appref-ms gadget',
    'bat cmd ps1 ps1xml ps2 psc1 psd1 psm1 vb vbe vbs js jse mjs cjs ws wsf wsc wsh hta htc sct jar jnlp class war',
    'sh bash zsh fish csh ksh command run bin elf out app apk ipa deb rpm dmg pkg mpkg workflow action osx',
    'py pyc pyo pyw pyz rb pl php phtml phar asp aspx jsp jspx cgi lua tcl ts',
    'lnk url website webloc desktop inf reg scf shb shs library-ms search-ms searchconnector-ms theme themepack',
    'settingcontent-ms diagcab diagcfg diagpkg chm hlp crt cer der p12 pfx xll xlam xla ppam ppa wll mad maf mam',
    'mde mdb ade adp accda accdb accde docm dotm dot dotx xlsm xltm xltx xlsb xlt xlm pptm potm potx pot ppsm ppsx',
    'sldm iqy slk oqy rqy odc udl rdp iso img vhd vhdx vmdk vdi qcow2 wim cab rar 7z gz tgz tar bz2 xz zst lzh arj ace one',
    'swf svgz xhtm mht mhtml shtml xsl xslt xsd dtd xbl wasm grp msc msh msh1 msh2 mshxml job vxd tmp',
  ]
    .join(' ')
    .split(' '),
);

/** The last ending, lower case, without its dot; empty where there is none. */
export function endingOf(name: string): string {
  const match = /\.([^.\s]{1,20})$/u.exec(name);
  return (match?.[1] ?? '').normalize('NFKC').toLowerCase();
}

export function makeSafeName(given: string): SafeName {
  // What somebody's program sent with a path is that file's name, whichever way the path is written.
  const last = given.split(/[/\\]/).findLast((part) => part.trim() !== '') ?? '';
  let name = wellFormed(last)
    .normalize('NFC')
    .replace(UNSEEN, '')
    .replace(SEPARATORS, '_')
    .replace(/\ufffd/g, '_');
  name = name.replace(/\s+/gu, ' ').replace(/^[. ]+|[. ]+$/g, '');
  if (DEVICE.test(name)) name = `_${name}`;
  name = shorten(name === '' ? 'file' : name);
  return { name, changed: name !== given };
}

/** Refuses what no honest document is called; the content is judged apart. */
export function refuseProgramName(name: string): void {
  if (PROGRAMS.has(endingOf(name))) refuse('name-of-a-program');
}

export interface NamedKind {
  readonly name: string;
  /** Whether the ending was added or exchanged. */
  readonly changed: boolean;
}

/**
 * The name under which a file of this kind is kept. An ending of the same family is exchanged for the right one, so that a
 * desktop opens what was judged; one of another family is how a file pretends, and is refused.
 */
export function fitEnding(name: string, kind: Kind): NamedKind {
  const { family, endings } = kindOf(kind);
  const ending = endingOf(name);
  const first = endings[0] ?? 'bin';
  if (endings.includes(ending)) return { name, changed: false };
  const promised = kindOfEnding(ending);
  if (promised === null) return { name: `${shorten(name)}.${first}`, changed: true };
  const given = kindOf(promised).family;
  const near = given === family || (given === 'markup' && family === 'text');
  if (!near) refuse('name-contradicts-content');
  return { name: `${name.slice(0, name.length - ending.length - 1)}.${first}`, changed: true };
}

/** @returns the path of a member of an archive with its parts, or null where it leads elsewhere or cannot be a name */
export function safeMemberName(path: string): string | null {
  if (path === '' || path.length > MOST_MEMBER_NAME || wellFormed(path) !== path) return null;
  if (path.startsWith('/') || /[\\:]/.test(path) || UNSEEN.test(resetOf(path))) return null;
  const parts = path.replace(/\/$/, '').split('/');
  const bad = (part: string): boolean =>
    part === '' || part === '.' || part === '..' || DEVICE.test(part) || /[. ]$/.test(part) || /[*?"<>|]/.test(part);
  return parts.some(bad) ? null : path;
}

/** Halves of letters become a mark that stands for what cannot be read. */
export function wellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}

/** A pattern with `g` remembers where it stopped; asked anew it must begin anew. */
function resetOf(text: string): string {
  UNSEEN.lastIndex = 0;
  return text;
}

/** Cuts the stem and keeps the ending, never within a letter. */
function shorten(name: string): string {
  if (Buffer.byteLength(name) <= MOST_BYTES) return name;
  const ending = endingOf(name);
  const tail = ending === '' ? '' : `.${ending}`;
  const letters = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(name.slice(0, 1_000))];
  let stem = '';
  for (const { segment } of letters) {
    if (Buffer.byteLength(stem) + Buffer.byteLength(segment) + Buffer.byteLength(tail) > MOST_BYTES) break;
    stem += segment;
  }
  return `${stem.replace(/[. ]+$/, '')}${tail}`;
}
