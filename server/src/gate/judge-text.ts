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
  const encoding = await readText(bytes, budget, (text) => {
    if (head.length < HEAD) head += text.slice(0, HEAD - head.length);
    cells.take(text);
  });
  if (encoding !== 'utf-8' && encoding !== 'windows-1252' && /^\s*</.test(head)) refuse('odd-encoding');
  if (PROGRAM.test(head)) refuse('not-a-document');
  if (
    /^\s*(<!--[\s\S]*?-->\s*)*(<\?xml[\s?]|<!doctype\s+(?!html)|<svg\b|<[\w.-]+:[\w.-]+[\s>/])/i.test(head) &&
    !/^\s*<!doctype\s+html/i.test(head)
  )
    return judgeXml(inspection);
  if (looksLikeMail(head)) return judgeMail(inspection);
  const ending = endingOf(name);
  if (PAGE.test(withoutComments(head)) || /^(html?|xhtml)$/.test(ending)) return judgePage(inspection);
  if (ending === 'xml' || ending === 'svg') return judgeXml(inspection);
  // A browser looks for a page behind words as well, and so do other programs.
  if (/<\s*(script|html|iframe|svg)[\s>/]/i.test(head)) refuse('hidden-content');
  if (/^(csv|tsv|tab)$/.test(ending)) {
    if (cells.commands()) refuse('data-exchange');
    if (cells.formulas()) budget.warnings.add('formulas');
    return 'csv';
  }
  return isJson(head, ending) ? 'json' : 'text';
}

function withoutComments(text: string): string {
  return text.replace(/^(\s*<!--[\s\S]*?-->)+/, '').replace(/^\s*<\?xml[^>]*\?>/, '');
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

const FORMULA = /(^|[\r\n,;\t])["']?\s*[=@]\s*[A-Za-z(+\-'"]|(^|[\r\n,;\t])["']?[+-][A-Za-z(@=]/;
const COMMAND =
  /[=+\-@][^\r\n]{0,200}?[\w.]+\s*\|\s*['"]|[=+\-@]\s*(WEBSERVICE|DDE|CALL|REGISTER|EXEC|IMPORT(XML|DATA|FEED|HTML|RANGE))\s*\(|=\s*HYPERLINK\s*\([^)\r\n]*&/i;

function openCells(): Cells {
  let [formulas, commands, before] = [false, false, '\n'];
  return {
    take(text) {
      const stretch = before + text;
      formulas ||= FORMULA.test(stretch);
      commands ||= COMMAND.test(stretch);
      before = stretch.slice(-300);
    },
    formulas: () => formulas,
    commands: () => commands,
  };
}
