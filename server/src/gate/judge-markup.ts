// Web pages, drawings in SVG and other XML. None is ever shown inline; one that could act wherever somebody opens it is not
// kept either. Pages are read the way the most forgiving browser reads them: whatever might be a tag is one.
import { piecesOf } from '../files/bytes.ts';
import type { Inspection } from './inspection.ts';
import type { Kind } from './kinds.ts';
import { attributeOf, openXml, type XmlElement } from './read-xml.ts';
import { refuse, type WarningCode } from './refusals.ts';

const ACTIVE_ELEMENTS =
  /<[\s/\0]*(?:[\w-]+:)?(script|iframe|frame|frameset|object|embed|applet|base|portal|fencedframe|template|slot|foreignobject|handler|set|animate|animatetransform|animatemotion|use|noscript|math|xss|plaintext|xmp|noembed|noframes|listing|bgsound|layer|ilayer|isindex|keygen|form)(?=[\s/>\0]|$)/i;
const HANDLER = /(?:^|[\s/"'`\0\f])on[a-z][\w:.-]*\s*=/i;
const SCRIPT_ADDRESS =
  /^(livescript|mocha|mhtml|jar|view-source|filesystem|blob|ms-[\w-]+|search-ms|res|mk|its):|(javascript|vbscript|data):/i;
const PLAIN_DATA = /^data:image\/(png|jpe?g|gif|webp|bmp)[;,]/i;
const ADDRESSES =
  /^(href|src|action|formaction|data|poster|background|codebase|cite|longdesc|profile|usemap|classid|archive|manifest|ping|srcset|xlink:href|from|to|values|by|content|dynsrc|lowsrc|url|style|srcdoc|is|http-equiv)$/i;
const STYLE =
  /expression\s*\(|-moz-binding|behaviou?r\s*:|@import|javascript:|vbscript:|data:text|<\/?script|-o-link|@namespace|@charset\s+["']utf-7/i;
const FETCHES = /\b(src|background|srcset|poster)\s*=\s*["']?\s*(https?:)?\/\/|url\(\s*["']?\s*(https?:)?\/\//i;

/** @param text a page, or the HTML of a message, already decoded */
export function judgeHtmlText(text: string, warn: (code: WarningCode) => void): void {
  if (/\+ADw-|\+AD4-/i.test(text)) refuse('active-markup');
  if (ACTIVE_ELEMENTS.test(text)) refuse('active-markup');
  for (const tag of tagsOf(text)) judgeTag(tag);
  const styles = text.match(/<style[\s\S]*?(<\/style|$)/gi) ?? [];
  for (const style of styles) if (STYLE.test(plainCss(style))) refuse('active-markup');
  if (FETCHES.test(text)) warn('outside-pictures');
}

/** Each `<` with a letter up to its end by quotes, as HTML says; an open quote takes all that follows. */
function* tagsOf(text: string): Generator<string> {
  const begin = /<[/!?]?[a-z]/gi;
  for (let match = begin.exec(text); match !== null; match = begin.exec(text)) {
    const end = tagEnd(text, match.index + match[0].length);
    yield text.slice(match.index, end);
    // Inside a comment or an open quote there may be another reading of what follows.
    begin.lastIndex = Math.min(end, match.index + match[0].length + LONGEST_TAG);
  }
}

const LONGEST_TAG = 64 * 1024;

function tagEnd(text: string, from: number): number {
  let quote = '';
  const most = Math.min(text.length, from + LONGEST_TAG);
  for (let at = from; at < most; at += 1) {
    const letter = text[at] ?? '';
    if (quote !== '') quote = letter === quote ? '' : quote;
    else if (letter === '"' || letter === "'") quote = text.slice(from, at).trimEnd().endsWith('=') ? letter : '';
    else if (letter === '>') return at + 1;
  }
  return most;
}

function judgeTag(tag: string): void {
  const whole = undoEntities(tag);
  const bare = whole.replace(/(["'])(?:(?!\1)[\s\S])*\1/g, '$1$1');
  if (HANDLER.test(bare) || HANDLER.test(bare.replace(/[\p{Cc}]/gu, ' '))) refuse('active-markup');
  for (const [, name = '', ...values] of whole.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/g)) {
    const value = (values.find((each) => each !== undefined) ?? '').replace(/[\s\p{Cc}\p{Cf}\u00a0]/gu, '');
    if (ADDRESSES.test(name)) judgeAddress(name.toLowerCase(), value);
  }
  if (/^<meta/i.test(whole) && /http-equiv\s*=\s*["']?\s*(refresh|set-cookie)/i.test(whole)) refuse('active-markup');
  if (
    /^<meta/i.test(whole) &&
    /charset\s*=\s*["']?\s*(utf-7|utf-16|utf-32|iso-2022|hz-|x-mac|cesu|bocu|scsu)/i.test(whole)
  )
    refuse('odd-encoding');
  if (
    /^<link/i.test(whole) &&
    /rel\s*=\s*["']?[^>]*(import|preload|prefetch|manifest|modulepreload|serviceworker)/i.test(whole)
  )
    refuse('active-markup');
}

function judgeAddress(name: string, value: string): void {
  if (name === 'srcdoc' || name === 'is') refuse('active-markup');
  const style = name === 'style' && STYLE.test(plainCss(value));
  if (style || (SCRIPT_ADDRESS.test(value) && !PLAIN_DATA.test(value))) refuse('active-markup');
}

/** Comments and escapes of CSS undone, since they may cut a word. */
function plainCss(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\\([0-9a-f]{1,6})\s?/gi, (_all, hex: string) => letterOf(parseInt(hex, 16)))
    .replace(/\\/g, '');
}

const ENTITIES: Readonly<Record<string, string>> = {
  colon: ':',
  tab: '\t',
  newline: '\n',
  lpar: '(',
  rpar: ')',
  sol: '/',
  equals: '=',
  lt: '<',
  gt: '>',
  quot: "'",
  apos: "'",
  amp: '&',
  nbsp: ' ',
};

function undoEntities(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,8});?|#(\d{1,8});?|([a-z]{2,10});)/gi,
    (all, hex?: string, digits?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? all;
      const letter = letterOf(hex === undefined ? Number(digits) : parseInt(hex, 16));
      // A quote or bracket that is written as a number ends nothing.
      return /["'<>=]/.test(letter) ? ' ' : letter;
    },
  );
}

function letterOf(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}

/** XML of any kind, read to its end: drawings, and data of other programs. */
export async function judgeXml({ bytes, budget }: Inspection): Promise<Kind> {
  const roots: XmlElement[] = [];
  const reader = openXml({
    doctype: 'plain',
    onElement(element) {
      if (roots.length === 0) roots.push(element);
      judgeElement(element, (code) => void budget.warnings.add(code));
    },
    onInstruction(target) {
      // A sheet may be a program (XSLT), and another names the program that shall open the file.
      if (/^(xml-stylesheet|mso-application|php|import)/i.test(target)) refuse('active-markup');
    },
    onText(text, within) {
      if (within === 'style' && STYLE.test(plainCss(text))) refuse('active-markup');
    },
  });
  for await (const piece of piecesOf(bytes, 256 * 1024)) {
    await budget.breathe();
    reader.take(piece);
  }
  reader.end();
  return kindOfRoot(roots[0] ?? null);
}

function kindOfRoot(root: XmlElement | null): Kind {
  if (root === null) return refuse('broken');
  if (root.local === 'svg') return 'svg';
  if (root.local === 'html' || root.space === 'http://www.w3.org/1999/xhtml') return 'html';
  // Forms of programs that run what is in them.
  if (
    /^(stylesheet|transform|xdp|component|scriptlet|package|job|registration|wsdl|project|Workbook|wordDocument|package|licensepackage|assembly|CustomUI)$/i.test(
      root.local,
    )
  )
    refuse('active-markup');
  if (/office:document|opendocument/.test(root.space) || root.space.includes('schemas.microsoft.com/office'))
    refuse('unknown-type');
  return 'xml';
}

const XML_ACTIVE =
  /^(script|foreignobject|iframe|frame|object|embed|applet|handler|listener|base|audio|video|portal|event-listener|macro|binData)$/i;

function judgeElement(element: XmlElement, warn: (code: WarningCode) => void): void {
  const drawing = /svg|xhtml|smil|mathml/i.test(element.space) || element.space === '';
  if (XML_ACTIVE.test(element.local) && (drawing || /^(script|handler|binData)$/i.test(element.local)))
    refuse('active-markup');
  const animates = /^(set|animate\w*|discard)$/i.test(element.local) && drawing;
  if (animates && /^(xlink:)?href$|^on|^style$/i.test(attributeOf(element, 'attributeName'))) refuse('active-markup');
  if (/^meta$/i.test(element.local) && /refresh/i.test(attributeOf(element, 'http-equiv'))) refuse('active-markup');
  for (const { local, value } of element.attributes) {
    const tight = value.replace(/[\s\p{Cc}\p{Cf}\u00a0]/gu, '');
    if (drawing && /^on[a-z]+$/i.test(local)) refuse('active-markup');
    if (/(^|[;(,])(javascript|vbscript|livescript):/i.test(tight)) refuse('active-markup');
    if (
      /^(href|src|data|values|from|to|by|action|formaction)$/i.test(local) &&
      /(^|;)data:/i.test(tight) &&
      !PLAIN_DATA.test(tight) &&
      !/^data:(font|application\/(font|x-font))/i.test(tight)
    )
      refuse('active-markup');
    if (local === 'style' && STYLE.test(plainCss(value))) refuse('active-markup');
    if (
      /^(href|src)$/i.test(local) &&
      /^((https?|ftp|file):|\/\/|\\\\)/i.test(tight) &&
      !/^(a|link|license|about)$/i.test(element.local)
    )
      takeOutside(element, warn);
  }
}

/** A drawing that is put together from elsewhere fetches when it is opened. */
function takeOutside({ local }: XmlElement, warn: (code: WarningCode) => void): void {
  if (/^(use|tref|feImage|mpath|include)$/i.test(local)) refuse('outside-link');
  warn('outside-pictures');
}
