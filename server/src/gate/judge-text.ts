// Text by its content: a page, a drawing, a message, rich text, a table, data, or plain. What begins like a program is refused;
// what a spreadsheet would run is, too.
import type { Inspection } from './inspection.ts';
import { endingOf } from './file-name.ts';
import { judgeHtmlText, judgeXml } from './judge-markup.ts';
import { judgeMail, looksLikeMail } from './judge-mail.ts';
import type { Kind } from './kinds.ts';
import { readText } from './read-text.ts';
import { refuse } from './refusals.ts';

const HEAD = 64 * 1024;
/** Pages are held whole while their tags are looked at. */
const MOST_PAGE = 16 * 1024 ** 2;
const PAGE =
  /^\s*(<!doctype\s+html|<(html|head|body|title|script|style|iframe|div|table|p|a|img|h[1-6]|br|b|i|font|center|form|meta|link|base|object|embed|svg)(?=[\s>/]))/i;
const PROGRAM =
  /^\s*(#!|<\?php|<%|@echo\b|@if\b|rem\s|REM\s|@powershell|\[InternetShortcut\]|\[autorun\]|Windows Registry Editor|REGEDIT4|\[Desktop Entry\]|<\?import|ID;P|WEB\r?\n\d|<job\b|MIME-Version: 1\.0\r?\nContent-Type: multipart\/related.*\r?\n(?=[\s\S]{0,2000}x-mso|[\s\S]{0,2000}ActiveMime))/i;

/**
 * @param name its ending tells tables and data from plain text, which nothing in them does
 */
export async function judgeText(inspection: Inspection, name: string): Promise<Kind> {
  const { bytes, budget } = inspection;
  let head = '';
  const cells = openCells();
  const isTable = /^(csv|tsv|tab)$/.test(endingOf(name));
  const encoding = await readText(bytes, budget, (text) => {
    if (head.length < HEAD) head += text.slice(0, HEAD - head.length);
    if (isTable) cells.take(text);
  });
  if (encoding !== 'utf-8' && encoding !== 'windows-1252' && /^\s*</.test(head)) refuse('odd-encoding');
  if (PROGRAM.test(head)) refuse('not-a-document');
  const bare = withoutComments(head);
  const isXml = /^\s*(<\?xml[\s?]|<!doctype\s+(?!html)|<svg\b|<[\w.-]{1,80}:[\w.-]{1,80}[\s>/])/i.test(bare);
  if (isXml && !/^\s*<!doctype\s+html/i.test(bare)) return judgeXml(inspection);
  if (looksLikeMail(head)) return judgeMail(inspection);
  const ending = endingOf(name);
  if (/^(xml|gml|gpx|kml|svg)$/.test(ending) && !/^\s*<!doctype\s+html/i.test(head)) return judgeXml(inspection);
  if (PAGE.test(bare.replace(/^\s*<\?xml[^>]{0,400}\?>/, '')) || /^(html?|xhtml)$/.test(ending))
    return judgePage(inspection);
  // A browser looks for a page behind words as well, and so do other programs.
  if (/<\s*(script|html|iframe|svg)[\s>/]/i.test(head)) refuse('hidden-content');
  if (isTable) {
    if (cells.commands()) refuse('data-exchange');
    if (cells.formulas()) budget.warnings.add('formulas');
    return 'csv';
  }
  return isJson(head, ending) ? 'json' : 'text';
}

/** Step by step: a pattern of comments could be read in too many ways. */
function withoutComments(text: string): string {
  let at = 0;
  for (;;) {
    const next = /^\s*/.exec(text.slice(at, at + 4_096))?.[0].length ?? 0;
    if (!text.startsWith('<!--', at + next)) return text.slice(at);
    const end = text.indexOf('-->', at + next + 4);
    if (end < 0) return text.slice(at);
    at = end + 3;
  }
}

async function judgePage({ bytes, budget }: Inspection): Promise<Kind> {
  if (bytes.size > MOST_PAGE) refuse('too-large');
  let text = '';
  await readText(bytes, budget, (piece) => {
    text += piece;
  });
  judgeHtmlText(text, (code) => void budget.warnings.add(code));
  return 'html';
}

function isJson(head: string, ending: string): boolean {
  return /^(json|geojson)$/.test(ending) && /^\s*[[{"\d\-tfn]/.test(head);
}

interface Cells {
  readonly take: (text: string) => void;
  /** Some cell begins like a formula. */
  readonly formulas: () => boolean;
  /** Some cell would start another program or fetch something. */
  readonly commands: () => boolean;
}

/** Bounded everywhere: what a table holds is anybody's, and a pattern must not take long over it. */
const FORMULA = /(^|[\r\n,;\t])["']? {0,8}([=@] {0,8}[A-Za-z(+\-'"]|[+-][A-Za-z(@=])/;
const CALLS =
  /[=+\-@] {0,8}(WEBSERVICE|DDE|CALL|REGISTER|EXEC|IMPORT(XML|DATA|FEED|HTML|RANGE)) {0,8}\(|= {0,8}HYPERLINK {0,8}\([^)\r\n]{0,300}&/i;
const LONGEST_CELL = 300;

/** `=cmd|' /C calc'!A0`: a bar with a quote behind it, and before it in the same line what begins a formula. */
function asksProgram(text: string): boolean {
  for (let at = text.indexOf('|'); at >= 0; at = text.indexOf('|', at + 1)) {
    if (!/^\| {0,8}['"]/.test(text.slice(at, at + 10))) continue;
    const line =
      text
        .slice(Math.max(0, at - LONGEST_CELL), at)
        .split(/[\r\n]/)
        .at(-1) ?? '';
    if (/[=+\-@]/.test(line) && /[\w.] {0,8}$/.test(line)) return true;
  }
  return false;
}

function openCells(): Cells {
  let [formulas, commands, before] = [false, false, '\n'];
  return {
    take(text) {
      const stretch = before + text;
      formulas ||= FORMULA.test(stretch);
      commands ||= asksProgram(stretch) || CALLS.test(stretch);
      before = stretch.slice(-300);
    },
    formulas: () => formulas,
    commands: () => commands,
  };
}
