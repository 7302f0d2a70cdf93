// Counts the rows of a file, and cuts it after some, without the readers of the program: what they are held against. CSV with
// quotation marks and line breaks in them, XES by its events.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

export interface FileRows {
  readonly text: string;
  readonly rows: number;
  /** Traces of a log; rows of a table. */
  readonly cases: number;
}

/** @param most rows of a table, or traces of a log, that are kept; all where it is absent */
export function rowsOfFile(file: string, most = Number.POSITIVE_INFINITY): FileRows {
  const bytes = readFileSync(file);
  const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.trimStart().startsWith('<') ? ofXes(text, most) : ofCsv(text, most);
}

function ofCsv(text: string, most: number): FileRows {
  let rows = -1;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') quoted = !quoted;
    else if (text[at] === '\n' && !quoted) {
      rows += 1;
      if (rows === most) return { text: text.slice(0, at + 1), rows, cases: rows };
    }
  }
  const all = text.endsWith('\n') ? rows : rows + 1;
  return { text, rows: all, cases: all };
}

function ofXes(text: string, most: number): FileRows {
  const end = '</trace>';
  let at = 0;
  let cases = 0;
  while (cases < most) {
    const next = text.indexOf(end, at);
    if (next === -1) break;
    at = next + end.length;
    cases += 1;
  }
  const kept = `${text.slice(0, at)}\n</log>\n`;
  return { text: kept, rows: kept.split('<event>').length - 1, cases };
}

/** The rows of a CSV text under the names of its first line, read without the reader of the program. */
export function recordsOfCsv(text: string): readonly Readonly<Record<string, string>>[] {
  const [names = [], ...records] = fieldsOfCsv(text.replace(/^\uFEFF/u, ''));
  return records.map((record) => Object.fromEntries(names.map((name, at) => [name, record[at] ?? ''])));
}

function fieldsOfCsv(text: string): readonly (readonly string[])[] {
  const records: string[][] = [[]];
  // A field is text in quotation marks, in which they are doubled, or whatever has none; then comes a comma or the end.
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gu)) {
    const record = records.at(-1);
    record?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',' && end !== '') records.push([]);
  }
  return records.filter((record) => record.length > 1 || record[0] !== '').filter((record) => record.length > 0);
}
